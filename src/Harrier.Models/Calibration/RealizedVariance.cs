using System;
using Harrier.Models.Quoting;

namespace Harrier.Models.Calibration;

/// <summary>The integrated variance of a path from its levels at even times: prices for a variance in dollars², their
/// logarithms for a relative one. NaN where a level is not finite or there are too few of them.</summary>
/// <remarks>Y = X + ε, true level and noise (bid-ask bounce, rounding): the sum of all squared returns is the integrated
/// variance of X plus 2n times that of ε. Zhang, Mykland and Aït-Sahalia, "A tale of two time scales", JASA 100 (2005)
/// 1394-1411. Allocates nothing; in time proportional to the levels.</remarks>
public static class RealizedVariance
{
    /// <summary>The sum of squared returns over every so many levels, from the first one on.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="every">How many levels a return spans, 1 or more.</param>
    /// <returns>The variance over the whole length; NaN for fewer than one return.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The span is below 1.</exception>
    public static double Sparse(ReadOnlySpan<double> levels, int every = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        double sum = 0.0;
        for (int index = every; index < levels.Length; index += every)
        {
            double change = levels[index] - levels[index - every];
            sum += change * change;
        }

        return levels.Length > every ? FiniteOrNone(sum) : double.NaN;
    }

    /// <summary>The mean of <see cref="Sparse"/> over the grids that begin at each of the first levels.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="grids">K, the grids, and the levels that a return spans; 1 or more.</param>
    /// <returns>The variance; NaN for fewer levels than K + 1. It covers (n - K + 1)/n of the length.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The grids are below 1.</exception>
    public static double Subsampled(ReadOnlySpan<double> levels, int grids)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grids, 1);
        double sum = 0.0;
        for (int index = grids; index < levels.Length; index++)
        {
            double change = levels[index] - levels[index - grids];
            sum += change * change;
        }

        return levels.Length > grids ? FiniteOrNone(sum / grids) : double.NaN;
    }

    /// <summary>The two-scale estimate.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="grids">K, 2 or more; see <see cref="BestGrids"/>.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The grids are below 2.</exception>
    public static TwoScaleVariance TwoScale(ReadOnlySpan<double> levels, int grids)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grids, 2);
        double n = levels.Length - 1;
        double slow = Subsampled(levels, grids);
        double all = Sparse(levels);
        double part = (n - grids + 1.0) / grids / n;
        double unadjusted = slow - (part * all);
        double exact = n * grids / ((n - grids + 1.0) * (grids - 1.0));
        return new TwoScaleVariance(unadjusted, unadjusted / (1.0 - part), unadjusted * exact, all / (2.0 * n));
    }

    /// <summary>The number of grids with the least error, c·n^(2/3) with c = (12 (E ε²)²/(T ∫σ⁴))^(1/3), for a constant
    /// volatility.</summary>
    /// <param name="returns">n, above 0.</param>
    /// <param name="integratedVariance">The variance of the whole length, above 0.</param>
    /// <param name="noiseVariance">E ε², 0 or more.</param>
    /// <returns>K, from 2 to n.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static int BestGrids(int returns, double integratedVariance, double noiseVariance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(returns, 1);
        ParameterRange.RequireFinitePositive(integratedVariance);
        ParameterRange.RequireFiniteNonNegative(noiseVariance);
        double ratio = noiseVariance / integratedVariance;
        double grids = Math.Cbrt(12.0 * ratio * ratio * returns * returns);
        return (int)Math.Clamp(Math.Round(grids), 2.0, Math.Max(2.0, returns));
    }

    private static double FiniteOrNone(double sum) => double.IsFinite(sum) ? sum : double.NaN;
}
