using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class MarketViewTests : System.IDisposable
{
    private const int Instrument = 1;
    private static readonly InstrumentId Id = new(Instrument);

    private readonly QuoteEngine _quotes = new(
        new QuotingSettings { OrderSizeLots = 100, RequoteThresholdTicks = 0, AggressiveToleranceTicks = 0, MinimumQuoteLifeMilliseconds = 0 },
        instrumentLimit: 2);

    private readonly OrderTable _orders = new(openOrderLimit: 16, instrumentLimit: 2);
    private readonly OrderBooks _books = new(new OrderBookLimits { Instruments = 2, Orders = 1_024 });
    private readonly MarketView _market;

    public MarketViewTests()
    {
        _market = new MarketView(_books, _quotes, instrumentLimit: 2, ownOrdersInFeed: true);
        Add(1, Side.Buy, 300, 9_900);
        Add(2, Side.Sell, 200, 10_200);
    }

    public void Dispose() => _books.Dispose();

    [Fact]
    public void An_order_of_ours_that_is_alone_at_the_best_price_is_left_out()
    {
        OwnBid(10_000);
        Add(50, Side.Buy, 100, 10_000);
        Assert.Equal(10_000, _books.Top(Instrument).BidPrice.Ticks);
        Assert.Equal(Top(9_900, 300, 10_200, 200), _market.OthersTop(Instrument));
    }

    [Fact]
    public void Beside_others_at_its_price_it_lowers_the_size_alone()
    {
        Add(3, Side.Buy, 40, 10_000);
        OwnBid(10_000);
        Add(50, Side.Buy, 100, 10_000);
        Assert.Equal(Top(10_000, 40, 10_200, 200), _market.OthersTop(Instrument));
    }

    [Fact]
    public void Without_others_behind_it_the_side_is_empty()
    {
        Delete(1);
        OwnBid(10_000);
        Add(50, Side.Buy, 100, 10_000);
        Assert.Equal(Price.None, _market.OthersTop(Instrument).BidPrice);
    }

    [Fact]
    public void The_second_price_of_the_others_passes_over_a_level_that_is_ours_alone()
    {
        Assert.Equal(Price.None, _market.OthersSecondPrice(Instrument, Side.Buy, new Price(9_900)));
        Assert.Equal(Price.None, _market.OthersSecondPrice(Instrument, Side.Buy, Price.None));
        OwnBid(9_800);
        Add(50, Side.Buy, 100, 9_800);
        Assert.Equal(Price.None, _market.OthersSecondPrice(Instrument, Side.Buy, new Price(9_900)));
        Add(3, Side.Buy, 100, 9_700);
        Assert.Equal(9_700, _market.OthersSecondPrice(Instrument, Side.Buy, new Price(9_900)).Ticks);
        Add(4, Side.Buy, 1, 9_800);
        Assert.Equal(9_800, _market.OthersSecondPrice(Instrument, Side.Buy, new Price(9_900)).Ticks);
        Add(5, Side.Sell, 1, 10_400);
        Assert.Equal(10_400, _market.OthersSecondPrice(Instrument, Side.Sell, new Price(10_200)).Ticks);
    }

    [Fact]
    public void An_add_that_is_not_what_we_sent_is_not_ours()
    {
        OwnBid(10_000);
        Add(50, Side.Buy, 99, 10_000);
        Assert.Equal(10_000, _market.OthersTop(Instrument).BidPrice.Ticks);
    }

    [Fact]
    public void The_answer_corrects_a_wrong_guess()
    {
        OwnBid(10_000);
        Add(50, Side.Buy, 100, 10_000);
        Add(51, Side.Buy, 100, 10_000);
        _market.SetOwnReference(Instrument, Side.Buy, 50, default);
        Delete(50);

        // 51 is somebody else's.
        Assert.Equal(Top(10_000, 100, 10_200, 200), _market.OthersTop(Instrument));
    }

    [Fact]
    public void A_replacement_that_is_answered_before_the_feed_shows_it_leaves_the_old_order_ours_until_the_feed_is_there()
    {
        OwnBid(10_000);
        _market.SetOwnReference(Instrument, Side.Buy, 50, default);
        Add(50, Side.Buy, 100, 10_000);
        _market.SetOwnReference(Instrument, Side.Buy, 51, new Nanoseconds(7));
        Assert.Equal(Top(9_900, 300, 10_200, 200), _market.OthersTop(Instrument));
        Assert.True(_market.IsOwn(Instrument, 50));

        // The feed is beyond the time of the answer: the order that is still there is somebody else's of that number.
        Add(3, Side.Sell, 1, 11_000, time: 8);
        Assert.Equal(10_000, _market.OthersTop(Instrument).BidPrice.Ticks);
        Assert.False(_market.IsOwn(Instrument, 50));
    }

    [Fact]
    public void When_our_order_is_refused_what_was_taken_for_it_is_somebody_elses()
    {
        OwnBid(10_000);
        Add(50, Side.Buy, 100, 10_000);
        Assert.Equal(9_900, _market.OthersTop(Instrument).BidPrice.Ticks);
        _market.DropGuess(Instrument, Side.Buy);
        Assert.Equal(10_000, _market.OthersTop(Instrument).BidPrice.Ticks);
    }

    [Fact]
    public void A_replacement_of_ours_is_followed_to_its_new_reference()
    {
        _market.SetOwnReference(Instrument, Side.Sell, 60, default);
        Add(60, Side.Sell, 100, 10_100);
        var replace = new MarketUpdate
        {
            Kind = MarketUpdateKind.Replace,
            Instrument = Instrument,
            Reference = 60,
            NewReference = 61,
            Lots = 100,
            PriceTicks = 10_150,
        };
        Assert.True(_market.Apply(in replace));
        Assert.Equal(10_150, _books.Top(Instrument).AskPrice.Ticks);
        Assert.Equal(Top(9_900, 300, 10_200, 200), _market.OthersTop(Instrument));
    }

    [Fact]
    public void A_fill_is_under_way_when_a_live_order_was_in_the_book_and_is_gone()
    {
        OrderId id = OwnBid(10_000);
        _orders.Accepted(id, new Price(10_000), new Quantity(100), out OrderChange accepted);
        _quotes.OnChange(in accepted, default);
        _market.SetOwnReference(Instrument, Side.Buy, 50, default);
        Assert.False(_market.IsFillUnderWay(Instrument), "the feed has not shown it yet");

        Add(50, Side.Buy, 100, 10_000);
        _market.OthersTop(Instrument);
        Assert.False(_market.IsFillUnderWay(Instrument));
        Delete(50);
        Assert.True(_market.IsFillUnderWay(Instrument));

        _orders.Executed(id, new Quantity(100), new Price(10_000), out OrderChange filled);
        _quotes.OnChange(in filled, default);
        Assert.False(_market.IsFillUnderWay(Instrument));
    }

    [Fact]
    public void Where_the_venue_does_not_publish_ours_nothing_is_left_out()
    {
        var market = new MarketView(_books, _quotes, instrumentLimit: 2, ownOrdersInFeed: false);
        OwnBid(10_000);
        market.SetOwnReference(Instrument, Side.Buy, 1, default);
        Assert.Equal(_books.Top(Instrument), market.OthersTop(Instrument));
        Assert.False(market.IsFillUnderWay(Instrument));
    }

    [Fact]
    public void Other_messages_change_what_they_are_about()
    {
        var halt = new MarketUpdate { Kind = MarketUpdateKind.TradingAction, Instrument = Instrument };
        Assert.True(_market.IsTrading(Instrument));
        _market.Apply(in halt);
        Assert.False(_market.IsTrading(Instrument));

        var beyond = new MarketUpdate { Kind = MarketUpdateKind.Add, Instrument = 2, Reference = 9, Side = Side.Buy, Lots = 1, PriceTicks = 1 };
        Assert.False(_market.Apply(in beyond));
        Assert.Equal(1, _market.BeyondInstruments);

        var start = new MarketUpdate { Kind = MarketUpdateKind.StartOfMessages };
        _market.Apply(in start);
        Assert.Equal(TopOfBook.Empty, _books.Top(Instrument));
    }

    private static TopOfBook Top(long bid, long bidLots, long ask, long askLots) =>
        new(new Price(bid), new Quantity(bidLots), new Price(ask), new Quantity(askLots));

    private OrderId OwnBid(long priceTicks)
    {
        var intent = OrderIntent.Enter(Id, Side.Buy, new Price(priceTicks), new Quantity(100));
        Assert.Equal(OrderResult.Applied, _orders.Send(in intent, default, out OrderChange change));
        _quotes.OnChange(in change, default);
        return change.Id;
    }

    private void Add(ulong reference, Side side, int lots, int priceTicks, long time = 0)
    {
        var add = new MarketUpdate
        {
            Kind = MarketUpdateKind.Add,
            Instrument = Instrument,
            Time = time,
            Reference = reference,
            Side = side,
            Lots = lots,
            PriceTicks = priceTicks,
        };
        Assert.True(_market.Apply(in add));
    }

    private void Delete(ulong reference)
    {
        var delete = new MarketUpdate { Kind = MarketUpdateKind.Delete, Instrument = Instrument, Reference = reference };
        Assert.True(_market.Apply(in delete));
    }
}
