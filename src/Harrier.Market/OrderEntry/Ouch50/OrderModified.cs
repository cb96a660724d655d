using System;
using System.Buffers.Binary;
using Harrier.Primitives;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Answers a <see cref="ModifyOrder"/>. OUCH 5.0 type M, exchange to client.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'M'
///   1 +8   TimestampNanoseconds
///   9 +4   UserRefNum
///  13 +1   SideCode
///  14 +4   Quantity
///  18 ...  appendage length and appendage, or nothing
/// </code>
/// </remarks>
public readonly ref struct OrderModified
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 18;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'M';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public OrderModified(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the side as it stands on the wire.</summary>
    public OuchSide SideCode => (OuchSide)_bytes[13];

    /// <summary>Gets the side; none when the code on the wire is not one of the specification.</summary>
    public Side Side => SideCode.ToSide();

    /// <summary>Gets the shares that are open.</summary>
    public uint Quantity => BinaryPrimitives.ReadUInt32BigEndian(_bytes[14..]);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => OptionalFields.AfterFixedPart(_bytes, Length);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="sideCode">The side as it stands on the wire.</param>
    /// <param name="quantity">The shares that are open.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        long timestampNanoseconds,
        uint userRefNum,
        OuchSide sideCode,
        uint quantity,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], timestampNanoseconds);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], userRefNum);
        destination[13] = (byte)sideCode;
        BinaryPrimitives.WriteUInt32BigEndian(destination[14..], quantity);
        return appendage.IsEmpty ? Length : Appendage.Write(destination, Length, appendage);
    }
}
