using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>dv = κ (θ - v) dt + ξ √v dW, which is never below 0, where Euler's scheme may well be.</summary>
public sealed record CoxIngersollRoss
{
    /// <summary>Checks the parameters.</summary>
    /// <param name="start">v at time 0, 0 or above.</param>
    /// <param name="reversion">κ, per unit of time, above 0.</param>
    /// <param name="longRun">θ, 0 or above.</param>
    /// <param name="volatility">ξ, 0 or above.</param>
    public CoxIngersollRoss(double start, double reversion, double longRun, double volatility)
    {
        ParameterRange.RequireFiniteNonNegative(start);
        ParameterRange.RequireFinitePositive(reversion);
        ParameterRange.RequireFiniteNonNegative(longRun);
        ParameterRange.RequireFiniteNonNegative(volatility);
        (Start, Reversion, LongRun, Volatility) = (start, reversion, longRun, volatility);
    }

    /// <summary>Gets v at time 0.</summary>
    public double Start { get; }

    /// <summary>Gets κ, per unit of time.</summary>
    public double Reversion { get; }

    /// <summary>Gets θ.</summary>
    public double LongRun { get; }

    /// <summary>Gets ξ.</summary>
    public double Volatility { get; }

    /// <summary>One step of the full truncation scheme: the value may fall below 0, drift and noise take it as 0 then.</summary>
    /// <param name="value">The value before, of any sign; max(value, 0) is the process.</param>
    /// <param name="step">The length of the step, above 0.</param>
    /// <param name="noise">The increment of the Brownian motion over it.</param>
    /// <returns>The value after.</returns>
    /// <remarks>Lord, Koekkoek and van Dijk, "A comparison of biased simulation schemes for stochastic volatility models",
    /// Quantitative Finance 10(2) (2010): of the repairs of Euler's scheme the one with the smallest bias.</remarks>
    public double FullTruncation(double value, double step, double noise)
    {
        double positive = Math.Max(value, 0.0);
        return value + Reversion * (LongRun - positive) * step + Volatility * Math.Sqrt(positive) * noise;
    }

    /// <summary>The exact mean.</summary>
    /// <param name="time">The time, 0 or above.</param>
    /// <returns>θ + (v₀ - θ) exp(-κt).</returns>
    public double Mean(double time) => LongRun + (Start - LongRun) * PortableMath.Exp(-Reversion * time);

    /// <summary>The exact variance.</summary>
    /// <param name="time">The time, 0 or above.</param>
    /// <returns>v₀ ξ²/κ (e^-κt - e^-2κt) + θ ξ²/(2κ) (1 - e^-κt)².</returns>
    public double Variance(double time)
    {
        double fading = PortableMath.Exp(-Reversion * time);
        double square = Volatility * Volatility / Reversion;
        return Start * square * fading * (1.0 - fading) + 0.5 * LongRun * square * (1.0 - fading) * (1.0 - fading);
    }
}
