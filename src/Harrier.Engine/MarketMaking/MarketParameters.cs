using System;

namespace Harrier.Engine.MarketMaking;

/// <summary>What a model is told about one instrument.</summary>
/// <param name="RiskAversionPerDollar">γ, per dollar of profit.</param>
/// <param name="VolatilityDollarsPerSqrtSecond">σ of the mid, dollars per square root of a second.</param>
/// <param name="ArrivalsPerSecond">A, aggressive orders a second and side that would reach a quote at the mid.</param>
/// <param name="DecayPerDollar">k, how fast they fall with the distance from the mid, per dollar.</param>
internal readonly record struct MarketParameters(
    double RiskAversionPerDollar,
    double VolatilityDollarsPerSqrtSecond,
    double ArrivalsPerSecond,
    double DecayPerDollar)
{
    /// <summary>The risk aversion at which a full inventory moves the quotes by the distance 1/k of a market maker who
    /// does not mind risk: far enough that the side which adds to it is hardly reached.</summary>
    /// <remarks>The closed form's skew an order, σ √(γΔe / (2kA)) for small γ, times Q, set to 1/k and solved for γ.</remarks>
    /// <param name="orderSizeLots">Δ, the order size.</param>
    /// <param name="maximumInventoryOrders">Q, the inventory limit in order sizes.</param>
    /// <returns>The same parameters with that γ.</returns>
    public MarketParameters WithBalancedRiskAversion(int orderSizeLots, int maximumInventoryOrders)
    {
        double full = VolatilityDollarsPerSqrtSecond * maximumInventoryOrders;
        double riskAversion = 2.0 * ArrivalsPerSecond / (DecayPerDollar * Math.E * orderSizeLots * full * full);
        return this with { RiskAversionPerDollar = riskAversion };
    }
}
