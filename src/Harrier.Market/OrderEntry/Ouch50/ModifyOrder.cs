using System;
using System.Buffers.Binary;
using Harrier.Primitives;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Changes the side marking or lowers the size of an order that keeps its place in the queue. OUCH 5.0 type M, client to exchange.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'M'
///   1 +4   UserRefNum
///   5 +1   SideCode
///   6 +4   Quantity
///  10 ...  appendage length and appendage, or nothing
/// </code>
/// </remarks>
public readonly ref struct ModifyOrder
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 10;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'M';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchInbound.Check"/> found valid.</param>
    public ModifyOrder(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[1..]);

    /// <summary>Gets the side as it stands on the wire.</summary>
    public OuchSide SideCode => (OuchSide)_bytes[5];

    /// <summary>Gets the side; none when the code on the wire is not one of the specification.</summary>
    public Side Side => SideCode.ToSide();

    /// <summary>Gets the new size.</summary>
    public uint Quantity => BinaryPrimitives.ReadUInt32BigEndian(_bytes[6..]);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => OptionalFields.AfterFixedPart(_bytes, Length);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="sideCode">The side as it stands on the wire.</param>
    /// <param name="quantity">The new size.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        uint userRefNum,
        OuchSide sideCode,
        uint quantity,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], userRefNum);
        destination[5] = (byte)sideCode;
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], quantity);
        return appendage.IsEmpty ? Length : Appendage.Write(destination, Length, appendage);
    }
}
