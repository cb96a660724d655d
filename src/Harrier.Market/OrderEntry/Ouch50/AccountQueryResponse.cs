using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Answers an <see cref="AccountQuery"/>. OUCH 5.0 type Q, exchange to client.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'Q'
///   1 +8   TimestampNanoseconds
///   9 +4   NextUserRefNum
///  13 ...  appendage length and appendage, or nothing
/// </code>
/// </remarks>
public readonly ref struct AccountQueryResponse
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 13;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'Q';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public AccountQueryResponse(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets the next number that is free.</summary>
    public uint NextUserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => OptionalFields.AfterFixedPart(_bytes, Length);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="nextUserRefNum">The next number that is free.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        long timestampNanoseconds,
        uint nextUserRefNum,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], timestampNanoseconds);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], nextUserRefNum);
        return appendage.IsEmpty ? Length : Appendage.Write(destination, Length, appendage);
    }
}
