using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Cancels an order, or lowers its size and keeps its place in the queue. OUCH 5.0 type X, client to exchange.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'X'
///   1 +4   UserRefNum
///   5 +4   Quantity
///   9 ...  appendage length and appendage, or nothing
/// </code>
/// </remarks>
public readonly ref struct CancelOrder
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 9;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'X';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchInbound.Check"/> found valid.</param>
    public CancelOrder(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[1..]);

    /// <summary>Gets the intended size: the most shares that may execute in total, those already executed included; 0 cancels all.</summary>
    public uint Quantity => BinaryPrimitives.ReadUInt32BigEndian(_bytes[5..]);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => OptionalFields.AfterFixedPart(_bytes, Length);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="quantity">The intended size: the most shares that may execute in total, those already executed included; 0 cancels all.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        uint userRefNum,
        uint quantity,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], userRefNum);
        BinaryPrimitives.WriteUInt32BigEndian(destination[5..], quantity);
        return appendage.IsEmpty ? Length : Appendage.Write(destination, Length, appendage);
    }
}
