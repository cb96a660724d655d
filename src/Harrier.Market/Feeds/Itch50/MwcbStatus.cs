using System;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>A level of the market-wide circuit breaker was breached.</summary>
/// <remarks>
/// <code>
///  0 type 'W' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 breached level 1
/// </code>
/// </remarks>
public readonly ref struct MwcbStatus
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 12;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.MwcbStatus"/>.</param>
    public MwcbStatus(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>1, 2 or 3.</summary>
    public byte BreachedLevel => _message[11];

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate, 0.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="breachedLevel">1, 2 or 3.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        byte breachedLevel)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.MwcbStatus, stockLocate, trackingNumber, timestampNanoseconds);
        message[11] = breachedLevel;
        return Length;
    }
}
