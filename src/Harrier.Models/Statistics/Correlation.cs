using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harrier.Models.Statistics;

/// <summary>The correlation of two series.</summary>
public static class Correlation
{
    /// <summary>Pearson's correlation, in [-1, 1], in one pass. Allocates nothing.
    /// <para>NaN where there is none: fewer than two values, a series that never moves, a NaN or an infinity in
    /// either.</para>
    /// <para>The error is below 2⁻⁴⁶·(8 + m/32 + n/4096) for n pairs, m being n or 4096, whichever is less: 2e-12 for 4,096
    /// pairs, and 1e-15 as a rule. No offset and no scale of the series makes it worse. The same bits at each width of the
    /// vectors on processors with fused multiply-add.</para></summary>
    /// <param name="x">One series.</param>
    /// <param name="y">The other, as long.</param>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Pearson(x, y, VectorWidths.Widest);

    internal static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y, VectorWidth width)
    {
        if (x.Length != y.Length)
        {
            ThrowLengths(x.Length, y.Length);
        }

        return width switch
        {
            VectorWidth.Bits512 => Pearson<Width512, Vector512<double>>(x, y),
            VectorWidth.Bits256 => Pearson<Width256, Vector256<double>>(x, y),
            VectorWidth.Bits128 => Pearson<Width128, Vector128<double>>(x, y),
            _ => Pearson<ScalarWidth, double>(x, y),
        };
    }

    // The sums are taken of the distances from the value in the middle. It is one of the data, so that a series that never
    // moves gives zeros; and of those it is near the mean of a trend and of a walk, as the first value is not.
    private static double Pearson<TWidth, TVector>(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        if (x.Length < 2)
        {
            return double.NaN;
        }

        PairSums sums = default;
        sums.Add<TWidth, TVector>(x, y, x[x.Length / 2], y[x.Length / 2]);
        double correlation = sums.Correlation(x.Length);
        return double.IsNaN(correlation) ? PearsonInThreePasses<TWidth, TVector>(x, y) : correlation;
    }

    // Where squares overflow or vanish, or the middle is an outlier: scaled by powers of two, around the means.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double PearsonInThreePasses<TWidth, TVector>(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        double scaleX = PowerThatBringsNearOne(x);
        double scaleY = PowerThatBringsNearOne(y);
        double originX = x[x.Length / 2] * scaleX;
        double originY = y[x.Length / 2] * scaleY;
        PairSums sums = ScaledSums<TWidth, TVector>(x, y, scaleX, scaleY, originX, originY);
        sums = ScaledSums<TWidth, TVector>(x, y, scaleX, scaleY, originX - sums.X / x.Length, originY - sums.Y / x.Length);
        return sums.Correlation(x.Length);
    }

    private static PairSums ScaledSums<TWidth, TVector>(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, double scaleX, double scaleY, double originX, double originY)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        const int Block = 8 * PairSums.Lanes;
        PairSums sums = default;
        Span<double> scaledX = stackalloc double[Block];
        Span<double> scaledY = stackalloc double[Block];
        for (int from = 0; from < x.Length; from += Block)
        {
            int count = Math.Min(Block, x.Length - from);
            for (int at = 0; at < count; at++)
            {
                scaledX[at] = x[from + at] * scaleX;
                scaledY[at] = y[from + at] * scaleY;
            }

            sums.Add<TWidth, TVector>(scaledX[..count], scaledY[..count], originX, originY);
        }

        return sums;
    }

    // NaN where a value is not finite.
    private static double PowerThatBringsNearOne(ReadOnlySpan<double> values)
    {
        const int Safe = 1022;
        double largest = 0.0;
        foreach (double value in values)
        {
            // NaN wins.
            largest = Math.Max(largest, Math.Abs(value));
        }

        return double.IsFinite(largest) ? Math.ScaleB(1.0, -Math.Clamp(Math.ILogB(largest), -Safe, Safe)) : double.NaN;
    }

    [DoesNotReturn]
    private static void ThrowLengths(int x, int y) =>
        throw new ArgumentException($"{x} values in one series and {y} in the other: as many are needed in both.");
}
