using System;
using System.Buffers.Binary;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>A trade of an order that was not displayed. It changes no displayed book.</summary>
/// <remarks>
/// <code>
///  0 type 'P' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 reference 8 | 19 side 1 | 20 shares 4 | 24 stock 8 | 32 price ticks 4 | 36 match number 8
/// </code>
/// </remarks>
public readonly ref struct Trade
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 44;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.Trade"/>.</param>
    public Trade(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The exchange's number of the order; 0 since 2010.</summary>
    public ulong Reference => BinaryPrimitives.ReadUInt64BigEndian(_message[11..]);

    /// <summary>The side of the resting order; always buy since 2014.</summary>
    public Side Side => ItchFields.ReadSide(_message[19]);

    /// <summary>The executed lots.</summary>
    public uint Shares => BinaryPrimitives.ReadUInt32BigEndian(_message[20..]);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(24, 8);

    /// <summary>The price of the trade in ticks.</summary>
    public uint PriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[32..]);

    /// <summary>The exchange's number of the trade.</summary>
    public ulong MatchNumber => BinaryPrimitives.ReadUInt64BigEndian(_message[36..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="reference">The exchange's number of the order; 0 since 2010.</param>
    /// <param name="side">The side of the resting order; always buy since 2014.</param>
    /// <param name="shares">The executed lots.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="priceTicks">The price of the trade in ticks.</param>
    /// <param name="matchNumber">The exchange's number of the trade.</param>
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
        uint priceTicks,
        ulong matchNumber)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.Trade, stockLocate, trackingNumber, timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], reference);
        message[19] = ItchFields.SideCode(side);
        BinaryPrimitives.WriteUInt32BigEndian(message[20..], shares);
        ItchFields.WriteText(message.Slice(24, 8), stock);
        BinaryPrimitives.WriteUInt32BigEndian(message[32..], priceTicks);
        BinaryPrimitives.WriteUInt64BigEndian(message[36..], matchNumber);
        return Length;
    }
}
