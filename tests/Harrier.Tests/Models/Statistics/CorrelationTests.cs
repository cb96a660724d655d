using System;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using CsCheck;
using Harrier.Models.Statistics;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Statistics;

public sealed class CorrelationTests
{
    private static readonly VectorWidth[] Widths = Enum.GetValues<VectorWidth>();

    // The right value and the guide's, both from an independent program with exact fractions. The guide's kernel drops the
    // last n mod 8 pairs and still divides by n, and sums raw values: an offset of 100 leaves it nothing but the offset.
    [Theory]
    [InlineData(7, 0.0, 0.8119957677491709, double.NaN)]
    [InlineData(7, 100.0, 0.8119957677490494, double.NaN)]
    [InlineData(7, 1e8, 0.8119952012013971, double.NaN)]
    [InlineData(8, 0.0, 0.8059571250271301, 0.80595712502713)]
    [InlineData(8, 100.0, 0.8059571250269665, 0.8059573192501167)]
    [InlineData(8, 1e8, 0.80595656944058, double.PositiveInfinity)]
    [InlineData(15, 0.0, 0.6266035255160824, 0.8127189486890136)]
    [InlineData(15, 100.0, 0.6266035255161405, 0.9999999995188845)]
    [InlineData(15, 1e8, 0.6266038157230935, 1.0)]
    [InlineData(23, 0.0, 0.6124452384358047, 0.6484570783789402)]
    [InlineData(23, 100.0, 0.6124452384355932, 0.9999999988246745)]
    [InlineData(23, 1e8, 0.612445230930054, 1.0000000000000002)]
    [InlineData(100, 0.0, 0.6049491658051304, 0.592521760724985)]
    [InlineData(100, 100.0, 0.6049491658049885, 0.9999999915923372)]
    [InlineData(100, 1e8, 0.6049493939151136, 0.9999999999999979)]
    [InlineData(103, 0.0, 0.5971169412027588, 0.5925063971595711)]
    [InlineData(103, 100.0, 0.5971169412025519, 0.9999999950514901)]
    [InlineData(103, 1e8, 0.5971171480680864, 0.9999999999999976)]
    [InlineData(1001, 0.0, 0.5974095387428013, 0.5982497837583691)]
    [InlineData(1001, 100.0, 0.5974095387427792, 0.9999996652136363)]
    [InlineData(1001, 1e8, 0.5974094756578011, 0.9999999999998952)]
    [InlineData(1007, 0.0, 0.5969695974331976, 0.598249792227513)]
    [InlineData(1007, 100.0, 0.596969597433174, 0.9999999518866544)]
    [InlineData(1007, 1e8, 0.5969695298288598, 1.0)]
    public void The_inputs_that_the_guides_kernel_fails_on_give_their_exact_correlation(
        int count, double offset, double exact, double guide)
    {
        (double[] x, double[] y) = Returns(count, offset);
        Assert.Equal(exact, Correlation.Pearson(x, y), Bound(count));
        Assert.Equal(exact, ExactStatistics.Correlation(x, y), 1e-15);
        Assert.Equal(guide, GuideCorrelation(x, y), 1e-12);
    }

    [Fact]
    public void Every_length_from_2_to_70_is_exact_at_every_width()
    {
        for (int count = 2; count <= 70; count++)
        {
            (double[] x, double[] y) = Returns(count, 100.0);
            double exact = ExactStatistics.Correlation(x, y);
            foreach (VectorWidth width in Widths)
            {
                Assert.Equal(exact, Correlation.Pearson(x, y, width), Bound(count));
            }
        }
    }

    // Around a block of 4,096 pairs, and several.
    [Theory]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(4_127)]
    [InlineData(4_129)]
    [InlineData(20_011)]
    public void Long_series_are_exact_at_every_width(int count)
    {
        (double[] x, double[] y) = Walks(count, seed: 11, offset: 1e8);
        double exact = ExactStatistics.Correlation(x, y);
        foreach (VectorWidth width in Widths)
        {
            Assert.Equal(exact, Correlation.Pearson(x, y, width), Bound(count));
        }
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "without fused multiply-add in hardware the widths agree to the bound only");
        Gen.Select(Gen.Int[0, 300], Gen.UInt, Gen.OneOf(Gen.Const(0.0), Gen.Const(1e8))).Sample((count, seed, offset) =>
        {
            (double[] x, double[] y) = Walks(count, seed, offset);
            double expected = Correlation.Pearson(x, y, VectorWidth.Scalar);
            foreach (VectorWidth width in Widths)
            {
                Assert.Equal(expected, Correlation.Pearson(x, y, width));
            }
        });
    }

    [Fact]
    public void Hostile_series_give_NaN_or_their_exact_correlation_at_every_width() =>
        HostileNumbers.Any.Array[0, 70].Sample(x => HostileNumbers.Any.Array[x.Length].Sample(
            y => AssertSoundAtEveryWidth(x, y),
            iter: 10));

    [Fact]
    public void Finite_series_of_any_size_give_their_exact_correlation_at_every_width() =>
        HostileNumbers.Finite.Array[2, 70].Sample(x => HostileNumbers.Finite.Array[x.Length].Sample(
            y => AssertSoundAtEveryWidth(x, y),
            iter: 10));

    [Fact]
    public void It_is_symmetric_and_does_not_see_a_scale_that_is_a_power_of_two() =>
        Gen.Select(Gen.Double[-1.0, 1.0].Array[40], Gen.Double[-1.0, 1.0].Array[40], Gen.Int[-900, 900]).Sample(
            (x, y, exponent) =>
            {
                double[] scaled = Array.ConvertAll(x, value => Math.ScaleB(value, exponent));
                double plain = Correlation.Pearson(x, y);
                Assert.Equal(plain, Correlation.Pearson(y, x));
                Assert.Equal(plain, Correlation.Pearson(scaled, y), 2.0 * Bound(40));
            });

    [Fact]
    public void A_series_with_itself_is_1_and_with_its_negative_minus_1() =>
        Gen.Double[-1e6, 1e6].Array[2, 100].Sample(x =>
        {
            double[] negative = Array.ConvertAll(x, value => -value);
            double exact = ExactStatistics.Correlation(x, x);
            Assert.Equal(exact, Correlation.Pearson(x, x), 1e-15);
            Assert.Equal(-exact, Correlation.Pearson(x, negative), 1e-15);
        });

    // One unit in the last place, in one value of a thousand, 1e8 away from zero.
    [Fact]
    public void A_series_that_is_almost_constant_has_its_exact_correlation()
    {
        double[] x = new double[1_000];
        double[] y = new double[1_000];
        Array.Fill(x, 1e8);
        for (int at = 0; at < y.Length; at++)
        {
            y[at] = at % 7;
        }

        x[500] = Math.BitIncrement(1e8);
        foreach (VectorWidth width in Widths)
        {
            Assert.Equal(ExactStatistics.Correlation(x, y), Correlation.Pearson(x, y, width), Bound(1_000));
        }
    }

    [Fact]
    public void An_outlier_in_the_middle_where_the_origin_is_costs_no_digits()
    {
        (double[] x, double[] y) = Returns(4_096, 0.0);
        x[2_048] = 1e9;
        y[2_048] = 1e3;

        // About the outlier the sums are off by 5e-13.
        Assert.Equal(ExactStatistics.Correlation(x, y), Correlation.Pearson(x, y), 1e-14);
    }

    [Fact]
    public void A_series_that_never_moves_and_one_shorter_than_two_have_no_correlation()
    {
        Assert.True(double.IsNaN(Correlation.Pearson([], [])));
        Assert.True(double.IsNaN(Correlation.Pearson([1.0], [2.0])));
        Assert.True(double.IsNaN(Correlation.Pearson([0.1, 0.1, 0.1], [1.0, 2.0, 3.0])));
        Assert.True(double.IsNaN(Correlation.Pearson([1.0, 2.0, 3.0], [0.0, -0.0, 0.0])));
        Assert.Equal(1.0, Correlation.Pearson([1.0, 2.0], [1.0, 3.0]), 1e-15);
    }

    [Fact]
    public void Lengths_that_differ_are_refused_with_both()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Correlation.Pearson(new double[3], new double[5]));
        Assert.Contains("3 values in one series and 5 in the other", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        (double[] x, double[] y) = Returns(1_000, 0.0);
        double[] hostile = [1e300, -1e300, 1e300];
        double sum = 0.0;
        Assert.Equal(0, Allocation.OfSecondRun(() => sum += Correlation.Pearson(x, y) + Correlation.Pearson(hostile, hostile)));
        Assert.True(sum > 0.0);
    }

    // The bound that the documentation of Pearson states.
    private static double Bound(int count) => Math.ScaleB(8.0 + Math.Min(count, 4_096) / 32.0 + count / 4_096.0, -46);

    private static void AssertSoundAtEveryWidth(double[] x, double[] y)
    {
        foreach (VectorWidth width in Widths)
        {
            HostileNumbers.AssertSound(x, y, Correlation.Pearson(x, y, width), Bound(x.Length));
        }
    }

    private static (double[] X, double[] Y) Returns(int count, double offset)
    {
        double[] x = new double[count];
        double[] y = new double[count];
        for (int at = 0; at < count; at++)
        {
            double u = at * 7_919L % 1_000 / 1_000.0 - 0.5;
            double v = (at * 104_729L + 17) % 1_009 / 1_009.0 - 0.5;
            x[at] = 0.01 * u + offset;
            y[at] = 0.01 * (0.6 * u + 0.8 * v) + offset;
        }

        return (x, y);
    }

    private static (double[] X, double[] Y) Walks(int count, uint seed, double offset)
    {
        var random = new Pcg64(seed, 2);
        double[] x = new double[count];
        double[] y = new double[count];
        double levelX = offset;
        double levelY = offset;
        for (int at = 0; at < count; at++)
        {
            double common = random.NextDouble() - 0.5;
            x[at] = levelX += common + random.NextDouble() - 0.5;
            y[at] = levelY += common + random.NextDouble() - 0.5;
        }

        return (x, y);
    }

    // The kernel of the specification (calculate_correlations_avx512), lane by lane.
    private static double GuideCorrelation(double[] x, double[] y)
    {
        double[,] lanes = new double[5, 8];
        for (int at = 0; at < x.Length / 8 * 8; at++)
        {
            int lane = at % 8;
            lanes[0, lane] += x[at];
            lanes[1, lane] += y[at];
            lanes[2, lane] = Math.FusedMultiplyAdd(x[at], y[at], lanes[2, lane]);
            lanes[3, lane] = Math.FusedMultiplyAdd(x[at], x[at], lanes[3, lane]);
            lanes[4, lane] = Math.FusedMultiplyAdd(y[at], y[at], lanes[4, lane]);
        }

        double Sum(int kind) =>
            (lanes[kind, 0] + lanes[kind, 4] + (lanes[kind, 2] + lanes[kind, 6]))
            + (lanes[kind, 1] + lanes[kind, 5] + (lanes[kind, 3] + lanes[kind, 7]));
        double n = x.Length;
        double numerator = n * Sum(2) - Sum(0) * Sum(1);
        return numerator / Math.Sqrt((n * Sum(3) - Sum(0) * Sum(0)) * (n * Sum(4) - Sum(1) * Sum(1)));
    }
}
