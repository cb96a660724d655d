using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>A displayed order was executed, in whole or in part, at its own price.</summary>
/// <remarks>
/// <code>
///  0 type 'E' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 reference 8 | 19 shares 4 | 23 match number 8
/// </code>
/// </remarks>
public readonly ref struct OrderExecuted
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 31;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.OrderExecuted"/>.</param>
    public OrderExecuted(ReadOnlySpan<byte> message) => _message = message[..Length];

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

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="reference">The resting order.</param>
    /// <param name="shares">The executed lots.</param>
    /// <param name="matchNumber">The exchange's number of the trade.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ulong reference,
        uint shares,
        ulong matchNumber)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.OrderExecuted, stockLocate, trackingNumber, timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], reference);
        BinaryPrimitives.WriteUInt32BigEndian(message[19..], shares);
        BinaryPrimitives.WriteUInt64BigEndian(message[23..], matchNumber);
        return Length;
    }
}
