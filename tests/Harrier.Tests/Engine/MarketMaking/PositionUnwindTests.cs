using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class PositionUnwindTests
{
    private static readonly InstrumentId Instrument = new(1);

    /// <summary>10.00 bid, 10.02 offered.</summary>
    private static readonly TopOfBook Top = new(new Price(100_000), new Quantity(5), new Price(100_200), new Quantity(5));

    /// <summary>500 lots an order, and $4,500: 450 at 10.00, 449 at 10.02.</summary>
    private static readonly RiskLimits Limits = ConfigurationReading.Defaults().Configuration.Risk with
    {
        MaximumOrderLots = 500,
        MaximumOrderNotionalDollars = 4_500m,
    };

    private readonly OrderTable _orders = new(16, 2);
    private readonly PositionBook _positions = new(2, default);

    [Theory]
    [InlineData(Side.Buy, 300, Side.Sell, 100_000, 300)]
    [InlineData(Side.Sell, 300, Side.Buy, 100_200, 300)]
    [InlineData(Side.Buy, 2_000, Side.Sell, 100_000, 450)]
    [InlineData(Side.Sell, 2_000, Side.Buy, 100_200, 449)]
    public void What_is_held_is_taken_to_the_other_side_no_more_at_a_time_than_an_order_may_have(
        Side held, long lots, Side side, long ticks, long orderLots)
    {
        Hold(held, lots);
        Assert.Equal(OrderIntent.Take(Instrument, side, new Price(ticks), new Quantity(orderLots)), Decide(Limits, Top));
        Assert.Equal(100, Decide(Limits with { MaximumOrderLots = 100 }, Top).Quantity.Lots);
    }

    [Fact]
    public void Nothing_is_sent_where_nothing_is_held_or_nothing_stands_on_the_other_side()
    {
        Assert.Equal(IntentKind.None, Decide(Limits, Top).Kind);
        Hold(Side.Buy, 300);
        var asks = new TopOfBook(Price.None, Quantity.Zero, new Price(100_200), new Quantity(5));
        Assert.Equal(IntentKind.None, Decide(Limits, asks).Kind);
    }

    [Fact]
    public void A_bid_at_0_ends_nothing()
    {
        // ITCH has a price of 0; the checks refuse an order there.
        Hold(Side.Buy, 300);
        Assert.Equal(0, Decide(Limits, Top with { BidPrice = new Price(0) }).Price.Ticks);
    }

    [Fact]
    public void Quotes_that_stand_come_out_first_and_one_order_is_under_way_at_a_time()
    {
        Hold(Side.Buy, 600);
        var unwind = new PositionUnwind(_orders, _positions, Limits, 2);
        OrderId quote = Send(OrderIntent.Enter(Instrument, Side.Buy, new Price(99_000), new Quantity(10)));
        Assert.False(unwind.TryDecide(Instrument, in Top, out OrderIntent none));
        Assert.Equal(IntentKind.None, none.Kind);
        _orders.Rejected(quote, out _);

        Assert.True(unwind.TryDecide(Instrument, in Top, out OrderIntent first));
        OrderId sent = Send(first);
        Assert.True(unwind.TryDecide(Instrument, in Top, out OrderIntent second));
        Assert.Equal(IntentKind.None, second.Kind);

        // The venue rejects it: the next one is the same.
        _orders.Rejected(sent, out _);
        Assert.True(unwind.TryDecide(Instrument, in Top, out OrderIntent again));
        Assert.Equal(first, again);
    }

    private OrderIntent Decide(RiskLimits limits, TopOfBook top)
    {
        Assert.True(new PositionUnwind(_orders, _positions, limits, 2).TryDecide(Instrument, in top, out OrderIntent intent));
        return intent;
    }

    private OrderId Send(OrderIntent intent)
    {
        Assert.Equal(OrderResult.Applied, _orders.Send(in intent, default, out OrderChange change));
        return change.Id;
    }

    private void Hold(Side side, long lots) =>
        _positions.OnFill(Instrument, side, new Price(100_000), new Quantity(lots), FillLiquidity.Maker);
}
