using System;
using CsCheck;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Quoting.Portfolio;

public sealed class CrossInventoryTests
{
    private static readonly GlftParameters Share =
        new() { RiskAversion = 1e-4, Volatility = 0.012, ArrivalRate = 0.5, Decay = 60, OrderSize = 100 };

    private static readonly Gen<GlftParameters> AnyShare =
        Gen.Select(Gen.Double[0.005, 0.1], Gen.Double[0.1, 5], Gen.Double[10, 100], Gen.Int[1, 1_000]).Select(
            (volatility, arrivals, decay, size) => new GlftParameters
            {
                RiskAversion = 1e-4,
                Volatility = volatility,
                ArrivalRate = arrivals,
                Decay = decay,
                OrderSize = size,
            });

    [Fact]
    public void A_shift_is_the_models_to_half_a_unit_a_lot_after_any_changes() =>
        Gen.Select(AnyShare.Array[5], Gen.Double[-0.25, 1], Gen.Select(Gen.Int[0, 4], Gen.Long[-5_000, 5_000]).Array[1, 200]).Sample(
            (shares, correlation, changes) =>
            {
                var model = new PortfolioClosedForm(shares, CorrelationMatrix.Uniform(5, correlation));
                CrossInventory cross = Filled(model, 5_000);
                long[] lots = new long[5];
                foreach ((int asset, long held) in changes)
                {
                    Assert.Equal(lots[asset] != held, cross.Hold(asset, held));
                    lots[asset] = held;
                }

                // The slow twin: the sum of (5.19) in doubles, whose own error is 1e-15 of its largest part.
                for (int asset = 0; asset < 5; asset++)
                {
                    double expected = 0, sum = 0, bound = 0;
                    for (int held = 0; held < 5; held++)
                    {
                        double part = held == asset ? 0 : model.SkewPerOrder(asset, held) * lots[held] / shares[held].OrderSize * 10_000;
                        expected += part;
                        sum += Math.Abs(part);
                        bound += held == asset ? 0 : Math.Abs(lots[held]) * Math.Pow(2, -33);
                    }

                    double shift = new FixedPoint(cross.Shift(asset)).ToDouble();
                    Assert.True(Math.Abs(shift - expected) <= bound + (4e-15 * sum), $"{shift} for {expected}");
                }
            }, iter: 2_000);

    [Fact]
    public void An_inventory_beyond_its_limit_counts_as_the_limit()
    {
        CrossInventory cross = Filled(Pair(), 1_000);
        Assert.True(cross.Hold(0, 1_000));
        long full = cross.Shift(1);
        Assert.False(cross.Hold(0, long.MaxValue));
        Assert.Equal(full, cross.Shift(1));
        Assert.True(cross.Hold(0, long.MinValue));
        Assert.Equal(-full, cross.Shift(1));
        Assert.Equal(0, cross.Shift(0));
    }

    [Fact]
    public void Other_coefficients_take_the_inventories_over()
    {
        CrossInventory cross = Filled(Pair(), 1_000);
        cross.Hold(0, 700);
        var other = new PortfolioClosedForm([Share, Share], CorrelationMatrix.Uniform(2, -0.3));
        cross.Fill(other, [1_000, 1_000]);
        CrossInventory fresh = Filled(other, 1_000);
        fresh.Hold(0, 700);
        Assert.Equal(fresh.Shift(1), cross.Shift(1));
        Assert.True(cross.Shift(1) < 0);
    }

    [Fact]
    public void Before_it_is_filled_and_after_a_fault_nothing_shifts()
    {
        var cross = new CrossInventory(2);
        Assert.False(cross.Hold(0, 100));
        Assert.Equal(0, cross.Shift(1));
        cross.Fill(Pair(), [1_000, 1_000]);
        cross.Hold(0, 100);
        Assert.NotEqual(0, cross.Shift(1));

        // A thousand billion lots move the other's quotes beyond all prices.
        ArgumentException fault = Assert.Throws<ArgumentException>(() => cross.Fill(Pair(), [1_000_000_000_000, 1_000_000_000_000]));
        Assert.Contains("at most 8388608 are possible", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, cross.Shift(1));
    }

    [Fact]
    public void A_quote_with_a_shift_is_the_quote_at_a_mid_that_is_so_much_lower() =>
        Gen.Select(Gen.Long[200_000, QuoteTable.MidTicksTwiceLimit], Gen.Int[-5, 5], Gen.Int[-50_000, 50_000]).Sample((midTwice, inventory, halfTicks) =>
        {
            QuoteTable table = Table();
            long shift = halfTicks * (FixedPoint.RawOne / 2);
            bool isQuoted = table.TryQuote(midTwice, inventory, shift, Price.None, Price.None, out Price bid, out Price ask);
            if (midTwice - halfTicks is > 0 and <= QuoteTable.MidTicksTwiceLimit)
            {
                Assert.Equal(table.TryQuote(midTwice - halfTicks, inventory, Price.None, Price.None, out Price expectedBid, out Price expectedAsk), isQuoted);
                Assert.Equal((expectedBid, expectedAsk), (bid, ask));
            }
        });

    [Theory]
    [InlineData(CrossInventory.ShiftTicksLimit, true)]
    [InlineData(-CrossInventory.ShiftTicksLimit, true)]
    [InlineData(CrossInventory.ShiftTicksLimit + 1, false)]
    [InlineData(-CrossInventory.ShiftTicksLimit - 1, false)]
    [InlineData(int.MinValue, false)]
    public void The_largest_shift_of_the_largest_mid_fits_and_beyond_nothing_is_quoted(long ticks, bool isQuoted)
    {
        // Half-spread 30.25 ticks at a mid of 2,000,000,000: the shift is in whole ticks.
        QuoteTable table = Table();
        Assert.Equal(isQuoted, table.TryQuote(QuoteTable.MidTicksTwiceLimit, 0, ticks << 32, Price.None, Price.None, out Price bid, out Price ask));
        Assert.Equal(isQuoted ? new Price(2_000_000_000 - 31 - ticks) : Price.None, bid);
        Assert.Equal(isQuoted ? new Price(2_000_000_000 + 31 - ticks) : Price.None, ask);
    }

    [Fact]
    public void Holding_and_quoting_allocate_nothing()
    {
        CrossInventory cross = Filled(Pair(), 1_000);
        QuoteTable table = Table();
        long[] limits = [1_000, 1_000]; // as a span in place it is an array each time, where the compiler does not optimize
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int lots = -1_000; lots <= 1_000; lots += 100)
            {
                cross.Hold(0, lots);
                table.TryQuote(2_000_000, 1, cross.Shift(1), Price.None, Price.None, out _, out _);
            }

            cross.Fill(Alike, limits);
        }));
    }

    private static readonly PortfolioClosedForm Alike = Pair();

    private static PortfolioClosedForm Pair() => new([Share, Share], CorrelationMatrix.Uniform(2, 0.8));

    private static CrossInventory Filled(PortfolioClosedForm model, long limitLots)
    {
        var cross = new CrossInventory(model.Assets);
        long[] limits = new long[model.Assets];
        Array.Fill(limits, limitLots);
        cross.Fill(model, limits);
        return cross;
    }

    private static QuoteTable Table()
    {
        var table = new QuoteTable(10, 1, 1.0);
        table.Fill(new Linear(), 0);
        return table;
    }

    private sealed class Linear : IQuoteModel
    {
        public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
        {
            for (int row = 0; row < bidDistances.Length; row++)
            {
                bidDistances[row] = 30.25 + (row - 10);
                askDistances[row] = 30.25 - (row - 10);
            }
        }
    }
}
