using System;
using System.Buffers.Binary;
using System.Diagnostics;
using Harrier.Primitives;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Encodes our own orders: each message starts as a template, into which the fields that differ are written.
/// One thread; nothing is allocated after construction.</summary>
/// <remarks>The orders are displayed without a name, for the firm's own account, for the continuous market, not
/// intermarket sweeps, and carry no text of ours.</remarks>
public sealed class OrderEncoder
{
    /// <summary>The bytes of the longest message; a destination of this size always suffices.</summary>
    public const int LengthMax = EnterOrder.Length + PostOnlyBytes;

    private const int PostOnlyBytes = 3;

    private readonly byte[] _enter = new byte[LengthMax];
    private readonly byte[] _replace = new byte[ReplaceOrder.Length + PostOnlyBytes];
    private readonly byte[] _massCancel = new byte[MassCancel.Length];
    private readonly ulong[] _symbols;

    /// <summary>Takes the memory.</summary>
    /// <param name="instrumentCount">The instruments of the session; indexes run from 0 to one below it.</param>
    public OrderEncoder(int instrumentCount)
    {
        Span<byte> room = stackalloc byte[PostOnlyBytes];
        var fields = new AppendageWriter(room);
        fields.AddByte(OptionTag.PostOnly, (byte)'P');
        EnterOrder.Write(
            _enter,
            0,
            OuchSide.None,
            0,
            default,
            0,
            TimeInForce.Day,
            DisplayType.Visible,
            OrderCapacity.Principal,
            IntermarketSweep.NotEligible,
            CrossType.Continuous,
            default,
            fields.Written);
        ReplaceOrder.Write(
            _replace, 0, 0, 0, 0, TimeInForce.Day, DisplayType.Visible, IntermarketSweep.NotEligible, default, fields.Written);
        MassCancel.Write(_massCancel, 0, default, default);
        _symbols = new ulong[instrumentCount];
    }

    /// <summary>Names an instrument; before its first order.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="symbol">The stock symbol; at most 8 characters, padded with spaces here.</param>
    public void SetSymbol(InstrumentId instrument, ReadOnlySpan<byte> symbol)
    {
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        Alpha.Write(padded, symbol);
        _symbols[instrument.Index] = BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    /// <summary>Encodes a new order.</summary>
    /// <param name="destination">Where to; at least <see cref="LengthMax"/> bytes.</param>
    /// <param name="id">Our number of the order.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">Buy or sell.</param>
    /// <param name="price">The limit.</param>
    /// <param name="quantity">The size, 1 to 999,999.</param>
    /// <param name="timeInForce">How long it lives.</param>
    /// <param name="isPostOnly">Whether it must never remove liquidity.</param>
    /// <returns>The bytes written.</returns>
    public int Enter(
        Span<byte> destination,
        OrderId id,
        InstrumentId instrument,
        Side side,
        Price price,
        Quantity quantity,
        TimeInForce timeInForce,
        bool isPostOnly)
    {
        Debug.Assert(side != Side.None, "An order has a side.");
        _enter.CopyTo(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], id.Value);
        destination[5] = (byte)side.ToOuchSide();
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], (uint)quantity.Lots);
        BinaryPrimitives.WriteUInt64BigEndian(destination[10..], _symbols[instrument.Index]);
        BinaryPrimitives.WriteInt64BigEndian(destination[18..], price.Ticks);
        destination[26] = (byte)timeInForce;
        return End(destination, EnterOrder.Length, isPostOnly);
    }

    /// <summary>Encodes a replacement of a live order.</summary>
    /// <param name="destination">Where to; at least <see cref="LengthMax"/> bytes.</param>
    /// <param name="original">The order that stands.</param>
    /// <param name="id">Our number of the order that takes its place.</param>
    /// <param name="price">The new limit.</param>
    /// <param name="quantity">The whole intended size, the lots already executed included.</param>
    /// <param name="isPostOnly">Whether it must never remove liquidity.</param>
    /// <returns>The bytes written.</returns>
    public int Replace(
        Span<byte> destination,
        OrderId original,
        OrderId id,
        Price price,
        Quantity quantity,
        bool isPostOnly)
    {
        _replace.CopyTo(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], original.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[5..], id.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], (uint)quantity.Lots);
        BinaryPrimitives.WriteInt64BigEndian(destination[13..], price.Ticks);
        return End(destination, ReplaceOrder.Length, isPostOnly);
    }

    /// <summary>Encodes a cancel of all of an order.</summary>
    /// <param name="destination">Where to; at least <see cref="LengthMax"/> bytes.</param>
    /// <param name="id">The order.</param>
    /// <returns>The bytes written.</returns>
    public static int Cancel(Span<byte> destination, OrderId id) => CancelOrder.Write(destination, id.Value, 0);

    /// <summary>Encodes a cancel of all our orders of all symbols.</summary>
    /// <param name="destination">Where to; at least <see cref="LengthMax"/> bytes.</param>
    /// <param name="id">A number of its own, from the same row as those of the orders.</param>
    /// <returns>The bytes written.</returns>
    public int CancelAll(Span<byte> destination, OrderId id)
    {
        _massCancel.CopyTo(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], id.Value);
        return MassCancel.Length;
    }

    // The template carries the post-only field; without it the message ends before, and says so in its length.
    private static int End(Span<byte> destination, int fixedLength, bool isPostOnly)
    {
        int fieldBytes = isPostOnly ? PostOnlyBytes : 0;
        destination[fixedLength - 1] = (byte)fieldBytes;
        return fixedLength + fieldBytes;
    }
}
