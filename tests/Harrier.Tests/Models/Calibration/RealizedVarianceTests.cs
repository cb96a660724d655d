using System;
using CsCheck;
using Harrier.Models.Calibration;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Calibration;

public sealed class RealizedVarianceTests
{
    // The path and all values from an independent program.
    private static readonly double[] Path = Array.ConvertAll<int, double>([0, 3, 1, 4, 2, 6, 5, 9, 7, 8, 12, 10, 11], level => level * 1e-4);

    [Fact]
    public void The_sum_over_all_returns_is_the_independent_programs() =>
        Assert.Equal(8.5e-7, RealizedVariance.Sparse(Path), 1e-18);

    [Theory]
    [InlineData(2, 3e-07, -8.95833333333e-08, -1.65384615385e-07, -1.95454545455e-07)]
    [InlineData(3, 4.3e-07, 1.93888888889e-07, 2.68461538462e-07, 3.49e-07)]
    [InlineData(4, 3.725e-07, 2.13125e-07, 2.62307692308e-07, 3.78888888889e-07)]
    public void Subsampled_and_two_scale_values_are_the_independent_programs(
        int grids, double subsampled, double unadjusted, double adjusted, double unbiased)
    {
        TwoScaleVariance estimate = RealizedVariance.TwoScale(Path, grids);
        Assert.Equal(subsampled, RealizedVariance.Subsampled(Path, grids), 1e-18);
        Assert.Equal(unadjusted, estimate.Unadjusted, 1e-18);
        Assert.Equal(adjusted, estimate.Adjusted, 1e-18);
        Assert.Equal(unbiased, estimate.Unbiased, 1e-18);
        Assert.Equal(adjusted < 0, estimate.IsClamped);
        Assert.Equal(Math.Max(0, adjusted), estimate.Variance, 1e-18);
        Assert.Equal(8.5e-7 / 24, estimate.NoiseVariance, 1e-18);
    }

    [Fact]
    public void The_independent_programs_experiment_with_noise_gives_its_means()
    {
        // From an independent program: n = 23,400, 30 % a year over a day, noise of 5e-4, 400 runs. Ratios to the true variance:
        // all returns 33.766 (theory 33.760), five minutes sparse 1.095 (theory 1.109) deviation 0.161, subsampled 1.087
        // deviation 0.119, two-scale with K = 15 0.9323, adjusted 0.9988 deviation 0.040; noise variance 2.577e-7.
        // Ours has 100 runs; three errors of the difference are 3·deviation·√(1/400 + 1/100).
        const int N = 23_400;
        const int Runs = 100;
        const double Variance = 0.09 / 252;
        double all = 0, sparse = 0, subsampled = 0, unadjusted = 0, adjusted = 0, noise = 0;
        double[] levels = new double[N + 1];
        var random = new Pcg64(17);
        for (int run = 0; run < Runs; run++)
        {
            double level = 0;
            for (int i = 0; i <= N; i++)
            {
                levels[i] = level + (5e-4 * random.NextGaussian());
                level += Math.Sqrt(Variance / N) * random.NextGaussian();
            }

            TwoScaleVariance estimate = RealizedVariance.TwoScale(levels, 15);
            all += RealizedVariance.Sparse(levels) / Variance / Runs;
            sparse += RealizedVariance.Sparse(levels, 300) / Variance / Runs;
            subsampled += RealizedVariance.Subsampled(levels, 300) / Variance / Runs;
            unadjusted += estimate.Unadjusted / Variance / Runs;
            adjusted += estimate.Adjusted / Variance / Runs;
            noise += estimate.NoiseVariance / Runs;
        }

        double errors = 3 * Math.Sqrt((1.0 / 400) + (1.0 / Runs));
        Assert.Equal(33.766, all, 0.3674 * errors);
        Assert.Equal(1.0946, sparse, 0.1613 * errors);
        Assert.Equal(1.0870, subsampled, 0.1193 * errors);
        Assert.Equal(0.9323, unadjusted, 0.0372 * errors);
        Assert.Equal(0.9988, adjusted, 0.0398 * errors);
        Assert.Equal(2.576791167158373e-07, noise, 0.3674 / 33.76 * 2.577e-7 * errors);
        Assert.Equal(15, RealizedVariance.BestGrids(N, Variance, 2.5e-7));
    }

    [Fact]
    public void Too_few_levels_or_one_that_is_not_finite_give_no_number()
    {
        Assert.Equal(double.NaN, RealizedVariance.Sparse([]));
        Assert.Equal(double.NaN, RealizedVariance.Sparse([1]));
        Assert.Equal(double.NaN, RealizedVariance.Sparse([1, 2, 3], 3));
        Assert.Equal(double.NaN, RealizedVariance.Subsampled([1, 2, 3], 3));
        Assert.Equal(double.NaN, RealizedVariance.TwoScale([1, 2], 2).Adjusted);
        Assert.Equal(double.NaN, RealizedVariance.Sparse([1, double.NaN, 3]));
        Assert.Equal(double.NaN, RealizedVariance.Sparse([1, double.PositiveInfinity, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RealizedVariance.Sparse([1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RealizedVariance.TwoScale([1, 2], 1));
    }

    [Fact]
    public void Hostile_arrays_give_a_variance_or_no_number() =>
        Gen.Select(Gen.OneOf(Gen.Double, Gen.OneOf<double>([double.NaN, double.PositiveInfinity, double.MaxValue, 0])).Array[0, 30], Gen.Int[2, 8]).Sample((levels, grids) =>
        {
            foreach (double variance in (double[])[RealizedVariance.Sparse(levels, grids), RealizedVariance.Subsampled(levels, grids), RealizedVariance.TwoScale(levels, grids).Variance])
            {
                Assert.True(double.IsNaN(variance) || (variance >= 0 && double.IsFinite(variance)), $"{variance}");
            }
        });
}
