using System;
using Harrier.Models.Risk;
using Xunit;

namespace Harrier.Tests.Models.Risk;

public sealed class HistoricalTailTests
{
    private static readonly double[] Returns =
        [0.3, -3.1, 1.1, -2.7, 0.0, -2.2, 2.4, -1.9, 0.6, -1.5, -1.1, -0.9, 1.8, -0.7, -0.4, 0.1, -0.2, 0.5, 0.8, 1.3];

    [Theory]
    [InlineData(0.9, QuantileConvention.OrderStatistic, 2.7, 2.9)]
    [InlineData(0.9, QuantileConvention.Interpolated, 2.25, 2.9)]
    [InlineData(0.95, QuantileConvention.OrderStatistic, 3.1, 3.1)]
    [InlineData(0.95, QuantileConvention.Interpolated, 2.72, 3.1)]
    public void Twenty_returns_by_both_conventions_from_an_independent_program(
        double confidence, QuantileConvention convention, double valueAtRisk, double shortfall)
    {
        TailRisk risk = HistoricalTail.Measure(Returns, confidence, convention, new double[20]);
        Assert.Equal(RiskOutcome.Computed, risk.Outcome);
        Assert.Equal(valueAtRisk, risk.ValueAtRisk, 1e-12);
        Assert.Equal(shortfall, risk.ExpectedShortfall, 1e-12);
    }

    [Fact]
    public void The_last_outcome_of_the_tail_may_count_in_part()
    {
        // Ten outcomes at 0.85: the tail is 1.5 of them, so (10 + 0.5 * 8) / 1.5 = 28/3; the second worst is the quantile.
        double[] profits = [-10, -8, -6, -4, -2, 0, 1, 2, 3, 4];
        TailRisk risk = HistoricalTail.Measure(profits, 0.85, QuantileConvention.OrderStatistic, new double[10]);
        Assert.Equal(8, risk.ValueAtRisk);
        Assert.Equal(28.0 / 3, risk.ExpectedShortfall, 1e-13);
    }

    [Fact]
    public void Contributions_are_the_assets_part_of_the_same_outcomes()
    {
        // Totals -3, -7, 5, 1, 2 at 0.6: the tail is 2 outcomes, -7 and -3. The second worst, -3, is the quantile: -1 and -2.
        // Shortfall (7 + 3) / 2 = 5 = (4 + 1) / 2 + (3 + 2) / 2.
        double[] profits = [-1, -4, 2, 1, 0, -2, -3, 3, 0, 2];
        double[] valueAtRisk = new double[2];
        double[] shortfall = new double[2];
        TailRisk risk = HistoricalTail.Contributions(profits, 2, 0.6, QuantileConvention.OrderStatistic, valueAtRisk, shortfall);
        Assert.Equal(new TailRisk(RiskOutcome.Computed, 3, 5), risk);
        Assert.Equal([1.0, 2.0], valueAtRisk);
        Assert.Equal([2.5, 2.5], shortfall);
    }

    [Fact]
    public void The_figures_of_many_normal_outcomes_come_near_to_the_formulas_whatever_their_mean_and_size()
    {
        // After QuantLib's riskstats.cpp: 65,535 normals, 2 standard deviations, value at risk to 1e-3 and shortfall to 1e-2 of
        // the formulas; but unlike there a gain is not cut off at zero.
        const int Count = 65_535;
        const double TwoDeviations = 0.9772498680518208;
        double[] normals = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            normals[i] = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i + 0.5) / Count);
        }

        double[] scratch = new double[Count];
        foreach (double mean in (double[])[-100, -1, 0, 1, 100])
        {
            foreach (double deviation in (double[])[0.1, 1, 100])
            {
                double[] profits = Array.ConvertAll(normals, normal => mean + (deviation * normal));
                TailRisk risk = HistoricalTail.Measure(profits, TwoDeviations, QuantileConvention.Interpolated, scratch);
                TailRisk exact = ParametricTail.Normal(TwoDeviations).Of(deviation, mean);
                Assert.Equal(exact.ValueAtRisk, risk.ValueAtRisk, 1e-3 * Math.Max(Math.Abs(exact.ValueAtRisk), deviation));
                Assert.Equal(exact.ExpectedShortfall, risk.ExpectedShortfall, 1e-2 * Math.Max(Math.Abs(exact.ExpectedShortfall), deviation));
            }
        }
    }

    [Fact]
    public void A_series_without_one_whole_outcome_in_the_tail_gives_no_figure()
    {
        Assert.Equal(RiskOutcome.TooFewObservations, HistoricalTail.Measure(Returns, 0.96, default, new double[20]).Outcome);
        Assert.Equal(RiskOutcome.TooFewObservations, HistoricalTail.Measure([], 0.95, default, []).Outcome);
        Assert.True(double.IsNaN(HistoricalTail.Measure([], 0.95, default, []).ValueAtRisk));
    }

    [Fact]
    public void One_number_that_is_none_spoils_the_series_and_the_result_says_so()
    {
        double[] spoiled = [.. Returns, double.NaN];
        Assert.Equal(RiskOutcome.NotFinite, HistoricalTail.Measure(spoiled, 0.9, default, new double[21]).Outcome);
        double[] parts = new double[1];
        Assert.Equal(RiskOutcome.NotFinite, HistoricalTail.Contributions(spoiled, 1, 0.9, default, parts, new double[1]).Outcome);
        Assert.True(double.IsNaN(parts[0]));
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        double[] scratch = new double[20];
        Assert.Equal(0, Allocation.OfSecondRun(() => HistoricalTail.Measure(Returns, 0.9, default, scratch)));
        Assert.Equal(0, Allocation.OfSecondRun(() => CornishFisherTail.Measure(Returns, 0.9, default, scratch)));
    }
}
