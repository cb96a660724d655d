using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Cancels all orders of a firm, of one symbol where it is given. OUCH 5.0 type C, client to exchange.</summary>
/// <remarks>
/// The optional fields may name a side and a group.
/// <code>
///   0 +1   type 'C'
///   1 +4   UserRefNum
///   5 +4   Firm
///   9 +8   Symbol
///  17 +2   appendage length
///  19 ...  appendage
/// </code>
/// </remarks>
public readonly ref struct MassCancel
{
    /// <summary>The bytes of the fixed part, the length of the appendage included.</summary>
    public const int Length = 19;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'C';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchInbound.Check"/> found valid.</param>
    public MassCancel(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[1..]);

    /// <summary>Gets the firm that enters orders, padded with spaces.</summary>
    public ReadOnlySpan<byte> Firm => _bytes.Slice(5, 4);

    /// <summary>Gets the stock symbol, padded with spaces; all spaces for every symbol.</summary>
    public ReadOnlySpan<byte> Symbol => _bytes.Slice(9, 8);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => new(_bytes[Length..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="firm">The firm that enters orders; padded with spaces here when shorter.</param>
    /// <param name="symbol">The stock symbol; padded with spaces here when shorter; all spaces for every symbol.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        uint userRefNum,
        ReadOnlySpan<byte> firm,
        ReadOnlySpan<byte> symbol,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], userRefNum);
        Alpha.Write(destination.Slice(5, 4), firm);
        Alpha.Write(destination.Slice(9, 8), symbol);
        return Appendage.Write(destination, 17, appendage);
    }
}
