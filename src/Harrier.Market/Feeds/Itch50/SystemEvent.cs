using System;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>A turn of the trading day: start and end of messages, of system hours and of market hours.</summary>
/// <remarks>
/// <code>
///  0 type 'S' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 event code 1
/// </code>
/// </remarks>
public readonly ref struct SystemEvent
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 12;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.SystemEvent"/>.</param>
    public SystemEvent(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>One of <see cref="SystemEventCode"/>.</summary>
    public byte EventCode => _message[11];

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate, 0.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="eventCode">One of <see cref="SystemEventCode"/>.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        byte eventCode)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.SystemEvent, stockLocate, trackingNumber, timestampNanoseconds);
        message[11] = eventCode;
        return Length;
    }
}
