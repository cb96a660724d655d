using System;

namespace Harrier.Models.Execution;

/// <summary>Divides a whole number of lots among slices without a remainder: each slice gets the difference of two rounded
/// cumulative sums, so that the sum is exact and no cumulative sum is off by more than half a lot.</summary>
public static class LotSplit
{
    /// <summary>The most lots that are divided, so that all products stay exact.</summary>
    public const long LotsMax = 1_000_000_000;

    /// <summary>Divides evenly: n_j = round(X·j/N) - round(X·(j-1)/N), in integers, halves up.</summary>
    /// <param name="lots">X, 0 to <see cref="LotsMax"/>.</param>
    /// <param name="slices">Becomes n₁ to n_N, at least one; each is 0 or more.</param>
    public static void Even(long lots, Span<long> slices)
    {
        RequireLots(lots);
        ArgumentOutOfRangeException.ThrowIfZero(slices.Length);
        long before = 0;
        for (int j = 1; j <= slices.Length; j++)
        {
            long until = ((2 * lots * j) + slices.Length) / (2L * slices.Length);
            slices[j - 1] = until - before;
            before = until;
        }
    }

    /// <summary>Divides along a curve: n_j = round(X·c_j) - round(X·c_(j-1)), halves away from zero.</summary>
    /// <param name="lots">X, 0 to <see cref="LotsMax"/>.</param>
    /// <param name="cumulative">c₁ to c_N: from 0 to 1, never falling, and 1 at the end.</param>
    /// <param name="slices">Becomes n₁ to n_N; each is 0 or more.</param>
    /// <exception cref="ArgumentException">The curve is none: not a number, falling, or not 1 at its end.</exception>
    public static void ByCurve(long lots, ReadOnlySpan<double> cumulative, Span<long> slices)
    {
        RequireLots(lots);
        if (cumulative.Length != slices.Length || cumulative.IsEmpty || cumulative[^1] != 1.0)
        {
            throw new ArgumentException($"{cumulative.Length} points of a curve for {slices.Length} slices: one each is needed, and the last must be 1.");
        }

        double reached = 0.0;
        long before = 0;
        for (int j = 0; j < slices.Length; j++)
        {
            if (!(cumulative[j] >= reached && cumulative[j] <= 1.0))
            {
                throw new ArgumentException($"Point {j} of the curve is {cumulative[j]}; it must lie between the one before it and 1.");
            }

            reached = cumulative[j];
            long until = (long)Math.Round(lots * reached, MidpointRounding.AwayFromZero);
            slices[j] = until - before;
            before = until;
        }
    }

    private static void RequireLots(long lots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lots);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lots, LotsMax);
    }
}
