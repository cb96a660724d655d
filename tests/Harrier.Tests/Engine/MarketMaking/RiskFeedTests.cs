using System;
using Harrier.Engine.MarketMaking;
using Harrier.Market;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

/// <summary>Two instruments that move a percent a second together at $100, and a limit that 150 lots reach.</summary>
public sealed class RiskFeedTests : IDisposable
{
    private static readonly InstrumentId First = new(1);
    private static readonly InstrumentId Second = new(2);
    private static readonly TopOfBook Top = new(new Price(999_900), new Quantity(1), new Price(1_000_100), new Quantity(1));
    private static readonly Nanoseconds Now = Nanoseconds.FromSeconds(20);

    private readonly QuoteCache _cache = new(3);
    private readonly OrderTable _orders = new(16, 3);
    private readonly PositionBook _positions = new(3, default);
    private readonly RiskDesk _desk;
    private readonly RiskFeed _feed;
    private readonly PreTradeChecks _checks;

    public RiskFeedTests()
    {
        PortfolioLimits limits = PortfolioLimits.None with { ValueAtRiskDollars = 350, HorizonSeconds = 1, CovarianceSecondsMin = 4 };
        _desk = new RiskDesk(limits, _cache, instrumentLimit: 3, 3 * Nanoseconds.PerSecond, Nanoseconds.FromSeconds(10));
        _feed = new RiskFeed(_desk, _cache, _orders);
        _checks = new PreTradeChecks(
            new RiskLimits
            {
                PriceCollarBasisPoints = 500,
                MaximumOrderLots = 1_000,
                MaximumPositionLots = 1_000,
                MaximumOrderNotionalDollars = 1_000_000,
                MaximumGrossNotionalDollars = 1_000_000,
                MaximumOrdersPerSecond = 1_000,
                StaleMarketDataMilliseconds = 3_000,
                MaximumLossDollars = 1_000,
            },
            _orders,
            _positions,
            100,
            _desk.Line)
        {
            State = TradingState.Active,
        };
        Assert.True(_desk.Line.TryCover(First) && _desk.Line.TryCover(Second));
        for (int second = 0; second <= 10; second++)
        {
            long mid = second % 2 == 0 ? 1_000_000 : 1_010_000;
            var top = new TopOfBook(new Price(mid - 100), new Quantity(1), new Price(mid + 100), new Quantity(1));
            _cache.WriteTop(First, top, default);
            _cache.WriteTop(Second, top, default);
            _desk.Sweep(Nanoseconds.FromSeconds(10 + second));
        }
    }

    public void Dispose()
    {
        _desk.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void Two_orders_of_one_packet_do_not_both_take_the_room_that_is_there_for_one()
    {
        // 100 lots are $10,000 · 1 % · 2.326 = $233, and 100 of each are $465.
        _feed.Begin(First.Index, Now);
        Assert.Equal(CheckResult.Accepted, Send(First, Side.Buy, 100));
        _feed.Begin(Second.Index, Now);
        Assert.Equal(CheckResult.ValueAtRisk, Send(Second, Side.Buy, 100));

        // The other side may be executed too, and then lowers nothing of the first alone: 50 lots fit.
        Assert.Equal(CheckResult.Accepted, Send(Second, Side.Buy, 50));
    }

    [Fact]
    public void What_was_decided_on_last_enters_the_figures_with_the_clock_or_its_answer_and_once()
    {
        _feed.Begin(First.Index, Now);
        Assert.Equal(CheckResult.Accepted, Send(First, Side.Sell, 100));
        long before = _desk.Line.Publications;
        _feed.Begin(First.Index, Now);
        Assert.Equal(before, _desk.Line.Publications);
        _feed.Settle(Now);
        Assert.Equal(before + 1, _desk.Line.Publications);
        _feed.Settle(Now);
        _feed.Take(First, Now);
        Assert.Equal(before + 1, _desk.Line.Publications);
        Assert.Equal(CheckResult.ValueAtRisk, Send(Second, Side.Sell, 100));
    }

    [Fact]
    public void Executions_are_volume_once()
    {
        _feed.OnFeed(new MarketUpdate { Kind = MarketUpdateKind.Execute, Instrument = 1, Lots = 30 });
        _feed.OnFeed(new MarketUpdate { Kind = MarketUpdateKind.HiddenTrade, Instrument = 1, Lots = 12 });
        _feed.OnFeed(new MarketUpdate { Kind = MarketUpdateKind.Execute, Instrument = 1, Lots = 1, IsUnprinted = true });
        _feed.OnFeed(new MarketUpdate { Kind = MarketUpdateKind.Cancel, Instrument = 1, Lots = 1 });
        _feed.OnFeed(new MarketUpdate { Kind = MarketUpdateKind.Execute, Instrument = 1, Lots = -1 });
        _feed.OnFeed(new MarketUpdate { Kind = MarketUpdateKind.Execute, Instrument = 3, Lots = 1 });
        Assert.Equal(42, _cache.Read(First).Traded.Lots);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        int instrument = 0;
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                instrument = 3 - Math.Max(1, instrument);
                _feed.Begin(instrument, Now);
                Send(new InstrumentId(instrument), Side.Buy, 1);
                _feed.OnFeed(new MarketUpdate { Kind = MarketUpdateKind.Execute, Instrument = 1, Lots = 30 });
            }

            _feed.Settle(Now);
        }));
    }

    private CheckResult Send(InstrumentId instrument, Side side, long lots)
    {
        var intent = OrderIntent.Enter(instrument, side, new Price(1_000_000), new Quantity(lots));
        CheckResult result = _checks.Check(in intent, in Top, Now, Now);
        if (result == CheckResult.Accepted)
        {
            _orders.Send(in intent, Now, out _);
        }

        return result;
    }
}
