using System;
using System.Buffers.Binary;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>A new displayed order without attribution: it joins the end of the queue at its price.</summary>
/// <remarks>
/// <code>
///  0 type 'A' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 reference 8 | 19 side 1 | 20 shares 4 | 24 stock 8 | 32 price ticks 4
/// </code>
/// </remarks>
public readonly ref struct AddOrder
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 36;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.AddOrder"/>.</param>
    public AddOrder(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The exchange's number of the order, unique in the day.</summary>
    public ulong Reference => BinaryPrimitives.ReadUInt64BigEndian(_message[11..]);

    /// <summary>The side.</summary>
    public Side Side => ItchFields.ReadSide(_message[19]);

    /// <summary>The displayed lots.</summary>
    public uint Shares => BinaryPrimitives.ReadUInt32BigEndian(_message[20..]);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(24, 8);

    /// <summary>The limit price in ticks.</summary>
    public uint PriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[32..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="reference">The exchange's number of the order, unique in the day.</param>
    /// <param name="side">The side.</param>
    /// <param name="shares">The displayed lots.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="priceTicks">The limit price in ticks.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ulong reference,
        Side side,
        uint shares,
        ReadOnlySpan<byte> stock,
        uint priceTicks)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.AddOrder, stockLocate, trackingNumber, timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], reference);
        message[19] = ItchFields.SideCode(side);
        BinaryPrimitives.WriteUInt32BigEndian(message[20..], shares);
        ItchFields.WriteText(message.Slice(24, 8), stock);
        BinaryPrimitives.WriteUInt32BigEndian(message[32..], priceTicks);
        return Length;
    }
}
