using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Says that an order was cancelled or its size lowered because it would have traded with an order of the same owner (the AIQ Canceled message). OUCH 5.0 type D, exchange to client.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'D'
///   1 +8   TimestampNanoseconds
///   9 +4   UserRefNum
///  13 +4   DecrementShares
///  17 +1   Reason
///  18 +4   PreventedShares
///  22 +8   ExecutionPriceTicks
///  30 +1   LiquidityCode
///  31 +1   Strategy
///  32 ...  appendage length and appendage, or nothing
/// </code>
/// </remarks>
public readonly ref struct SelfTradeCanceled
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 32;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'D';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public SelfTradeCanceled(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the shares that were just taken from the order; not cumulative.</summary>
    public uint DecrementShares => BinaryPrimitives.ReadUInt32BigEndian(_bytes[13..]);

    /// <summary>Gets always <see cref="CancelReason.SelfTrade"/>.</summary>
    public CancelReason Reason => (CancelReason)_bytes[17];

    /// <summary>Gets the shares that would have traded.</summary>
    public uint PreventedShares => BinaryPrimitives.ReadUInt32BigEndian(_bytes[18..]);

    /// <summary>Gets the price at which they would have traded, in ticks.</summary>
    public long ExecutionPriceTicks => BinaryPrimitives.ReadInt64BigEndian(_bytes[22..]);

    /// <summary>Gets whether the execution added or removed liquidity.</summary>
    public Liquidity LiquidityCode => (Liquidity)_bytes[30];

    /// <summary>Gets the code of the anti-internalization strategy of the order.</summary>
    public byte Strategy => _bytes[31];

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => OptionalFields.AfterFixedPart(_bytes, Length);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="decrementShares">The shares that were just taken from the order; not cumulative.</param>
    /// <param name="reason">Always <see cref="CancelReason.SelfTrade"/>.</param>
    /// <param name="preventedShares">The shares that would have traded.</param>
    /// <param name="executionPriceTicks">The price at which they would have traded, in ticks.</param>
    /// <param name="liquidityCode">Whether the execution added or removed liquidity.</param>
    /// <param name="strategy">The code of the anti-internalization strategy of the order.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        long timestampNanoseconds,
        uint userRefNum,
        uint decrementShares,
        CancelReason reason,
        uint preventedShares,
        long executionPriceTicks,
        Liquidity liquidityCode,
        byte strategy,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], timestampNanoseconds);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], userRefNum);
        BinaryPrimitives.WriteUInt32BigEndian(destination[13..], decrementShares);
        destination[17] = (byte)reason;
        BinaryPrimitives.WriteUInt32BigEndian(destination[18..], preventedShares);
        BinaryPrimitives.WriteInt64BigEndian(destination[22..], executionPriceTicks);
        destination[30] = (byte)liquidityCode;
        destination[31] = strategy;
        return appendage.IsEmpty ? Length : Appendage.Write(destination, Length, appendage);
    }
}
