using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Says that a cancel is refused, because the order is part of a cross. OUCH 5.0 type I, exchange to client.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'I'
///   1 +8   TimestampNanoseconds
///   9 +4   UserRefNum
///  13 ...  appendage length and appendage, or nothing
/// </code>
/// </remarks>
public readonly ref struct CancelReject
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 13;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'I';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public CancelReject(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => OptionalFields.AfterFixedPart(_bytes, Length);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        long timestampNanoseconds,
        uint userRefNum,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], timestampNanoseconds);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], userRefNum);
        return appendage.IsEmpty ? Length : Appendage.Write(destination, Length, appendage);
    }
}
