using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The price range of the opening of a direct listing with a capital raise.</summary>
/// <remarks>
/// <code>
///  0 type 'O' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 stock 8 | 19 open eligibility 1 | 20 minimum price ticks 4 | 24 maximum price ticks 4
///  28 near execution price ticks 4 | 32 near execution time nanoseconds 8 | 40 lower collar ticks 4
///  44 upper collar ticks 4
/// </code>
/// </remarks>
public readonly ref struct DirectListingWithCapitalRaise
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 48;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.DirectListingWithCapitalRaise"/>.</param>
    public DirectListingWithCapitalRaise(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(11, 8);

    /// <summary>Y when the listing may be released, else N.</summary>
    public byte OpenEligibility => _message[19];

    /// <summary>The lowest price at which it may open, in ticks.</summary>
    public uint MinimumPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[20..]);

    /// <summary>The highest price at which it may open, in ticks.</summary>
    public uint MaximumPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[24..]);

    /// <summary>The price at which it would open now, in ticks.</summary>
    public uint NearExecutionPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[28..]);

    /// <summary>When that price was set, in nanoseconds since midnight.</summary>
    public ulong NearExecutionTimeNanoseconds => BinaryPrimitives.ReadUInt64BigEndian(_message[32..]);

    /// <summary>The lower end of the opening range in ticks.</summary>
    public uint LowerCollarTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[40..]);

    /// <summary>The upper end of the opening range in ticks.</summary>
    public uint UpperCollarTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[44..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="openEligibility">Y when the listing may be released, else N.</param>
    /// <param name="minimumPriceTicks">The lowest price at which it may open, in ticks.</param>
    /// <param name="maximumPriceTicks">The highest price at which it may open, in ticks.</param>
    /// <param name="nearExecutionPriceTicks">The price at which it would open now, in ticks.</param>
    /// <param name="nearExecutionTimeNanoseconds">When that price was set, in nanoseconds since midnight.</param>
    /// <param name="lowerCollarTicks">The lower end of the opening range in ticks.</param>
    /// <param name="upperCollarTicks">The upper end of the opening range in ticks.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ReadOnlySpan<byte> stock,
        byte openEligibility,
        uint minimumPriceTicks,
        uint maximumPriceTicks,
        uint nearExecutionPriceTicks,
        ulong nearExecutionTimeNanoseconds,
        uint lowerCollarTicks,
        uint upperCollarTicks)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(
            message,
            ItchMessageType.DirectListingWithCapitalRaise,
            stockLocate,
            trackingNumber,
            timestampNanoseconds);
        ItchFields.WriteText(message.Slice(11, 8), stock);
        message[19] = openEligibility;
        BinaryPrimitives.WriteUInt32BigEndian(message[20..], minimumPriceTicks);
        BinaryPrimitives.WriteUInt32BigEndian(message[24..], maximumPriceTicks);
        BinaryPrimitives.WriteUInt32BigEndian(message[28..], nearExecutionPriceTicks);
        BinaryPrimitives.WriteUInt64BigEndian(message[32..], nearExecutionTimeNanoseconds);
        BinaryPrimitives.WriteUInt32BigEndian(message[40..], lowerCollarTicks);
        BinaryPrimitives.WriteUInt32BigEndian(message[44..], upperCollarTicks);
        return Length;
    }
}
