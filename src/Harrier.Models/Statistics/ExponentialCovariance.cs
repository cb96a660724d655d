using System;
using System.Diagnostics.CodeAnalysis;

namespace Harrier.Models.Statistics;

/// <summary>The exponentially weighted covariance about zero of the changes of N series, S ← λ·S + (1 - λ)·r·rᵀ, by event
/// or by time, divided by the sum of its weights so that it needs no start value. One λ for the whole matrix keeps it
/// positive semidefinite.
/// <para>Time is cut into intervals: <see cref="Advance"/> begins one, <see cref="TryMove"/> adds to the change of a
/// series in it, O(1). What is read is always up to date: an element O(1), a row O(N). An interval costs O(M·N) for the M
/// series that moved in it.</para>
/// <para>Ticks that come one series at a time must share intervals: a change of one alone has no covariance, and with an
/// interval a tick every correlation falls to zero (Epps, 1979).</para>
/// <para>Memory is taken when it is made; nothing allocates after. One thread.</para></summary>
public sealed class ExponentialCovariance
{
    // Products of two changes stay far inside the range of a double.
    private const double LargestChange = 1e100;

    // The common factor of all elements falls by λ an interval; before it leaves the range of a double it is multiplied in.
    private const double SmallestScale = 1e-100;

    // The elements are _scale · _sums + _openWeight · _open · _openᵀ, over _weight.
    private readonly double[] _sums;
    private readonly double[] _open;
    private double _scale = 1.0;
    private double _openWeight;
    private double _weight;
    private bool _hasBegun;

    /// <summary>Takes the memory; the matrix is NaN until the first interval.</summary>
    /// <param name="series">N, 1 or more.</param>
    public ExponentialCovariance(int series)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(series, 1);
        _sums = new double[series * series];
        _open = new double[series];
    }

    /// <summary>Gets N.</summary>
    public int Series => _open.Length;

    /// <summary>Gets the covariance of two series, a variance where they are the same; NaN before the first interval.
    /// Bit for bit symmetric.</summary>
    public double this[int row, int column]
    {
        get
        {
            double product = _open[row] * _open[column] * (_openWeight / _weight);
            return double.MultiplyAddEstimate(_sums[row * _open.Length + column], _scale / _weight, product);
        }
    }

    /// <summary>Starts from a known covariance matrix as if it had been observed for ever.</summary>
    /// <param name="matrix">N × N, row by row, symmetric, finite, and positive semidefinite, which is not
    /// checked.</param>
    public void Start(ReadOnlySpan<double> matrix)
    {
        RequireSize(matrix.Length, nameof(matrix));
        int count = _open.Length;
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double value = matrix[row * count + column];
                if (!double.IsFinite(value) || value != matrix[column * count + row])
                {
                    throw new ArgumentException(
                        $"Row {row}, column {column} is {value} and across the diagonal {matrix[column * count + row]}: equal finite numbers are needed.",
                        nameof(matrix));
                }
            }
        }

        matrix.CopyTo(_sums);
        Array.Clear(_open);
        _scale = 1.0;
        _openWeight = 0.0;
        _weight = 1.0;
        _hasBegun = false;
    }

    /// <summary>Begins an interval, in which no series has moved yet. O(M·N) for the M series that moved in the one
    /// before, O(N²) once in some thousand.</summary>
    /// <param name="decay">λ of the interval, from 0 to 1: by event always the same, by time
    /// <see cref="ExponentialDecay.Over"/> the time since the one before began. At 1 the interval has no weight: what
    /// happens at one time belongs into one interval.</param>
    public void Advance(double decay)
    {
        if (!(decay >= 0.0 && decay <= 1.0))
        {
            ThrowDecay(decay);
        }

        Fold();
        _scale *= decay;
        if (_scale < SmallestScale)
        {
            Rescale();
        }

        _hasBegun = true;
        _openWeight = 1.0 - decay;
        _weight = decay * _weight + _openWeight;
    }

    /// <summary>Adds to the change of a series in the interval that has begun.</summary>
    /// <returns>False, and nothing has changed, where the sum is NaN, infinite or beyond 1e100, or no interval has
    /// begun.</returns>
    public bool TryMove(int series, double change)
    {
        double moved = _open[series] + change;
        if (!_hasBegun || !(Math.Abs(moved) <= LargestChange))
        {
            return false;
        }

        _open[series] = moved;
        return true;
    }

    /// <summary>A whole interval: begins it and sets the change of each series in it.</summary>
    /// <param name="changes">N changes.</param>
    /// <param name="decay">As in <see cref="Advance"/>.</param>
    /// <returns>False, and nothing has changed, where a change is NaN, infinite or beyond 1e100.</returns>
    public bool TryUpdate(ReadOnlySpan<double> changes, double decay)
    {
        if (changes.Length != _open.Length)
        {
            throw new ArgumentException($"{changes.Length} changes for {_open.Length} series.", nameof(changes));
        }

        foreach (double change in changes)
        {
            if (!(Math.Abs(change) <= LargestChange))
            {
                return false;
            }
        }

        Advance(decay);
        changes.CopyTo(_open);
        return true;
    }

    /// <summary>The correlation of two series, in [-1, 1]; NaN where one has no variance.</summary>
    public double Correlation(int row, int column)
    {
        double scale = Math.Sqrt(this[row, row]) * Math.Sqrt(this[column, column]);
        return scale > 0.0 ? Math.Clamp(this[row, column] / scale, -1.0, 1.0) : double.NaN;
    }

    /// <summary>Writes the covariances of one series with all. O(N).</summary>
    /// <param name="series">Which.</param>
    /// <param name="row">N elements.</param>
    public void CopyRow(int series, Span<double> row)
    {
        if (row.Length != _open.Length)
        {
            throw new ArgumentException($"{row.Length} elements for {_open.Length} series.", nameof(row));
        }

        WeightedRow.Write(
            _sums.AsSpan(series * _open.Length, _open.Length),
            _scale / _weight,
            _open[series],
            _open,
            _openWeight / _weight,
            row);
    }

    /// <summary>Writes the matrix. O(N²).</summary>
    /// <param name="matrix">N × N, row by row.</param>
    public void CopyTo(Span<double> matrix)
    {
        RequireSize(matrix.Length, nameof(matrix));
        for (int series = 0; series < _open.Length; series++)
        {
            CopyRow(series, matrix.Slice(series * _open.Length, _open.Length));
        }
    }

    [DoesNotReturn]
    private static void ThrowDecay(double decay) =>
        throw new ArgumentOutOfRangeException(nameof(decay), decay, "decay must be from 0 to 1.");

    // A row whose series has not moved gets nothing but zeros added.
    private void Fold()
    {
        for (int series = 0; series < _open.Length; series++)
        {
            if (_open[series] != 0.0)
            {
                Span<double> row = _sums.AsSpan(series * _open.Length, _open.Length);
                WeightedRow.Write(row, 1.0, _open[series], _open, _openWeight / _scale, row);
            }
        }

        Array.Clear(_open);
    }

    private void Rescale()
    {
        for (int at = 0; at < _sums.Length; at++)
        {
            _sums[at] *= _scale;
        }

        _scale = 1.0;
    }

    private void RequireSize(int length, string name)
    {
        if (length != _sums.Length)
        {
            throw new ArgumentException($"{length} elements for a matrix of {_open.Length} × {_open.Length}.", name);
        }
    }
}
