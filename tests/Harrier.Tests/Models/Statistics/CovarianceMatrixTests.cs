using System;
using CsCheck;
using Harrier.Models.Statistics;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Statistics;

public sealed class CovarianceMatrixTests
{
    // All sides of the panels of 24 series and of the stretches of 160 observations.
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(5, 70)]
    [InlineData(23, 159)]
    [InlineData(24, 160)]
    [InlineData(25, 161)]
    [InlineData(47, 320)]
    [InlineData(49, 325)]
    public void Each_element_is_the_exact_one_of_its_two_series(int series, int observations)
    {
        double[] values = Walk(series, observations, seed: 7, offset: 100.0);
        double[] correlation = Correlation(values, series);
        double[] covariance = Covariance(values, series);
        for (int i = 0; i < series; i++)
        {
            for (int j = 0; j < series; j++)
            {
                ReadOnlySpan<double> x = Series(values, i, observations);
                ReadOnlySpan<double> y = Series(values, j, observations);
                double scale = Math.Sqrt(ExactStatistics.Covariance(x, x) * ExactStatistics.Covariance(y, y));
                Assert.Equal(ExactStatistics.Correlation(x, y), correlation[i * series + j], Bound(observations));
                Assert.Equal(ExactStatistics.Covariance(x, y), covariance[i * series + j], Bound(observations) * scale);
            }
        }
    }

    [Theory]
    [InlineData(nameof(VectorWidth.Scalar))]
    [InlineData(nameof(VectorWidth.Bits128))]
    [InlineData(nameof(VectorWidth.Bits256))]
    [InlineData(nameof(VectorWidth.Bits512))]
    public void Each_width_gives_the_same_bits(string width)
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported,
            "without fused multiply-add in hardware the widths agree to the bound only");
        double[] values = Walk(50, 333, seed: 3, offset: 1e8);
        double[] matrix = new double[50 * 50];
        new CovarianceMatrix(50, 333).WriteCorrelation(values, matrix, Enum.Parse<VectorWidth>(width));
        Assert.Equal(Correlation(values, 50), matrix);
    }

    [Fact]
    public void An_offset_or_a_scale_that_is_a_power_of_two_costs_no_digits() =>
        Gen.Select(Gen.Int[2, 12], Gen.Int[3, 40], Gen.Int[-900, 900], Gen.Int[0, 1_000_000]).Sample(
            (series, observations, exponent, seed) =>
            {
                // Integers up to 2^20: with 2^40 added each is still exact.
                double[] values = Walk(series, observations, (uint)seed, 0.0);
                double[] moved = new double[values.Length];
                for (int at = 0; at < values.Length; at++)
                {
                    values[at] = Math.Round(values[at] * 1_000.0);
                    moved[at] = Math.ScaleB(values[at] + 1_099_511_627_776.0, exponent);
                }

                double[] expected = Correlation(values, series);
                double[] actual = Correlation(moved, series);
                for (int at = 0; at < expected.Length; at++)
                {
                    Assert.Equal(expected[at], actual[at], 2.0 * Bound(observations));
                }
            });

    [Fact]
    public void A_series_that_never_moves_has_no_correlation_and_a_covariance_of_zero()
    {
        double[] values = [1.0, 2.0, 4.0, 0.1, 0.1, 0.1, 3.0, 2.0, 1.5];
        double[] correlation = Correlation(values, 3);
        double[] covariance = Covariance(values, 3);
        foreach (int at in (int[])[1, 3, 4, 5, 7])
        {
            Assert.True(double.IsNaN(correlation[at]));
            Assert.Equal(0.0, covariance[at]);
        }

        Assert.Equal(1.0, correlation[0]);
        Assert.Equal(1.0, correlation[8]);
        Assert.Equal(ExactStatistics.Correlation(values.AsSpan(0, 3), values.AsSpan(6, 3)), correlation[2], 1e-15);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_series_with_a_value_that_is_not_finite_is_NaN_with_all_and_spoils_no_other(double hostile)
    {
        double[] values = Walk(30, 200, seed: 5, offset: 0.0);
        double[] clean = Correlation(values, 30);
        values[4 * 200 + 77] = hostile;
        double[] correlation = Correlation(values, 30);
        double[] covariance = Covariance(values, 30);
        for (int at = 0; at < correlation.Length; at++)
        {
            if (at / 30 == 4 || at % 30 == 4)
            {
                Assert.True(double.IsNaN(correlation[at]));
                Assert.True(double.IsNaN(covariance[at]));
            }
            else
            {
                Assert.Equal(clean[at], correlation[at]);
            }
        }
    }

    [Fact]
    public void Hostile_series_give_NaN_or_the_exact_correlation() =>
        HostileNumbers.Any.Array[2, 40].Sample(x => HostileNumbers.Any.Array[x.Length].Sample(
            y =>
            {
                double[] values = [.. x, .. y];
                double[] correlation = Correlation(values, 2);
                Assert.Equal(correlation[1], correlation[2]);
                HostileNumbers.AssertSound(x, y, correlation[1], Bound(x.Length));
            },
            iter: 10));

    [Fact]
    public void Denormal_series_have_their_exact_correlation()
    {
        double[] values = [1e-320, 3e-320, 2e-320, 7e-320, 1e-310, -4e-310, 2e-310, 5e-320];
        double[] correlation = Correlation(values, 2);
        Assert.Equal(ExactStatistics.Correlation(values.AsSpan(0, 4), values.AsSpan(4, 4)), correlation[1], 1e-15);
    }

    [Fact]
    public void A_covariance_beyond_all_doubles_is_an_infinity()
    {
        double[] covariance = Covariance([1e300, -1e300, 1e300, 1.0, 2.0, 3.0], 2);
        Assert.Equal(double.PositiveInfinity, covariance[0]);
        Assert.Equal(1.0, covariance[3], 1e-15);
    }

    [Fact]
    public void Fewer_observations_than_the_most_are_welcome_and_leave_nothing_of_the_run_before()
    {
        var matrix = new CovarianceMatrix(3, 100);
        double[] first = Walk(3, 100, seed: 1, offset: 0.0);
        double[] second = Walk(3, 41, seed: 2, offset: 0.0);
        double[] result = new double[9];
        matrix.WriteCorrelation(first, result);
        matrix.WriteCorrelation(second, result);
        Assert.Equal(Correlation(second, 3), result);
    }

    [Theory]
    [InlineData(7, 9)]
    [InlineData(3, 9)]
    [InlineData(303, 9)]
    [InlineData(30, 8)]
    public void Lengths_that_do_not_fit_are_refused(int values, int elements)
    {
        var matrix = new CovarianceMatrix(3, 100);
        Assert.Throws<ArgumentException>(() => matrix.WriteCorrelation(new double[values], new double[elements]));
        Assert.Throws<ArgumentException>(() => matrix.WriteCovariance(new double[values], new double[elements]));
    }

    [Fact]
    public void Computing_allocates_nothing()
    {
        var matrix = new CovarianceMatrix(30, 50);
        double[] values = Walk(30, 50, seed: 1, offset: 0.0);
        double[] result = new double[900];
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            matrix.WriteCorrelation(values, result);
            matrix.WriteCovariance(values, result);
        }));
    }

    // The bound that the documentation of WriteCorrelation states.
    private static double Bound(int observations) =>
        Math.ScaleB(160.0 + observations / 160.0 + 2.0 * Math.Sqrt(observations), -51);

    private static double[] Correlation(double[] values, int series)
    {
        double[] matrix = new double[series * series];
        new CovarianceMatrix(series, values.Length / series).WriteCorrelation(values, matrix);
        return matrix;
    }

    private static double[] Covariance(double[] values, int series)
    {
        double[] matrix = new double[series * series];
        new CovarianceMatrix(series, values.Length / series).WriteCovariance(values, matrix);
        return matrix;
    }

    private static ReadOnlySpan<double> Series(double[] values, int series, int observations) =>
        values.AsSpan(series * observations, observations);

    // Walks with a part in common.
    private static double[] Walk(int series, int observations, uint seed, double offset)
    {
        var random = new Pcg64(seed, 1);
        double[] common = new double[observations];
        double[] values = new double[series * observations];
        for (int at = 0; at < observations; at++)
        {
            common[at] = random.NextDouble() - 0.5;
        }

        for (int one = 0; one < series; one++)
        {
            double level = offset;
            for (int at = 0; at < observations; at++)
            {
                level += random.NextDouble() - 0.5 + common[at];
                values[one * observations + at] = level;
            }
        }

        return values;
    }
}
