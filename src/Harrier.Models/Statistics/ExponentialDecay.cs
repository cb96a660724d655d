using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Statistics;

/// <summary>How fast the past is forgotten: weight λ an observation, or exp(-elapsed/τ) by time. One number, as λ, as the
/// time constant τ = -1/ln λ or as the half-life τ·ln 2, in observations or in whatever unit elapsed time is given
/// in.</summary>
public readonly struct ExponentialDecay
{
    private ExponentialDecay(double lambda, double timeConstant)
    {
        Lambda = lambda;
        TimeConstant = timeConstant;
    }

    /// <summary>Gets λ, the weight that is left after one observation or one unit of time, from 0 to 1.</summary>
    public double Lambda { get; }

    /// <summary>Gets τ, after which 1/e of the weight is left.</summary>
    public double TimeConstant { get; }

    /// <summary>Gets the span after which half of the weight is left.</summary>
    public double HalfLife => -PortableMath.Ln(0.5) * TimeConstant;

    /// <summary>Gets 1/(1 - λ), the mean age of an observation by weight, the newest being of age 1.</summary>
    public double MeanAge => 1.0 / (1.0 - Lambda);

    /// <summary>Gets (1 + λ)/(1 - λ), the number of equally weighted observations whose mean is as uncertain.</summary>
    public double EffectiveSampleSize => (1.0 + Lambda) / (1.0 - Lambda);

    /// <summary>From λ: 0.94 for daily and 0.97 for monthly observations in RiskMetrics (1996).</summary>
    /// <param name="lambda">The weight left after one observation, above 0 and below 1.</param>
    public static ExponentialDecay FromLambda(double lambda)
    {
        RequireOpenUnit(lambda, nameof(lambda));
        return new ExponentialDecay(lambda, -1.0 / PortableMath.Ln(lambda));
    }

    /// <summary>From the span after which half of the weight is left.</summary>
    /// <param name="halfLife">In observations or in a unit of time, above 0.</param>
    public static ExponentialDecay FromHalfLife(double halfLife)
    {
        ParameterRange.RequireFinitePositive(halfLife);
        return FromTimeConstant(halfLife / -PortableMath.Ln(0.5));
    }

    /// <summary>From the span after which 1/e of the weight is left.</summary>
    /// <param name="timeConstant">In observations or in a unit of time, above 0.</param>
    public static ExponentialDecay FromTimeConstant(double timeConstant)
    {
        ParameterRange.RequireFinitePositive(timeConstant);
        return new ExponentialDecay(PortableMath.Exp(-1.0 / timeConstant), timeConstant);
    }

    /// <summary>The weight that is left after a span: exp(-elapsed/τ).</summary>
    /// <param name="elapsed">In the unit of <see cref="TimeConstant"/>, 0 or more.</param>
    public double Over(double elapsed)
    {
        ParameterRange.RequireFiniteNonNegative(elapsed);
        return elapsed == 1.0 ? Lambda : PortableMath.Exp(-elapsed / TimeConstant);
    }

    /// <summary>The span in which the newest observations gather a share of the weight: ln(1 - share)/ln λ.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    public double SpanOfWeight(double share)
    {
        RequireOpenUnit(share, nameof(share));
        return -TimeConstant * PortableMath.Ln(1.0 - share);
    }

    private static void RequireOpenUnit(double value, string name)
    {
        if (!(value > 0.0 && value < 1.0))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and below 1.");
        }
    }
}
