using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>When an initial public offering is released for quoting, and its price.</summary>
/// <remarks>
/// <code>
///  0 type 'K' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 stock 8 | 19 release time seconds 4 | 23 release qualifier 1 | 24 ipo price ticks 4
/// </code>
/// </remarks>
public readonly ref struct IpoQuotingPeriodUpdate
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 28;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.IpoQuotingPeriodUpdate"/>.</param>
    public IpoQuotingPeriodUpdate(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(11, 8);

    /// <summary>The expected release, in seconds since midnight.</summary>
    public uint ReleaseTimeSeconds => BinaryPrimitives.ReadUInt32BigEndian(_message[19..]);

    /// <summary>A anticipated, C cancelled or postponed.</summary>
    public byte ReleaseQualifier => _message[23];

    /// <summary>The offering price in ticks.</summary>
    public uint IpoPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[24..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="releaseTimeSeconds">The expected release, in seconds since midnight.</param>
    /// <param name="releaseQualifier">A anticipated, C cancelled or postponed.</param>
    /// <param name="ipoPriceTicks">The offering price in ticks.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ReadOnlySpan<byte> stock,
        uint releaseTimeSeconds,
        byte releaseQualifier,
        uint ipoPriceTicks)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(
            message,
            ItchMessageType.IpoQuotingPeriodUpdate,
            stockLocate,
            trackingNumber,
            timestampNanoseconds);
        ItchFields.WriteText(message.Slice(11, 8), stock);
        BinaryPrimitives.WriteUInt32BigEndian(message[19..], releaseTimeSeconds);
        message[23] = releaseQualifier;
        BinaryPrimitives.WriteUInt32BigEndian(message[24..], ipoPriceTicks);
        return Length;
    }
}
