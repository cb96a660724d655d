using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Xunit;

namespace Harrier.Tests.Trading.Quoting;

public sealed class RequoteTests
{
    private const long Millisecond = 1_000_000;
    private static readonly InstrumentId Instrument = new(1);

    private readonly OrderTable _orders = new(16, 2);
    private readonly QuoteEngine _quotes = new(
        new QuotingSettings
        {
            OrderSizeLots = 100,
            RequoteThresholdTicks = 300,
            AggressiveToleranceTicks = 100,
            MinimumQuoteLifeMilliseconds = 50,
        },
        instrumentLimit: 2);

    private long _now;
    private long _bidRoomLots = 1000;

    [Fact]
    public void Without_quotes_both_are_entered_post_only_in_the_order_size()
    {
        (OrderIntent bid, OrderIntent ask) = Move(99_900, 100_100);
        Assert.Equal(OrderIntent.Enter(Instrument, Side.Buy, new Price(99_900), new Quantity(100), isPostOnly: true), bid);
        Assert.Equal(OrderIntent.Enter(Instrument, Side.Sell, new Price(100_100), new Quantity(100), isPostOnly: true), ask);
    }

    [Fact]
    public void A_quote_at_the_wanted_price_keeps_its_place_even_when_partly_filled()
    {
        OrderId bid = Quote(99_900, 100_100).Bid;
        _orders.Executed(bid, new Quantity(30), new Price(99_900), out OrderChange change);
        _quotes.OnChange(in change, default);
        Assert.Equal(70, _quotes.Bid(Instrument).Quantity.Lots);
        Assert.Equal((IntentKind.None, IntentKind.None), Kinds(Move(99_900, 100_100)));
    }

    [Theory]
    [InlineData(99_800, IntentKind.None)]
    [InlineData(99_700, IntentKind.Replace)]
    public void A_bid_more_aggressive_than_wanted_is_moved_at_once_beyond_the_tolerance(long wanted, IntentKind expected)
    {
        Quote(99_900, 100_100);
        Assert.Equal(expected, Move(wanted, 100_100).Bid.Kind);
    }

    [Theory]
    [InlineData(100_200, IntentKind.None)]
    [InlineData(100_300, IntentKind.Replace)]
    public void An_ask_more_aggressive_than_wanted_is_moved_at_once_beyond_the_tolerance(long wanted, IntentKind expected)
    {
        Quote(99_900, 100_100);
        Assert.Equal(expected, Move(99_900, wanted).Ask.Kind);
    }

    [Theory]
    [InlineData(100_100, 50, IntentKind.None)]
    [InlineData(100_200, 50, IntentKind.Replace)]
    [InlineData(100_200, 49, IntentKind.None)]
    public void A_bid_less_aggressive_than_wanted_waits_for_the_threshold_and_its_minimum_life(
        long wanted, long milliseconds, IntentKind expected)
    {
        Quote(99_900, 100_500);
        _now += milliseconds * Millisecond;
        Assert.Equal(expected, Move(wanted, 100_500).Bid.Kind);
    }

    [Theory]
    [InlineData(100, IntentKind.Replace)]
    [InlineData(0, IntentKind.None)]
    [InlineData(-100, IntentKind.None)]
    public void An_ask_that_helps_to_get_rid_of_inventory_does_not_wait(long inventoryLots, IntentKind expected)
    {
        Quote(99_900, 100_500);
        Assert.Equal(expected, Move(99_900, 100_200, inventoryLots).Ask.Kind);
    }

    [Fact]
    public void A_moved_quote_has_the_full_size_and_names_the_standing_order()
    {
        OrderId bid = Quote(99_900, 100_100).Bid;
        Assert.Equal(
            OrderIntent.Replace(Instrument, Side.Buy, new Price(99_000), new Quantity(100), bid), Move(99_000, 100_100).Bid);
    }

    [Fact]
    public void A_quote_that_is_no_longer_wanted_is_taken_out_at_once()
    {
        (OrderId bidId, OrderId askId) = Quote(99_900, 100_100);
        (OrderIntent bid, OrderIntent ask) = Move(null, 100_100);
        Assert.Equal((OrderIntent.Cancel(Instrument, Side.Buy, bidId), IntentKind.None), (bid, ask.Kind));
        _quotes.Withdraw(Instrument, out _, out ask);
        Assert.Equal(OrderIntent.Cancel(Instrument, Side.Sell, askId), ask);
    }

    [Fact]
    public void A_new_quote_has_no_more_lots_than_there_is_room_for()
    {
        _bidRoomLots = 30;
        Assert.Equal(30, Move(99_900, 100_100).Bid.Quantity.Lots);
        _bidRoomLots = 0;
        Assert.Equal(IntentKind.None, Move(99_900, 100_100).Bid.Kind);
    }

    [Theory]
    [InlineData(100, 99_900, IntentKind.None)]
    [InlineData(99, 99_900, IntentKind.Cancel)]
    [InlineData(99, 99_000, IntentKind.Cancel)]
    [InlineData(-1, 99_900, IntentKind.Cancel)]
    public void A_standing_quote_with_more_lots_than_there_is_room_for_is_taken_out(long room, long wanted, IntentKind expected)
    {
        Quote(99_900, 100_100);
        _bidRoomLots = room;
        Assert.Equal(expected, Move(wanted, 100_100).Bid.Kind);
    }

    [Fact]
    public void One_request_is_in_flight_a_side()
    {
        (OrderIntent bid, _) = Move(99_900, 100_100);
        OrderId id = Send(bid);
        Assert.Equal((IntentKind.None, IntentKind.Enter), Kinds(Move(99_000, 100_100)));
        Accept(id);
        OrderIntent replace = Move(99_000, 100_100).Bid;
        OrderId second = Send(replace);
        Assert.Equal(IntentKind.None, Move(98_000, 100_100).Bid.Kind);
        Assert.Equal(IntentKind.None, Move(null, 100_100).Bid.Kind);

        _orders.Replaced(id, second, new Price(99_000), new Quantity(100), out OrderChange change);
        _quotes.OnChange(in change, new Nanoseconds(_now));
        Assert.Equal(OrderIntent.Cancel(Instrument, Side.Buy, second), Move(null, 100_100).Bid);
    }

    [Fact]
    public void A_refused_replacement_leaves_the_old_quote_to_be_moved_again()
    {
        OrderId bid = Quote(99_900, 100_100).Bid;
        OrderId second = Send(Move(99_000, 100_100).Bid);
        _orders.Rejected(second, out OrderChange change);
        _quotes.OnChange(in change, new Nanoseconds(_now));
        Assert.Equal((bid, 99_900L), (_quotes.Bid(Instrument).Id, _quotes.Bid(Instrument).Price.Ticks));
        Assert.Equal(IntentKind.Replace, Move(99_000, 100_100).Bid.Kind);
    }

    [Fact]
    public void After_a_full_fill_a_new_quote_is_entered()
    {
        OrderId bid = Quote(99_900, 100_100).Bid;
        _orders.Executed(bid, new Quantity(100), new Price(99_900), out OrderChange change);
        _quotes.OnChange(in change, new Nanoseconds(_now));
        Assert.False(_quotes.Bid(Instrument).IsStanding);
        Assert.Equal((IntentKind.Enter, IntentKind.None), Kinds(Move(99_800, 100_100)));
    }

    [Fact]
    public void Instruments_do_not_see_each_other()
    {
        Quote(99_900, 100_100);
        _quotes.Move(new InstrumentId(0), new QuoteTarget(new Price(100), 1000, new Price(200), 1000), 0, default, out OrderIntent bid, out _);
        Assert.Equal((IntentKind.Enter, new InstrumentId(0)), (bid.Kind, bid.Instrument));
    }

    private static (IntentKind Bid, IntentKind Ask) Kinds((OrderIntent Bid, OrderIntent Ask) intents) =>
        (intents.Bid.Kind, intents.Ask.Kind);

    private (OrderIntent Bid, OrderIntent Ask) Move(long? bidTicks, long? askTicks, long inventoryLots = 0)
    {
        var target = new QuoteTarget(
            bidTicks is null ? Price.None : new Price(bidTicks.Value),
            _bidRoomLots,
            askTicks is null ? Price.None : new Price(askTicks.Value),
            AskRoomLots: 1000);
        _quotes.Move(Instrument, in target, inventoryLots, new Nanoseconds(_now), out OrderIntent bid, out OrderIntent ask);
        return (bid, ask);
    }

    private (OrderId Bid, OrderId Ask) Quote(long bidTicks, long askTicks)
    {
        (OrderIntent bid, OrderIntent ask) = Move(bidTicks, askTicks);
        (OrderId bidId, OrderId askId) = (Send(bid), Send(ask));
        Accept(bidId);
        Accept(askId);
        return (bidId, askId);
    }

    private OrderId Send(OrderIntent intent)
    {
        Assert.Equal(OrderResult.Applied, _orders.Send(in intent, new Nanoseconds(_now), out OrderChange change));
        _quotes.OnChange(in change, new Nanoseconds(_now));
        return change.Id;
    }

    private void Accept(OrderId id)
    {
        Assert.True(_orders.TryGet(id, out OwnOrder order));
        _orders.Accepted(id, order.Price, order.OpenQuantity, out OrderChange change);
        _quotes.OnChange(in change, new Nanoseconds(_now));
    }
}
