namespace Harrier.Models.Papers;

/// <summary>A market in continuous time with one market maker in it: a Brownian mid price, executions of a quote at
/// distance δ as a Poisson process of intensity A·exp(-kδ), a hard inventory limit.</summary>
/// <param name="RiskAversion">γ, per money.</param>
/// <param name="Volatility">σ, price units per square root of a time unit.</param>
/// <param name="ArrivalRate">A, per time unit and side.</param>
/// <param name="Decay">k, per price unit.</param>
/// <param name="Horizon">T, time units.</param>
/// <param name="MaximumInventory">Q, orders.</param>
public readonly record struct ContinuousMarket(
    double RiskAversion,
    double Volatility,
    double ArrivalRate,
    double Decay,
    double Horizon,
    int MaximumInventory)
{
    /// <summary>The market of Avellaneda and Stoikov (2008), section 3.3, with an inventory limit of 12.</summary>
    /// <param name="riskAversion">γ.</param>
    /// <returns>The market.</returns>
    public static ContinuousMarket OfAvellanedaStoikov(double riskAversion) => new(riskAversion, 2.0, 140.0, 1.5, 1.0, 12);
}
