using System;
using CsCheck;
using Harrier.Models.Risk;
using Xunit;

namespace Harrier.Tests.Models.Risk;

public sealed class CornishFisherTailTests
{
    [Theory]
    [InlineData(0.0, 0.0, 0.95, 1.64485362695147)]
    [InlineData(0.0, 0.0, 0.99, 2.32634787404084)]
    [InlineData(-0.5, 1.0, 0.95, 1.76210582245252)]
    [InlineData(-0.5, 1.0, 0.99, 2.83370903533937)]
    [InlineData(-1.0, 3.0, 0.95, 1.84978591316936)]
    [InlineData(-1.0, 3.0, 0.99, 3.38668905230531)]
    [InlineData(0.5, 1.0, 0.95, 1.47784858010328)]
    [InlineData(0.5, 1.0, 0.99, 2.09839329683031)]
    [InlineData(-0.2, 0.5, 0.95, 1.69086339348214)]
    [InlineData(-0.2, 0.5, 0.99, 2.57525137613269)]
    public void Quantiles_from_an_independent_program(double skewness, double kurtosis, double confidence, double quantile) =>
        Assert.Equal(quantile, new CornishFisherTail(skewness, kurtosis, confidence).Quantile, 1e-14);

    [Theory]
    [InlineData(-0.5, 1.0, 0.99, 3.4900194016602106)]
    [InlineData(-0.5, 1.0, 0.95, 2.4288503089799205)]
    [InlineData(-1.0, 3.0, 0.99, 4.441122215696351)]
    [InlineData(0.5, 1.0, 0.95, 1.8633735351819465)]
    public void Shortfalls_agree_with_the_integral_over_the_tail_by_an_independent_program(
        double skewness, double kurtosis, double confidence, double shortfall) =>

        // Simpson's rule over zc(u) φ(u) from -14 to z in 400,000 steps, in Python.
        Assert.Equal(shortfall, new CornishFisherTail(skewness, kurtosis, confidence).Shortfall, 2e-12);

    // The independent program walked K in steps and noted the first and last at which the expansion rose everywhere.
    [Theory]
    [InlineData(0.0, 0.0, 8.0)]
    [InlineData(0.25, 0.098, 8.055)]
    [InlineData(0.5, 0.39, 8.221)]
    [InlineData(1.0, 1.57, 8.875)]
    [InlineData(1.5, 3.578, 9.922)]
    [InlineData(2.0, 6.538, 11.24)]
    [InlineData(2.4, 10.016, 12.064)]
    public void The_domain_from_an_independent_program(double skewness, double least, double greatest)
    {
        const double Step = 0.005;
        foreach (double signed in (double[])[skewness, -skewness])
        {
            Assert.False(CornishFisherTail.IsInDomain(signed, least - Step));
            Assert.True(CornishFisherTail.IsInDomain(signed, least + Step));
            Assert.True(CornishFisherTail.IsInDomain(signed, greatest - Step));
            Assert.False(CornishFisherTail.IsInDomain(signed, greatest + Step));
        }

        Assert.True(CornishFisherTail.IsInDomain(0, 0));
        Assert.False(CornishFisherTail.IsInDomain(double.NaN, 1));
        Assert.False(CornishFisherTail.IsInDomain(0, double.NaN));
    }

    [Fact]
    public void In_the_domain_the_quantile_rises_with_the_confidence_and_the_shortfall_is_beyond_it() =>
        Gen.Select(Gen.Double[-2.5, 2.5], Gen.Double[-1, 13], Gen.Double[0.501, 0.9995]).Sample((skewness, kurtosis, confidence) =>
        {
            if (CornishFisherTail.IsInDomain(skewness, kurtosis))
            {
                var tail = new CornishFisherTail(skewness, kurtosis, confidence);
                Assert.True(new CornishFisherTail(skewness, kurtosis, confidence + 1e-4).Quantile >= tail.Quantile - 1e-12);
                Assert.True(tail.Shortfall >= tail.Quantile - 1e-12);
            }
        });

    [Fact]
    public void Outside_of_the_domain_the_historical_figure_is_given_and_the_result_says_so()
    {
        // One crash of 30 times the usual: skewness about -10.
        double[] profits = new double[200];
        for (int i = 0; i < profits.Length; i++)
        {
            profits[i] = i % 2 == 0 ? 1 : -1;
        }

        profits[77] = -30;
        double[] scratch = new double[200];
        TailRisk risk = CornishFisherTail.Measure(profits, 0.99, QuantileConvention.OrderStatistic, scratch);
        TailRisk historical = HistoricalTail.Measure(profits, 0.99, QuantileConvention.OrderStatistic, scratch);
        Assert.Equal(historical with { Outcome = RiskOutcome.HistoricalInstead }, risk);
        double[] valueAtRisk = new double[1];
        Assert.Equal(risk, CornishFisherTail.Contributions(profits, 1, 0.99, QuantileConvention.OrderStatistic, valueAtRisk, new double[1]));
        Assert.Equal(risk.ValueAtRisk, valueAtRisk[0]);
    }

    [Fact]
    public void Contributions_are_the_slopes_that_small_changes_of_the_positions_measure()
    {
        double[] profits = Skewed(assets: 3, outcomes: 500, seed: 5);
        double[] valueAtRisk = new double[3];
        double[] shortfall = new double[3];
        TailRisk risk = CornishFisherTail.Contributions(profits, 3, 0.99, default, valueAtRisk, shortfall);
        Assert.Equal(RiskOutcome.Computed, risk.Outcome);
        const double Change = 1e-5;
        for (int asset = 0; asset < 3; asset++)
        {
            TailRisk more = Measure(Resized(profits, asset, 1 + Change));
            TailRisk less = Measure(Resized(profits, asset, 1 - Change));
            Assert.Equal((more.ValueAtRisk - less.ValueAtRisk) / (2 * Change), valueAtRisk[asset], 1e-6 * risk.ValueAtRisk);
            Assert.Equal((more.ExpectedShortfall - less.ExpectedShortfall) / (2 * Change), shortfall[asset], 1e-6 * risk.ExpectedShortfall);
        }
    }

    private static TailRisk Measure(double[] profits)
    {
        double[] total = HistoricalTail.Total(profits, 3);
        return CornishFisherTail.Measure(total, 0.99, default, new double[total.Length]);
    }

    private static double[] Resized(double[] profits, int asset, double factor)
    {
        double[] resized = [.. profits];
        foreach (ref double profit in resized.AsSpan(asset * 500, 500))
        {
            profit *= factor;
        }

        return resized;
    }

    /// <summary>Assets with one common cause, skewed to the left.</summary>
    private static double[] Skewed(int assets, int outcomes, int seed)
    {
        var random = new Random(seed);
        double[] profits = new double[assets * outcomes];
        for (int outcome = 0; outcome < outcomes; outcome++)
        {
            double common = 0.3 + Math.Log(1e-2 + random.NextDouble());
            for (int asset = 0; asset < assets; asset++)
            {
                profits[(asset * outcomes) + outcome] = ((asset + 1) * common) + (4 * (random.NextDouble() - 0.5) * (asset + 1));
            }
        }

        return profits;
    }
}
