using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>All that was left of a displayed order was cancelled.</summary>
/// <remarks>
/// <code>
///  0 type 'D' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 reference 8
/// </code>
/// </remarks>
public readonly ref struct OrderDelete
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 19;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.OrderDelete"/>.</param>
    public OrderDelete(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The order that is gone.</summary>
    public ulong Reference => BinaryPrimitives.ReadUInt64BigEndian(_message[11..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="reference">The order that is gone.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ulong reference)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.OrderDelete, stockLocate, trackingNumber, timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], reference);
        return Length;
    }
}
