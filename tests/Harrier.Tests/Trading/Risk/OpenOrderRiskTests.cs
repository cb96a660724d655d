using System;
using CsCheck;
using Harrier.Primitives;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Risk;

public sealed class OpenOrderRiskTests
{
    private const int AssetsMax = 10;
    private const int OrdersMax = 11;

    /// <summary>Twice a mid of one dollar: a lot is a dollar.</summary>
    private const long Mid = 20_000;

    private static readonly Nanoseconds Now = new(1);

    [Fact]
    public void One_instrument_is_worth_its_farther_end()
    {
        // Deviation 1 %. $100 held, 30 may be bought, 250 sold: from 130 to -150, and 150² · 0.0001 = 2.25.
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(1));
        using var open = new OpenOrderRisk(monitor);
        monitor.SetCovariance([0.0001]);
        open.SetReach(0, -150, 130);
        Assert.Equal(2.25, open.VarianceBound(), 1e-12);
    }

    [Fact]
    public void Quotes_on_both_sides_of_what_rises_together_are_worth_all_of_one_side()
    {
        // $100 a side, deviations 1 % and 2 %, correlation 0.8: 1 + 4 + 2 · 0.8 · 2 = 8.2. Uncorrelated: 5.
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(2));
        using var open = new OpenOrderRisk(monitor);
        open.SetReach(0, -100, 100);
        open.SetReach(1, -100, 100);
        Assert.Equal(double.NaN, open.VarianceBound());
        monitor.SetCovariance([0.0001, 0.00016, 0.00016, 0.0004]);
        Assert.Equal(8.2, open.VarianceBound(), 1e-12);
        monitor.SetCovariance([0.0001, 0, 0, 0.0004]);
        Assert.Equal(5.0, open.VarianceBound(), 1e-12);

        // Without open orders it is the variance of what is held.
        monitor.SetCovariance([0.0001, 0.00016, 0.00016, 0.0004]);
        open.SetReach(0, 100, 100);
        open.SetReach(1, -100, -100);
        Assert.Equal(1.8, open.VarianceBound(), 1e-12);
    }

    [Fact]
    public void No_subset_of_the_open_orders_takes_the_variance_above_the_bound() =>
        Books.Sample(book =>
        {
            using var monitor = new RiskMonitor(RiskMonitorTests.Settings(book.Assets));
            using var open = new OpenOrderRisk(monitor);
            monitor.SetCovariance(book.Covariance);
            Fill(open, book);
            double bound = open.VarianceBound();
            Assert.InRange(book.WorstOfAllSubsets(book.Orders.Length), 0, bound * (1 + 1e-9));

            // Never above the bound that takes all correlations for 1.
            (double inMiddle, double sum) = (0, 0);
            for (int row = 0; row < book.Assets; row++)
            {
                sum += open.Radii[row] * Math.Sqrt(book.Covariance[(row * book.Assets) + row]);
                for (int column = 0; column < book.Assets; column++)
                {
                    inMiddle += open.Centers[row] * book.Covariance[(row * book.Assets) + column] * open.Centers[column];
                }
            }

            Assert.InRange(bound, 0, Math.Pow(Math.Sqrt(Math.Max(0, inMiddle)) + sum, 2) * (1 + 1e-9));
        }, iter: 400);

    [Fact]
    public void Executions_and_cancels_never_raise_the_bound() =>
        Gen.Select(Books, Gen.Double[0, 1].Array[AssetsMax], Gen.Double[0, 1].Array[AssetsMax]).Sample((book, lows, highs) =>
        {
            using var monitor = new RiskMonitor(RiskMonitorTests.Settings(book.Assets));
            using var open = new OpenOrderRisk(monitor);
            monitor.SetCovariance(book.Covariance);
            Fill(open, book);
            double bound = open.VarianceBound();
            for (int asset = 0; asset < book.Assets; asset++)
            {
                (long low, long high) = book.Reach(asset, book.Orders.Length);
                double from = low + (lows[asset] * (high - low));
                open.SetReach(asset, from, from + (highs[asset] * (high - from)));
                double narrower = open.VarianceBound();
                Assert.InRange(narrower, 0, bound * (1 + 1e-9));
                bound = narrower;
            }
        }, iter: 300);

    [Fact]
    public void Change_by_change_it_is_the_bound_taken_anew() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 300], Gen.Int[0, 1_000_000]).Sample((assets, changes, seed) =>
        {
            var random = new Random(seed);
            double[] covariance = RiskMonitorTests.Covariance(assets, random);
            using var monitor = new RiskMonitor(RiskMonitorTests.Settings(assets));
            using var kept = new OpenOrderRisk(monitor);
            using var anew = new OpenOrderRisk(monitor);
            monitor.SetCovariance(covariance);
            Assert.Equal(0, kept.VarianceBound());
            double[] low = new double[assets];
            double[] high = new double[assets];
            double size = 0;
            for (int change = 0; change < changes; change++)
            {
                int asset = random.Next(assets);
                low[asset] = (random.NextDouble() - 0.5) * 1e5;
                high[asset] = low[asset] + (random.NextDouble() * 1e5);
                size = Math.Max(size, Math.Abs(low[asset]) + Math.Abs(high[asset]));
                Assert.True(kept.SetReach(asset, low[asset], high[asset]));
                Assert.False(kept.SetReach(asset, low[asset], high[asset]));
            }

            for (int asset = 0; asset < assets; asset++)
            {
                anew.SetReach(asset, low[asset], high[asset]);
            }

            // Each product is rounded to 2^-53 of itself at most, and none is above the largest size squared times 2e-4.
            Assert.Equal(anew.VarianceBound(), kept.VarianceBound(), 1e-14 * (changes + assets) * assets * size * size * 2e-4);
        }, iter: 200);

    [Fact]
    public void An_order_that_is_let_through_cannot_breach_the_limit_whichever_orders_are_executed()
    {
        (int accepted, int refused) = (0, 0);
        Gen.Select(Books, Gen.Double[0.5, 3]).Sample((book, times) =>
        {
            // The last order is asked about, the others are open; the limit is some times what is held and open.
            int before = book.Orders.Length - 1;
            Order asked = book.Orders[before];
            using var monitor = new RiskMonitor(RiskMonitorTests.Settings(book.Assets));
            using var open = new OpenOrderRisk(monitor);
            monitor.SetCovariance(book.Covariance);
            for (int asset = 0; asset < book.Assets; asset++)
            {
                (long low, long high) = book.Reach(asset, before);
                open.SetReach(asset, low, high);
                monitor.SetExposure(asset, book.Held[asset]);
            }

            double limit = Math.Max(1e-3, times * open.VarianceBound());
            using RiskLine line = Line(monitor, open, book.Assets, limit);
            (long lowest, long highest) = book.Reach(asked.Asset, book.Orders.Length);
            long held = book.Held[asked.Asset];
            (long after, long otherwise) = asked.Lots > 0 ? (highest, lowest) : (lowest, highest);
            CheckResult result = line.Ask(new InstrumentId(asked.Asset), held, after, otherwise, Mid, Now);
            double worst = book.WorstOfAllSubsets(book.Orders.Length);
            if (result != CheckResult.Accepted)
            {
                Assert.Equal(CheckResult.ValueAtRisk, result);
                refused++;
            }
            else if (Math.Abs(after) >= Math.Abs(held))
            {
                // The limit is a decimal of dollars: its variance is that to six digits.
                Assert.InRange(worst, 0, limit * (1 + 1e-5));
                accepted++;
            }
        }, iter: 600, threads: 1);
        Assert.True(accepted > 50 && refused > 50, $"{accepted} accepted, {refused} refused: the limits say nothing");
    }

    [Fact]
    public void A_hedged_pair_is_quoted_far_from_its_limit()
    {
        // $100,000 long and short, deviations of 1 %, correlation 0.95, $10,000 open on each of four sides. Held: 1e10 · 1e-4 ·
        // 0.1 = 1e5, a value at risk of $736. With Σc = ±0.5: 1e5 + 4 · 10,000 · 0.5 + 1e8 · 1e-4 · 3.9 = 159,000: $928. Both
        // legs alone are $4,653, and all correlations taken for 1 make of it (316 + 200)²: $1,201.
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(2));
        using var open = new OpenOrderRisk(monitor);
        monitor.SetCovariance([0.0001, 0.000095, 0.000095, 0.0001]);
        monitor.SetExposure(0, 100_000);
        monitor.SetExposure(1, -100_000);
        open.SetReach(0, 90_000, 110_000);
        open.SetReach(1, -110_000, -100_000);
        using RiskLine line = Line(monitor, open, 2, 159_001);
        Assert.Equal(CheckResult.Accepted, line.Ask(new InstrumentId(1), -100_000, -90_000, -110_000, Mid, Now));
        open.SetReach(1, -110_000, -90_000);
        Assert.Equal(159_000, open.VarianceBound(), 1e-6);

        // The unhedged leg alone would be let through with a hundred times that, and is not with it.
        using RiskLine after = Line(monitor, open, 2, 159_001);
        Assert.Equal(CheckResult.ValueAtRisk, after.Ask(new InstrumentId(0), 100_000, 200_000, 90_000, Mid, Now));
    }

    [Fact]
    public void The_other_sides_of_other_instruments_take_the_room()
    {
        // Three that move as one, deviation 1 %, $50,000 a side: two are quoted, which is $100,000 and a deviation of 1,000.
        double[] alike = new double[9];
        Array.Fill(alike, 0.0001);
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(3));
        using var open = new OpenOrderRisk(monitor);
        monitor.SetCovariance(alike);
        open.SetReach(0, -50_000, 50_000);
        open.SetReach(1, -50_000, 50_000);
        using RiskLine all = Line(monitor, open, 3, 1_000_100);
        using RiskLine own = Line(monitor, null, 3, 1_000_100);
        Assert.Equal(CheckResult.ValueAtRisk, all.Ask(new InstrumentId(2), 0, 50_000, 0, Mid, Now));
        Assert.Equal(CheckResult.Accepted, own.Ask(new InstrumentId(2), 0, 50_000, 0, Mid, Now));

        // To quote again what is open already takes no room, and an order that lowers an inventory always passes.
        Assert.Equal(CheckResult.Accepted, all.Ask(new InstrumentId(1), 0, 50_000, -50_000, Mid, Now));
        monitor.SetExposure(2, 60_000);
        open.SetReach(2, 60_000, 60_000);
        using RiskLine beyond = Line(monitor, open, 3, 1_000_100);
        Assert.Equal(CheckResult.ValueAtRisk, beyond.Ask(new InstrumentId(1), 0, 50_000, -50_000, Mid, Now));
        Assert.Equal(CheckResult.Accepted, beyond.Ask(new InstrumentId(2), 60_000, 10_000, 60_000, Mid, Now));
        Assert.Equal(CheckResult.ValueAtRisk, beyond.Ask(new InstrumentId(2), 60_000, -60_000, 60_000, Mid, Now));
    }

    [Fact]
    public void What_is_no_number_gives_no_bound_until_it_is_gone()
    {
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(2));
        using var open = new OpenOrderRisk(monitor);
        monitor.SetCovariance([0.0001, 0, 0, 0.0001]);
        foreach (double hostile in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300])
        {
            open.SetReach(0, hostile, 100);
            Assert.False(double.IsFinite(open.VarianceBound()), $"{hostile}");
            using RiskLine line = Line(monitor, open, 2, 1e6);
            Assert.NotEqual(CheckResult.Accepted, line.Ask(new InstrumentId(1), 0, 1, 0, Mid, Now));
            open.SetReach(0, -100, 100);
            Assert.Equal(1.0, open.VarianceBound(), 1e-12);
        }

        monitor.SetCovariance([double.NaN, 0, 0, 0.0001]);
        Assert.Equal(double.NaN, open.VarianceBound());
        monitor.SetCovariance([0.0004, 0, 0, 0.0001]);
        Assert.Equal(4.0, open.VarianceBound(), 1e-12);
    }

    [Fact]
    public void Of_hedges_that_cancel_out_nothing_is_left_and_never_less() =>
        Gen.Select(Gen.Int[2, AssetsMax], Gen.Int[0, 1_000_000]).Sample((assets, seed) =>
        {
            // One factor with weights b: what is held is c with b·c = 0.
            var random = new Random(seed);
            double[] weights = new double[assets];
            double[] covariance = new double[assets * assets];
            for (int asset = 0; asset < assets; asset++)
            {
                weights[asset] = 0.005 + (0.01 * random.NextDouble());
            }

            using var monitor = new RiskMonitor(RiskMonitorTests.Settings(assets));
            using var open = new OpenOrderRisk(monitor);
            (double size, double sum) = (0, 0);
            for (int row = 0; row < assets; row++)
            {
                for (int column = 0; column < assets; column++)
                {
                    covariance[(row * assets) + column] = weights[row] * weights[column];
                }

                double held = row < assets - 1 ? 1e6 * (random.NextDouble() - 0.5) : -sum / weights[row];
                sum += weights[row] * held;
                size += Math.Abs(weights[row] * held);
                open.SetReach(row, held, held);
            }

            monitor.SetCovariance(covariance);
            Assert.InRange(open.VarianceBound(), 0, 1e-12 * size * size);
        });

    [Fact]
    public void What_has_not_moved_can_be_sold_beyond_the_limit()
    {
        // The first takes the room, the second has no variance: 100 lots of it are held.
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(2));
        using var open = new OpenOrderRisk(monitor);
        monitor.SetCovariance([0.0001, 0, 0, 0]);
        monitor.SetExposure(0, 100);
        monitor.SetExposure(1, 100);
        open.SetReach(0, 100, 400);
        open.SetReach(1, 100, 100);
        foreach (OpenOrderRisk? scope in (OpenOrderRisk?[])[open, null])
        {
            using RiskLine line = Line(monitor, scope, 2, 0.5);
            Assert.Equal(CheckResult.Accepted, line.Ask(new InstrumentId(1), 100, 0, 100, Mid, Now));
            Assert.Equal(CheckResult.ValueAtRisk, line.Ask(new InstrumentId(1), 100, 200, 100, Mid, Now));
            Assert.Equal(CheckResult.ValueAtRisk, line.Ask(new InstrumentId(0), 100, 200, 100, Mid, Now));
        }
    }

    [Fact]
    public void Changing_publishing_and_asking_allocate_nothing()
    {
        using var monitor = new RiskMonitor(RiskMonitorTests.Settings(20));
        using var open = new OpenOrderRisk(monitor);
        monitor.SetCovariance(RiskMonitorTests.Covariance(20, new Random(1)));
        using RiskLine line = Line(monitor, open, 20, 1e3);
        var watch = new LimitWatch(PortfolioLimits.None);
        CheckResult last = default;
        int accepted = 0;
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                open.SetReach(i % 20, -i, i + 1);
                PortfolioRisk risk = monitor.Current();
                line.Publish(monitor, in risk, watch, Now);
                last = line.Ask(new InstrumentId(i % 20), 0, 10 * i, -i, Mid, Now);
                accepted += last == CheckResult.Accepted ? 1 : 0;
            }
        }));
        Assert.True(accepted > 0 && last == CheckResult.ValueAtRisk, "both ways were taken");
    }

    [Fact]
    public void On_average_the_bound_is_within_a_twentieth_of_the_worst_subset()
    {
        // Deviations, the unit of value at risk. Chance alone makes books where both differ; none may be useless.
        (double sum, double most, int books) = (0, 0, 0);
        for (int seed = 0; seed < 300; seed++)
        {
            Book book = Make(AssetsMax, OrdersMax, seed);
            using var monitor = new RiskMonitor(RiskMonitorTests.Settings(book.Assets));
            using var open = new OpenOrderRisk(monitor);
            monitor.SetCovariance(book.Covariance);
            Fill(open, book);
            double times = Math.Sqrt(open.VarianceBound() / book.WorstOfAllSubsets(OrdersMax));
            (sum, most, books) = (sum + times, Math.Max(most, times), books + 1);
        }

        Assert.InRange(sum / books, 1, 1.05);
        Assert.InRange(most, 1, 1.5);
    }

    private static Gen<Book> Books => Gen.Select(Gen.Int[1, AssetsMax], Gen.Int[1, OrdersMax], Gen.Int[0, 1_000_000], Make);

    private static Book Make(int assets, int orders, int seed)
    {
        var random = new Random(seed);
        var book = new Book(assets, RiskMonitorTests.Covariance(assets, random), new long[assets], new Order[orders]);
        for (int asset = 0; asset < assets; asset++)
        {
            book.Held[asset] = random.Next(3) == 0 ? 0 : random.Next(-5_000, 5_000);
        }

        for (int order = 0; order < orders; order++)
        {
            book.Orders[order] = new Order(random.Next(assets), (random.Next(2) == 0 ? 1 : -1) * random.NextInt64(1, 3_000));
        }

        return book;
    }

    private static void Fill(OpenOrderRisk open, Book book)
    {
        for (int asset = 0; asset < book.Assets; asset++)
        {
            (long low, long high) = book.Reach(asset, book.Orders.Length);
            open.SetReach(asset, low, high);
        }
    }

    /// <summary>A line whose limit is a variance, with what is open published; every instrument is known.</summary>
    private static RiskLine Line(RiskMonitor monitor, OpenOrderRisk? open, int assets, double variance)
    {
        PortfolioLimits limits = PortfolioLimits.None with { ValueAtRiskDollars = (decimal)(monitor.Tail.Quantile * Math.Sqrt(variance)) };
        var line = new RiskLine(limits, monitor, assets, long.MaxValue, open);
        for (int asset = 0; asset < assets; asset++)
        {
            line.TryCover(new InstrumentId(asset));
            line.MarkKnown(asset);
        }

        PortfolioRisk risk = monitor.Current();
        line.Publish(monitor, in risk, new LimitWatch(limits), Now);
        return line;
    }

    /// <summary>Lots of a dollar, signed: bought above 0.</summary>
    private readonly record struct Order(int Asset, long Lots);

    private sealed record Book(int Assets, double[] Covariance, long[] Held, Order[] Orders)
    {
        /// <summary>What an exposure may become by the first orders.</summary>
        public (long Low, long High) Reach(int asset, int orders)
        {
            (long low, long high) = (Held[asset], Held[asset]);
            foreach (Order order in Orders.AsSpan(0, orders))
            {
                low += order.Asset == asset ? Math.Min(0, order.Lots) : 0;
                high += order.Asset == asset ? Math.Max(0, order.Lots) : 0;
            }

            return (low, high);
        }

        /// <summary>The slow twin: the variance, by plain loops, with every subset of the first orders executed.</summary>
        public double WorstOfAllSubsets(int orders)
        {
            double worst = 0;
            double[] exposures = new double[Assets];
            for (int subset = 0; subset < 1 << orders; subset++)
            {
                for (int asset = 0; asset < Assets; asset++)
                {
                    exposures[asset] = Held[asset];
                }

                for (int order = 0; order < orders; order++)
                {
                    exposures[Orders[order].Asset] += (subset >> order & 1) * Orders[order].Lots;
                }

                double variance = 0;
                for (int row = 0; row < Assets; row++)
                {
                    for (int column = 0; column < Assets; column++)
                    {
                        variance += exposures[row] * Covariance[(row * Assets) + column] * exposures[column];
                    }
                }

                worst = Math.Max(worst, variance);
            }

            return worst;
        }
    }
}
