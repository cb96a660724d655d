using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Says that the price of an execution was changed. Earlier revisions of version 5.0 have it. OUCH 5.0 type F, exchange to client.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'F'
///   1 +8   TimestampNanoseconds
///   9 +4   UserRefNum
///  13 +4   Quantity
///  17 +8   PriceTicks
///  25 +1   LiquidityCode
///  26 +8   MatchNumber
///  34 +1   Reason
///  35 +14  ClientOrderId
///  49 ...  appendage length and appendage, or nothing
/// </code>
/// </remarks>
public readonly ref struct TradeCorrection
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 49;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'F';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public TradeCorrection(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the shares.</summary>
    public uint Quantity => BinaryPrimitives.ReadUInt32BigEndian(_bytes[13..]);

    /// <summary>Gets the corrected price in ticks.</summary>
    public long PriceTicks => BinaryPrimitives.ReadInt64BigEndian(_bytes[17..]);

    /// <summary>Gets whether the execution added or removed liquidity.</summary>
    public Liquidity LiquidityCode => (Liquidity)_bytes[25];

    /// <summary>Gets the number of the trade, shared by both of its sides.</summary>
    public ulong MatchNumber => BinaryPrimitives.ReadUInt64BigEndian(_bytes[26..]);

    /// <summary>Gets why.</summary>
    public TradeCorrectionReason Reason => (TradeCorrectionReason)_bytes[34];

    /// <summary>Gets the client's own text for the order, padded with spaces.</summary>
    public ReadOnlySpan<byte> ClientOrderId => _bytes.Slice(35, 14);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => OptionalFields.AfterFixedPart(_bytes, Length);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="quantity">The shares.</param>
    /// <param name="priceTicks">The corrected price in ticks.</param>
    /// <param name="liquidityCode">Whether the execution added or removed liquidity.</param>
    /// <param name="matchNumber">The number of the trade, shared by both of its sides.</param>
    /// <param name="reason">Why.</param>
    /// <param name="clientOrderId">The client's own text for the order; padded with spaces here when shorter.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        long timestampNanoseconds,
        uint userRefNum,
        uint quantity,
        long priceTicks,
        Liquidity liquidityCode,
        ulong matchNumber,
        TradeCorrectionReason reason,
        ReadOnlySpan<byte> clientOrderId,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], timestampNanoseconds);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], userRefNum);
        BinaryPrimitives.WriteUInt32BigEndian(destination[13..], quantity);
        BinaryPrimitives.WriteInt64BigEndian(destination[17..], priceTicks);
        destination[25] = (byte)liquidityCode;
        BinaryPrimitives.WriteUInt64BigEndian(destination[26..], matchNumber);
        destination[34] = (byte)reason;
        Alpha.Write(destination.Slice(35, 14), clientOrderId);
        return appendage.IsEmpty ? Length : Appendage.Write(destination, Length, appendage);
    }
}
