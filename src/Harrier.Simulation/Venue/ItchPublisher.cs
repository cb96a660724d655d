using System;
using System.Globalization;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;

namespace Harrier.Simulation.Venue;

/// <summary>Writes what happens at a venue as ITCH 5.0 messages. Nothing is allocated after construction.</summary>
internal sealed class ItchPublisher
{
    private const ushort TrackingNumber = 0;

    private readonly byte[] _message = new byte[64];
    private readonly byte[] _symbols;

    public ItchPublisher(int instruments)
    {
        _symbols = new byte[instruments * 8];
        for (int i = 0; i < instruments; i++)
        {
            WriteSymbol(i, _symbols.AsSpan(i * 8, 8));
        }
    }

    /// <summary>The eight characters of an instrument's symbol.</summary>
    public ReadOnlySpan<byte> SymbolOf(int instrument) => _symbols.AsSpan(instrument * 8, 8);

    public static ushort LocateOf(int instrument) => (ushort)(instrument + 1);

    public void Announce(byte eventCode, Nanoseconds now, Link feed) =>
        Send(SystemEvent.Write(_message, 0, TrackingNumber, now.Value, eventCode), now, feed);

    /// <summary>Tells of an instrument, and that it trades.</summary>
    public void Announce(int instrument, Nanoseconds now, Link feed)
    {
        ushort locate = LocateOf(instrument);
        ReadOnlySpan<byte> symbol = SymbolOf(instrument);
        Send(StockDirectory.Write(_message, locate, TrackingNumber, now.Value, symbol), now, feed);
        Send(
            StockTradingAction.Write(_message, locate, TrackingNumber, now.Value, symbol, TradingStateCode.Trading),
            now,
            feed);
    }

    public void Add(in VenueOrder order, bool isAttributed, Nanoseconds now, Link feed)
    {
        ushort locate = LocateOf(order.Instrument);
        ReadOnlySpan<byte> symbol = SymbolOf(order.Instrument);
        ulong reference = order.Handle.Reference;
        int length = isAttributed
            ? AddOrderWithMpid.Write(
                _message, locate, TrackingNumber, now.Value, reference, order.Side, (uint)order.Lots, symbol, (uint)order.PriceTicks, "HRRM"u8)
            : AddOrder.Write(
                _message, locate, TrackingNumber, now.Value, reference, order.Side, (uint)order.Lots, symbol, (uint)order.PriceTicks);
        Send(length, now, feed);
    }

    public void Execute(in Execution execution, Nanoseconds now, Link feed) =>
        Send(
            OrderExecuted.Write(
                _message,
                LocateOf(execution.Maker.Instrument),
                TrackingNumber,
                now.Value,
                execution.Maker.Handle.Reference,
                (uint)execution.Lots,
                execution.MatchNumber),
            now,
            feed);

    /// <summary>Takes lots of a resting order off the book; the order too when none are left.</summary>
    public void Reduce(in VenueOrder order, int lots, Nanoseconds now, Link feed)
    {
        ushort locate = LocateOf(order.Instrument);
        ulong reference = order.Handle.Reference;
        int length = order.Lots == 0
            ? OrderDelete.Write(_message, locate, TrackingNumber, now.Value, reference)
            : OrderCancel.Write(_message, locate, TrackingNumber, now.Value, reference, (uint)lots);
        Send(length, now, feed);
    }

    public void Replace(in VenueOrder old, in VenueOrder order, Nanoseconds now, Link feed) =>
        Send(
            OrderReplace.Write(
                _message,
                LocateOf(order.Instrument),
                TrackingNumber,
                now.Value,
                old.Handle.Reference,
                order.Handle.Reference,
                (uint)order.Lots,
                (uint)order.PriceTicks),
            now,
            feed);

    public void HiddenTrade(int instrument, int priceTicks, int lots, ulong matchNumber, Nanoseconds now, Link feed) =>
        Send(
            Trade.Write(
                _message,
                LocateOf(instrument),
                TrackingNumber,
                now.Value,
                0,
                Side.Buy,
                (uint)lots,
                SymbolOf(instrument),
                (uint)priceTicks,
                matchNumber),
            now,
            feed);

    // SIM1, SIM2, ...: no listed share has a digit in its symbol.
    private static void WriteSymbol(int instrument, Span<byte> symbol)
    {
        symbol.Fill((byte)' ');
        "SIM"u8.CopyTo(symbol);
        (instrument + 1).TryFormat(symbol[3..], out _, provider: CultureInfo.InvariantCulture);
    }

    private void Send(int length, Nanoseconds now, Link feed) => feed.Send(now, _message.AsSpan(0, length));
}
