using System;
using System.Buffers.Binary;
using Harrier.Primitives;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Enters a new order. OUCH 5.0 type O, client to exchange.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'O'
///   1 +4   UserRefNum
///   5 +1   SideCode
///   6 +4   Quantity
///  10 +8   Symbol
///  18 +8   PriceTicks
///  26 +1   TimeInForce
///  27 +1   Display
///  28 +1   Capacity
///  29 +1   IntermarketSweep
///  30 +1   CrossType
///  31 +14  ClientOrderId
///  45 +2   appendage length
///  47 ...  appendage
/// </code>
/// </remarks>
public readonly ref struct EnterOrder
{
    /// <summary>The bytes of the fixed part, the length of the appendage included.</summary>
    public const int Length = 47;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'O';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchInbound.Check"/> found valid.</param>
    public EnterOrder(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets the number that the client gave the order, at least 1 and increasing over the day.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[1..]);

    /// <summary>Gets the side as it stands on the wire.</summary>
    public OuchSide SideCode => (OuchSide)_bytes[5];

    /// <summary>Gets the side; none when the code on the wire is not one of the specification.</summary>
    public Side Side => SideCode.ToSide();

    /// <summary>Gets the shares, at least 1 and below 1,000,000.</summary>
    public uint Quantity => BinaryPrimitives.ReadUInt32BigEndian(_bytes[6..]);

    /// <summary>Gets the stock symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Symbol => _bytes.Slice(10, 8);

    /// <summary>Gets the limit in ticks of 1/10,000 dollar.</summary>
    public long PriceTicks => BinaryPrimitives.ReadInt64BigEndian(_bytes[18..]);

    /// <summary>Gets how long the order lives.</summary>
    public TimeInForce TimeInForce => (TimeInForce)_bytes[26];

    /// <summary>Gets whether and how the order is shown.</summary>
    public DisplayType Display => (DisplayType)_bytes[27];

    /// <summary>Gets for whom the firm acts.</summary>
    public OrderCapacity Capacity => (OrderCapacity)_bytes[28];

    /// <summary>Gets whether the order is an intermarket sweep.</summary>
    public IntermarketSweep IntermarketSweep => (IntermarketSweep)_bytes[29];

    /// <summary>Gets the market phase that the order is for.</summary>
    public CrossType CrossType => (CrossType)_bytes[30];

    /// <summary>Gets the client's own text for the order, padded with spaces.</summary>
    public ReadOnlySpan<byte> ClientOrderId => _bytes.Slice(31, 14);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => new(_bytes[Length..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="userRefNum">The number that the client gave the order, at least 1 and increasing over the day.</param>
    /// <param name="sideCode">The side as it stands on the wire.</param>
    /// <param name="quantity">The shares, at least 1 and below 1,000,000.</param>
    /// <param name="symbol">The stock symbol; padded with spaces here when shorter.</param>
    /// <param name="priceTicks">The limit in ticks of 1/10,000 dollar.</param>
    /// <param name="timeInForce">How long the order lives.</param>
    /// <param name="display">Whether and how the order is shown.</param>
    /// <param name="capacity">For whom the firm acts.</param>
    /// <param name="intermarketSweep">Whether the order is an intermarket sweep.</param>
    /// <param name="crossType">The market phase that the order is for.</param>
    /// <param name="clientOrderId">The client's own text for the order; padded with spaces here when shorter.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        uint userRefNum,
        OuchSide sideCode,
        uint quantity,
        ReadOnlySpan<byte> symbol,
        long priceTicks,
        TimeInForce timeInForce,
        DisplayType display,
        OrderCapacity capacity,
        IntermarketSweep intermarketSweep,
        CrossType crossType,
        ReadOnlySpan<byte> clientOrderId,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], userRefNum);
        destination[5] = (byte)sideCode;
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], quantity);
        Alpha.Write(destination.Slice(10, 8), symbol);
        BinaryPrimitives.WriteInt64BigEndian(destination[18..], priceTicks);
        destination[26] = (byte)timeInForce;
        destination[27] = (byte)display;
        destination[28] = (byte)capacity;
        destination[29] = (byte)intermarketSweep;
        destination[30] = (byte)crossType;
        Alpha.Write(destination.Slice(31, 14), clientOrderId);
        return Appendage.Write(destination, 45, appendage);
    }
}
