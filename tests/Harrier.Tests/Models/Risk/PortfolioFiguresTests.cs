using System;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Risk;

public sealed class PortfolioFiguresTests
{
    [Fact]
    public void Gross_net_and_concentration_of_three_positions()
    {
        // 60, -30, 10: gross 100, net 40, shares 0.6, 0.3 and 0.1, squares 0.36 + 0.09 + 0.01.
        var figures = ExposureFigures.Of([60, -30, 10]);
        Assert.Equal((100.0, 40.0, 0.6), (figures.Gross, figures.Net, figures.LargestShare));
        Assert.Equal(0.46, figures.Herfindahl, 1e-15);
        Assert.Equal(2.5, figures.Leverage(40));
    }

    [Fact]
    public void Nothing_held_is_nowhere_and_no_capital_bears_nothing()
    {
        Assert.Equal(default, ExposureFigures.Of([0, -0.0]));
        Assert.Equal(default, ExposureFigures.Of([]));
        Assert.Equal(0, default(ExposureFigures).Leverage(0));
        Assert.Equal(double.PositiveInfinity, ExposureFigures.Of([1]).Leverage(0));
        Assert.Equal(double.PositiveInfinity, ExposureFigures.Of([1]).Leverage(double.NaN));
    }

    [Fact]
    public void A_drawdown_is_measured_from_the_highest_result_so_far()
    {
        var drawdown = default(Drawdown);
        (long Result, long Current, long Maximum)[] steps = [(-5, 0, 0), (10, 0, 0), (4, 6, 6), (12, 0, 6), (9, 3, 6), (1, 11, 11), (20, 0, 11)];
        foreach ((long result, long current, long maximum) in steps)
        {
            drawdown.Add(new Money(result));
            Assert.Equal((new Money(current), new Money(maximum)), (drawdown.Current, drawdown.Maximum));
        }
    }

    [Fact]
    public void Days_to_sell_are_the_position_over_our_part_of_the_volume()
    {
        Assert.Equal(2.5, LiquidityHorizon.Days(-50_000, 200_000, 0.1));
        Assert.Equal(0, LiquidityHorizon.Days(0, 200_000, 0.1));
    }

    [Theory]
    [InlineData(1, 0, 0.1)]
    [InlineData(1, 100, 0)]
    [InlineData(1, 100, 1.5)]
    [InlineData(double.NaN, 100, 0.1)]
    [InlineData(1, double.PositiveInfinity, 0.1)]
    public void What_cannot_be_sold_so_is_an_error(double lots, double volume, double participation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LiquidityHorizon.Days(lots, volume, participation));

    [Fact]
    public void A_position_counts_more_the_longer_it_takes_to_sell()
    {
        Assert.Equal(1, LiquidityHorizon.Factor(0.2, LiquidationProfile.AtTheEnd));
        Assert.Equal(3, LiquidityHorizon.Factor(9, LiquidationProfile.AtTheEnd));
        Assert.Equal(1, LiquidityHorizon.Factor(1, LiquidationProfile.Evenly), 1e-15);

        // A third sold each day, at its end: 1² + (2/3)² + (1/3)² = 14/9.
        Assert.Equal(Math.Sqrt(14.0 / 9), LiquidityHorizon.Factor(3, LiquidationProfile.Evenly), 1e-15);
        double[] scaled = new double[2];
        LiquidityHorizon.Scale([100, -10], [4, 0.5], LiquidationProfile.AtTheEnd, scaled);
        Assert.Equal([200.0, -10.0], scaled);
    }

    [Fact]
    public void Moments_of_five_numbers_twice()
    {
        // 1, 2, 3, 4, 10 twice: mean 4, squares 9 4 1 0 36 = 50/5 = 10; cubes -27 -8 -1 0 216 = 180/5 = 36;
        // fourths 81 16 1 0 1296 = 1394/5 = 278.8. Skewness 36/10^1.5, excess 2.788 - 3.
        var moments = ReturnMoments.Of([1, 2, 3, 4, 10, 1, 2, 3, 4, 10]);
        Assert.Equal((RiskOutcome.Computed, 4.0, 10.0), (moments.Outcome, moments.Mean, moments.Variance));
        Assert.Equal(36 / Math.Pow(10, 1.5), moments.Skewness, 1e-14);
        Assert.Equal(-0.212, moments.ExcessKurtosis, 1e-14);
    }

    [Fact]
    public void Numbers_that_do_not_differ_and_too_few_of_them_have_no_moments()
    {
        double[] equal = new double[100];
        Array.Fill(equal, 0.1);
        Assert.Equal(RiskOutcome.NoVariance, ReturnMoments.Of(equal).Outcome);
        Assert.Equal(RiskOutcome.TooFewObservations, ReturnMoments.Of([1, 2, 3]).Outcome);
        Assert.Equal(RiskOutcome.NotFinite, ReturnMoments.Of([1, 2, 3, 4, 5, 6, 7, double.NaN]).Outcome);
        Assert.Equal(RiskOutcome.NotFinite, ReturnMoments.Of([1e308, 1e308, 1e308, 4, 5, 6, 7, -1e308]).Outcome);
    }
}
