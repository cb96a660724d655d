using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Replaces a live order by one with another price or size, which on Nasdaq always stands last in its queue. OUCH 5.0 type U, client to exchange.</summary>
/// <remarks>
/// The size is the whole intended size, the shares that were already executed included. To lower the size and keep the place, send a <see cref="CancelOrder"/>.
/// <code>
///   0 +1   type 'U'
///   1 +4   OriginalUserRefNum
///   5 +4   UserRefNum
///   9 +4   Quantity
///  13 +8   PriceTicks
///  21 +1   TimeInForce
///  22 +1   Display
///  23 +1   IntermarketSweep
///  24 +14  ClientOrderId
///  38 +2   appendage length
///  40 ...  appendage
/// </code>
/// </remarks>
public readonly ref struct ReplaceOrder
{
    /// <summary>The bytes of the fixed part, the length of the appendage included.</summary>
    public const int Length = 40;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'U';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchInbound.Check"/> found valid.</param>
    public ReplaceOrder(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets the number under which the order was known before the replacement.</summary>
    public uint OriginalUserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[1..]);

    /// <summary>Gets the new number of the order.</summary>
    public uint UserRefNum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[5..]);

    /// <summary>Gets the whole intended size, executed shares included.</summary>
    public uint Quantity => BinaryPrimitives.ReadUInt32BigEndian(_bytes[9..]);

    /// <summary>Gets the limit in ticks of 1/10,000 dollar.</summary>
    public long PriceTicks => BinaryPrimitives.ReadInt64BigEndian(_bytes[13..]);

    /// <summary>Gets how long the order lives.</summary>
    public TimeInForce TimeInForce => (TimeInForce)_bytes[21];

    /// <summary>Gets whether and how the order is shown.</summary>
    public DisplayType Display => (DisplayType)_bytes[22];

    /// <summary>Gets whether the order is an intermarket sweep.</summary>
    public IntermarketSweep IntermarketSweep => (IntermarketSweep)_bytes[23];

    /// <summary>Gets the client's own text for the order, padded with spaces.</summary>
    public ReadOnlySpan<byte> ClientOrderId => _bytes.Slice(24, 14);

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => new(_bytes[Length..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="originalUserRefNum">The number under which the order was known before the replacement.</param>
    /// <param name="userRefNum">The new number of the order.</param>
    /// <param name="quantity">The whole intended size, executed shares included.</param>
    /// <param name="priceTicks">The limit in ticks of 1/10,000 dollar.</param>
    /// <param name="timeInForce">How long the order lives.</param>
    /// <param name="display">Whether and how the order is shown.</param>
    /// <param name="intermarketSweep">Whether the order is an intermarket sweep.</param>
    /// <param name="clientOrderId">The client's own text for the order; padded with spaces here when shorter.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Span<byte> destination,
        uint originalUserRefNum,
        uint userRefNum,
        uint quantity,
        long priceTicks,
        TimeInForce timeInForce,
        DisplayType display,
        IntermarketSweep intermarketSweep,
        ReadOnlySpan<byte> clientOrderId,
        ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], originalUserRefNum);
        BinaryPrimitives.WriteUInt32BigEndian(destination[5..], userRefNum);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], quantity);
        BinaryPrimitives.WriteInt64BigEndian(destination[13..], priceTicks);
        destination[21] = (byte)timeInForce;
        destination[22] = (byte)display;
        destination[23] = (byte)intermarketSweep;
        Alpha.Write(destination.Slice(24, 14), clientOrderId);
        return Appendage.Write(destination, 38, appendage);
    }
}
