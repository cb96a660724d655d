using System;
using CsCheck;
using Harrier.Models.Statistics;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Harrier.Tests.Models.Statistics;

public sealed class ExponentialCovarianceTests
{
    private static readonly Gen<double[][]> AnyRows =
        Gen.Int[1, 20].SelectMany(series => Gen.Double[-1.0, 1.0].Array[series].Array[1, 60]);

    // Hull, Risk Management and Financial Institutions, example 5.2: 0.9 · 0.0001 + 0.1 · 0.0004 = 0.00013, 1.14 %.
    [Fact]
    public void A_move_of_two_percent_after_one_percent_of_volatility_is_Hulls_example()
    {
        var covariance = new ExponentialCovariance(1);
        covariance.Start([0.01 * 0.01]);
        Assert.True(covariance.TryUpdate([0.02], 0.9));
        Assert.Equal(0.00013, covariance[0, 0], 1e-18);
        Assert.Equal(0.0114, Math.Sqrt(covariance[0, 0]), 0.00005);
    }

    [Fact]
    public void The_covariance_is_the_weighted_mean_of_the_products() =>
        Gen.Select(AnyRows, Gen.Double[0.5, 0.999]).Sample((rows, lambda) =>
        {
            ExponentialCovariance covariance = Fed(rows, lambda);
            int series = rows[0].Length;
            for (int i = 0; i < series; i++)
            {
                for (int j = 0; j < series; j++)
                {
                    double sum = 0.0;
                    double weights = 0.0;
                    double magnitude = 0.0;
                    for (int row = 0; row < rows.Length; row++)
                    {
                        double weight = Math.Pow(lambda, rows.Length - 1 - row);
                        sum += weight * rows[row][i] * rows[row][j];
                        magnitude += weight * Math.Abs(rows[row][i] * rows[row][j]);
                        weights += weight;
                    }

                    Assert.Equal(sum / weights, covariance[i, j], 1e-13 * magnitude / weights);
                }
            }
        });

    [Fact]
    public void Changes_one_by_one_and_in_any_order_are_the_row_at_once() =>
        Gen.Select(AnyRows, Gen.Double[0.5, 0.999]).Sample((rows, lambda) =>
        {
            ExponentialCovariance whole = Fed(rows, lambda);
            var parts = new ExponentialCovariance(rows[0].Length);
            foreach (double[] row in rows)
            {
                parts.Advance(lambda);
                for (int series = row.Length - 1; series >= 0; series--)
                {
                    Assert.True(parts.TryMove(series, 0.5 * row[series]));
                }

                for (int series = 0; series < row.Length; series++)
                {
                    Assert.True(parts.TryMove(series, 0.5 * row[series]));
                }
            }

            Assert.Equal(Matrix(whole), Matrix(parts));
        });

    [Fact]
    public void The_matrix_is_symmetric_to_the_bit_and_no_eigenvalue_is_negative() =>
        Gen.Select(AnyRows, Gen.Double[0.5, 0.999]).Sample((rows, lambda) =>
        {
            int series = rows[0].Length;
            double[] matrix = Matrix(Fed(rows, lambda));
            Matrix<double> dense = Matrix<double>.Build.Dense(series, series, matrix);
            Assert.Equal(dense, dense.Transpose());
            double smallest = dense.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum();
            Assert.True(smallest >= -1e-14 * dense.Trace(), $"{smallest}");
        });

    [Fact]
    public void A_row_an_element_and_the_matrix_say_the_same()
    {
        ExponentialCovariance covariance = Fed([[0.1, 0.2, -0.3], [0.3, -0.1, 0.4], [0.2, 0.2, 0.2]], 0.9);
        double[] matrix = Matrix(covariance);
        double[] row = new double[3];
        for (int i = 0; i < 3; i++)
        {
            covariance.CopyRow(i, row);
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(matrix[i * 3 + j], row[j]);
                Assert.Equal(matrix[i * 3 + j], covariance[i, j]);
            }
        }
    }

    [Fact]
    public void By_time_two_half_intervals_forget_as_much_as_one_whole()
    {
        var decay = ExponentialDecay.FromTimeConstant(10.0);
        var halves = new ExponentialCovariance(1);
        var whole = new ExponentialCovariance(1);
        halves.Start([1.0]);
        whole.Start([1.0]);
        halves.Advance(decay.Over(1.5));
        halves.Advance(decay.Over(1.5));
        whole.Advance(decay.Over(3.0));
        Assert.Equal(Math.Exp(-0.3), whole[0, 0], 1e-15);
        Assert.Equal(whole[0, 0], halves[0, 0], 1e-15);
    }

    [Fact]
    public void After_a_hundred_thousand_intervals_it_still_agrees_with_the_plain_recursion()
    {
        var covariance = new ExponentialCovariance(2);
        double plain = 0.0;
        double weight = 0.0;
        for (int step = 0; step < 100_000; step++)
        {
            double x = (step * 7_919L % 1_000) / 1_000.0 - 0.5;
            double y = (step * 104_729L % 1_000) / 1_000.0 - 0.5;
            Assert.True(covariance.TryUpdate([x, y], 0.94));
            plain = 0.94 * plain + 0.06 * x * y;
            weight = 0.94 * weight + 0.06;
        }

        Assert.Equal(plain / weight, covariance[0, 1], 1e-14);
    }

    [Fact]
    public void Nothing_is_known_before_the_first_interval()
    {
        var covariance = new ExponentialCovariance(2);
        Assert.True(double.IsNaN(covariance[0, 1]));
        Assert.True(double.IsNaN(covariance.Correlation(0, 1)));
        Assert.False(covariance.TryMove(0, 0.1));
        Assert.All(Matrix(covariance), element => Assert.True(double.IsNaN(element)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e101)]
    public void A_change_that_is_no_sensible_number_is_refused_and_changes_nothing(double change)
    {
        ExponentialCovariance covariance = Fed([[0.1, 0.2], [0.3, -0.1]], 0.9);
        double[] before = Matrix(covariance);
        Assert.False(covariance.TryUpdate([0.1, change], 0.9));
        Assert.False(covariance.TryMove(1, change));
        Assert.Equal(before, Matrix(covariance));
    }

    [Fact]
    public void A_series_that_does_not_move_has_no_variance_and_no_correlation()
    {
        ExponentialCovariance covariance = Fed([[0.1, 0.0], [0.3, 0.0]], 0.9);
        Assert.Equal(0.0, covariance[1, 1]);
        Assert.Equal(0.0, covariance[0, 1]);
        Assert.True(double.IsNaN(covariance.Correlation(0, 1)));
        Assert.Equal(1.0, covariance.Correlation(0, 0));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_decay_outside_of_0_to_1_is_refused(double decay)
    {
        var covariance = new ExponentialCovariance(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => covariance.Advance(decay));
        Assert.Throws<ArgumentOutOfRangeException>(() => covariance.TryUpdate([0.1], decay));
    }

    [Fact]
    public void With_a_decay_of_0_only_the_newest_interval_counts()
    {
        ExponentialCovariance covariance = Fed([[0.1, 0.2], [0.3, -0.1]], 0.0);
        Assert.Equal(0.3 * -0.1, covariance[0, 1]);
    }

    [Fact]
    public void A_start_that_is_not_symmetric_or_not_finite_is_refused()
    {
        var covariance = new ExponentialCovariance(2);
        Assert.Throws<ArgumentException>(() => covariance.Start([1.0, 0.5, 0.4, 1.0]));
        Assert.Throws<ArgumentException>(() => covariance.Start([1.0, double.NaN, double.NaN, 1.0]));
        Assert.Throws<ArgumentException>(() => covariance.Start([1.0]));
    }

    [Fact]
    public void Updating_and_reading_allocate_nothing()
    {
        var covariance = new ExponentialCovariance(20);
        double[] row = new double[20];
        double[] matrix = new double[400];
        Array.Fill(row, 0.01);
        Assert.Equal(0, Allocation.OfSecondRun(() => Use(covariance, row, matrix)));
    }

    private static void Use(ExponentialCovariance covariance, double[] row, double[] matrix)
    {
        for (int step = 0; step < 10_000; step++)
        {
            covariance.TryUpdate(row, 0.97);
            covariance.TryMove(step % 20, 0.02);
        }

        covariance.CopyTo(matrix);
        covariance.CopyRow(3, row);
        Array.Fill(row, 0.01);
    }

    private static ExponentialCovariance Fed(double[][] rows, double lambda)
    {
        var covariance = new ExponentialCovariance(rows[0].Length);
        foreach (double[] row in rows)
        {
            Assert.True(covariance.TryUpdate(row, lambda));
        }

        return covariance;
    }

    private static double[] Matrix(ExponentialCovariance covariance)
    {
        double[] matrix = new double[covariance.Series * covariance.Series];
        covariance.CopyTo(matrix);
        return matrix;
    }
}
