using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Risk;

public sealed class PreTradeChecksTests
{
    private static readonly InstrumentId Instrument = new(1);
    private static readonly Nanoseconds Noon = new(12 * 3600 * Nanoseconds.PerSecond);

    /// <summary>10.00 bid, 10.02 offered: the mid is 10.01.</summary>
    private static readonly TopOfBook Top = new(new Price(100_000), new Quantity(5), new Price(100_200), new Quantity(5));

    private static readonly RiskLimits Limits = new()
    {
        PriceCollarBasisPoints = 100,
        MaximumOrderLots = 500,
        MaximumPositionLots = 1000,
        MaximumOrderNotionalDollars = 4_500m,
        MaximumGrossNotionalDollars = 20_000m,
        MaximumOrdersPerSecond = 10,
        StaleMarketDataMilliseconds = 500,
        MaximumLossDollars = 100m,
    };

    private readonly OrderTable _orders = new(16, 2);
    private readonly PositionBook _positions = new(2, default);

    [Fact]
    public void A_usual_order_is_accepted_and_counted()
    {
        PreTradeChecks checks = Make(Limits);
        Assert.Equal(CheckResult.Accepted, Check(checks, Buy(100_000, 100)));
        Assert.Equal(1, checks.CountOf(CheckResult.Accepted));
    }

    [Fact]
    public void The_zero_values_of_result_and_state_let_nothing_out()
    {
        Assert.Equal(CheckResult.NotChecked, default);
        Assert.Equal(TradingState.Halted, new PreTradeChecks(Limits, _orders, _positions, 100).State);
    }

    [Fact]
    public void Cancels_pass_when_trading_is_halted_and_market_data_are_stale()
    {
        PreTradeChecks checks = Make(Limits);
        checks.State = TradingState.Halted;
        var cancel = OrderIntent.Cancel(Instrument, Side.Buy, new OrderId(1));
        Assert.Equal(CheckResult.Accepted, checks.Check(in cancel, TopOfBook.Empty, default, Noon));
        Assert.Equal(CheckResult.Halted, Check(checks, Buy(100_000, 100)));
    }

    [Theory]
    [InlineData(Side.None, 100_000, 100, 1, CheckResult.InvalidSide)]
    [InlineData((Side)3, 100_000, 100, 1, CheckResult.InvalidSide)]
    [InlineData(Side.Buy, 0, 100, 1, CheckResult.InvalidPrice)]
    [InlineData(Side.Buy, -100, 100, 1, CheckResult.InvalidPrice)]
    [InlineData(Side.Buy, long.MinValue, 100, 1, CheckResult.InvalidPrice)]
    [InlineData(Side.Buy, 2_000_000_000, 100, 1, CheckResult.InvalidPrice)]
    [InlineData(Side.Buy, 100_050, 100, 1, CheckResult.InvalidPrice)]
    [InlineData(Side.Buy, 100_000, 0, 1, CheckResult.InvalidQuantity)]
    [InlineData(Side.Buy, 100_000, -5, 1, CheckResult.InvalidQuantity)]
    [InlineData(Side.Buy, 100_000, 1_000_000, 1, CheckResult.InvalidQuantity)]
    [InlineData(Side.Buy, 100_000, 100, 2, CheckResult.InvalidRequest)]
    [InlineData(Side.Buy, 100_000, 100, -1, CheckResult.InvalidRequest)]
    public void What_cannot_be_expressed_is_refused(Side side, long ticks, long lots, int instrument, CheckResult expected)
    {
        var intent = OrderIntent.Enter(new InstrumentId(instrument), side, new Price(ticks), new Quantity(lots));
        Assert.Equal(expected, Check(Make(Limits), intent));
    }

    [Fact]
    public void No_request_at_all_is_refused() =>
        Assert.Equal(CheckResult.InvalidRequest, Check(Make(Limits), default));

    [Theory]
    [InlineData(449, CheckResult.Accepted)]
    [InlineData(450, CheckResult.OrderNotional)]
    [InlineData(500, CheckResult.OrderNotional)]
    [InlineData(501, CheckResult.OrderSize)]
    public void Size_and_notional_of_an_order_are_limited(long lots, CheckResult expected) =>

        // 449 x 10.01 = 4494.49 and 450 x 10.01 = 4504.50, against 4500.
        Assert.Equal(expected, Check(Make(Limits), Buy(100_100, lots)));

    [Theory]
    [InlineData(Side.Buy, 99_100, CheckResult.Accepted)]
    [InlineData(Side.Buy, 99_000, CheckResult.PriceCollar)]
    [InlineData(Side.Sell, 101_100, CheckResult.Accepted)]
    [InlineData(Side.Sell, 101_200, CheckResult.PriceCollar)]
    public void A_price_farther_from_the_mid_than_the_collar_is_refused(Side side, long ticks, CheckResult expected) =>

        // 1 % of 10.01 is 0.1001: 9.9099 to 10.1101.
        Assert.Equal(expected, Check(Make(Limits), OrderIntent.Enter(Instrument, side, new Price(ticks), new Quantity(10))));

    [Fact]
    public void A_one_sided_book_is_measured_against_the_last_mid_and_none_at_all_refuses()
    {
        PreTradeChecks checks = Make(Limits);
        TopOfBook oneSided = Top with { AskPrice = Price.None, AskSize = default };
        OrderIntent intent = Buy(100_000, 10);
        Assert.Equal(CheckResult.StaleMarketData, checks.Check(in intent, in oneSided, Noon, Noon));
        _positions.OnMid(Instrument, 200_200);
        Assert.Equal(CheckResult.Accepted, checks.Check(in intent, in oneSided, Noon, Noon));
        _positions.OnMid(Instrument, 300_000);
        Assert.Equal(CheckResult.PriceCollar, checks.Check(in intent, in oneSided, Noon, Noon));
    }

    [Theory]
    [InlineData(500_000_000, CheckResult.Accepted)]
    [InlineData(500_000_001, CheckResult.StaleMarketData)]
    public void Market_data_older_than_the_limit_refuse(long age, CheckResult expected)
    {
        OrderIntent intent = Buy(100_000, 10);
        Assert.Equal(expected, Make(Limits).Check(in intent, in Top, new Nanoseconds(Noon.Value - age), Noon));
    }

    [Theory]
    [InlineData(Side.Buy, 200, CheckResult.Accepted)]
    [InlineData(Side.Buy, 201, CheckResult.PositionLimit)]
    [InlineData(Side.Sell, 449, CheckResult.Accepted)]
    public void The_position_is_taken_as_if_all_open_orders_were_executed(Side side, long lots, CheckResult expected)
    {
        // 500 held and 300 open to buy leave 200 of 1000.
        Hold(Side.Buy, 500);
        Send(Buy(99_900, 300));
        var intent = OrderIntent.Enter(Instrument, side, new Price(100_000), new Quantity(lots));
        Assert.Equal(expected, Check(Make(Limits with { MaximumGrossNotionalDollars = 1_000_000 }), intent));
    }

    [Theory]
    [InlineData(400, CheckResult.Accepted)]
    [InlineData(401, CheckResult.PositionLimit)]
    public void A_replacement_counts_only_what_it_adds(long lots, CheckResult expected)
    {
        // 600 held, 300 open: a replacement may have 400 lots, for it stands in place of the 300.
        Hold(Side.Buy, 600);
        OrderId id = Live(Buy(99_900, 300));
        var intent = OrderIntent.Replace(Instrument, Side.Buy, new Price(99_900), new Quantity(lots), id);
        Assert.Equal(expected, Check(Make(Limits with { MaximumGrossNotionalDollars = 1_000_000 }), intent));
    }

    [Fact]
    public void A_replacement_of_what_is_not_live_is_refused()
    {
        PreTradeChecks checks = Make(Limits);
        OrderId pending = Send(Buy(99_900, 10));
        OrderId live = Live(Buy(99_900, 10));
        Assert.Equal(CheckResult.UnknownOrder, Check(checks, ReplaceBuy(pending)));
        Assert.Equal(CheckResult.UnknownOrder, Check(checks, ReplaceBuy(new OrderId(77))));
        Assert.Equal(CheckResult.UnknownOrder, Check(checks, OrderIntent.Replace(Instrument, Side.Sell, new Price(100_000), new Quantity(5), live)));
        Assert.Equal(CheckResult.Accepted, Check(checks, ReplaceBuy(live)));
    }

    [Theory]
    [InlineData(Side.Sell, 200, CheckResult.Accepted)]
    [InlineData(Side.Sell, 201, CheckResult.Reducing)]
    [InlineData(Side.Buy, 1, CheckResult.Reducing)]
    public void When_reducing_an_order_may_only_lower_the_inventory(Side side, long lots, CheckResult expected)
    {
        // 300 held and 100 of them already offered.
        Hold(Side.Buy, 300);
        Send(OrderIntent.Enter(Instrument, Side.Sell, new Price(100_500), new Quantity(100)));
        PreTradeChecks checks = Make(Limits);
        checks.State = TradingState.Reducing;
        Assert.Equal(expected, Check(checks, OrderIntent.Enter(Instrument, side, new Price(100_000 + (side == Side.Sell ? 100 : 0)), new Quantity(lots))));
    }

    [Theory]
    [InlineData(400, CheckResult.Accepted)]
    [InlineData(500, CheckResult.GrossNotional)]
    public void Positions_and_open_orders_of_all_instruments_share_the_gross_limit(long lots, CheckResult expected)
    {
        // Another instrument: 1000 short at a mid of 10.00 = 10,000, and 600 open at 10.00 = 6,000. 4,000 are left.
        var other = new InstrumentId(0);
        _positions.OnMid(other, 200_000);
        _positions.OnFill(other, Side.Sell, new Price(100_000), new Quantity(1000), FillLiquidity.Maker);
        Send(OrderIntent.Enter(other, Side.Buy, new Price(100_000), new Quantity(600)));
        Assert.Equal(expected, Check(Make(Limits with { MaximumOrderNotionalDollars = 1_000_000 }), Buy(100_000, lots)));
    }

    [Fact]
    public void An_order_that_can_only_lower_the_inventory_passes_the_gross_limit()
    {
        _positions.OnMid(Instrument, 200_200);
        Hold(Side.Buy, 900);
        RiskLimits tight = Limits with { MaximumGrossNotionalDollars = 1_000 };
        Assert.Equal(CheckResult.Accepted, Check(Make(tight), OrderIntent.Enter(Instrument, Side.Sell, new Price(100_200), new Quantity(100))));
        Assert.Equal(CheckResult.GrossNotional, Check(Make(tight), Buy(100_000, 1)));
    }

    [Fact]
    public void An_order_that_would_trade_with_one_of_ours_is_refused()
    {
        Send(OrderIntent.Enter(Instrument, Side.Sell, new Price(100_200), new Quantity(10)));
        Send(Buy(99_800, 10));
        PreTradeChecks checks = Make(Limits);
        Assert.Equal(CheckResult.SelfCross, Check(checks, Buy(100_200, 10)));
        Assert.Equal(CheckResult.Accepted, Check(checks, Buy(100_100, 10)));
        Assert.Equal(CheckResult.SelfCross, Check(checks, OrderIntent.Enter(Instrument, Side.Sell, new Price(99_800), new Quantity(10))));
    }

    [Fact]
    public void No_second_holds_more_orders_than_the_limit_and_refused_ones_do_not_count()
    {
        PreTradeChecks checks = Make(Limits);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(CheckResult.Accepted, CheckAt(checks, i * 10_000_000));
            Assert.Equal(CheckResult.OrderSize, Check(checks, Buy(100_000, 501)));
        }

        // The first of the ten is a second old at exactly 1 s, the second one at 1.01 s.
        Assert.Equal(CheckResult.OrderRate, CheckAt(checks, 999_999_999));
        Assert.Equal(CheckResult.Accepted, CheckAt(checks, 1_000_000_000));
        Assert.Equal(CheckResult.OrderRate, CheckAt(checks, 1_009_999_999));
        Assert.Equal(CheckResult.Accepted, CheckAt(checks, 1_010_000_000));
        Assert.Equal(2, checks.CountOf(CheckResult.OrderRate));
    }

    [Fact]
    public void The_largest_values_do_not_overflow()
    {
        RiskLimits widest = Limits with
        {
            PriceCollarBasisPoints = int.MaxValue,
            MaximumOrderLots = int.MaxValue,
            MaximumPositionLots = long.MaxValue / 2,
            MaximumOrderNotionalDollars = decimal.MaxValue / 100_000,
            MaximumGrossNotionalDollars = decimal.MaxValue / 100_000,
        };
        PreTradeChecks checks = Make(widest);
        var high = new TopOfBook(new Price(uint.MaxValue - 1), new Quantity(1), new Price(uint.MaxValue), new Quantity(1));
        OrderIntent intent = Buy(PreTradeChecks.MaximumPriceTicks, PreTradeChecks.MaximumQuantityLots);
        Assert.Equal(CheckResult.Accepted, checks.Check(in intent, in high, Noon, Noon));
    }

    [Fact]
    public void A_limit_on_value_at_risk_holds_back_what_raises_it_and_leaves_the_way_out_open()
    {
        // A deviation of 1 %: at 10.01 a lot has a value at risk of 0.23287, so that 100 is reached with 429.4 lots.
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(1));
        PortfolioLimits limits = PortfolioLimits.None with { ValueAtRiskDollars = 100 };
        using var line = new RiskLine(limits, monitor, 2, staleNanoseconds: 0);
        PreTradeChecks checks = new(Limits, _orders, _positions, 100, line) { State = TradingState.Active };
        Assert.Equal(CheckResult.RiskUnknown, Check(checks, Buy(100_000, 10)));
        line.TryCover(Instrument);
        line.MarkKnown(0);
        monitor.SetCovariance([0.0001]);
        PortfolioRisk risk = monitor.Current();
        line.Publish(monitor, in risk, new LimitWatch(limits), Noon);
        Assert.Equal(CheckResult.Accepted, Check(checks, Buy(100_000, 429)));
        Assert.Equal(CheckResult.ValueAtRisk, Check(checks, Buy(100_000, 430)));

        // Open orders of the side count as executed, those of the other side do not.
        Live(Buy(100_000, 300));
        Assert.Equal(CheckResult.Accepted, Check(checks, Buy(100_000, 129)));
        Assert.Equal(CheckResult.ValueAtRisk, Check(checks, Buy(100_000, 130)));
        Assert.Equal(CheckResult.Accepted, Check(checks, OrderIntent.Enter(Instrument, Side.Sell, new Price(100_200), new Quantity(429))));

        // 600 held are too many already: buying is refused, selling some of them is not, in any state.
        Hold(Side.Buy, 600);
        Assert.Equal(CheckResult.ValueAtRisk, Check(checks, Buy(100_000, 1)));
        var sale = OrderIntent.Enter(Instrument, Side.Sell, new Price(100_200), new Quantity(100));
        Assert.Equal(CheckResult.Accepted, Check(checks, sale));
        checks.State = TradingState.Reducing;
        Assert.Equal(CheckResult.Accepted, Check(checks, sale));
        Assert.Equal(3, checks.CountOf(CheckResult.ValueAtRisk));
    }

    [Fact]
    public void A_hedge_is_kept_while_everything_is_allowed_and_may_be_closed_while_reducing()
    {
        // $20,000 long in one instrument, 600 lots short at 10.01 in another that moves with it: buying back raises the risk.
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(2));
        PortfolioLimits limits = PortfolioLimits.None with { ValueAtRiskDollars = 10 };
        using var line = new RiskLine(limits, monitor, 2, staleNanoseconds: 0);
        Assert.True(line.TryCover(new InstrumentId(0)) && line.TryCover(Instrument));
        line.MarkKnown(0);
        line.MarkKnown(1);
        monitor.SetCovariance([0.0001, 0.00009, 0.00009, 0.0001]);
        monitor.SetExposure(0, 20_000);
        monitor.SetExposure(1, -6_006);
        PortfolioRisk risk = monitor.Current();
        line.Publish(monitor, in risk, new LimitWatch(limits), Noon);
        Hold(Side.Sell, 600);
        PreTradeChecks checks = new(Limits, _orders, _positions, 100, line) { State = TradingState.Active };
        Assert.Equal(CheckResult.ValueAtRisk, Check(checks, Buy(100_000, 100)));
        checks.State = TradingState.Reducing;
        Assert.Equal(CheckResult.Accepted, Check(checks, Buy(100_000, 100)));
    }

    [Fact]
    public void Checks_allocate_nothing()
    {
        PreTradeChecks checks = Make(Limits);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                OrderIntent intent = Buy(100_000, i);
                checks.Check(in intent, in Top, Noon, Noon);
            }
        }));
    }

    private static OrderIntent Buy(long ticks, long lots) =>
        OrderIntent.Enter(Instrument, Side.Buy, new Price(ticks), new Quantity(lots));

    private static OrderIntent ReplaceBuy(OrderId id) =>
        OrderIntent.Replace(Instrument, Side.Buy, new Price(100_000), new Quantity(10), id);

    private static CheckResult Check(PreTradeChecks checks, OrderIntent intent) => checks.Check(in intent, in Top, Noon, Noon);

    private static CheckResult CheckAt(PreTradeChecks checks, long after)
    {
        OrderIntent intent = Buy(100_000, 1);
        var now = new Nanoseconds(Noon.Value + after);
        return checks.Check(in intent, in Top, now, now);
    }

    private PreTradeChecks Make(RiskLimits limits) =>
        new(limits, _orders, _positions, priceIncrementTicks: 100) { State = TradingState.Active };

    private void Hold(Side side, long lots) =>
        _positions.OnFill(Instrument, side, new Price(100_000), new Quantity(lots), FillLiquidity.Maker);

    private OrderId Send(OrderIntent intent)
    {
        Assert.Equal(OrderResult.Applied, _orders.Send(in intent, Noon, out OrderChange change));
        return change.Id;
    }

    private OrderId Live(OrderIntent intent)
    {
        OrderId id = Send(intent);
        _orders.Accepted(id, intent.Price, intent.Quantity, out _);
        return id;
    }
}
