using System;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class MarketMakerTests : IDisposable
{
    private static readonly HarrierConfiguration Settings = ConfigurationReading.Defaults().Configuration;
    private static readonly Nanoseconds Start = Nanoseconds.FromSeconds(34_200);

    private readonly Link _orders = new(latencyMicroseconds: 0, jitterMicroseconds: 0, seed: 1, capacityBytes: 4_096);
    private readonly byte[] _bytes = new byte[128];
    private readonly MarketMaker _maker;
    private Nanoseconds _now = Start;
    private ulong _reference = 1_000;

    public MarketMakerTests()
    {
        var plan = new TradingPlan
        {
            Configuration = Settings,
            Hours = new TradingHours(Start, Start + Nanoseconds.FromSeconds(1_000), Start + Nanoseconds.FromSeconds(1_000)),
            InstrumentLimit = 2,
            BookLimits = new OrderBookLimits { Instruments = 2, Orders = 64 },
            OwnOrdersInFeed = false,
            Calibration = CalibrationChoice.Fixed,
        };
        _maker = new MarketMaker(plan, _orders);
        Feed(StockDirectory.Write(_bytes, 1, 0, _now.Value, "HARA"u8));
        _maker.OnTime(_now);
        Feed(AddOrder.Write(_bytes, 1, 0, _now.Value, 1, Side.Buy, 500, "HARA"u8, 999_900));
        Feed(AddOrder.Write(_bytes, 1, 0, _now.Value, 2, Side.Sell, 500, "HARA"u8, 1_000_100));
        Assert.Equal("OO", Sent());
    }

    public void Dispose() => _maker.Dispose();

    [Fact]
    public void A_halt_takes_the_quotes_out_and_its_end_brings_them_back_though_the_book_stands()
    {
        Feed(Action(TradingStateCode.Halted));
        Assert.Equal("XX", Sent());
        Feed(Action(TradingStateCode.Halted));
        Assert.Equal(string.Empty, Sent());
        Feed(Action(TradingStateCode.Trading));
        Assert.Equal("OO", Sent());
    }

    private int Action(byte state) => StockTradingAction.Write(_bytes, 1, 0, _now.Value, "HARA"u8, state);

    private void Feed(int length)
    {
        _now = new Nanoseconds(_now.Value + 1_000_000);
        _maker.OnFeed(_bytes.AsSpan(0, length), isLast: true, _now);
    }

    /// <summary>The types of the orders that were sent, each of which the venue has taken.</summary>
    private string Sent()
    {
        string types = string.Empty;
        while (_orders.Count > 0)
        {
            byte[] order = _orders.Peek().ToArray();
            _orders.Advance();
            types += (char)order[0];
            int length = order[0] == EnterOrder.Type ? Accept(new EnterOrder(order)) : Cancel(new CancelOrder(order));
            _maker.OnAnswer(_bytes.AsSpan(0, length), _now);
        }

        return types;
    }

    private int Accept(EnterOrder order) => Accepted.Write(
        _bytes,
        _now.Value,
        order.UserRefNum,
        order.SideCode,
        order.Quantity,
        order.Symbol,
        order.PriceTicks,
        order.TimeInForce,
        order.Display,
        ++_reference,
        order.Capacity,
        IntermarketSweep.NotEligible,
        CrossType.Continuous,
        OrderState.Live,
        default);

    private int Cancel(CancelOrder order) =>
        Canceled.Write(_bytes, _now.Value, order.UserRefNum, (uint)Settings.Quoting.Rules.OrderSizeLots, CancelReason.UserRequested);
}
