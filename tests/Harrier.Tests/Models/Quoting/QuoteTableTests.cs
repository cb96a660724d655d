using System;
using CsCheck;
using Harrier.Models.Quoting;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

public sealed class QuoteTableTests
{
    // Offsets given in ticks, so that each expected price can be counted by hand.
    private static readonly MadeModel Thirty = new(quantity => 30.25 + 10.0 * quantity, quantity => 30.25 - 10.0 * quantity);

    [Theory]
    // Mid 10,000 ticks, increment 1: bid ⌊10,000 - 30.25⌋, ask ⌈10,000 + 30.25⌉.
    [InlineData(1, 20_000, 0, 9_969, 10_031)]
    // Half a tick of mid: 10,000.5 - 30.25 = 9,970.25 and 10,030.75.
    [InlineData(1, 20_001, 0, 9_970, 10_031)]
    // One order long: everything 10 lower.
    [InlineData(1, 20_000, 1, 9_959, 10_021)]
    // In whole cents: down and up.
    [InlineData(100, 20_000, 0, 9_900, 10_100)]
    [InlineData(100, 20_000, -1, 9_900, 10_100)]
    // 10,030.25 + 69.75 is 10,100 and stays; a quarter more goes up to 10,200.
    [InlineData(100, 20_139, 0, 10_000, 10_100)]
    [InlineData(100, 20_140, 0, 10_000, 10_200)]
    public void Bids_round_down_and_asks_round_up(int increment, long midTwice, int inventory, long bid, long ask)
    {
        QuoteTable table = Filled(Thirty, 2, increment);
        Assert.True(table.TryQuote(midTwice, inventory, Price.None, Price.None, out Price actualBid, out Price actualAsk));
        Assert.Equal(new Price(bid), actualBid);
        Assert.Equal(new Price(ask), actualAsk);
    }

    [Theory]
    // Far long: the model asks for 9,700 - 270 = 9,730.25 → 9,731 while the best bid is 9,900.
    [InlineData(1, 9_900, 9_901)]
    [InlineData(100, 9_900, 10_000)]
    // A best bid off the increment: the first cent above it.
    [InlineData(100, 9_950, 10_000)]
    [InlineData(100, 9_999, 10_000)]
    public void An_ask_stays_above_the_best_bid(int increment, long bestBid, long ask)
    {
        QuoteTable table = Filled(Thirty, 50, increment);
        table.TryQuote(20_000, 30, new Price(bestBid), new Price(10_100), out _, out Price actual);
        Assert.Equal(new Price(ask), actual);
    }

    [Theory]
    [InlineData(1, 10_100, 10_099)]
    [InlineData(100, 10_100, 10_000)]
    [InlineData(100, 10_150, 10_100)]
    [InlineData(100, 10_001, 10_000)]
    public void A_bid_stays_below_the_best_ask(int increment, long bestAsk, long bid)
    {
        QuoteTable table = Filled(Thirty, 50, increment);
        table.TryQuote(20_000, -30, new Price(9_900), new Price(bestAsk), out Price actual, out _);
        Assert.Equal(new Price(bid), actual);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void There_is_no_bid_at_the_limit_and_beyond(int inventory)
    {
        Assert.True(Filled(Thirty, 2, 1).TryQuote(20_000, inventory, Price.None, Price.None, out Price bid, out Price ask));
        Assert.False(bid.IsPresent);
        Assert.Equal(new Price(10_011), ask);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-3)]
    [InlineData(int.MinValue)]
    public void There_is_no_ask_at_the_limit_and_beyond(int inventory)
    {
        Assert.True(Filled(Thirty, 2, 1).TryQuote(20_000, inventory, Price.None, Price.None, out Price bid, out Price ask));
        Assert.Equal(new Price(9_989), bid);
        Assert.False(ask.IsPresent);
    }

    [Fact]
    public void A_bid_is_never_at_nothing_or_less()
    {
        Assert.True(Filled(Thirty, 2, 1).TryQuote(60, 0, Price.None, Price.None, out Price bid, out Price ask));
        Assert.False(bid.IsPresent);
        Assert.Equal(new Price(61), ask);
    }

    [Fact]
    public void An_ask_is_never_at_nothing_or_less()
    {
        // Long 50 of 60: the ask would be at 10 + 30.25 - 500.
        Filled(Thirty, 60, 5).TryQuote(20, 50, Price.None, Price.None, out _, out Price ask);
        Assert.Equal(new Price(5), ask);
    }

    [Fact]
    public void An_empty_table_quotes_nothing()
    {
        var table = new QuoteTable(2, 1, 1.0);
        Assert.False(table.TryQuote(20_000, 0, Price.None, Price.None, out Price bid, out Price ask));
        Assert.Equal(Price.None, bid);
        Assert.Equal(Price.None, ask);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(QuoteTable.MidTicksTwiceLimit + 1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_mid_out_of_range_is_not_quoted_at(long midTwice)
    {
        Assert.False(Filled(Thirty, 2, 1).TryQuote(midTwice, 0, Price.None, Price.None, out Price bid, out Price ask));
        Assert.Equal(Price.None, bid);
        Assert.Equal(Price.None, ask);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void A_touch_out_of_range_is_not_quoted_at(long ticks)
    {
        QuoteTable table = Filled(Thirty, 2, 1);
        Assert.False(table.TryQuote(20_000, 0, new Price(ticks), Price.None, out _, out _));
        Assert.False(table.TryQuote(20_000, 0, Price.None, new Price(ticks), out _, out _));
    }

    [Fact]
    public void The_largest_mid_and_the_largest_offset_fit()
    {
        var far = new MadeModel(_ => QuoteTable.OffsetTicksLimit, _ => QuoteTable.OffsetTicksLimit);
        QuoteTable table = Filled(far, 1, 1);
        Assert.True(table.TryQuote(QuoteTable.MidTicksTwiceLimit, 0, Price.None, Price.None, out Price bid, out Price ask));
        Assert.Equal(new Price(2_000_000_000 - (1L << 27)), bid);
        Assert.Equal(new Price(2_000_000_000 + (1L << 27)), ask);
    }

    [Theory]
    [InlineData(double.NaN, 1.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(double.NegativeInfinity, 1.0)]
    [InlineData(1e9, 1.0)]
    [InlineData(-5.0, 5.0)]
    [InlineData(-5.0, 4.0)]
    public void A_model_that_no_market_can_use_leaves_the_table_empty(double bid, double ask)
    {
        QuoteTable table = Filled(Thirty, 2, 1);
        Assert.Throws<ArgumentException>(() => table.Fill(new MadeModel(_ => bid, _ => ask), 0.0));
        Assert.False(table.TryQuote(20_000, 0, Price.None, Price.None, out _, out _));
    }

    [Theory]
    [InlineData(double.NaN, 1.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(1e9, 1.0)]
    [InlineData(1.0, 1e9)]
    [InlineData(-5.0, 4.0)]
    public void A_model_that_is_of_no_use_at_one_inventory_is_not_quoted_at_the_others(double bid, double ask)
    {
        QuoteTable table = Filled(Thirty, 2, 1);
        var broken = new MadeModel(inventory => inventory == 1 ? bid : 30.0, inventory => inventory == 1 ? ask : 30.0);
        Assert.Throws<ArgumentException>(() => table.Fill(broken, 0.0));
        for (int inventory = -2; inventory <= 2; inventory++)
        {
            Assert.False(table.TryQuote(20_000, inventory, Price.None, Price.None, out _, out _));
        }
    }

    [Fact]
    public void Quotes_are_on_the_increment_do_not_cross_and_are_as_near_as_rounding_allows() =>
        Gen.Select(
            Gen.Int[1, 1_000], Gen.Long[2, QuoteTable.MidTicksTwiceLimit], Gen.Int[-8, 8],
            Gen.Double[0.001, 5_000.0], Gen.Double[0.0, 400.0], Gen.Int[1, 500]).Sample(
            (increment, midTwice, inventory, half, skew, width) =>
            {
                QuoteTable table = Filled(new MadeModel(q => half + skew * q, q => half - skew * q), 8, increment);
                var bestBid = new Price(Math.Max(1, midTwice / 2 - width));
                Price bestAsk = bestBid + width;
                table.TryQuote(midTwice, inventory, bestBid, bestAsk, out Price bid, out Price ask);

                // The slow twin: decimals and divisions.
                decimal mid = midTwice / 2m;
                decimal wantedBid = Math.Min(mid - table.BidOffset(Math.Min(inventory, 7)) / 4294967296m, bestAsk.Ticks - 1);
                decimal wantedAsk = Math.Max(mid + table.AskOffset(Math.Max(inventory, -7)) / 4294967296m, bestBid.Ticks + 1);
                long expectedBid = (long)Math.Floor(wantedBid / increment) * increment;
                long expectedAsk = Math.Max((long)Math.Ceiling(wantedAsk / increment), 1) * increment;
                Assert.Equal(inventory == 8 || expectedBid <= 0 ? Price.None : new Price(expectedBid), bid);
                Assert.Equal(inventory == -8 ? Price.None : new Price(expectedAsk), ask);
                Assert.True(!bid.IsPresent || !ask.IsPresent || bid < ask);
            }, iter: 20_000);

    [Fact]
    public void A_short_inventory_is_the_mirror_of_a_long_one() =>
        Gen.Select(Gen.Long[20_000, 2_000_000], Gen.Int[0, 8], Gen.Double[0.001, 500.0], Gen.Double[0.0, 100.0]).Sample(
            (midTwice, inventory, half, skew) =>
            {
                QuoteTable table = Filled(new MadeModel(q => half + skew * q, q => half - skew * q), 8, 1);
                table.TryQuote(midTwice, inventory, Price.None, Price.None, out Price bid, out Price ask);
                table.TryQuote(midTwice, -inventory, Price.None, Price.None, out Price mirrorBid, out Price mirrorAsk);
                Assert.Equal(ask.Ticks * 2 - midTwice, midTwice - mirrorBid.Ticks * 2);
                Assert.Equal(bid.IsPresent, mirrorAsk.IsPresent);
                Assert.True(!bid.IsPresent || midTwice - bid.Ticks * 2 == mirrorAsk.Ticks * 2 - midTwice);
            });

    [Fact]
    public void Moving_the_market_by_an_increment_moves_the_quotes_by_it() =>
        Gen.Select(Gen.Long[2_000_000, 20_000_000], Gen.Int[-8, 8], Gen.Int[-50, 50], Gen.Int[1, 100]).Sample(
            (midTwice, inventory, steps, increment) =>
            {
                QuoteTable table = Filled(Thirty, 10, increment);
                table.TryQuote(midTwice, inventory, Price.None, Price.None, out Price bid, out Price ask);
                long moved = midTwice + 2L * steps * increment;
                table.TryQuote(moved, inventory, Price.None, Price.None, out Price movedBid, out Price movedAsk);
                Assert.Equal(bid + steps * increment, movedBid);
                Assert.Equal(ask + steps * increment, movedAsk);
            });

    [Fact]
    public void Quoting_and_refilling_allocate_nothing()
    {
        QuoteTable table = Filled(Thirty, 30, 100);
        var engine = new GlftExact(
            new GlftParameters { RiskAversion = 0.01, Volatility = 0.3, ArrivalRate = 0.9, Decay = 0.3 }, 30);
        int quoted = 0;
        Assert.Equal(0, Allocation.OfSecondRun(() => quoted = QuoteAndRefill(table, engine)));
        Assert.Equal(3 * 61, quoted);
    }

    private static int QuoteAndRefill(QuoteTable table, GlftExact engine)
    {
        int quoted = 0;
        for (int round = 0; round < 3; round++)
        {
            table.Fill(engine, round == 0 ? double.PositiveInfinity : 60.0 * round);
            for (int inventory = -30; inventory <= 30; inventory++)
            {
                quoted += table.TryQuote(2_000_000, inventory, new Price(999_900), new Price(1_000_100), out _, out _) ? 1 : 0;
            }
        }

        return quoted;
    }

    private static QuoteTable Filled(IQuoteModel model, int limit, int increment)
    {
        var table = new QuoteTable(limit, increment, 1.0);
        table.Fill(model, 0.0);
        return table;
    }

    private sealed class MadeModel(Func<int, double> bid, Func<int, double> ask) : IQuoteModel
    {
        public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
        {
            int limit = bidDistances.Length / 2;
            for (int inventory = -limit; inventory <= limit; inventory++)
            {
                bidDistances[inventory + limit] = bid(inventory);
                askDistances[inventory + limit] = ask(inventory);
            }
        }
    }
}
