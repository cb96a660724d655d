using System;
using Harrier.Models.Quoting;

namespace Harrier.Models.Processes;

/// <summary>Heston's model: dS = (r - q) S dt + √v S dW, where v is a <see cref="CoxIngersollRoss"/> process whose noise has
/// a correlation with that of S. Time in years.</summary>
/// <remarks>Heston, "A closed-form solution for options with stochastic volatility", Review of Financial Studies 6(2)
/// (1993).</remarks>
public sealed record Heston
{
    private readonly double _ownNoise;

    /// <summary>Checks the parameters.</summary>
    /// <param name="variance">The variance a year.</param>
    /// <param name="correlation">ρ, -1 to 1.</param>
    /// <param name="growth">r - q, a year.</param>
    public Heston(CoxIngersollRoss variance, double correlation, double growth)
    {
        ArgumentNullException.ThrowIfNull(variance);
        ParameterRange.RequireFinite(growth);
        if (!(Math.Abs(correlation) <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation is from -1 to 1.");
        }

        (Variance, Correlation, Growth) = (variance, correlation, growth);
        _ownNoise = Math.Sqrt(1.0 - correlation * correlation);
    }

    /// <summary>Gets the variance a year.</summary>
    public CoxIngersollRoss Variance { get; }

    /// <summary>Gets ρ.</summary>
    public double Correlation { get; }

    /// <summary>Gets r - q, a year.</summary>
    public double Growth { get; }

    /// <summary>One step: Euler's scheme for the logarithm of the price, full truncation for the variance.</summary>
    /// <param name="step">The length of the step in years, above 0.</param>
    /// <param name="varianceNoise">The increment of the Brownian motion of the variance over it.</param>
    /// <param name="ownNoise">That of an independent one.</param>
    /// <param name="logPrice">ln S before and after.</param>
    /// <param name="variance">The variance before and after; it may be below 0.</param>
    public void FullTruncation(double step, double varianceNoise, double ownNoise, ref double logPrice, ref double variance)
    {
        double positive = Math.Max(variance, 0.0);
        double noise = Correlation * varianceNoise + _ownNoise * ownNoise;
        logPrice += (Growth - 0.5 * positive) * step + Math.Sqrt(positive) * noise;
        variance = Variance.FullTruncation(variance, step, varianceNoise);
    }
}
