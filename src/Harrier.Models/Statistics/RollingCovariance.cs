using System;

namespace Harrier.Models.Statistics;

/// <summary>The sample covariance of the changes of N series over the newest intervals of a window. The sums of products
/// are kept in two doubles each, so that what enters and leaves again leaves nothing behind, and an offset costs no digits.
/// <para>Time is cut into intervals: <see cref="Advance"/> begins one and drops the oldest, O(M·N) for the M series that
/// moved in those; <see cref="TryMove"/> adds to the change of a series in the newest, O(1). What is read is always up to
/// date: an element O(1), the N elements of a series O(N).</para>
/// <para>Rounding gathers as intervals pass: <see cref="VarianceErrorBound"/> says how much it can be, <see cref="Refresh"/>
/// removes it. Changes below 1e-140 lose digits.</para>
/// <para>Memory is taken when it is made, 8·(2·N² + N·window) bytes; nothing allocates after. One thread.</para></summary>
public sealed class RollingCovariance
{
    // Products of two changes stay far inside the range of a double.
    private const double LargestChange = 1e100;

    // The rest of a product that is smaller than this is no double any more.
    private const double SmallestSquare = 1e-280;

    private readonly int _series;
    private readonly int _window;

    // A ring of the changes, interval by interval. The newest one is in no sum yet.
    private readonly double[] _changes;
    private readonly double[] _products;
    private readonly double[] _productRests;
    private readonly double[] _sums;
    private readonly double[] _sumRests;
    private readonly double[] _largestSquares;
    private int _newest = -1;

    /// <summary>Takes the memory; the matrix is NaN until the second interval.</summary>
    /// <param name="series">N, 1 or more.</param>
    /// <param name="window">The intervals that count, 2 or more, the newest among them.</param>
    public RollingCovariance(int series, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(series, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        _series = series;
        _window = window;
        _changes = new double[window * series];
        _products = new double[series * series];
        _productRests = new double[series * series];
        _sums = new double[series];
        _sumRests = new double[series];
        _largestSquares = new double[series];
    }

    /// <summary>Gets N.</summary>
    public int Series => _series;

    /// <summary>Gets how many intervals there are, at most the window.</summary>
    public int Intervals { get; private set; }

    /// <summary>Gets how many intervals have begun since the sums were last computed afresh.</summary>
    public long IntervalsSinceRefresh { get; private set; }

    /// <summary>Gets the covariance of two series, a variance where they are the same; NaN with fewer than two intervals.
    /// A variance within its error bound of zero is 0. Bit for bit symmetric.</summary>
    public double this[int row, int column]
    {
        get
        {
            if (Intervals < 2)
            {
                return double.NaN;
            }

            double covariance = Covariance(row, column);
            return row == column && !(covariance > VarianceErrorBound(row)) ? 0.0 : covariance;
        }
    }

    /// <summary>The correlation of two series, in [-1, 1]; NaN where one has no variance.</summary>
    public double Correlation(int row, int column)
    {
        double scale = Math.Sqrt(this[row, row]) * Math.Sqrt(this[column, column]);
        return scale > 0.0 ? Math.Clamp(this[row, column] / scale, -1.0, 1.0) : double.NaN;
    }

    /// <summary>The most by which rounding can have moved the variance of a series: the intervals since the last refresh,
    /// times 2⁻⁹⁹ of the largest sum of squares that it has had since. That of a covariance is the root of the product of
    /// both.</summary>
    public double VarianceErrorBound(int series)
    {
        double change = _newest < 0 ? 0.0 : _changes[_newest * _series + series];
        double largest = Math.Max(_largestSquares[series], _products[series * _series + series] + change * change);
        return ((IntervalsSinceRefresh + 8) * Math.ScaleB(largest, -99) + SmallestSquare) / Math.Max(1, Intervals - 1);
    }

    /// <summary>Begins an interval, in which no series has moved yet; where the window is full the oldest one is
    /// dropped.</summary>
    public void Advance()
    {
        int next = _newest + 1 == _window ? 0 : _newest + 1;
        if (Intervals > 0)
        {
            AddProducts(_newest, 1.0);
        }

        if (Intervals == _window)
        {
            AddProducts(next, -1.0);
        }
        else
        {
            Intervals++;
        }

        Interval(next).Clear();
        _newest = next;
        IntervalsSinceRefresh++;
    }

    /// <summary>Adds to the change of a series in the newest interval.</summary>
    /// <returns>False, and nothing has changed, where the sum is NaN, infinite or beyond 1e100, or no interval has
    /// begun.</returns>
    public bool TryMove(int series, double change)
    {
        if (_newest < 0)
        {
            return false;
        }

        ref double moved = ref Interval(_newest)[series];
        double sum = moved + change;
        if (!(Math.Abs(sum) <= LargestChange))
        {
            return false;
        }

        moved = sum;
        return true;
    }

    /// <summary>A whole interval: begins it and sets the change of each series in it.</summary>
    /// <param name="changes">N changes.</param>
    /// <returns>False, and nothing has changed, where a change is NaN, infinite or beyond 1e100.</returns>
    public bool TryUpdate(ReadOnlySpan<double> changes)
    {
        if (changes.Length != _series)
        {
            throw new ArgumentException($"{changes.Length} changes for {_series} series.", nameof(changes));
        }

        foreach (double change in changes)
        {
            if (!(Math.Abs(change) <= LargestChange))
            {
                return false;
            }
        }

        Advance();
        changes.CopyTo(Interval(_newest));
        return true;
    }

    /// <summary>Computes the sums afresh from the intervals in the window. O(N²·window): not between two ticks.</summary>
    public void Refresh()
    {
        Array.Clear(_products);
        Array.Clear(_productRests);
        Array.Clear(_sums);
        Array.Clear(_sumRests);
        Array.Clear(_largestSquares);
        for (int age = Intervals - 1; age > 0; age--)
        {
            AddProducts((_newest - age + _window) % _window, 1.0);
        }

        IntervalsSinceRefresh = Intervals;
    }

    /// <summary>Writes the matrix. O(N²).</summary>
    /// <param name="matrix">N × N, row by row.</param>
    public void CopyTo(Span<double> matrix)
    {
        if (matrix.Length != _products.Length)
        {
            throw new ArgumentException($"{matrix.Length} elements for a matrix of {_series} × {_series}.", nameof(matrix));
        }

        for (int row = 0; row < _series; row++)
        {
            for (int column = 0; column < _series; column++)
            {
                matrix[row * _series + column] = this[row, column];
            }
        }
    }

    private Span<double> Interval(int index) => _changes.AsSpan(index * _series, _series);

    // (n·Σxy - Σx·Σy) / (n·(n - 1)), where the difference may be the last of a hundred bits.
    private double Covariance(int row, int column)
    {
        ReadOnlySpan<double> newest = Interval(_newest);
        double count = Intervals;
        TwoFold products = TwoFold.Product(newest[row], newest[column])
            + new TwoFold(_products[row * _series + column], _productRests[row * _series + column]);
        TwoFold sumX = TwoFold.Of(newest[row]) + new TwoFold(_sums[row], _sumRests[row]);
        TwoFold sumY = TwoFold.Of(newest[column]) + new TwoFold(_sums[column], _sumRests[column]);
        TwoFold centred = products * TwoFold.Of(count) + sumX * TwoFold.Of(-1.0) * sumY;
        return centred.Value / (count * (count - 1.0));
    }

    // Rows of series that have not moved would get nothing but zeros added.
    private void AddProducts(int interval, double sign)
    {
        ReadOnlySpan<double> changes = Interval(interval);
        for (int series = 0; series < changes.Length; series++)
        {
            double change = changes[series];
            if (change == 0.0)
            {
                continue;
            }

            Span<double> products = _products.AsSpan(series * _series, _series);
            TwoFoldRow.AddProducts(products, _productRests.AsSpan(series * _series, _series), sign * change, changes);
            _largestSquares[series] = Math.Max(_largestSquares[series], products[series]);
            TwoFold sum = new TwoFold(_sums[series], _sumRests[series]) + TwoFold.Of(sign * change);
            _sums[series] = sum.Value;
            _sumRests[series] = sum.Rest;
        }
    }
}
