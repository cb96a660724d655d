using System;
using System.Buffers.Binary;
using Harrier.Primitives;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Says that an order was accepted, with the values that the exchange took. OUCH 5.0 type A, exchange to client.</summary>
/// <remarks>
/// An order in state <see cref="OrderState.Dead"/> was accepted and cancelled at once.
/// <code>
///   0 +1   type 'A'
///   1 +8   TimestampNanoseconds
///   9 +4   UserRefNum
///  13 +1   SideCode
///  14 +4   Quantity
///  18 +8   Symbol
///  26 +8   PriceTicks
///  34 +1   TimeInForce
///  35 +1   Display
///  36 +8   OrderReference
///  44 +1   Capacity
///  45 +1   IntermarketSweep
///  46 +1   CrossType
///  47 +1   OrderState
///  48 +14  ClientOrderId
///  62 +2   appendage length
///  64 ...  appendage
/// </code>
/// </remarks>
public readonly ref struct Accepted
{
    /// <summary>The bytes of the fixed part, the length of the appendage included.</summary>
    public const int Length = 64;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'A';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public Accepted(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the side as it stands on the wire.</summary>
    public OuchSide SideCode => (OuchSide)_bytes[13];

    /// <summary>Gets the side; none when the code on the wire is not one of the specification.</summary>
    public Side Side => SideCode.ToSide();

    /// <summary>Gets the shares.</summary>
    public uint Quantity => BinaryPrimitives.ReadUInt32BigEndian(_bytes[14..]);

    /// <summary>Gets the stock symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Symbol => _bytes.Slice(18, 8);

    /// <summary>Gets the price in ticks of 1/10,000 dollar; negative only in a malformed message.</summary>
    public long PriceTicks => BinaryPrimitives.ReadInt64BigEndian(_bytes[26..]);

    /// <summary>Gets how long the order lives.</summary>
    public TimeInForce TimeInForce => (TimeInForce)_bytes[34];

    /// <summary>Gets whether and how the order is shown.</summary>
    public DisplayType Display => (DisplayType)_bytes[35];

    /// <summary>Gets the exchange's number of the order, the same as in ITCH.</summary>
    public ulong OrderReference => BinaryPrimitives.ReadUInt64BigEndian(_bytes[36..]);

    /// <summary>Gets for whom the firm acts.</summary>
    public OrderCapacity Capacity => (OrderCapacity)_bytes[44];

    /// <summary>Gets whether the order is an intermarket sweep.</summary>
    public IntermarketSweep IntermarketSweep => (IntermarketSweep)_bytes[45];

    /// <summary>Gets the market phase that the order is for.</summary>
    public CrossType CrossType => (CrossType)_bytes[46];

    /// <summary>Gets whether the order still lives after this message.</summary>
    public OrderState OrderState => (OrderState)_bytes[47];

    /// <summary>Gets the client's own text for the order, padded with spaces.</summary>
    public ReadOnlySpan<byte> ClientOrderId => _bytes.Slice(48, 14);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => new(_bytes[Length..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="sideCode">The side as it stands on the wire.</param>
    /// <param name="quantity">The shares.</param>
    /// <param name="symbol">The stock symbol; padded with spaces here when shorter.</param>
    /// <param name="priceTicks">The price in ticks of 1/10,000 dollar; negative only in a malformed message.</param>
    /// <param name="timeInForce">How long the order lives.</param>
    /// <param name="display">Whether and how the order is shown.</param>
    /// <param name="orderReference">The exchange's number of the order, the same as in ITCH.</param>
    /// <param name="capacity">For whom the firm acts.</param>
    /// <param name="intermarketSweep">Whether the order is an intermarket sweep.</param>
    /// <param name="crossType">The market phase that the order is for.</param>
    /// <param name="orderState">Whether the order still lives after this message.</param>
    /// <param name="clientOrderId">The client's own text for the order; padded with spaces here when shorter.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        long timestampNanoseconds,
        uint userRefNum,
        OuchSide sideCode,
        uint quantity,
        ReadOnlySpan<byte> symbol,
        long priceTicks,
        TimeInForce timeInForce,
        DisplayType display,
        ulong orderReference,
        OrderCapacity capacity,
        IntermarketSweep intermarketSweep,
        CrossType crossType,
        OrderState orderState,
        ReadOnlySpan<byte> clientOrderId,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], timestampNanoseconds);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], userRefNum);
        destination[13] = (byte)sideCode;
        BinaryPrimitives.WriteUInt32BigEndian(destination[14..], quantity);
        Alpha.Write(destination.Slice(18, 8), symbol);
        BinaryPrimitives.WriteInt64BigEndian(destination[26..], priceTicks);
        destination[34] = (byte)timeInForce;
        destination[35] = (byte)display;
        BinaryPrimitives.WriteUInt64BigEndian(destination[36..], orderReference);
        destination[44] = (byte)capacity;
        destination[45] = (byte)intermarketSweep;
        destination[46] = (byte)crossType;
        destination[47] = (byte)orderState;
        Alpha.Write(destination.Slice(48, 14), clientOrderId);
        return Appendage.Write(destination, 62, appendage);
    }
}
