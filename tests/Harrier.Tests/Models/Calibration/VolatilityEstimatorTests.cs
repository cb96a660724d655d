using System;
using Harrier.Models.Calibration;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Calibration;

public sealed class VolatilityEstimatorTests
{
    [Fact]
    public void Two_scales_are_the_mean_squares_of_changes_over_one_and_five_seconds()
    {
        // By hand: mids 0 1 0 1 0 5 cents; changes of a second 1, 1, 1, 1, 25 -> mean 29/5; over five seconds 25 -> 25.
        // σ² = (25 - 5.8)/4 = 4.8 cents².
        var estimator = new VolatilityEstimator();
        foreach (double cents in (double[])[0, 1, 0, 1, 0, 5])
        {
            estimator.Add(cents / 100);
        }

        VolatilityEstimate estimate = estimator.Estimate();
        Assert.Equal(Math.Sqrt(4.8) / 100, estimate.DollarsPerSqrtSecond, 1e-15);
        Assert.Equal(Math.Sqrt(5.8) / 100, estimate.OneScaleDollarsPerSqrtSecond, 1e-15);
        Assert.Equal(Math.Sqrt(0.5) / 100, estimate.NoiseDollars, 1e-15);
    }

    [Fact]
    public void It_agrees_with_the_two_scale_estimator_of_a_whole_path()
    {
        // (v_K - v_1)/(K - 1), each over its own number of changes, is the adjusted estimate but for the few at the ends.
        var random = new Pcg64(2);
        var estimator = new VolatilityEstimator();
        double[] levels = new double[20_001];
        double level = 100;
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = level + (0.01 * random.NextGaussian());
            level += 0.012 * random.NextGaussian();
            estimator.Add(levels[i]);
        }

        double twin = Math.Sqrt(RealizedVariance.TwoScale(levels, VolatilityEstimator.SlowSeconds).Unbiased / 20_000);
        Assert.Equal(twin, estimator.Estimate().DollarsPerSqrtSecond, 1e-3 * twin);
        Assert.InRange(estimator.Estimate().NoiseDollars, 0.0095, 0.0105);
    }

    [Fact]
    public void Two_errors_cover_the_truth_as_often_as_they_say()
    {
        // 400 paths of 600 s: 95.4 % less three deviations, 3.1 %.
        int covered = 0;
        for (ulong path = 0; path < 400; path++)
        {
            var random = new Pcg64(9, path);
            var estimator = new VolatilityEstimator();
            double level = 100;
            for (int i = 0; i <= 600; i++)
            {
                estimator.Add(level);
                level += 0.012 * random.NextGaussian();
            }

            VolatilityEstimate estimate = estimator.Estimate();
            covered += Math.Abs(estimate.DollarsPerSqrtSecond - 0.012) < 2 * estimate.StandardError ? 1 : 0;
        }

        Assert.InRange(covered / 400.0, 0.915, 1);
    }

    [Fact]
    public void A_missing_mid_is_no_change_and_no_zero()
    {
        var estimator = new VolatilityEstimator();
        for (int i = 0; i < 100; i++)
        {
            estimator.Add(i % 10 == 3 ? double.NaN : i);
        }

        // A mid that rises by 1 each second: every change that is seen is 1, over five seconds 5.
        Assert.Equal(1, estimator.Estimate().OneScaleDollarsPerSqrtSecond, 1e-12);
        Assert.Equal(Math.Sqrt((25.0 - 1) / 4), estimator.Estimate().DollarsPerSqrtSecond, 1e-12);
    }

    [Fact]
    public void Noise_alone_gives_a_volatility_of_zero_that_is_not_usable()
    {
        var estimator = new VolatilityEstimator();
        for (int i = 0; i < 100; i++)
        {
            estimator.Add(i % 2 == 0 ? 100 : 100.01);
        }

        Assert.False(estimator.Estimate().IsUsable);
        Assert.False(new VolatilityEstimator().Estimate().IsUsable);
        Assert.Equal(double.NaN, new VolatilityEstimator().Estimate().DollarsPerSqrtSecond);
    }

    [Fact]
    public void What_is_old_is_forgotten()
    {
        // A hundred half-lives of a wild market, then ten of a calm one: of the wild one e^-7 is left of its weight.
        var estimator = new VolatilityEstimator(halfLifeSeconds: 60);
        var random = new Pcg64(4);
        double level = 100;
        for (int i = 0; i < 6_600; i++)
        {
            level += (i < 6_000 ? 0.1 : 0.001) * random.NextGaussian();
            estimator.Add(level);
        }

        Assert.InRange(estimator.Estimate().OneScaleDollarsPerSqrtSecond, 0.001, 0.005);
    }

    [Fact]
    public void With_forgetting_it_rests_on_as_many_seconds_as_would_give_the_same_error()
    {
        // Weights w^age have the sum 1/(1 - w), their squares 1/(1 - w²): the square of one over the other is (1 + w)/(1 - w).
        var estimator = new VolatilityEstimator(halfLifeSeconds: 10);
        for (int i = 0; i < 2_000; i++)
        {
            estimator.Add(100 + (0.01 * (i % 7)));
        }

        double weight = Math.Pow(2, -0.1);
        Assert.Equal((1 + weight) / (1 - weight), estimator.Estimate().Seconds, 1e-9);
    }

    [Fact]
    public void Learning_and_estimating_allocate_nothing()
    {
        var estimator = new VolatilityEstimator(600);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                estimator.Add(100 + (0.01 * i));
                _ = estimator.Estimate();
            }
        }));
    }
}
