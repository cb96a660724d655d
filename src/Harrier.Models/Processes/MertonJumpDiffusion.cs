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
    // Of the Poisson weights those are left out that add up to less than twice this.
    private const double Negligible = 1e-17;

    // Beyond it the first weight is no double any more.
    private const double ExpectedMax = 700.0;

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

    /// <summary>The price of a European call, by Merton's series over the number of jumps, in his weights: those of a Poisson
    /// process that counts a jump as often as it multiplies the price.</summary>
    /// <param name="spot">The price of the share, above 0.</param>
    /// <param name="strike">The strike, above 0.</param>
    /// <param name="years">The time to expiry, above 0.</param>
    /// <returns>The price.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Jumps times their mean factor times years are above 700, or a price or a
    /// time is outside of its range.</exception>
    public double Call(double spot, double strike, double years)
    {
        ParameterRange.RequireFinitePositive(spot);
        ParameterRange.RequireFinitePositive(strike);
        ParameterRange.RequireFinitePositive(years);
        double expected = Jumps.PerUnitOfTime * (1.0 + Jumps.MeanRelative) * years;
        if (!(expected <= ExpectedMax))
        {
            throw new ArgumentOutOfRangeException(nameof(years), years, $"The expected jumps, times their mean factor, are {expected}; they must be at most {ExpectedMax}.");
        }

        double drift = Diffusion.Drift * years;
        double perJump = Jumps.MeanLog + 0.5 * Jumps.DeviationLog * Jumps.DeviationLog;
        double weight = PortableMath.Exp(-expected);
        double sum = 0.0;

        // From twice the expected jumps on each weight is below half of the one before.
        for (int count = 0; weight > Negligible || count < 2.0 * expected; count++)
        {
            double variance = Volatility * Volatility * years + count * Jumps.DeviationLog * Jumps.DeviationLog;
            double relativeStrike = strike / spot * PortableMath.Exp(-drift - count * perJump);
            sum += weight * CallOnOne(relativeStrike, Math.Sqrt(variance));
            weight *= expected / (count + 1);
        }

        return spot * sum;
    }

    /// <summary>With a strike that is no double any more there is nothing to pay, or nothing to get.</summary>
    private static double CallOnOne(double strike, double deviation) =>
        strike == 0.0 ? 1.0 : double.IsPositiveInfinity(strike) ? 0.0 : BlackFormula.Call(1.0, strike, deviation);
}
