using System;
using Harrier.Primitives;
using MathNet.Numerics;

namespace Harrier.Models.Risk;

/// <summary>Whether losses beyond value at risk came as often, and as independently, as its confidence says. Cold.</summary>
/// <param name="Outcome">Computed, or too few observations.</param>
/// <param name="Statistic">Twice the logarithm of the likelihood ratio.</param>
/// <param name="PValue">How often a right model would look at least as wrong, for long series.</param>
public readonly record struct ExceedanceTest(RiskOutcome Outcome, double Statistic, double PValue)
{
    /// <summary>Kupiec's proportion of failures (Journal of Derivatives 3(2), 1995): is the share of exceedances 1 - a?
    /// χ² with one degree of freedom.</summary>
    /// <param name="exceedances">Days on which the loss was larger.</param>
    /// <param name="observations">All days.</param>
    /// <param name="confidence">a, above 0.5 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Counts or confidence are outside of their range.</exception>
    public static ExceedanceTest ProportionOfFailures(int exceedances, int observations, double confidence)
    {
        Confidence.Require(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(exceedances);
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, exceedances);
        if (observations == 0)
        {
            return Unknown;
        }

        double share = exceedances / (double)observations;
        double statistic = 2.0 * (LogLikelihood(exceedances, observations, share) - LogLikelihood(exceedances, observations, 1.0 - confidence));
        return OneDegree(statistic);
    }

    /// <summary>Christoffersen's independence (International Economic Review 39(4), 1998): does one exceedance make the next
    /// day's more likely? Against a first-order Markov chain; χ² with one degree of freedom.</summary>
    /// <param name="exceeded">Day by day, whether the loss was larger.</param>
    /// <returns>Unknown where there was no exceedance, or nothing else: then there is nothing to tell.</returns>
    public static ExceedanceTest Independence(ReadOnlySpan<bool> exceeded)
    {
        (int calmToCalm, int calmToBad, int badToCalm, int badToBad) = (0, 0, 0, 0);
        for (int day = 1; day < exceeded.Length; day++)
        {
            _ = (exceeded[day - 1], exceeded[day]) switch
            {
                (false, false) => calmToCalm++,
                (false, true) => calmToBad++,
                (true, false) => badToCalm++,
                _ => badToBad++,
            };
        }

        int afterCalm = calmToCalm + calmToBad;
        int afterBad = badToCalm + badToBad;
        int bad = calmToBad + badToBad;
        int all = afterCalm + afterBad;
        if (afterCalm == 0 || afterBad == 0 || bad == 0 || bad == all)
        {
            return Unknown;
        }

        double chain = LogLikelihood(calmToBad, afterCalm, calmToBad / (double)afterCalm) + LogLikelihood(badToBad, afterBad, badToBad / (double)afterBad);
        return OneDegree(2.0 * (chain - LogLikelihood(bad, all, bad / (double)all)));
    }

    /// <summary>Both at once, conditional coverage: the statistics add up; χ² with two degrees of freedom.</summary>
    /// <param name="failures">Kupiec's test.</param>
    /// <param name="independence">Christoffersen's test.</param>
    public static ExceedanceTest ConditionalCoverage(in ExceedanceTest failures, in ExceedanceTest independence)
    {
        if (failures.Outcome != RiskOutcome.Computed || independence.Outcome != RiskOutcome.Computed)
        {
            return Unknown;
        }

        double statistic = failures.Statistic + independence.Statistic;
        return new ExceedanceTest(RiskOutcome.Computed, statistic, PortableMath.Exp(-0.5 * statistic));
    }

    private static ExceedanceTest Unknown => new(RiskOutcome.TooFewObservations, double.NaN, double.NaN);

    private static ExceedanceTest OneDegree(double statistic)
    {
        double positive = Math.Max(0.0, statistic); // rounding may leave a hair below the perfect fit
        return new ExceedanceTest(RiskOutcome.Computed, positive, SpecialFunctions.Erfc(Math.Sqrt(0.5 * positive)));
    }

    /// <summary>x ln p + (n - x) ln(1 - p), with 0 ln 0 = 0.</summary>
    private static double LogLikelihood(int hits, int trials, double probability)
    {
        double hit = hits == 0 ? 0.0 : hits * PortableMath.Ln(probability);
        int misses = trials - hits;
        return hit + (misses == 0 ? 0.0 : misses * PortableMath.LnOnePlus(-probability));
    }
}
