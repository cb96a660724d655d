using System;
using Harrier.Models.Statistics;
using Xunit;

namespace Harrier.Tests.Models.Statistics;

public sealed class ExponentialDecayTests
{
    // From an independent program.
    [Theory]
    [InlineData(0.94, 11.202305583621158, 16.666666666666654, 74.42650729148939, 111.63976093723409, 32.33333333333331)]
    [InlineData(0.97, 22.75657306277341, 33.33333333333331, 151.19139880116785, 226.7870982017518, 65.66666666666661)]
    public void Half_life_mean_age_spans_and_sample_size_are_those_of_RiskMetrics_lambdas(
        double lambda, double halfLife, double meanAge, double span99, double span999, double sampleSize)
    {
        var decay = ExponentialDecay.FromLambda(lambda);
        Assert.Equal(halfLife, decay.HalfLife, 1e-12 * halfLife);
        Assert.Equal(meanAge, decay.MeanAge, 1e-12 * meanAge);
        Assert.Equal(span99, decay.SpanOfWeight(0.99), 1e-12 * span99);
        Assert.Equal(span999, decay.SpanOfWeight(0.999), 1e-12 * span999);
        Assert.Equal(sampleSize, decay.EffectiveSampleSize, 1e-12 * sampleSize);
    }

    [Fact]
    public void Half_of_the_weight_is_left_after_a_half_life_and_a_quarter_after_two()
    {
        var decay = ExponentialDecay.FromHalfLife(30.0);
        Assert.Equal(0.5, decay.Over(30.0), 1e-15);
        Assert.Equal(0.25, decay.Over(60.0), 1e-15);
        Assert.Equal(30.0, decay.HalfLife, 1e-13);
        Assert.Equal(Math.Exp(-1.0), ExponentialDecay.FromTimeConstant(7.0).Over(7.0), 1e-15);
    }

    [Fact]
    public void One_observation_leaves_lambda_to_the_bit_and_no_time_leaves_all()
    {
        var decay = ExponentialDecay.FromLambda(0.94);
        Assert.Equal(0.94, decay.Over(1.0));
        Assert.Equal(1.0, decay.Over(0.0));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_lambda_outside_of_0_to_1_is_refused_with_the_range(double lambda)
    {
        ArgumentOutOfRangeException refusal =
            Assert.Throws<ArgumentOutOfRangeException>(() => ExponentialDecay.FromLambda(lambda));
        Assert.Contains("above 0 and below 1", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void A_time_constant_or_half_life_that_is_not_finite_and_positive_is_refused(double span)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExponentialDecay.FromHalfLife(span));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExponentialDecay.FromTimeConstant(span));
    }
}
