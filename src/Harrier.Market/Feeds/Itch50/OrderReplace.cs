using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>A displayed order was replaced by one with a new number, size and price, at the end of its queue. Side
/// and instrument stay.</summary>
/// <remarks>
/// <code>
///  0 type 'U' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 original reference 8 | 19 new reference 8 | 27 shares 4 | 31 price ticks 4
/// </code>
/// </remarks>
public readonly ref struct OrderReplace
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 35;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.OrderReplace"/>.</param>
    public OrderReplace(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The order that is gone.</summary>
    public ulong OriginalReference => BinaryPrimitives.ReadUInt64BigEndian(_message[11..]);

    /// <summary>The order that stands for it.</summary>
    public ulong NewReference => BinaryPrimitives.ReadUInt64BigEndian(_message[19..]);

    /// <summary>The displayed lots of the new order.</summary>
    public uint Shares => BinaryPrimitives.ReadUInt32BigEndian(_message[27..]);

    /// <summary>The limit price of the new order in ticks.</summary>
    public uint PriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[31..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="originalReference">The order that is gone.</param>
    /// <param name="newReference">The order that stands for it.</param>
    /// <param name="shares">The displayed lots of the new order.</param>
    /// <param name="priceTicks">The limit price of the new order in ticks.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ulong originalReference,
        ulong newReference,
        uint shares,
        uint priceTicks)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.OrderReplace, stockLocate, trackingNumber, timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], originalReference);
        BinaryPrimitives.WriteUInt64BigEndian(message[19..], newReference);
        BinaryPrimitives.WriteUInt32BigEndian(message[27..], shares);
        BinaryPrimitives.WriteUInt32BigEndian(message[31..], priceTicks);
        return Length;
    }
}
