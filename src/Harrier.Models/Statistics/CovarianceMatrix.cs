using System;

namespace Harrier.Models.Statistics;

/// <summary>The covariance or the correlation of N series with each other. The series are centred once into memory of its
/// own, in panels of 24; then only the half above the diagonal is computed, in tiles that stay in registers, from
/// stretches of the panels that stay in the first two caches.
/// <para>Each element is a sum over the observations in one order, whatever the width of the vectors: the same bits on
/// each processor that has fused multiply-add. An offset costs no digits, and no scale overflows on the way.</para>
/// <para>Memory is taken when it is made, 8·(N² + N·T) bytes with N rounded up to 24; nothing allocates after. One
/// thread.</para></summary>
public sealed class CovarianceMatrix
{
    private readonly PanelProduct _product;

    /// <summary>Takes the memory.</summary>
    /// <param name="series">N, 1 or more.</param>
    /// <param name="maximumObservations">The most observations a series, 2 or more.</param>
    public CovarianceMatrix(int series, int maximumObservations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(series, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumObservations, 2);
        _product = new PanelProduct(series, maximumObservations);
        Series = series;
        MaximumObservations = maximumObservations;
    }

    /// <summary>Gets N.</summary>
    public int Series { get; }

    /// <summary>Gets the most observations a series.</summary>
    public int MaximumObservations { get; }

    /// <summary>Writes the sample covariances, with T - 1 in the denominator, and variances on the diagonal.
    /// <para>A series that never moves has covariance 0. One with a NaN or an infinity in it has NaN in its row and in its
    /// column. What does not fit into a double is an infinity.</para></summary>
    /// <param name="values">N × T values, series by series, T from 2 to <see cref="MaximumObservations"/>.</param>
    /// <param name="matrix">N × N, row by row; both halves are written.</param>
    public void WriteCovariance(ReadOnlySpan<double> values, Span<double> matrix)
    {
        int observations = Multiply(values, matrix, VectorWidths.Widest);
        double divisor = observations - 1;
        for (int row = 0; row < Series; row++)
        {
            for (int column = row; column < Series; column++)
            {
                double covariance = _product.Unscale(_product[row, column] / divisor, row, column);
                matrix[row * Series + column] = covariance;
                matrix[column * Series + row] = covariance;
            }
        }
    }

    /// <summary>Writes the correlations, in [-1, 1], with 1 on the diagonal.
    /// <para>A series that never moves, or that has a NaN or an infinity in it, has NaN in its row and in its column and on
    /// the diagonal. The error of an element is below 2⁻⁵¹·(160 + T/160 + 2√T).</para></summary>
    /// <param name="values">N × T values, series by series, T from 2 to <see cref="MaximumObservations"/>.</param>
    /// <param name="matrix">N × N, row by row; both halves are written.</param>
    public void WriteCorrelation(ReadOnlySpan<double> values, Span<double> matrix) =>
        WriteCorrelation(values, matrix, VectorWidths.Widest);

    internal void WriteCorrelation(ReadOnlySpan<double> values, Span<double> matrix, VectorWidth width)
    {
        Multiply(values, matrix, width);
        Span<double> inverse = _product.Norms;
        for (int row = 0; row < Series; row++)
        {
            double square = _product[row, row];
            inverse[row] = square > 0.0 ? 1.0 / Math.Sqrt(square) : double.NaN;
        }

        for (int row = 0; row < Series; row++)
        {
            matrix[row * Series + row] = double.IsNaN(inverse[row]) ? double.NaN : 1.0;
            for (int column = row + 1; column < Series; column++)
            {
                double correlation = Math.Clamp(_product[row, column] * inverse[row] * inverse[column], -1.0, 1.0);
                matrix[row * Series + column] = correlation;
                matrix[column * Series + row] = correlation;
            }
        }
    }

    private int Multiply(ReadOnlySpan<double> values, Span<double> matrix, VectorWidth width)
    {
        int observations = values.Length / Series;
        if (observations * Series != values.Length || observations < 2 || observations > MaximumObservations)
        {
            throw new ArgumentException(
                $"{values.Length} values for {Series} series: from 2 to {MaximumObservations} for each are needed, as many for one as for the other.",
                nameof(values));
        }

        if (matrix.Length != Series * Series)
        {
            throw new ArgumentException($"{matrix.Length} elements for a matrix of {Series} × {Series}.", nameof(matrix));
        }

        _product.Compute(values, observations, width);
        return observations;
    }
}
