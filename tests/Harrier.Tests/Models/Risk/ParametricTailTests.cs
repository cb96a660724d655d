using System;
using Harrier.Models.Risk;
using Xunit;

namespace Harrier.Tests.Models.Risk;

public sealed class ParametricTailTests
{
    [Theory]
    [InlineData(0.95, 1.6448536269514722, 2.0627128075074257)]
    [InlineData(0.975, 1.959963984540054, 2.3378027922014133)]
    [InlineData(0.99, 2.3263478740408408, 2.665214220345805)]
    [InlineData(0.999, 3.090232306167813, 3.367090077063992)]
    public void Quantile_and_shortfall_of_the_normal_distribution_from_an_independent_program(double confidence, double quantile, double shortfall)
    {
        var tail = ParametricTail.Normal(confidence);
        Assert.Equal(quantile, tail.Quantile, 2e-15);
        Assert.Equal(shortfall, tail.Shortfall, 1e-14);
    }

    // From an independent program: Newton on the closed forms of the distribution functions in Python's decimal with 40 digits,
    // F = 1/2 + (u/(1 + u²) + atan u)/π with u = t/√3, and F = 1/2 + 3/8 · t/s · (1 - t²/12s²) with s² = 1 + t²/4.
    [Theory]
    [InlineData(3, 4.540702858568132057558740, 7.003082036242109920871861, 2.621576017704414249223921, 4.043231298781414696985628)]
    [InlineData(4, 3.746947387979195813580418, 5.220584194492218319311951, 2.649491906789311005997254, 3.691510485680757482726603)]
    public void Quantile_and_shortfall_of_students_t_from_its_closed_forms(
        double degrees, double quantile, double shortfall, double scaledQuantile, double scaledShortfall)
    {
        var tail = ParametricTail.StudentT(0.99, degrees);
        double scale = Math.Sqrt((degrees - 2) / degrees);
        Assert.Equal(scaledQuantile, tail.Quantile, 5e-15);
        Assert.Equal(scaledShortfall, tail.Shortfall, 1e-14);
        Assert.Equal(quantile, tail.Quantile / scale, 1e-14);
        Assert.Equal(shortfall, tail.Shortfall / scale, 2e-14);
    }

    // Another independent program, whose root finder ends at about 1e-11: its digits beyond differ from the closed forms.
    [Theory]
    [InlineData(3, 2.6215760177796352, 4.043231298578864)]
    [InlineData(4, 2.6494919067906837, 3.691510485676297)]
    [InlineData(6, 2.5659780062766853, 3.2925450628163553)]
    public void Quantile_and_shortfall_of_students_t_at_99_percent(double degrees, double quantile, double shortfall)
    {
        var tail = ParametricTail.StudentT(0.99, degrees);
        Assert.Equal(quantile, tail.Quantile, 1e-10);
        Assert.Equal(shortfall, tail.Shortfall, 3e-10);
    }

    // From an independent program: mpmath, bisection of the regularised beta function, 60 digits, of the double 1 - confidence.
    [Theory]
    [InlineData(0.999999999, 3.0, 596.46615430026438, 894.69973441239214)]
    [InlineData(0.999999999, 2.01, 1505.4386631807934, 2995.9719963593749)]
    [InlineData(0.999999999999, 30.0, 11.010768123034367, 11.471608197208595)]
    [InlineData(0.999999999999, 4.0, 930.60911034802551, 1240.8126247149255)]
    public void Students_t_has_its_quantile_far_out_in_the_tail(double confidence, double degrees, double quantile, double shortfall)
    {
        var tail = ParametricTail.StudentT(confidence, degrees);
        Assert.Equal(quantile, tail.Quantile, 1e-12 * quantile);
        Assert.Equal(shortfall, tail.Shortfall, 1e-12 * shortfall);
    }

    [Fact]
    public void Two_positions_from_an_independent_program()
    {
        // $10M at 2 % a day, $5M at 1 % a day, correlation 0.3, 99 %.
        double[] exposures = [10_000_000, 5_000_000];
        double[] covariance = [0.0004, 0.3 * 0.02 * 0.01, 0.3 * 0.02 * 0.01, 0.0001];
        double[] marginals =
        [
            (covariance[0] * exposures[0]) + (covariance[1] * exposures[1]),
            (covariance[2] * exposures[0]) + (covariance[3] * exposures[1]),
        ];
        double deviation = Math.Sqrt((exposures[0] * marginals[0]) + (exposures[1] * marginals[1]));
        var tail = ParametricTail.Normal(0.99);
        Assert.Equal(465269.57480816817, tail.Of(200_000).ValueAtRisk, 1e-9);
        Assert.Equal(116317.39370204204, tail.Of(50_000).ValueAtRisk, 1e-9);
        Assert.Equal(512324.97489985346, tail.Of(deviation).ValueAtRisk, 1e-9);
        Assert.Equal(1620113.8228721323, tail.Of(deviation * Math.Sqrt(10)).ValueAtRisk, 1e-8);

        double[] valueAtRisk = new double[2];
        double[] shortfall = new double[2];
        tail.Contributions(exposures, marginals, deviation, valueAtRisk, shortfall);
        Assert.Equal(454226.2664060556, valueAtRisk[0], 1e-9);
        Assert.Equal(58098.708493797814, valueAtRisk[1], 1e-9);
        Assert.Equal(tail.Of(deviation).ExpectedShortfall, shortfall[0] + shortfall[1], 1e-9);
    }

    [Fact]
    public void A_mean_lowers_both_figures_and_a_certain_gain_is_no_loss()
    {
        var tail = ParametricTail.Normal(0.95);
        Assert.Equal(tail.Of(100).ValueAtRisk - 7, tail.Of(100, 7).ValueAtRisk, 1e-12);
        Assert.Equal(tail.Of(100).ExpectedShortfall - 7, tail.Of(100, 7).ExpectedShortfall, 1e-12);
        Assert.Equal(new TailRisk(RiskOutcome.Computed, -7, -7), tail.Of(0, 7));
    }

    [Fact]
    public void What_is_no_standard_deviation_gives_no_figure()
    {
        var tail = ParametricTail.Normal(0.95);
        Assert.Equal(RiskOutcome.NotFinite, tail.Of(double.NaN).Outcome);
        Assert.Equal(RiskOutcome.NotFinite, tail.Of(double.PositiveInfinity).Outcome);
        Assert.Equal(RiskOutcome.NotFinite, tail.Of(1, double.NaN).Outcome);
        Assert.Equal(RiskOutcome.NotCovariance, tail.Of(-1).Outcome);
        Assert.True(double.IsNaN(tail.Of(-1).ValueAtRisk));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(-0.99)]
    [InlineData(double.NaN)]
    public void A_confidence_outside_of_a_half_and_one_is_an_error(double confidence)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ParametricTail.Normal(confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParametricTail.StudentT(confidence, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CornishFisherTail(0, 0, confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => HistoricalTail.Measure([1, 2], confidence, default, new double[2]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Degrees_of_freedom_without_a_variance_are_an_error(double degrees) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ParametricTail.StudentT(0.99, degrees));
}
