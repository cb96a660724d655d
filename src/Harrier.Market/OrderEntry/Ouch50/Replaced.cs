using System;
using System.Buffers.Binary;
using Harrier.Primitives;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Says that an order was replaced, with the values that the exchange took. OUCH 5.0 type U, exchange to client.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'U'
///   1 +8   TimestampNanoseconds
///   9 +4   OriginalUserRefNum
///  13 +4   UserRefNum
///  17 +1   SideCode
///  18 +4   Quantity
///  22 +8   Symbol
///  30 +8   PriceTicks
///  38 +1   TimeInForce
///  39 +1   Display
///  40 +8   OrderReference
///  48 +1   Capacity
///  49 +1   IntermarketSweep
///  50 +1   CrossType
///  51 +1   OrderState
///  52 +14  ClientOrderId
///  66 +2   appendage length
///  68 ...  appendage
/// </code>
/// </remarks>
public readonly ref struct Replaced
{
    /// <summary>The bytes of the fixed part, the length of the appendage included.</summary>
    public const int Length = 68;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'U';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchOutbound.Check"/> found valid.</param>
    public Replaced(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets when the exchange made the message, nanoseconds since its midnight.</summary>
    public long TimestampNanoseconds => BinaryPrimitives.ReadInt64BigEndian(_bytes[1..]);

    /// <summary>Gets the number under which the order was known before the replacement.</summary>
    public uint OriginalUserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the new number of the order.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[13..]);

    /// <summary>Gets the side as it stands on the wire.</summary>
    public OuchSide SideCode => (OuchSide)_bytes[17];

    /// <summary>Gets the side; none when the code on the wire is not one of the specification.</summary>
    public Side Side => SideCode.ToSide();

    /// <summary>Gets the shares that are open after the replacement.</summary>
    public uint Quantity => BinaryPrimitives.ReadUInt32BigEndian(_bytes[18..]);

    /// <summary>Gets the stock symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Symbol => _bytes.Slice(22, 8);

    /// <summary>Gets the price in ticks of 1/10,000 dollar; negative only in a malformed message.</summary>
    public long PriceTicks => BinaryPrimitives.ReadInt64BigEndian(_bytes[30..]);

    /// <summary>Gets how long the order lives.</summary>
    public TimeInForce TimeInForce => (TimeInForce)_bytes[38];

    /// <summary>Gets whether and how the order is shown.</summary>
    public DisplayType Display => (DisplayType)_bytes[39];

    /// <summary>Gets the exchange's new number of the order.</summary>
    public ulong OrderReference => BinaryPrimitives.ReadUInt64BigEndian(_bytes[40..]);

    /// <summary>Gets for whom the firm acts.</summary>
    public OrderCapacity Capacity => (OrderCapacity)_bytes[48];

    /// <summary>Gets whether the order is an intermarket sweep.</summary>
    public IntermarketSweep IntermarketSweep => (IntermarketSweep)_bytes[49];

    /// <summary>Gets the market phase that the order is for.</summary>
    public CrossType CrossType => (CrossType)_bytes[50];

    /// <summary>Gets whether the order still lives after this message.</summary>
    public OrderState OrderState => (OrderState)_bytes[51];

    /// <summary>Gets the client's own text for the order, padded with spaces.</summary>
    public ReadOnlySpan<byte> ClientOrderId => _bytes.Slice(52, 14);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => new(_bytes[Length..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="timestampNanoseconds">When the exchange made the message, nanoseconds since its midnight.</param>
    /// <param name="originalUserRefNum">The number under which the order was known before the replacement.</param>
    /// <param name="userRefNum">The new number of the order.</param>
    /// <param name="sideCode">The side as it stands on the wire.</param>
    /// <param name="quantity">The shares that are open after the replacement.</param>
    /// <param name="symbol">The stock symbol; padded with spaces here when shorter.</param>
    /// <param name="priceTicks">The price in ticks of 1/10,000 dollar; negative only in a malformed message.</param>
    /// <param name="timeInForce">How long the order lives.</param>
    /// <param name="display">Whether and how the order is shown.</param>
    /// <param name="orderReference">The exchange's new number of the order.</param>
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
        uint originalUserRefNum,
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
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], originalUserRefNum);
        BinaryPrimitives.WriteUInt32BigEndian(destination[13..], userRefNum);
        destination[17] = (byte)sideCode;
        BinaryPrimitives.WriteUInt32BigEndian(destination[18..], quantity);
        Alpha.Write(destination.Slice(22, 8), symbol);
        BinaryPrimitives.WriteInt64BigEndian(destination[30..], priceTicks);
        destination[38] = (byte)timeInForce;
        destination[39] = (byte)display;
        BinaryPrimitives.WriteUInt64BigEndian(destination[40..], orderReference);
        destination[48] = (byte)capacity;
        destination[49] = (byte)intermarketSweep;
        destination[50] = (byte)crossType;
        destination[51] = (byte)orderState;
        Alpha.Write(destination.Slice(52, 14), clientOrderId);
        return Appendage.Write(destination, 66, appendage);
    }
}
