using System;
using Harrier.Models.Quoting;

namespace Harrier.Models.Processes;

/// <summary>The rough Bergomi model with a flat forward variance: V_t = ξ exp(η Y_t - η² t^(2a+1)/2) with
/// Y_t = √(2a+1) ∫ (t-s)^a dW_s; the price has no drift and the volatility √V, and its noise a correlation with W. Time in
/// years.</summary>
/// <remarks>Bayer, Friz and Gatheral, "Pricing under rough volatility", Quantitative Finance 16(6) (2016).</remarks>
public sealed record RoughBergomi
{
    /// <summary>Checks the parameters.</summary>
    /// <param name="forwardVariance">ξ, the mean variance a year, above 0: 0.235² where volatility is 23.5 %.</param>
    /// <param name="volatilityOfVolatility">η, 0 or above.</param>
    /// <param name="roughness">a, above -1/2 and below 1/2, not 0: the Hurst exponent less 1/2.</param>
    /// <param name="correlation">ρ, -1 to 1.</param>
    public RoughBergomi(double forwardVariance, double volatilityOfVolatility, double roughness, double correlation)
    {
        ParameterRange.RequireFinitePositive(forwardVariance);
        ParameterRange.RequireFiniteNonNegative(volatilityOfVolatility);
        if (!(Math.Abs(roughness) < 0.5) || roughness == 0.0)
        {
            throw new ArgumentOutOfRangeException(nameof(roughness), roughness, "roughness must be above -0.5 and below 0.5, and not 0.");
        }

        if (!(Math.Abs(correlation) <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation is from -1 to 1.");
        }

        (ForwardVariance, VolatilityOfVolatility, Roughness, Correlation) = (forwardVariance, volatilityOfVolatility, roughness, correlation);
    }

    /// <summary>Gets ξ, a year.</summary>
    public double ForwardVariance { get; }

    /// <summary>Gets η.</summary>
    public double VolatilityOfVolatility { get; }

    /// <summary>Gets a, the Hurst exponent less 1/2.</summary>
    public double Roughness { get; }

    /// <summary>Gets ρ.</summary>
    public double Correlation { get; }
}
