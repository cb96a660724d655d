using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Quoting;

public sealed class QuoteEngineTests
{
    private static readonly InstrumentId Instrument = new(0);

    /// <summary>10.00 bid, 10.10 offered: the mid is 10.05.</summary>
    private static readonly TopOfBook Top = new(new Price(100_000), new Quantity(5), new Price(101_000), new Quantity(5));

    private readonly QuoteEngine _quotes = new(
        new QuotingSettings
        {
            OrderSizeLots = 100,
            RequoteThresholdTicks = 100,
            AggressiveToleranceTicks = 0,
            MinimumQuoteLifeMilliseconds = 0,
        },
        instrumentLimit: 2);

    private readonly OrderTable _orders = new(16, 2);

    public QuoteEngineTests() => _quotes.Use(Instrument, FlatModel.Table(maximumInventory: 3, halfSpread: 250, skew: 50));

    [Theory]

    // Mid 100,500, half-spread 250, skew 50 an order: the bid is floored and the ask raised to whole cents.
    [InlineData(0, 100_200, 100, 100_800, 100)]
    [InlineData(49, 100_200, 100, 100_800, 100)]
    [InlineData(50, 100_200, 100, 100_700, 100)]
    [InlineData(-50, 100_300, 100, 100_800, 100)]
    [InlineData(100, 100_200, 100, 100_700, 100)]
    [InlineData(200, 100_100, 100, 100_700, 100)]

    // 240 held of 300 allowed leave 60 to buy.
    [InlineData(240, 100_100, 60, 100_700, 100)]
    [InlineData(300, null, 0, 100_600, 100)]
    [InlineData(900, null, 0, 100_600, 100)]
    [InlineData(-300, 100_400, 100, null, 0)]
    public void Quotes_come_from_the_table_at_the_nearest_inventory(
        long inventory, int? bid, long bidLots, int? ask, long askLots)
    {
        (OrderIntent bidIntent, OrderIntent askIntent) = Decide(Top, inventory);
        AssertEnter(bid, bidLots, bidIntent);
        AssertEnter(ask, askLots, askIntent);
    }

    [Theory]

    // Mid 100,500, half-spread 250. 120 ticks down: 100,130 to 100,100 and 100,630 to 100,700; up: 100,370 and 100,870.
    [InlineData(120, 100_100, 100_700)]
    [InlineData(-120, 100_300, 100_900)]
    [InlineData(0, 100_200, 100_800)]
    public void Both_quotes_lean_against_what_is_held_elsewhere(long ticks, int bid, int ask)
    {
        _quotes.Lean(Instrument, ticks << 32);
        (OrderIntent bidIntent, OrderIntent askIntent) = Decide(Top, 0);
        AssertEnter(bid, 100, bidIntent);
        AssertEnter(ask, 100, askIntent);
    }

    [Fact]
    public void A_quote_never_crosses_the_other_side()
    {
        _quotes.Use(Instrument, FlatModel.Table(maximumInventory: 20, halfSpread: 250, skew: 100));
        AssertEnter(100_900, 100, Decide(Top, -1500).Bid);
        AssertEnter(100_100, 100, Decide(Top, 1500).Ask);
    }

    [Theory]
    [InlineData(TradingState.Halted, 0)]
    [InlineData(TradingState.Reducing, 0)]
    public void Without_leave_to_quote_nothing_is_entered(TradingState state, long inventory)
    {
        (OrderIntent bid, OrderIntent ask) = Decide(Top, inventory, state);
        Assert.Equal((IntentKind.None, IntentKind.None), (bid.Kind, ask.Kind));
    }

    [Fact]
    public void When_reducing_only_the_inventory_is_offered()
    {
        (OrderIntent bid, OrderIntent ask) = Decide(Top, 40, TradingState.Reducing);
        Assert.Equal(IntentKind.None, bid.Kind);
        AssertEnter(100_800, 40, ask);
        (bid, ask) = Decide(Top, -140, TradingState.Reducing);
        AssertEnter(100_300, 100, bid);
        Assert.Equal(IntentKind.None, ask.Kind);
    }

    [Fact]
    public void A_one_sided_or_empty_book_a_halt_and_a_missing_table_take_the_quotes_out()
    {
        EnterBoth();
        AssertBothCancelled(Decide(TopOfBook.Empty, 0));
        AssertBothCancelled(Decide(Top with { BidPrice = Price.None }, 0));
        AssertBothCancelled(Decide(Top with { AskPrice = Price.None }, 0));
        AssertBothCancelled(Decide(Top, 0, TradingState.Halted));
        AssertBothCancelled(Decide(Top, 0, TradingState.Reducing));
        Assert.Equal(IntentKind.None, Decide(Top, 0).Bid.Kind);
        _quotes.Use(Instrument, new Harrier.Models.Quoting.QuoteTable(3, 100));
        AssertBothCancelled(Decide(Top, 0));
    }

    [Fact]
    public void An_instrument_without_a_table_is_not_quoted()
    {
        _quotes.Decide(new InstrumentId(1), in Top, 0, TradingState.Active, default, out OrderIntent bid, out OrderIntent ask);
        Assert.Equal((IntentKind.None, IntentKind.None), (bid.Kind, ask.Kind));
    }

    [Fact]
    public void A_move_of_the_mid_moves_both_quotes()
    {
        EnterBoth();
        (OrderIntent bid, OrderIntent ask) = Decide(Top with { BidPrice = new Price(100_200), AskPrice = new Price(101_200) }, 0);
        Assert.Equal((IntentKind.Replace, 100_400L), (bid.Kind, bid.Price.Ticks));
        Assert.Equal((IntentKind.Replace, 101_000L), (ask.Kind, ask.Price.Ticks));
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        EnterBoth();
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                TopOfBook top = Top with { BidPrice = new Price(100_000 + i) };
                _quotes.Decide(Instrument, in top, i, TradingState.Active, new Nanoseconds(i), out _, out _);
            }
        }));
    }

    private static void AssertEnter(int? priceTicks, long lots, OrderIntent intent)
    {
        Assert.Equal(priceTicks is null ? IntentKind.None : IntentKind.Enter, intent.Kind);
        if (priceTicks is not null)
        {
            Assert.Equal((priceTicks.Value, lots), (intent.Price.Ticks, intent.Quantity.Lots));
        }
    }

    private static void AssertBothCancelled((OrderIntent Bid, OrderIntent Ask) intents) =>
        Assert.Equal((IntentKind.Cancel, IntentKind.Cancel), (intents.Bid.Kind, intents.Ask.Kind));

    private (OrderIntent Bid, OrderIntent Ask) Decide(TopOfBook top, long inventory, TradingState state = TradingState.Active)
    {
        _quotes.Decide(Instrument, in top, inventory, state, default, out OrderIntent bid, out OrderIntent ask);
        return (bid, ask);
    }

    private void EnterBoth()
    {
        (OrderIntent bid, OrderIntent ask) = Decide(Top, 0);
        foreach (OrderIntent intent in new[] { bid, ask })
        {
            _orders.Send(in intent, default, out OrderChange change);
            _orders.Accepted(change.Id, intent.Price, intent.Quantity, out change);
            _quotes.OnChange(in change, default);
        }
    }
}
