using System;
using Harrier.Models.Quoting;

namespace Harrier.Models.Risk;

/// <summary>What it adds to a day's risk that a position cannot be sold in a day. A position of h days counts as one that is
/// √h times as large (variance grows with time), and correlations stay what they are: D^½ΣD^½ is a covariance where Σ is.</summary>
public static class LiquidityHorizon
{
    /// <summary>The days that it takes to sell a position.</summary>
    /// <param name="lots">The position; either sign.</param>
    /// <param name="averageDailyLots">What trades in a day, above 0.</param>
    /// <param name="participation">The share of it that we may be, above 0 and up to 1.</param>
    /// <returns>Days, not rounded; 0 for no position.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside of its range.</exception>
    public static double Days(double lots, double averageDailyLots, double participation)
    {
        ParameterRange.RequireFinite(lots);
        ParameterRange.RequireFinitePositive(averageDailyLots);
        if (!(participation > 0.0 && participation <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(participation), participation, "participation must be above 0 and at most 1.");
        }

        return Math.Abs(lots) / (averageDailyLots * participation);
    }

    /// <summary>By how much a position counts more than over one day; never less.</summary>
    /// <param name="days">How long it takes to sell, 0 and up.</param>
    /// <param name="profile">How it is sold.</param>
    /// <returns>Held whole to the end, √h. Sold evenly at the end of each of n = h days, √((1 + n)(1 + 2n)/(6n)): the sum of
    /// what is left, squared (Dowd, <em>Measuring Market Risk</em>, chapter 14); about √(n/3).</returns>
    public static double Factor(double days, LiquidationProfile profile)
    {
        ParameterRange.RequireFiniteNonNegative(days);
        double whole = Math.Max(1.0, days);
        return Math.Sqrt(profile == LiquidationProfile.AtTheEnd ? whole : (1.0 + whole) * (1.0 + (2.0 * whole)) / (6.0 * whole));
    }

    /// <summary>Scales each exposure by its factor: the risk of the result over one day is the risk over the horizons.</summary>
    /// <param name="exposures">Dollars.</param>
    /// <param name="days">Days to sell each.</param>
    /// <param name="profile">How they are sold.</param>
    /// <param name="scaled">Dollars.</param>
    public static void Scale(ReadOnlySpan<double> exposures, ReadOnlySpan<double> days, LiquidationProfile profile, Span<double> scaled)
    {
        for (int asset = 0; asset < exposures.Length; asset++)
        {
            scaled[asset] = exposures[asset] * Factor(days[asset], profile);
        }
    }
}
