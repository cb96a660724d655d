using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Merton's model: a geometric Brownian motion with log-normal jumps, under which the discounted price has no
/// drift. Time in years.</summary>
/// <remarks>Merton, "Option pricing when underlying stock returns are discontinuous", Journal of Financial Economics 3(1-2)
/// (1976).</remarks>
public sealed record MertonJumpDiffusion
{
    // The Poisson weights that are left out add up to less.
    private const double Negligible = 1e-16;

    /// <summary>Checks the parameters.</summary>
    /// <param name="rate">The riskless rate a year.</param>
    /// <param name="volatility">The volatility between the jumps, per square root of a year, 0 or above.</param>
    /// <param name="jumps">The jumps, by the year.</param>
    public MertonJumpDiffusion(double rate, double volatility, LogNormalJumps jumps)
    {
        ParameterRange.RequireFinite(rate);
        ParameterRange.RequireFiniteNonNegative(volatility);
        (Rate, Volatility, Jumps) = (rate, volatility, jumps);
    }

    /// <summary>Gets the riskless rate a year.</summary>
    public double Rate { get; }

    /// <summary>Gets the volatility between the jumps, per square root of a year.</summary>
    public double Volatility { get; }

    /// <summary>Gets the jumps, by the year.</summary>
    public LogNormalJumps Jumps { get; }

    /// <summary>Gets the motion between the jumps, whose drift makes up for their mean.</summary>
    public GeometricBrownianMotion Diffusion => new(Rate - Jumps.PerUnitOfTime * Jumps.MeanRelative, Volatility);

    /// <summary>The price of a European call, by Merton's series over the number of jumps.</summary>
    /// <param name="spot">The price of the share, above 0.</param>
    /// <param name="strike">The strike, above 0.</param>
    /// <param name="years">The time to expiry, above 0.</param>
    /// <returns>The price.</returns>
    public double Call(double spot, double strike, double years)
    {
        ParameterRange.RequireFinitePositive(spot);
        ParameterRange.RequireFinitePositive(strike);
        ParameterRange.RequireFinitePositive(years);
        double expected = Jumps.PerUnitOfTime * years;
        double drift = Diffusion.Drift * years;
        double perJump = Jumps.MeanLog + 0.5 * Jumps.DeviationLog * Jumps.DeviationLog;
        double weight = PortableMath.Exp(-expected);
        double left = 1.0;
        double sum = 0.0;
        for (int count = 0; left > Negligible && count < 10_000; count++)
        {
            double variance = Volatility * Volatility * years + count * Jumps.DeviationLog * Jumps.DeviationLog;
            double forward = spot * PortableMath.Exp(drift + count * perJump);
            sum += weight * BlackFormula.Call(forward, strike, Math.Sqrt(variance));
            left -= weight;
            weight *= expected / (count + 1);
        }

        return PortableMath.Exp(-Rate * years) * sum;
    }
}
