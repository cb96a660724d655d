using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Options on a log-normal price, not discounted, and the deviation that a price stands for.</summary>
/// <remarks>Black, "The pricing of commodity contracts", Journal of Financial Economics 3(1-2) (1976).</remarks>
public static class BlackFormula
{
    private const int IterationsMax = 200;

    /// <summary>The mean of what a call pays.</summary>
    /// <param name="forward">The mean of the price, above 0.</param>
    /// <param name="strike">The strike, above 0.</param>
    /// <param name="deviation">The standard deviation of the logarithm of the price, σ√T, 0 or above.</param>
    /// <returns>The price, not discounted.</returns>
    public static double Call(double forward, double strike, double deviation)
    {
        ParameterRange.RequireFinitePositive(forward);
        ParameterRange.RequireFinitePositive(strike);
        ParameterRange.RequireFiniteNonNegative(deviation);
        if (deviation == 0.0)
        {
            return Math.Max(0.0, forward - strike);
        }

        double upper = PortableMath.Ln(forward / strike) / deviation + 0.5 * deviation;
        double lower = upper - deviation;
        return forward * NormalDistribution.Cumulative(upper) - strike * NormalDistribution.Cumulative(lower);
    }

    /// <summary>The mean of what a put pays.</summary>
    /// <param name="forward">The mean of the price, above 0.</param>
    /// <param name="strike">The strike, above 0.</param>
    /// <param name="deviation">The standard deviation of the logarithm of the price, σ√T, 0 or above.</param>
    /// <returns>The price, not discounted.</returns>
    /// <remarks>A put is a call with the two prices exchanged.</remarks>
    public static double Put(double forward, double strike, double deviation) => Call(strike, forward, deviation);

    /// <summary>How a price changes with the deviation, for a call and for a put.</summary>
    /// <param name="forward">The mean of the price, above 0.</param>
    /// <param name="strike">The strike, above 0.</param>
    /// <param name="deviation">The standard deviation of the logarithm of the price, σ√T, above 0.</param>
    /// <returns>The derivative.</returns>
    public static double Vega(double forward, double strike, double deviation)
    {
        ParameterRange.RequireFinitePositive(deviation);
        return forward * NormalDistribution.Density(PortableMath.Ln(forward / strike) / deviation + 0.5 * deviation);
    }

    /// <summary>The deviation at which a call has a price.</summary>
    /// <param name="price">The price, not discounted.</param>
    /// <param name="forward">The mean of the price, above 0.</param>
    /// <param name="strike">The strike, above 0.</param>
    /// <returns>σ√T; not a number where the price is not above what it is without noise and below the forward.</returns>
    public static double ImpliedDeviation(double price, double forward, double strike)
    {
        if (!(price > Math.Max(0.0, forward - strike) && price < forward))
        {
            return double.NaN;
        }

        // Newton within a bracket that every step makes smaller: the price grows with the deviation.
        double low = 0.0;
        double high = 1.0;
        while (Call(forward, strike, high) < price)
        {
            (low, high) = (high, 2.0 * high);
            if (high > 64.0)
            {
                return double.NaN;
            }
        }

        double deviation = 0.5 * (low + high);
        for (int i = 0; i < IterationsMax && high - low > 1e-15 * high; i++)
        {
            double excess = Call(forward, strike, deviation) - price;
            (low, high) = excess > 0.0 ? (low, deviation) : (deviation, high);
            double next = deviation - excess / Vega(forward, strike, deviation);
            bool isInside = next > low && next < high;
            next = isInside ? next : 0.5 * (low + high);
            if (next == deviation)
            {
                break;
            }

            deviation = next;
        }

        return deviation;
    }
}
