using System;
using System.Globalization;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The order flow of the built-in venue, each instrument alike. The fair price of an instrument moves as a
/// Brownian motion that nobody sees; everybody but us places orders around it.</summary>
public sealed record OrderFlowSettings
{
    /// <summary>Gets the fair price at the start; above 0.</summary>
    public double StartPriceDollars { get; init; } = 100;

    /// <summary>Gets the volatility of the fair price, in dollars per square root of a second; at least 0.</summary>
    public double VolatilityDollarsPerSqrtSecond { get; init; } = 0.012;

    /// <summary>Gets the correlation of the moves of any two instruments' fair prices, from one factor common to all; 0
    /// to 1.</summary>
    public double CommonFactorCorrelation { get; init; }

    /// <summary>Gets A: aggressive orders a second and side; at least 0.</summary>
    public double AggressiveOrdersPerSecond { get; init; } = 0.5;

    /// <summary>Gets k: an aggressive order reaches the depth d from the fair price with probability exp(-k d), per
    /// dollar; above 0.</summary>
    public double DecayPerDollar { get; init; } = 60;

    /// <summary>Gets the mean number of aggressive orders that one sets off directly; from 0 to below 1. The rate A is
    /// kept: the more are set off, the fewer come by themselves. The arrivals are a Hawkes process of two kinds, whose
    /// branching ratios this makes together with <see cref="ClusteringOtherSidePart"/>.</summary>
    public double ClusteringBranchingRatio { get; init; } = 0.3;

    /// <summary>Gets the part of those that are of the other side; from 0, runs of one side, to 1. At 1/2 activity comes
    /// in clusters without a direction.</summary>
    public double ClusteringOtherSidePart { get; init; }

    /// <summary>Gets how fast that excitation fades, per second; above 0.</summary>
    public double ClusteringDecayPerSecond { get; init; } = 5;

    /// <summary>Gets the most lots of an aggressive order. Below it, an order is as large as all that is displayed
    /// within its reach, so that a quote within reach fills whatever stands before it; that is what the models assume.
    /// A small number makes the place in the queue count.</summary>
    public int AggressiveOrderLotsMax { get; init; } = 999_999;

    /// <summary>Gets the limit orders of the crowd a second, both sides together; at least 0.</summary>
    public double LimitOrdersPerSecond { get; init; } = 40;

    /// <summary>Gets the mean time until the crowd cancels or replaces an order; above 0.</summary>
    public double LimitOrderLifetimeSeconds { get; init; } = 3;

    /// <summary>Gets the mean distance of the crowd's orders behind the half spread; above 0.</summary>
    public double LimitOrderMeanDepthDollars { get; init; } = 0.10;

    /// <summary>Gets the distance from the fair price at which the first of the others quotes; above 0.</summary>
    public double HalfSpreadDollars { get; init; } = 0.01;

    /// <summary>Gets the number of other market makers, each with one quote a side, one behind the other; 0 to 16.</summary>
    public int OtherMarketMakers { get; init; } = 2;

    /// <summary>Gets the time between two moves of the fair price; above 0.</summary>
    public double PriceStepMilliseconds { get; init; } = 50;

    /// <summary>Gets the time after a move of the fair price until orders on the wrong side of it are picked off: who
    /// cancels sooner, is spared. At least 0.</summary>
    public double PickOffMicroseconds { get; init; } = 100;

    /// <summary>Gets the part of the crowd's stale orders that are not cancelled in time; 0 to 1.</summary>
    public double StaleOrdersPickedOff { get; init; } = 0.2;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, which the message names.</exception>
    public void Validate()
    {
        Require(nameof(StartPriceDollars), StartPriceDollars, 0.01, 199_999);
        Require(nameof(VolatilityDollarsPerSqrtSecond), VolatilityDollarsPerSqrtSecond, 0, 1e3);
        Require(nameof(CommonFactorCorrelation), CommonFactorCorrelation, 0, 1);
        Require(nameof(AggressiveOrdersPerSecond), AggressiveOrdersPerSecond, 0, 1e5);
        Require(nameof(DecayPerDollar), DecayPerDollar, 1e-3, 1e6);
        Require(nameof(ClusteringBranchingRatio), ClusteringBranchingRatio, 0, 0.99);
        Require(nameof(ClusteringOtherSidePart), ClusteringOtherSidePart, 0, 1);
        Require(nameof(ClusteringDecayPerSecond), ClusteringDecayPerSecond, 1e-6, 1e6);
        Require(nameof(AggressiveOrderLotsMax), AggressiveOrderLotsMax, 1, Venue.MatchingEngine.LotsMax);
        Require(nameof(LimitOrdersPerSecond), LimitOrdersPerSecond, 0, 1e6);
        Require(nameof(LimitOrderLifetimeSeconds), LimitOrderLifetimeSeconds, 1e-3, 1e5);
        Require(nameof(LimitOrderMeanDepthDollars), LimitOrderMeanDepthDollars, 1e-4, 1e4);
        Require(nameof(HalfSpreadDollars), HalfSpreadDollars, 1e-4, 1e4);
        Require(nameof(OtherMarketMakers), OtherMarketMakers, 0, 16);
        Require(nameof(PriceStepMilliseconds), PriceStepMilliseconds, 1e-3, 1e6);
        Require(nameof(PickOffMicroseconds), PickOffMicroseconds, 0, 1e9);
        Require(nameof(StaleOrdersPickedOff), StaleOrdersPickedOff, 0, 1);
    }

    private static void Require(string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be from {low} to {high}."));
        }
    }
}
