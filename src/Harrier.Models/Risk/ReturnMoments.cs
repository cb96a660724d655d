using System;

namespace Harrier.Models.Risk;

/// <summary>The first four moments of a series, divided by n: those of the series itself, not estimates for what it was
/// drawn from.</summary>
/// <param name="Outcome">Computed, or why there are none.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The second central moment.</param>
/// <param name="Skewness">The third, over the variance to the power 3/2.</param>
/// <param name="ExcessKurtosis">The fourth, over the variance squared, less 3: a normal series has 0.</param>
public readonly record struct ReturnMoments(
    RiskOutcome Outcome, double Mean, double Variance, double Skewness, double ExcessKurtosis)
{
    /// <summary>Fewer than this have no kurtosis worth the name: n observations have at most n - 2 of it.</summary>
    public const int ObservationsMin = 8;

    /// <summary>Differences that rounding alone makes: this many units in the last place of the mean.</summary>
    private const double RoundingUnits = 16.0;

    /// <summary>Computes them in two passes. Allocates nothing.</summary>
    /// <param name="series">At least <see cref="ObservationsMin"/> finite numbers.</param>
    public static ReturnMoments Of(ReadOnlySpan<double> series)
    {
        if (series.Length < ObservationsMin)
        {
            return Without(RiskOutcome.TooFewObservations);
        }

        double sum = 0.0;
        foreach (double value in series)
        {
            sum += value;
        }

        double mean = sum / series.Length;
        (double second, double third, double fourth) = (0.0, 0.0, 0.0);
        foreach (double value in series)
        {
            double away = value - mean;
            double square = away * away;
            second += square;
            third += square * away;
            fourth += square * square;
        }

        double variance = second / series.Length;
        if (!double.IsFinite(mean) || !double.IsFinite(fourth))
        {
            return Without(RiskOutcome.NotFinite);
        }

        double rounding = RoundingUnits * (Math.BitIncrement(Math.Abs(mean)) - Math.Abs(mean));
        double squared = variance * variance;
        if (variance <= rounding * rounding || !double.IsNormal(squared))
        {
            return Without(RiskOutcome.NoVariance);
        }

        double skewness = third / series.Length / (variance * Math.Sqrt(variance));
        return new ReturnMoments(RiskOutcome.Computed, mean, variance, skewness, (fourth / series.Length / squared) - 3.0);
    }

    private static ReturnMoments Without(RiskOutcome outcome) =>
        new(outcome, double.NaN, double.NaN, double.NaN, double.NaN);
}
