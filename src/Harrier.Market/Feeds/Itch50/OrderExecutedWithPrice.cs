using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>A displayed order was executed, in whole or in part, at a price other than its own.</summary>
/// <remarks>
/// <code>
///  0 type 'C' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 reference 8 | 19 shares 4 | 23 match number 8 | 31 printable 1 | 32 price ticks 4
/// </code>
/// </remarks>
public readonly ref struct OrderExecutedWithPrice
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 36;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.OrderExecutedWithPrice"/>.</param>
    public OrderExecutedWithPrice(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The resting order.</summary>
    public ulong Reference => BinaryPrimitives.ReadUInt64BigEndian(_message[11..]);

    /// <summary>The executed lots.</summary>
    public uint Shares => BinaryPrimitives.ReadUInt32BigEndian(_message[19..]);

    /// <summary>The exchange's number of the trade.</summary>
    public ulong MatchNumber => BinaryPrimitives.ReadUInt64BigEndian(_message[23..]);

    /// <summary>N when the volume is also told by a cross message and must not be counted twice, else Y.</summary>
    public byte Printable => _message[31];

    /// <summary>The price of the trade in ticks.</summary>
    public uint PriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[32..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="reference">The resting order.</param>
    /// <param name="shares">The executed lots.</param>
    /// <param name="matchNumber">The exchange's number of the trade.</param>
    /// <param name="printable">N when the volume is also told by a cross message and must not be counted twice, else
    /// Y.</param>
    /// <param name="priceTicks">The price of the trade in ticks.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ulong reference,
        uint shares,
        ulong matchNumber,
        byte printable,
        uint priceTicks)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(
            message,
            ItchMessageType.OrderExecutedWithPrice,
            stockLocate,
            trackingNumber,
            timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], reference);
        BinaryPrimitives.WriteUInt32BigEndian(message[19..], shares);
        BinaryPrimitives.WriteUInt64BigEndian(message[23..], matchNumber);
        message[31] = printable;
        BinaryPrimitives.WriteUInt32BigEndian(message[32..], priceTicks);
        return Length;
    }
}
