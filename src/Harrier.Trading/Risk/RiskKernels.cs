using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Harrier.Models.Risk;

namespace Harrier.Trading.Risk;

/// <summary>The loops of the risk monitor: products with a covariance, over rows of whole blocks of eight numbers, zeros
/// behind the last asset. No tail to handle, and nothing is allocated.</summary>
/// <remarks>
/// Every width computes as eight lanes that are added in one fixed order, with a multiplication and an addition each and
/// never a fused one: the results are the same bits with 512, 256 and 128 bits and without any, on every system.
/// (Fused would gain nothing where the matrix comes from the second cache, and costs twenty times as much where the
/// instruction is missing, which is what ahead-of-time compilation assumes.)
/// </remarks>
internal static class RiskKernels
{
    /// <summary>Numbers in a block; rows are a whole number of them.</summary>
    internal const int Block = 8;

    /// <summary>The width in bits that this processor computes with; 64 for none.</summary>
    internal static int Width => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    /// <summary>The length of a row that holds this many numbers.</summary>
    internal static int RowLength(int count) => (count + Block - 1) / Block * Block;

    /// <summary>target += factor · row.</summary>
    internal static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> row, int width)
    {
        Debug.Assert(target.Length == row.Length && row.Length % Block == 0, "rows are whole blocks of one length");
        switch (width)
        {
            case 512:
                AddScaled(MemoryMarshal.Cast<double, Vector512<double>>(target), factor, MemoryMarshal.Cast<double, Vector512<double>>(row));
                break;
            case 256:
                AddScaled(MemoryMarshal.Cast<double, Vector256<double>>(target), factor, MemoryMarshal.Cast<double, Vector256<double>>(row));
                break;
            case 128:
                AddScaled(MemoryMarshal.Cast<double, Vector128<double>>(target), factor, MemoryMarshal.Cast<double, Vector128<double>>(row));
                break;
            default:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] += factor * row[i];
                }

                break;
        }
    }

    /// <summary>result = matrix · vector, for as many rows as the result has numbers.</summary>
    /// <param name="matrix">Row-major; rows as long as the vector.</param>
    /// <param name="vector">Whole blocks.</param>
    /// <param name="result">One number a row.</param>
    /// <param name="width">512, 256, 128 or 64.</param>
    internal static void Multiply(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, Span<double> result, int width)
    {
        int length = vector.Length;
        int row = 0;
        if (width == 512)
        {
            for (; row + 4 <= result.Length; row += 4)
            {
                FourRows(matrix.Slice(row * length, 4 * length), vector, result.Slice(row, 4));
            }
        }

        for (; row < result.Length; row++)
        {
            result[row] = Dot(matrix.Slice(row * length, length), vector, width);
        }
    }

    /// <summary>left · right, whole blocks.</summary>
    internal static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int width) => width switch
    {
        512 => Dot(MemoryMarshal.Cast<double, Vector512<double>>(left), MemoryMarshal.Cast<double, Vector512<double>>(right)),
        256 => Dot(MemoryMarshal.Cast<double, Vector256<double>>(left), MemoryMarshal.Cast<double, Vector256<double>>(right)),
        128 => Dot(MemoryMarshal.Cast<double, Vector128<double>>(left), MemoryMarshal.Cast<double, Vector128<double>>(right)),
        _ => DotByLanes(left, right),
    };

    /// <summary>Size and concentration of exposures, whole blocks. The runtime makes narrower vectors of it where it has to.</summary>
    internal static ExposureFigures Measure(ReadOnlySpan<double> exposures)
    {
        (Vector512<double> gross, Vector512<double> net, Vector512<double> largest, Vector512<double> squares) = (default, default, default, default);
        foreach (Vector512<double> lanes in MemoryMarshal.Cast<double, Vector512<double>>(exposures))
        {
            var sizes = Vector512.Abs(lanes);
            gross += sizes;
            net += lanes;
            largest = Vector512.Max(largest, sizes);
            squares += lanes * lanes;
        }

        double most = 0.0;
        for (int lane = 0; lane < Block; lane++)
        {
            most = Math.Max(most, largest[lane]);
        }

        return ExposureFigures.FromSums(Sum(gross), Sum(net), most, Sum(squares));
    }

    /// <summary>target += factor · |row|, whole blocks.</summary>
    internal static void AddScaledSizes(Span<double> target, double factor, ReadOnlySpan<double> row)
    {
        var factors = Vector512.Create(factor);
        Span<Vector512<double>> sums = MemoryMarshal.Cast<double, Vector512<double>>(target);
        ReadOnlySpan<Vector512<double>> lanes = MemoryMarshal.Cast<double, Vector512<double>>(row)[..sums.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += factors * Vector512.Abs(lanes[i]);
        }
    }

    /// <summary>The bound of <see cref="OpenOrderRisk"/>: c·Σc + r·(2|Σc| + |Σ|r), whole blocks.</summary>
    internal static double Worst(
        ReadOnlySpan<double> centers, ReadOnlySpan<double> radii, ReadOnlySpan<double> marginals, ReadOnlySpan<double> crossings)
    {
        ReadOnlySpan<Vector512<double>> c = MemoryMarshal.Cast<double, Vector512<double>>(centers);
        ReadOnlySpan<Vector512<double>> r = MemoryMarshal.Cast<double, Vector512<double>>(radii)[..c.Length];
        ReadOnlySpan<Vector512<double>> m = MemoryMarshal.Cast<double, Vector512<double>>(marginals)[..c.Length];
        ReadOnlySpan<Vector512<double>> q = MemoryMarshal.Cast<double, Vector512<double>>(crossings)[..c.Length];
        Vector512<double> sum = default;
        for (int i = 0; i < c.Length; i++)
        {
            var size = Vector512.Abs(m[i]);
            sum += (c[i] * m[i]) + (r[i] * (size + size + q[i]));
        }

        return Sum(sum);
    }

    /// <summary>nearest = bound - r(2|Σc| + 2|Σ|r - rΣ_ii) and others = |Σ|r - rΣ_ii, asset by asset, whole blocks.</summary>
    internal static void Without(
        double bound,
        ReadOnlySpan<double> radii,
        ReadOnlySpan<double> marginals,
        ReadOnlySpan<double> crossings,
        ReadOnlySpan<double> variances,
        Span<double> nearest,
        Span<double> others)
    {
        ReadOnlySpan<Vector512<double>> r = MemoryMarshal.Cast<double, Vector512<double>>(radii);
        ReadOnlySpan<Vector512<double>> m = MemoryMarshal.Cast<double, Vector512<double>>(marginals)[..r.Length];
        ReadOnlySpan<Vector512<double>> q = MemoryMarshal.Cast<double, Vector512<double>>(crossings)[..r.Length];
        ReadOnlySpan<Vector512<double>> s = MemoryMarshal.Cast<double, Vector512<double>>(variances)[..r.Length];
        Span<Vector512<double>> near = MemoryMarshal.Cast<double, Vector512<double>>(nearest)[..r.Length];
        Span<Vector512<double>> rest = MemoryMarshal.Cast<double, Vector512<double>>(others)[..r.Length];
        var bounds = Vector512.Create(bound);
        for (int i = 0; i < r.Length; i++)
        {
            var size = Vector512.Abs(m[i]);
            Vector512<double> without = q[i] - (r[i] * s[i]);
            near[i] = bounds - (r[i] * (size + size + q[i] + without));
            rest[i] = without;
        }
    }

    private static void AddScaled(Span<Vector512<double>> target, double factor, ReadOnlySpan<Vector512<double>> row)
    {
        var factors = Vector512.Create(factor);
        row = row[..target.Length];
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factors * row[i];
        }
    }

    private static void AddScaled(Span<Vector256<double>> target, double factor, ReadOnlySpan<Vector256<double>> row)
    {
        var factors = Vector256.Create(factor);
        row = row[..target.Length];
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factors * row[i];
        }
    }

    private static void AddScaled(Span<Vector128<double>> target, double factor, ReadOnlySpan<Vector128<double>> row)
    {
        var factors = Vector128.Create(factor);
        row = row[..target.Length];
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factors * row[i];
        }
    }

    /// <summary>Four sums at once: one alone would wait for its own last addition, four cycles a block.</summary>
    private static void FourRows(ReadOnlySpan<double> rows, ReadOnlySpan<double> vector, Span<double> result)
    {
        ReadOnlySpan<Vector512<double>> right = MemoryMarshal.Cast<double, Vector512<double>>(vector);
        ReadOnlySpan<Vector512<double>> left = MemoryMarshal.Cast<double, Vector512<double>>(rows);
        ReadOnlySpan<Vector512<double>> first = left[..right.Length];
        ReadOnlySpan<Vector512<double>> second = left.Slice(right.Length, right.Length);
        ReadOnlySpan<Vector512<double>> third = left.Slice(2 * right.Length, right.Length);
        ReadOnlySpan<Vector512<double>> fourth = left.Slice(3 * right.Length, right.Length);
        (Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d) = (default, default, default, default);
        for (int i = 0; i < right.Length; i++)
        {
            Vector512<double> lanes = right[i];
            a += first[i] * lanes;
            b += second[i] * lanes;
            c += third[i] * lanes;
            d += fourth[i] * lanes;
        }

        (result[0], result[1], result[2], result[3]) = (Sum(a), Sum(b), Sum(c), Sum(d));
    }

    private static double Dot(ReadOnlySpan<Vector512<double>> left, ReadOnlySpan<Vector512<double>> right)
    {
        Vector512<double> sum = default;
        right = right[..left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return Sum(sum);
    }

    /// <summary>Lanes 0 to 3 and 4 to 7.</summary>
    private static double Dot(ReadOnlySpan<Vector256<double>> left, ReadOnlySpan<Vector256<double>> right)
    {
        (Vector256<double> low, Vector256<double> high) = (default, default);
        right = right[..left.Length];
        for (int i = 0; i + 1 < left.Length; i += 2)
        {
            low += left[i] * right[i];
            high += left[i + 1] * right[i + 1];
        }

        return Sum(Vector512.Create(low, high));
    }

    /// <summary>Lanes 0 and 1, 2 and 3, 4 and 5, 6 and 7.</summary>
    private static double Dot(ReadOnlySpan<Vector128<double>> left, ReadOnlySpan<Vector128<double>> right)
    {
        (Vector128<double> a, Vector128<double> b, Vector128<double> c, Vector128<double> d) = (default, default, default, default);
        right = right[..left.Length];
        for (int i = 0; i + 3 < left.Length; i += 4)
        {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
        }

        return Sum(Vector512.Create(Vector256.Create(a, b), Vector256.Create(c, d)));
    }

    private static double DotByLanes(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Span<double> lanes = stackalloc double[Block];
        lanes.Clear();
        for (int i = 0; i < left.Length; i++)
        {
            lanes[i % Block] += left[i] * right[i];
        }

        return Sum(lanes);
    }

    private static double Sum(Vector512<double> lanes)
    {
        Span<double> numbers = stackalloc double[Block];
        lanes.CopyTo(numbers);
        return Sum(numbers);
    }

    private static double Sum(ReadOnlySpan<double> lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}
