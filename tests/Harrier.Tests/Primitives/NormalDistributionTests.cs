using System;
using CsCheck;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Primitives;

public sealed class NormalDistributionTests
{
    /// <summary>From an independent program: Python 3.11, statistics.NormalDist().inv_cdf.</summary>
    [Theory]
    [InlineData(1e-300, -37.0470962993612)]
    [InlineData(1e-20, -9.262340089798405)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.0249, -1.9616778690637862)]
    [InlineData(0.075, -1.4395314709384557)]
    [InlineData(0.3, -0.5244005127080407)]
    [InlineData(0.5, 0.0)]
    [InlineData(0.925, 1.439531470938456)]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.999, 3.090232306167813)]
    public void A_quantile_is_that_of_another_program(double probability, double expected) =>
        Assert.Equal(expected, NormalDistribution.Quantile(probability), Math.Abs(expected) * 1e-14);

    /// <summary>From an independent program: Python 3.11, math.erfc(-x/√2)/2.</summary>
    [Theory]
    [InlineData(-38.0, 2.88542835e-316)]
    [InlineData(-10.0, 7.619853024160593e-24)]
    [InlineData(-5.0, 2.866515718791946e-07)]
    [InlineData(-3.0000001, 0.0013498975884453205)]
    [InlineData(-3.0, 0.0013498980316300957)]
    [InlineData(-1.5, 0.06680720126885809)]
    [InlineData(-0.1, 0.460172162722971)]
    [InlineData(0.0, 0.5)]
    [InlineData(0.7, 0.758036347776927)]
    [InlineData(2.0, 0.9772498680518208)]
    [InlineData(4.0, 0.9999683287581669)]
    [InlineData(8.0, 0.9999999999999993)]
    public void A_probability_is_that_of_another_program(double x, double expected) =>
        Assert.Equal(expected, NormalDistribution.Cumulative(x), Math.Max(expected * 2e-13, 1e-322));

    [Fact]
    public void A_quantile_has_its_probability() => Gen.Double[1e-12, 1.0 - 1e-12].Sample(probability =>
    {
        double found = NormalDistribution.Cumulative(NormalDistribution.Quantile(probability));
        Assert.Equal(probability, found, 1e-12 * Math.Min(1.0, 30.0 * probability));
    });

    [Fact]
    public void Quantiles_of_probabilities_that_add_up_to_one_are_opposite() => Gen.Int[1, 1 << 20].Sample(part =>
    {
        double probability = part / (double)(1 << 21);
        Assert.Equal(-NormalDistribution.Quantile(probability), NormalDistribution.Quantile(1.0 - probability));
    });

    [Fact]
    public void What_has_no_answer_is_infinite_or_no_number()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0.0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Quantile(1.0));
        Assert.All([-0.1, 1.1, double.NaN, double.NegativeInfinity], p => Assert.True(double.IsNaN(NormalDistribution.Quantile(p))));
        Assert.Equal(0.0, NormalDistribution.Cumulative(double.NegativeInfinity));
        Assert.Equal(1.0, NormalDistribution.Cumulative(double.PositiveInfinity));
        Assert.True(double.IsNaN(NormalDistribution.Cumulative(double.NaN)));
    }
}
