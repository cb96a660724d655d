using System;

namespace Harrier.Models.Calibration;

/// <summary>A and k of λ(δ) = A·exp(-kδ), the orders a second and side that reach the depth δ from the mid price, with
/// their standard errors. All are NaN where <see cref="Quality"/> says that there is no estimate.</summary>
/// <param name="Quality">What it is worth.</param>
/// <param name="ArrivalsPerSecond">A, a second and side, carried on to the mid price from the price that orders are counted from.</param>
/// <param name="ArrivalsError">The standard error of A: the larger of that of independent orders and that of
/// clusters.</param>
/// <param name="DecayPerDollar">k, per dollar.</param>
/// <param name="DecayError">The standard error of k, likewise.</param>
/// <param name="ArrivalsPoissonError">The standard error of A if every order came by itself.</param>
/// <param name="DecayPoissonError">The standard error of k if the depths of all orders were independent.</param>
/// <param name="Orders">The orders that it rests on; with forgetting, as many as would give the same errors.</param>
/// <param name="Blocks">The blocks of time that the clusters were seen in.</param>
/// <param name="OrdersPerSecond">The orders counted a second and side, at whatever depth that price was.</param>
/// <param name="FromDollars">The mean depth of the price that orders are counted from, as they met it: how far A is carried
/// on.</param>
public readonly record struct IntensityEstimate(
    IntensityQuality Quality,
    double ArrivalsPerSecond,
    double ArrivalsError,
    double DecayPerDollar,
    double DecayError,
    double ArrivalsPoissonError,
    double DecayPoissonError,
    double Orders,
    long Blocks,
    double OrdersPerSecond,
    double FromDollars)
{
    /// <summary>Gets a value indicating whether there are numbers.</summary>
    public bool IsUsable => Quality is IntensityQuality.Good or IntensityQuality.WithoutClusters;

    /// <summary>The intensity at a depth, A·exp(-kδ).</summary>
    /// <param name="depthDollars">δ.</param>
    /// <returns>Orders a second and side.</returns>
    public double At(double depthDollars) => ArrivalsPerSecond * Math.Exp(-DecayPerDollar * depthDollars);

    internal static IntensityEstimate None(IntensityQuality quality, double orders) => new(
        quality, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, orders, 0, double.NaN, double.NaN);
}
