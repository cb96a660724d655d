using System;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

public sealed class ShortTermAlphaGridTests
{
    private const int Limit = 4;

    private static readonly CarteaJaimungalParameters Market = new()
    {
        BuyArrivalRate = 1.2,
        SellArrivalRate = 0.7,
        Decay = 2.0,
        RunningPenalty = 0.02,
        TerminalPenalty = 0.05,
        Drift = 0.03,
        BuyJump = 0.1,
        SellJump = 0.2,
        OrderSize = 1.5,
    };

    private static readonly CarteaJaimungalParameters EvenMarket = Market with
    {
        SellArrivalRate = 1.2,
        Drift = 0.0,
        SellJump = 0.1,
    };

    private static readonly Lazy<ShortTermAlphaGrid> KickedGrid = new(() => new ShortTermAlphaGrid(
        Market,
        new ShortTermAlphaParameters { Reversion = 0.5, Volatility = 0.4, BuyImpulse = 0.1, SellImpulse = 0.13, LargestDrift = 2.0, Buckets = 401 },
        Limit));

    private static readonly ShortTermAlphaParameters Alpha = new() { Reversion = 0.5, Volatility = 0.05, LargestDrift = 0.3, Buckets = 31 };

    [Fact]
    public void A_drift_that_is_nothing_and_stays_so_is_the_matrix_form()
    {
        var grid = new ShortTermAlphaGrid(Market, Alpha with { Reversion = 0.0, Volatility = 0.0 }, Limit);
        Assert.Equal(0.0, grid.DriftOf(15));
        AssertQuotes(new CarteaJaimungalExact(Market, Limit), grid.At(15), 12.0, 1e-8);
    }

    [Fact]
    public void A_drift_that_stays_is_the_matrix_form_with_that_drift()
    {
        var grid = new ShortTermAlphaGrid(Market, Alpha with { Reversion = 0.0, Volatility = 0.0 }, Limit);
        foreach (int bucket in new[] { 0, 9, 30 })
        {
            CarteaJaimungalParameters drifting = Market with { Drift = Market.Drift + grid.DriftOf(bucket) };
            AssertQuotes(new CarteaJaimungalExact(drifting, Limit), grid.At(bucket), 12.0, 1e-8);
        }
    }

    [Fact]
    public void Where_nothing_executes_the_value_is_the_expected_drift_of_what_is_held()
    {
        // The jumps of 40 put executions 80 e-foldings away, and as both sides arrive alike they drift the price by nothing.
        // What is left is linear in α, which differences take exactly: m' = -ζm + λ(ε+ - ε-), h = qΔ ∫(m + μ) - φ(qΔ)²τ -
        // α(qΔ)². Impulses do not reach the end of this grid.
        ShortTermAlphaParameters alpha = Alpha with { BuyImpulse = 0.02, SellImpulse = 0.05, LargestDrift = 3.0, Buckets = 301 };
        CarteaJaimungalParameters market = EvenMarket with { Drift = 0.03, BuyJump = 40.0, SellJump = 40.0 };
        var grid = new ShortTermAlphaGrid(market, alpha, Limit);
        const double seconds = 2.0;
        double longRun = 1.2 * (0.02 - 0.05) / 0.5;
        foreach (int bucket in new[] { 140, 150, 163 })
        {
            double drift = longRun * seconds + (grid.DriftOf(bucket) - longRun) * (1.0 - Math.Exp(-0.5 * seconds)) / 0.5;
            foreach (int inventory in new[] { -4, 0, 3 })
            {
                double held = 1.5 * inventory;
                double expected = held * (drift + 0.03 * seconds) - (0.02 * seconds + 0.05) * held * held;
                Assert.Equal(expected, grid.Value(seconds, bucket, inventory), 2e-5);
            }
        }
    }

    [Fact]
    public void Halving_the_spacing_changes_the_quotes_by_less_than_a_third_of_the_last_halving()
    {
        // Second order in the spacing: what a halving of it changes falls to a fourth, and here to a third at most.
        double Bid(int buckets)
        {
            ShortTermAlphaParameters alpha = new()
            {
                Reversion = 0.5,
                Volatility = 0.4,
                BuyImpulse = 0.1,
                SellImpulse = 0.13,
                LargestDrift = 2.0,
                Buckets = buckets,
            };
            return ModelQuotes.Of(new ShortTermAlphaGrid(Market, alpha, Limit).At(buckets / 2), Limit, 5.0).Bid(1);
        }

        double coarse = Bid(41);
        double middle = Bid(81);
        double fine = Bid(161);
        double finest = Bid(321);
        Assert.True(Math.Abs(coarse - middle) is > 1e-6 and < 1e-2, $"{coarse:R} {middle:R} {fine:R} {finest:R}");
        Assert.True(Math.Abs(middle - fine) < Math.Abs(coarse - middle) / 3.0, $"{coarse:R} {middle:R} {fine:R} {finest:R}");
        Assert.True(Math.Abs(fine - finest) < Math.Abs(middle - fine) / 3.0, $"{coarse:R} {middle:R} {fine:R} {finest:R}");
    }

    [Theory]
    [InlineData(-0.4, -3, 1.467526130, 0.546190937, 1.322664950)]
    [InlineData(-0.4, 1, 1.197186605, 1.490759736, 0.318774700)]
    [InlineData(0.0, -3, -1.127519280, 0.010917695, 1.779881256)]
    [InlineData(0.0, 0, 1.672060755, 0.748547994, 1.122338928)]
    [InlineData(0.0, 3, 1.178621614, 1.424228639, 0.383164534)]
    [InlineData(0.2, 0, 1.723150224, 0.469181403, 1.391779116)]
    [InlineData(0.2, 3, 2.460270726, 1.195190439, 0.651669030)]
    [InlineData(0.6, -3, -3.967550049, -0.693634904, 2.355553809)]
    [InlineData(0.6, 1, 3.535992531, 0.161905257, 1.678309529)]
    public void The_value_and_the_quotes_are_those_of_an_independent_program(double drift, int inventory, double value, double bid, double ask)
    {
        // From an independent program: the equation of section 10.4.2 by the method of lines in Python, drifts from -3 to 3,
        // scipy's DOP853 to 1e-10, spacings 0.01 and 0.005 (which differ by 2e-5 at most) and their Richardson extrapolation.
        // Ours has drifts from -2 to 2 at a spacing of 0.01, whose error by the program's two spacings is 3e-5; the ends and the
        // steps of time are in the rest.
        const double bound = 5e-5;
        ShortTermAlphaGrid grid = KickedGrid.Value;
        int bucket = (int)Math.Round(200 + (drift / grid.Spacing));
        Assert.Equal(drift, grid.DriftOf(bucket), 1e-12);
        Assert.Equal(value, grid.Value(5.0, bucket, inventory), bound);
        var quotes = ModelQuotes.Of(grid.At(bucket), Limit, 5.0);
        Assert.Equal(bid, quotes.Bid(inventory), bound);
        Assert.Equal(ask, quotes.Ask(inventory), bound);
    }

    [Fact]
    public void The_grid_is_the_best_that_a_market_maker_can_do_who_tries_every_distance_in_every_millisecond()
    {
        ShortTermAlphaParameters alpha = new() { Reversion = 0.5, Volatility = 0.4, BuyImpulse = 0.1, SellImpulse = 0.2, LargestDrift = 2.0, Buckets = 41 };
        var grid = new ShortTermAlphaGrid(Market, alpha, Limit);
        var twin = new AlphaChainTwin(Market, alpha, Limit);
        twin.Run(seconds: 1.0, stepSeconds: 0.001);

        // What a step of the chain leaves out is of its length: values move by some units in a second.
        foreach (int bucket in new[] { 8, 16, 20, 23, 32 })
        {
            var quotes = ModelQuotes.Of(grid.At(bucket), Limit, 1.0);
            for (int inventory = -Limit; inventory <= Limit; inventory++)
            {
                Assert.Equal(twin.Value(bucket, inventory), grid.Value(1.0, bucket, inventory), 2e-3);
                if (inventory < Limit)
                {
                    // Distances are tried a hundredth apart.
                    Assert.Equal(twin.Bid(bucket, inventory), quotes.Bid(inventory), 0.012);
                    Assert.Equal(twin.Ask(bucket, inventory + 1), quotes.Ask(inventory + 1), 0.012);
                }
            }
        }
    }

    [Fact]
    public void A_rising_price_and_a_falling_one_are_mirrors()
    {
        ShortTermAlphaParameters alpha = Alpha with { BuyImpulse = 0.025, SellImpulse = 0.025 };
        var grid = new ShortTermAlphaGrid(EvenMarket, alpha, Limit);
        for (int bucket = 0; bucket < 31; bucket++)
        {
            var rising = ModelQuotes.Of(grid.At(bucket), Limit, 8.0);
            var falling = ModelQuotes.Of(grid.At(30 - bucket), Limit, 8.0);
            for (int inventory = -Limit; inventory < Limit; inventory++)
            {
                Assert.Equal(rising.Bid(inventory), falling.Ask(-inventory), 1e-11);
            }
        }
    }

    [Fact]
    public void The_more_the_price_rises_the_nearer_the_bid_and_the_farther_the_ask()
    {
        var grid = new ShortTermAlphaGrid(Market, Alpha, Limit);
        for (int bucket = 1; bucket < 31; bucket++)
        {
            var lower = ModelQuotes.Of(grid.At(bucket - 1), Limit, 8.0);
            var higher = ModelQuotes.Of(grid.At(bucket), Limit, 8.0);
            for (int inventory = -Limit; inventory < Limit; inventory++)
            {
                Assert.True(higher.Bid(inventory) < lower.Bid(inventory));
                Assert.True(higher.Ask(inventory + 1) > lower.Ask(inventory + 1));
            }
        }
    }

    [Fact]
    public void A_drift_that_decays_matters_less_than_one_that_stays()
    {
        double Shift(double reversion) => ModelQuotes.Of(
            new ShortTermAlphaGrid(EvenMarket, Alpha with { Reversion = reversion, Volatility = 0.01 }, Limit).At(20), Limit, 8.0).Ask(0);
        Assert.True(Shift(0.0) > Shift(0.5));
        Assert.True(Shift(0.5) > Shift(5.0));
    }

    [Fact]
    public void The_table_of_a_drift_is_the_nearest_buckets_and_looking_it_up_allocates_nothing()
    {
        CarteaJaimungalParameters market = EvenMarket with { Decay = 60.0, RunningPenalty = 1e-4, TerminalPenalty = 0.0, BuyJump = 0.001, SellJump = 0.001 };
        var grid = new ShortTermAlphaGrid(market, Alpha with { Volatility = 0.002, LargestDrift = 0.01 }, Limit);
        var tables = new AlphaQuoteTables(grid, 100);
        Assert.False(tables.For(0.0).TryQuote(2_000_000, 0, Price.None, Price.None, out _, out _));
        tables.Fill(4.0);
        var expected = new QuoteTable(Limit, 100);
        foreach ((double drift, int bucket) in new[] { (0.0, 15), (0.0014, 17), (0.0005, 16), (-0.0002, 15), (-0.0005, 14), (5.0, 30), (double.NegativeInfinity, 0) })
        {
            expected.Fill(grid.At(bucket), 4.0);
            Assert.Equal(expected.BidOffset(1), tables.For(drift).BidOffset(1));
            Assert.Equal(expected.AskOffset(-2), tables.For(drift).AskOffset(-2));
        }

        Assert.False(tables.For(double.NaN).TryQuote(2_000_000, 0, Price.None, Price.None, out _, out _));
        Price bid = Price.None;
        Price ask = Price.None;
        Assert.Equal(0, Allocation.OfSecondRun(() => tables.For(0.001).TryQuote(2_000_000, 0, Price.None, Price.None, out bid, out ask)));
        Assert.True(bid < ask);
    }

    [Fact]
    public void Quotes_that_no_market_can_use_leave_every_table_empty()
    {
        var grid = new ShortTermAlphaGrid(EvenMarket with { Decay = 1e-5 }, Alpha, Limit);
        var tables = new AlphaQuoteTables(grid, 100);
        Assert.Throws<ArgumentException>(() => tables.Fill(1.0));
        Assert.Equal(QuoteTable.Absent, tables.For(0.0).BidOffset(0));
    }

    [Fact]
    public void A_steady_state_and_rates_without_end_are_refused()
    {
        var grid = new ShortTermAlphaGrid(Market, Alpha, Limit);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.Solve(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.Solve(double.NaN));
        var penal = new ShortTermAlphaGrid(Market with { TerminalPenalty = 1e3 }, Alpha, Limit);
        ArgumentException fault = Assert.Throws<ArgumentException>(() => penal.Solve(1.0));
        Assert.Contains("terminal penalty", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1, 0.05, 0.0, 0.3, 31)]
    [InlineData(0.5, double.NaN, 0.0, 0.3, 31)]
    [InlineData(0.5, 0.05, -1.0, 0.3, 31)]
    [InlineData(0.5, 0.05, 0.0, 0.0, 31)]
    [InlineData(0.5, 0.05, 0.0, double.PositiveInfinity, 31)]
    [InlineData(0.5, 0.05, 0.0, 0.3, 30)]
    [InlineData(0.5, 0.05, 0.0, 0.3, 1)]
    [InlineData(0.5, 0.05, 0.0, 0.3, 1_003)]
    [InlineData(0.5, 0.05, 0.4, 0.3, 31)]
    public void A_grid_out_of_its_range_is_refused(double reversion, double volatility, double impulse, double largest, int buckets)
    {
        ShortTermAlphaParameters alpha = new()
        {
            Reversion = reversion,
            Volatility = volatility,
            SellImpulse = impulse,
            LargestDrift = largest,
            Buckets = buckets,
        };
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShortTermAlphaGrid(Market, alpha, Limit));
    }

    private static void AssertQuotes(IQuoteModel expected, IQuoteModel actual, double seconds, double tolerance)
    {
        var left = ModelQuotes.Of(expected, Limit, seconds);
        var right = ModelQuotes.Of(actual, Limit, seconds);
        for (int inventory = -Limit; inventory < Limit; inventory++)
        {
            Assert.Equal(left.Bid(inventory), right.Bid(inventory), tolerance);
            Assert.Equal(left.Ask(inventory + 1), right.Ask(inventory + 1), tolerance);
        }
    }
}
