using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Mean and variance of the number of events of a Hawkes process of one kind and one decay.</summary>
/// <remarks>With L = μ/(1 - a) and θ = b(1 - a): Hawkes (1971), whose covariance density C exp(-θ t) with
/// C = L a b (2 - a)/(2(1 - a)) is integrated here.</remarks>
public static class HawkesMoments
{
    /// <summary>The mean number of events of a process that starts with no past.</summary>
    /// <param name="process">One kind, one decay, branching ratio below 1.</param>
    /// <param name="horizon">The length of time, 0 or above.</param>
    /// <returns>L T - μ a (1 - exp(-θ T))/((1 - a)² b), which is μ T + μ a b T² g(θ T).</returns>
    public static double MeanCountFromEmpty(HawkesProcess process, double horizon)
    {
        (double baseline, double branching, double decay) = Univariate(process, horizon);
        double squares = horizon * horizon * Bend(decay * (1.0 - branching) * horizon);
        return baseline * (horizon + branching * decay * squares);
    }

    /// <summary>The variance of the number of events in a stretch of the stationary process.</summary>
    /// <param name="process">One kind, one decay, branching ratio below 1.</param>
    /// <param name="horizon">The length of time, 0 or above.</param>
    /// <returns>L T + 2C (T/θ - (1 - exp(-θ T))/θ²), which is L T + 2C T² g(θ T).</returns>
    public static double StationaryVariance(HawkesProcess process, double horizon)
    {
        (double baseline, double branching, double decay) = Univariate(process, horizon);
        double rate = baseline / (1.0 - branching);
        double theta = decay * (1.0 - branching);
        double covariance = rate * branching * decay * (2.0 - branching) / (2.0 * (1.0 - branching));
        return rate * horizon + 2.0 * covariance * horizon * horizon * Bend(theta * horizon);
    }

    /// <summary>g(x) = (x - 1 + exp(-x))/x², 1/2 at 0; by its series where the difference would cancel.</summary>
    private static double Bend(double x)
    {
        if (x > 1.0)
        {
            return (x - 1.0 + PortableMath.Exp(-x)) / x / x;
        }

        double sum = 0.5;
        double term = 0.5;
        for (int n = 3; Math.Abs(term) > 1e-17; n++)
        {
            term *= -x / n;
            sum += term;
        }

        return sum;
    }

    private static (double Baseline, double Branching, double Decay) Univariate(HawkesProcess process, double horizon)
    {
        ArgumentNullException.ThrowIfNull(process);
        ParameterRange.RequireFiniteNonNegative(horizon);
        if (process.Kinds != 1 || process.DecayCount != 1)
        {
            throw new ArgumentException($"{process.Kinds} kinds and {process.DecayCount} decays; the formula is for one of each.", nameof(process));
        }

        process.RequireStationary();
        return (process.Baseline(0), process.Branching(0, 0), process.Decay());
    }
}
