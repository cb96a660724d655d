using System;
using CsCheck;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Risk;

public sealed class RiskMonitorTests
{
    private static readonly double[] Hostile = [double.NaN, double.PositiveInfinity, 1e308, -1e308, 0.0, double.Epsilon, 1.0];

    private const double Epsilon = 1.0 / (1L << 53);

    [Fact]
    public void Two_positions_from_an_independent_program()
    {
        // $10M at 2 % a day, $5M at 1 % a day, correlation 0.3: 512,324.97 over a day, 1,620,113.82 over ten.
        using var monitor = new RiskMonitor(Settings(2));
        Assert.Equal(RiskOutcome.Computed, monitor.SetCovariance([0.0004, 0.00006, 0.00006, 0.0001]));
        monitor.SetExposure(0, 10_000_000);
        monitor.SetExposure(1, 5_000_000);
        PortfolioRisk risk = monitor.CalculatePortfolioRisk();
        Assert.Equal(512324.97489985346, risk.ValueAtRiskDollars, 1e-8);
        Assert.Equal(Money.FromDecimal(512324.97489986m), risk.ValueAtRisk); // rounded up to the part
        Assert.Equal(512324.97489985346, monitor.Current().ValueAtRiskDollars, 1e-8);
        double[] parts = new double[2];
        monitor.Contributions(parts, new double[2]);
        Assert.Equal(454226.2664060556, parts[0], 1e-8);
        Assert.Equal(58098.708493797814, parts[1], 1e-8);
        Assert.Equal((15_000_000.0, 2.0 / 3), (risk.Exposure.Gross, risk.Exposure.LargestShare));

        using var tenDays = new RiskMonitor(Settings(2) with { HorizonIntervals = 10 });
        tenDays.SetCovariance([0.0004, 0.00006, 0.00006, 0.0001]);
        tenDays.SetExposure(0, 10_000_000);
        tenDays.SetExposure(1, 5_000_000);
        Assert.Equal(1620113.8228721323, tenDays.Current().ValueAtRiskDollars, 1e-7);
    }

    [Fact]
    public void Change_by_change_the_variance_stays_within_the_stated_bound_of_the_full_product() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 400], Gen.Int[0, 1_000_000]).Sample((assets, updates, seed) =>
        {
            var random = new Random(seed);
            double[] covariance = Covariance(assets, random);
            using var kept = new RiskMonitor(Settings(assets) with { UpdatesUntilRefresh = int.MaxValue });
            kept.SetCovariance(covariance);
            double[] exposures = new double[assets];
            double largest = 0;
            for (int update = 0; update < updates; update++)
            {
                int asset = random.Next(assets);
                exposures[asset] = random.Next(5) == 0 ? 0 : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(7));
                kept.SetExposure(asset, exposures[asset]);
                largest = Math.Max(largest, Size(exposures, covariance));
            }

            // The slow twin: two plain loops.
            double exact = 0;
            for (int row = 0; row < assets; row++)
            {
                for (int column = 0; column < assets; column++)
                {
                    exact += exposures[row] * covariance[(row * assets) + column] * exposures[column];
                }
            }

            double count = updates + assets;
            double bound = 16 * count * count * Epsilon * largest * largest;
            Assert.InRange(kept.Variance, exact - bound, exact + bound);
            double full = kept.CalculatePortfolioRisk().Variance;
            Assert.InRange(full, exact - bound, exact + bound);
            Assert.Equal(0, kept.UpdatesSinceRefresh);
        }, iter: 300);

    [Fact]
    public void All_vector_widths_give_the_same_bits() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 1_000_000]).Sample((blocks, seed) =>
        {
            var random = new Random(seed);
            int length = blocks * RiskKernels.Block;
            double[] left = Numbers(length, random);
            double[] matrix = Numbers(length * 7, random);
            foreach (int width in (int[])[512, 256, 128])
            {
                Assert.Equal(RiskKernels.Dot(left, matrix.AsSpan(0, length), 64), RiskKernels.Dot(left, matrix.AsSpan(0, length), width));
                double[] scaled = [.. left];
                double[] expected = [.. left];
                RiskKernels.AddScaled(scaled, 0.3, matrix.AsSpan(0, length), width);
                RiskKernels.AddScaled(expected, 0.3, matrix.AsSpan(0, length), 64);
                Assert.Equal(expected, scaled);
                double[] product = new double[7];
                double[] slow = new double[7];
                RiskKernels.Multiply(matrix, left, product, width);
                RiskKernels.Multiply(matrix, left, slow, 64);
                Assert.Equal(slow, product);
            }
        }, iter: 200);

    [Fact]
    public void Size_and_concentration_are_those_of_the_plain_loop() =>
        Gen.Double[-1e6, 1e6].Array[1, 40].Sample(dollars =>
        {
            using var monitor = new RiskMonitor(Settings(dollars.Length));
            for (int asset = 0; asset < dollars.Length; asset++)
            {
                monitor.SetExposure(asset, dollars[asset]);
            }

            var expected = ExposureFigures.Of(dollars);
            ExposureFigures kept = monitor.Current().Exposure;
            Assert.Equal(expected.Gross, kept.Gross, 1e-6);
            Assert.Equal(expected.Net, kept.Net, 1e-6);
            Assert.Equal(expected.LargestShare, kept.LargestShare, 1e-12);
            Assert.Equal(expected.Herfindahl, kept.Herfindahl, 1e-12);
        }, iter: 200);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void The_product_of_any_number_of_assets_is_the_plain_sum(int assets)
    {
        var random = new Random(assets);
        double[] covariance = Covariance(assets, random);
        using var monitor = new RiskMonitor(Settings(assets));
        monitor.SetCovariance(covariance);
        double expected = 0;
        for (int row = 0; row < assets; row++)
        {
            monitor.SetExposure(row, row + 1);
            for (int column = 0; column < assets; column++)
            {
                expected += (row + 1) * covariance[(row * assets) + column] * (column + 1);
            }
        }

        Assert.Equal(expected, monitor.CalculatePortfolioRisk().Variance, 1e-12 * expected);
    }

    [Fact]
    public void After_the_configured_updates_the_product_is_taken_anew()
    {
        using var monitor = new RiskMonitor(Settings(2) with { UpdatesUntilRefresh = 3 });
        monitor.SetCovariance([1, 0, 0, 1]);
        int[] counts = new int[5];
        for (int update = 0; update < 5; update++)
        {
            monitor.SetExposure(0, update);
            counts[update] = monitor.UpdatesSinceRefresh;
        }

        Assert.Equal([1, 2, 3, 0, 1], counts);
    }

    [Fact]
    public void The_profits_of_the_scenarios_follow_the_positions()
    {
        using var monitor = new RiskMonitor(Settings(2) with { Scenarios = 200 });
        double[] returns = Numbers(400, new Random(3));
        monitor.SetScenarios(returns);
        monitor.SetExposure(1, 500);
        monitor.SetExposure(0, -100);
        monitor.SetExposure(1, 250);
        double[] profits = new double[200];
        for (int i = 0; i < profits.Length; i++)
        {
            profits[i] = (-100 * returns[i]) + (250 * returns[200 + i]);
        }

        TailRisk expected = HistoricalTail.Measure(profits, 0.99, QuantileConvention.OrderStatistic, new double[200]);
        TailRisk kept = monitor.Historical(QuantileConvention.OrderStatistic);
        Assert.Equal(expected.ValueAtRisk, kept.ValueAtRisk, 1e-9);
        Assert.Equal(expected.ExpectedShortfall, kept.ExpectedShortfall, 1e-9);
        monitor.SetExposure(1, double.NaN);
        Assert.Equal(RiskOutcome.NotFinite, monitor.Historical(default).Outcome);
        monitor.SetExposure(1, 250);
        Assert.Equal(expected.ValueAtRisk, monitor.Historical(QuantileConvention.OrderStatistic).ValueAtRisk, 1e-9);
    }

    [Fact]
    public void Without_a_covariance_there_is_no_figure_and_a_bad_one_says_why()
    {
        using var monitor = new RiskMonitor(Settings(2));
        monitor.SetExposure(0, 100);
        Assert.Equal(RiskOutcome.NotComputed, monitor.CalculatePortfolioRisk().Outcome);
        Assert.True(double.IsNaN(monitor.Variance));
        Assert.Equal(RiskOutcome.NotFinite, monitor.SetCovariance([1, double.NaN, double.NaN, 1]));
        Assert.Equal(RiskOutcome.NotCovariance, monitor.SetCovariance([1, 0.5, 0.4, 1]));
        Assert.Equal(RiskOutcome.NotCovariance, monitor.SetCovariance([1, 1.1, 1.1, 1]));
        Assert.Equal(RiskOutcome.NotCovariance, monitor.SetCovariance([-1, 0, 0, 1]));
        Assert.Equal(Money.FromDecimal(90_000_000_000m), monitor.Current().ValueAtRisk);
        Assert.Equal(RiskOutcome.Computed, monitor.SetCovariance([1, 0.5, 0.5, 1]));
        Assert.Equal(10_000, monitor.Variance);
    }

    [Fact]
    public void A_portfolio_whose_variance_comes_out_below_zero_shows_that_the_matrix_is_none()
    {
        // Three correlations of -0.9 with each other cannot be: 1 + 1 + 1 - 6 * 0.9 = -2.4.
        using var monitor = new RiskMonitor(Settings(3));
        monitor.SetCovariance([1, -0.9, -0.9, -0.9, 1, -0.9, -0.9, -0.9, 1]);
        monitor.SetExposure(0, 1);
        monitor.SetExposure(1, 1);
        monitor.SetExposure(2, 1);
        Assert.Equal(RiskOutcome.NotCovariance, monitor.Outcome);
        Assert.True(double.IsNaN(monitor.Current().ValueAtRiskDollars));
    }

    [Fact]
    public void A_perfect_hedge_has_no_risk_and_rounding_makes_it_no_fault()
    {
        using var monitor = new RiskMonitor(Settings(2));
        monitor.SetCovariance([0.01, 0.01, 0.01, 0.01]);
        monitor.SetExposure(0, 1e6 / 3);
        monitor.SetExposure(1, -1e6 / 3);
        Assert.Equal(RiskOutcome.Computed, monitor.CalculatePortfolioRisk().Outcome);
        Assert.Equal(0, monitor.Variance, 1e-3);
    }

    [Fact]
    public void Hostile_exposures_come_out_as_finite_figures_or_say_why_not() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, Hostile.Length - 1]).Array[1, 30].Sample(changes =>
        {
            using var monitor = new RiskMonitor(Settings(3));
            monitor.SetCovariance([1, 0.5, 0, 0.5, 1, 0, 0, 0, 1e-300]);
            foreach ((int asset, int number) in changes)
            {
                monitor.SetExposure(asset, Hostile[number]);
                PortfolioRisk risk = monitor.Current();
                Assert.Equal(risk.Outcome == RiskOutcome.Computed, double.IsFinite(risk.ValueAtRiskDollars));
            }

            for (int asset = 0; asset < 3; asset++)
            {
                monitor.SetExposure(asset, 2);
            }

            // 4 + 4 + 2 * 0.5 * 4: whatever was in between has left nothing behind.
            Assert.Equal(12, monitor.Variance, 1e-9);
        });

    [Fact]
    public void Updates_figures_and_refreshes_allocate_nothing()
    {
        using var monitor = new RiskMonitor(Settings(50) with { UpdatesUntilRefresh = 10, Scenarios = 100 });
        monitor.SetCovariance(Covariance(50, new Random(1)));
        var line = new RiskLine(PortfolioLimits.None with { ValueAtRiskDollars = 1_000 }, monitor, 60, 1_000);
        var watch = new LimitWatch(PortfolioLimits.None);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int update = 0; update < 100; update++)
            {
                monitor.SetExposure(update % 50, update);
                PortfolioRisk risk = monitor.Current();
                watch.Check(in risk, Money.Zero, default);
                line.Publish(monitor, in risk, watch, default);
            }

            monitor.Historical(QuantileConvention.OrderStatistic);
        }));
        line.Dispose();
    }

    [Fact]
    public void Settings_outside_of_their_range_are_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskMonitor(Settings(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskMonitor(Settings(RiskMonitor.AssetsMax + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskMonitor(Settings(1) with { HorizonIntervals = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskMonitor(Settings(1) with { UpdatesUntilRefresh = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskMonitor(Settings(1) with { Tail = default }));
        using var monitor = new RiskMonitor(Settings(2));
        Assert.Throws<ArgumentException>(() => monitor.SetCovariance([1]));
        Assert.Throws<ArgumentException>(() => monitor.SetScenarios([1]));
        Assert.Throws<IndexOutOfRangeException>(() => monitor.SetExposure(2, 1));
    }

    internal static RiskMonitorSettings Settings(int assets) =>
        new() { Assets = assets, Tail = ParametricTail.Normal(0.99) };

    /// <summary>Two common causes and a part of its own each.</summary>
    internal static double[] Covariance(int assets, Random random)
    {
        double[] first = Numbers(assets, random);
        double[] second = Numbers(assets, random);
        double[] covariance = new double[assets * assets];
        for (int row = 0; row < assets; row++)
        {
            for (int column = 0; column < assets; column++)
            {
                covariance[(row * assets) + column] = 1e-4 * ((first[row] * first[column]) + (second[row] * second[column]) + (row == column ? 0.5 : 0));
            }
        }

        return covariance;
    }

    private static double Size(double[] exposures, double[] covariance)
    {
        double size = 0;
        for (int asset = 0; asset < exposures.Length; asset++)
        {
            size += Math.Abs(exposures[asset]) * Math.Sqrt(covariance[(asset * exposures.Length) + asset]);
        }

        return size;
    }

    private static double[] Numbers(int count, Random random)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (2 * random.NextDouble()) - 1;
        }

        return numbers;
    }
}
