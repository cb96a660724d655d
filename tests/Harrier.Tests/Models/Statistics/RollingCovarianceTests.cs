using System;
using System.Collections.Generic;
using CsCheck;
using Harrier.Models.Statistics;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Statistics;

public sealed class RollingCovarianceTests
{
    // Changes of any size, levels, outliers that enter and leave, series at rest.
    private static readonly Gen<double> AnyChange = Gen.Frequency(
        (4, Gen.Double[-1.0, 1.0]), (2, Gen.Const(0.0)), (1, Gen.Double[-1e9, 1e9]), (1, Gen.Const(1e8)), (1, Gen.Const(0.1)));

    private static readonly Gen<double[][]> AnyRows =
        Gen.Int[1, 12].SelectMany(series => AnyChange.Array[series].Array[1, 80]);

    [Fact]
    public void Each_element_is_the_exact_one_of_the_newest_intervals_within_the_stated_bound() =>
        Gen.Select(AnyRows, Gen.Int[2, 20]).Sample((rows, window) =>
        {
            var rolling = new RollingCovariance(rows[0].Length, window);
            for (int count = 1; count <= rows.Length; count++)
            {
                Assert.True(rolling.TryUpdate(rows[count - 1]));
                Assert.Equal(Math.Min(count, window), rolling.Intervals);
            }

            AssertExact(rows.AsSpan(rows.Length - rolling.Intervals), rolling);
        });

    [Fact]
    public void Changes_one_by_one_are_the_row_at_once() =>
        Gen.Select(AnyRows, Gen.Int[2, 20]).Sample((rows, window) =>
        {
            var whole = new RollingCovariance(rows[0].Length, window);
            var parts = new RollingCovariance(rows[0].Length, window);
            foreach (double[] row in rows)
            {
                whole.TryUpdate(row);
                parts.Advance();
                for (int series = row.Length - 1; series >= 0; series--)
                {
                    Assert.True(parts.TryMove(series, 0.5 * row[series]));
                    Assert.True(parts.TryMove(series, 0.5 * row[series]));
                }
            }

            Assert.Equal(Matrix(whole), Matrix(parts));
        });

    [Fact]
    public void An_outlier_that_has_left_the_window_has_left_nothing_behind()
    {
        double[][] rows = Rows(4, 60);
        var disturbed = new RollingCovariance(4, 30);
        var calm = new RollingCovariance(4, 30);
        disturbed.TryUpdate([1e8, -1e8, 3e7, 1e8]);
        foreach (double[] row in rows)
        {
            disturbed.TryUpdate(row);
            calm.TryUpdate(row);
        }

        AssertClose(Matrix(calm), Matrix(disturbed), 1e-14);
    }

    [Fact]
    public void After_a_hundred_thousand_intervals_it_is_what_a_refresh_computes()
    {
        const int Series = 8;
        var rolling = new RollingCovariance(Series, 50);
        var random = new Pcg64(5, 0);
        double[] row = new double[Series];
        for (int step = 0; step < 100_000; step++)
        {
            for (int series = 0; series < Series; series++)
            {
                row[series] = 100.0 + random.NextDouble() - 0.5;
            }

            Assert.True(rolling.TryUpdate(row));
        }

        double bound = rolling.VarianceErrorBound(0);
        double[] drifted = Matrix(rolling);
        Assert.Equal(100_000, rolling.IntervalsSinceRefresh);
        rolling.Refresh();
        Assert.Equal(50, rolling.IntervalsSinceRefresh);
        Assert.True(bound < 1e-18);
        AssertClose(Matrix(rolling), drifted, 1.01 * bound + 1e-16);
        Assert.True(rolling.VarianceErrorBound(0) < bound);
    }

    [Fact]
    public void A_constant_change_has_no_variance_and_no_correlation()
    {
        var rolling = new RollingCovariance(2, 10);
        for (int step = 0; step < 25; step++)
        {
            rolling.TryUpdate([0.1, step % 3]);
        }

        Assert.Equal(0.0, rolling[0, 0]);
        Assert.True(double.IsNaN(rolling.Correlation(0, 1)));
        Assert.Equal(1.0, rolling.Correlation(1, 1));
    }

    [Fact]
    public void Nothing_is_known_before_the_second_interval()
    {
        var rolling = new RollingCovariance(1, 10);
        Assert.False(rolling.TryMove(0, 1.0));
        Assert.True(double.IsNaN(rolling[0, 0]));
        rolling.TryUpdate([1.0]);
        Assert.True(double.IsNaN(rolling[0, 0]));
        rolling.TryUpdate([3.0]);
        Assert.Equal(2.0, rolling[0, 0]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e101)]
    public void A_change_that_is_no_sensible_number_is_refused_and_changes_nothing(double change)
    {
        var rolling = new RollingCovariance(4, 10);
        foreach (double[] row in Rows(4, 15))
        {
            rolling.TryUpdate(row);
        }

        double[] before = Matrix(rolling);
        Assert.False(rolling.TryUpdate([0.1, 0.2, change, 0.3]));
        Assert.False(rolling.TryMove(2, change));
        Assert.Equal(before, Matrix(rolling));
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        Gen.Select(AnyChange.Array[37], AnyChange, AnyChange.Array[37]).Sample((changes, own, start) =>
        {
            double[] values = (double[])start.Clone();
            double[] rests = new double[37];
            TwoFoldRow.AddProducts(values, rests, own, changes);
            for (int at = 0; at < values.Length; at++)
            {
                TwoFold expected = new TwoFold(start[at], 0.0) + TwoFold.Product(own, changes[at]);
                Assert.Equal(expected, new TwoFold(values[at], rests[at]));
            }

            AssertWidth<Width256, System.Runtime.Intrinsics.Vector256<double>>(start, own, changes, values, rests);
            AssertWidth<Width128, System.Runtime.Intrinsics.Vector128<double>>(start, own, changes, values, rests);
            AssertWidth<ScalarWidth, double>(start, own, changes, values, rests);
        });
    }

    [Fact]
    public void Moving_advancing_and_reading_allocate_nothing()
    {
        var rolling = new RollingCovariance(20, 30);
        double[] row = new double[20];
        double[] matrix = new double[400];
        Array.Fill(row, 0.01);
        Assert.Equal(0, Allocation.OfSecondRun(() => Use(rolling, row, matrix)));
    }

    private static void Use(RollingCovariance rolling, double[] row, double[] matrix)
    {
        for (int step = 0; step < 100; step++)
        {
            rolling.TryUpdate(row);
            rolling.TryMove(step % 20, 0.02);
        }

        rolling.CopyTo(matrix);
        rolling.Refresh();
    }

    private static void AssertWidth<TWidth, TVector>(
        double[] start, double own, double[] changes, double[] expectedValues, double[] expectedRests)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        double[] values = (double[])start.Clone();
        double[] rests = new double[start.Length];
        int done = TwoFoldRow.AddProducts<TWidth, TVector>(values, rests, own, changes);
        Assert.Equal(expectedValues[..done], values[..done]);
        Assert.Equal(expectedRests[..done], rests[..done]);
    }

    private static void AssertExact(ReadOnlySpan<double[]> rows, RollingCovariance rolling)
    {
        double[][] columns = new double[rolling.Series][];
        for (int series = 0; series < columns.Length; series++)
        {
            columns[series] = new double[rows.Length];
            for (int at = 0; at < rows.Length; at++)
            {
                columns[series][at] = rows[at][series];
            }
        }

        for (int i = 0; i < columns.Length; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                if (rows.Length < 2)
                {
                    Assert.True(double.IsNaN(rolling[i, j]));
                    continue;
                }

                double exact = ExactStatistics.Covariance(columns[i], columns[j]);
                double bound = Math.Sqrt(rolling.VarianceErrorBound(i) * rolling.VarianceErrorBound(j));
                Assert.Equal(exact, rolling[i, j], 4e-16 * Math.Abs(exact) + bound);
                Assert.Equal(rolling[i, j], rolling[j, i]);
            }
        }
    }

    private static double[][] Rows(int series, int count)
    {
        var random = new Pcg64(9, 9);
        var rows = new List<double[]>();
        for (int at = 0; at < count; at++)
        {
            double[] row = new double[series];
            for (int one = 0; one < series; one++)
            {
                row[one] = random.NextDouble() - 0.5;
            }

            rows.Add(row);
        }

        return [.. rows];
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        for (int at = 0; at < expected.Length; at++)
        {
            Assert.Equal(expected[at], actual[at], tolerance);
        }
    }

    private static double[] Matrix(RollingCovariance rolling)
    {
        double[] matrix = new double[rolling.Series * rolling.Series];
        rolling.CopyTo(matrix);
        return matrix;
    }
}
