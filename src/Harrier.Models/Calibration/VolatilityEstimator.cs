using System;
using Harrier.Primitives;

namespace Harrier.Models.Calibration;

/// <summary>Estimates the volatility of a mid price on two time scales, a mid a second, with exponential forgetting. One
/// thread; nothing is allocated after construction.</summary>
/// <remarks>
/// With v₁ and v_K the mean squared changes over one and over K seconds, v₁ = σ² + 2ν² and v_K = Kσ² + 2ν², where ν is the
/// noise (rounding to the price increment, bid-ask bounce): σ² = (v_K - v₁)/(K - 1), the two-scale estimator for long
/// samples. K = 5: noise of a price increment dies out within a change or two, and a larger K costs precision.
/// </remarks>
public sealed class VolatilityEstimator
{
    /// <summary>K, the seconds of the slow scale.</summary>
    public const int SlowSeconds = 5;

    private readonly double[] _mids = new double[SlowSeconds];
    private readonly double _keep;
    private Scale _fast;
    private Scale _slow;
    private int _at;

    /// <summary>Begins.</summary>
    /// <param name="halfLifeSeconds">The age at which a change weighs half, above 0; infinity for no forgetting.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public VolatilityEstimator(double halfLifeSeconds = double.PositiveInfinity)
    {
        if (!(halfLifeSeconds > 0.0))
        {
            throw new ArgumentOutOfRangeException(nameof(halfLifeSeconds), halfLifeSeconds, "halfLifeSeconds must be above 0; infinity for no forgetting.");
        }

        _keep = PortableMath.Exp(-0.693147180559945309 / halfLifeSeconds);
        Array.Fill(_mids, double.NaN);
    }

    /// <summary>Takes the mid of a second.</summary>
    /// <param name="midDollars">The mid; NaN where there was none: no change from or to it counts.</param>
    public void Add(double midDollars)
    {
        int last = _at == 0 ? SlowSeconds - 1 : _at - 1;
        _fast.Add(midDollars - _mids[last], _keep);
        _slow.Add(midDollars - _mids[_at], _keep);
        _mids[_at] = midDollars;
        _at = (_at + 1) % SlowSeconds;
    }

    /// <summary>Estimates.</summary>
    /// <returns>The volatility.</returns>
    public VolatilityEstimate Estimate()
    {
        if (!(_slow.Weight > 0.0 && _fast.Weight > 0.0))
        {
            return new VolatilityEstimate(double.NaN, double.NaN, double.NaN, double.NaN, 0.0);
        }

        double fast = _fast.Squares / _fast.Weight;
        double slow = _slow.Squares / _slow.Weight;

        // Of two equal sums rounding leaves a difference, which is no variance.
        double variance = slow - fast > 1e-12 * fast ? (slow - fast) / (SlowSeconds - 1) : 0.0;
        double noise = Math.Max(0.0, 0.5 * (fast - variance));
        double seconds = _slow.Weight * _slow.Weight / _slow.SquaredWeight;

        // Of n changes each, in σ⁴/n: the variance of v_K is K(4K² + 2)/3, since changes over K seconds overlap, that of v₁ is
        // 2, and their covariance 2K.
        double spread = (SlowSeconds * ((4.0 * SlowSeconds * SlowSeconds) + 2.0) / 3.0) + 2.0 - (4.0 * SlowSeconds);
        double relative = spread / ((SlowSeconds - 1.0) * (SlowSeconds - 1.0) * seconds);
        double volatility = Math.Sqrt(variance);
        return new VolatilityEstimate(
            volatility, 0.5 * volatility * Math.Sqrt(relative), Math.Sqrt(fast), Math.Sqrt(noise), seconds);
    }

    private struct Scale
    {
        public double Squares;
        public double Weight;
        public double SquaredWeight;

        public void Add(double change, double keep)
        {
            Squares *= keep;
            Weight *= keep;
            SquaredWeight *= keep * keep;
            double square = change * change;
            if (double.IsFinite(square))
            {
                Squares += square;
                Weight += 1.0;
                SquaredWeight += 1.0;
            }
        }
    }
}
