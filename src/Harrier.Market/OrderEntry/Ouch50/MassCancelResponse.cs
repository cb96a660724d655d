using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Acknowledges a <see cref="MassCancel"/>; a <see cref="Canceled"/> follows for each order. OUCH 5.0 type X, exchange to client.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'X'
///   1 +8   TimestampNanoseconds
///   9 +4   UserRefNum
///  13 +4   Firm
///  17 +8   Symbol
///  25 +2   appendage length
///  27 ...  appendage
/// </code>
/// </remarks>
public readonly ref struct MassCancelResponse
{
    /// <summary>The bytes of the fixed part, the length of the appendage included.</summary>
    public const int Length = 27;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'X';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public MassCancelResponse(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the firm that enters orders, padded with spaces.</summary>
    public ReadOnlySpan<byte> Firm => _bytes.Slice(13, 4);

    /// <summary>Gets the stock symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Symbol => _bytes.Slice(17, 8);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => new(_bytes[Length..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="firm">The firm that enters orders; padded with spaces here when shorter.</param>
    /// <param name="symbol">The stock symbol; padded with spaces here when shorter.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        long timestampNanoseconds,
        uint userRefNum,
        ReadOnlySpan<byte> firm,
        ReadOnlySpan<byte> symbol,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], timestampNanoseconds);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], userRefNum);
        Alpha.Write(destination.Slice(13, 4), firm);
        Alpha.Write(destination.Slice(17, 8), symbol);
        return Appendage.Write(destination, 25, appendage);
    }
}
