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
