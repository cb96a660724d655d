using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Says that the day of the order entry system begins or ends. OUCH 5.0 type S, exchange to client.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'S'
///   1 +8   TimestampNanoseconds
///   9 +1   EventCode
/// </code>
/// </remarks>
public readonly ref struct OuchSystemEvent
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 10;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'S';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public OuchSystemEvent(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets which event.</summary>
    public OuchEventCode EventCode => (OuchEventCode)_bytes[9];

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="eventCode">Which event.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, long timestampNanoseconds, OuchEventCode eventCode)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], timestampNanoseconds);
        destination[9] = (byte)eventCode;
        return Length;
    }
}
