using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The three index levels of the market-wide circuit breaker for the day. These are the only prices with
/// eight decimals.</summary>
/// <remarks>
/// <code>
///  0 type 'V' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 level1 8 | 19 level2 8 | 27 level3 8
/// </code>
/// </remarks>
public readonly ref struct MwcbDeclineLevel
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 35;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.MwcbDeclineLevel"/>.</param>
    public MwcbDeclineLevel(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The first level in 1/100,000,000 of an index point.</summary>
    public ulong Level1 => BinaryPrimitives.ReadUInt64BigEndian(_message[11..]);

    /// <summary>The second level, likewise.</summary>
    public ulong Level2 => BinaryPrimitives.ReadUInt64BigEndian(_message[19..]);

    /// <summary>The third level, likewise.</summary>
    public ulong Level3 => BinaryPrimitives.ReadUInt64BigEndian(_message[27..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate, 0.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="level1">The first level in 1/100,000,000 of an index point.</param>
    /// <param name="level2">The second level, likewise.</param>
    /// <param name="level3">The third level, likewise.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ulong level1,
        ulong level2,
        ulong level3)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.MwcbDeclineLevel, stockLocate, trackingNumber, timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], level1);
        BinaryPrimitives.WriteUInt64BigEndian(message[19..], level2);
        BinaryPrimitives.WriteUInt64BigEndian(message[27..], level3);
        return Length;
    }
}
