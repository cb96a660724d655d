using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>Parameters of <see cref="AvellanedaStoikovEngine"/>, in one price unit and one time unit of the caller's
/// choice (dollars and seconds in a session).</summary>
public readonly record struct AvellanedaStoikovParameters
{
    /// <summary>Begins with the defaults. A value without any parameter set is refused by the models.</summary>
    public AvellanedaStoikovParameters()
    {
    }

    /// <summary>Gets γ, the aversion to risk, per money (price unit times quantity unit), above 0.</summary>
    public required double RiskAversion { get; init; }

    /// <summary>Gets σ, the volatility of the mid price in price units per square root of a time unit, 0 or more.
    /// Neither a percentage nor annual: σ = price · annual volatility / √(trading seconds in a year), and a year of
    /// shares has 252 · 23,400 of them.</summary>
    public required double Volatility { get; init; }

    /// <summary>Gets k, how fast the arrivals A·exp(-k·distance) fall, per price unit, above 0.</summary>
    public required double Decay { get; init; }

    /// <summary>Gets the order size, the unit of inventory, in quantity units, above 0. The paper's is 1.</summary>
    public double OrderSize { get; init; } = 1.0;

    internal void Validate()
    {
        ParameterRange.RequireFiniteNonNegative(Volatility);
        ParameterRange.RequireFinitePositive(Decay);
        ParameterRange.RequireFinitePositive(OrderSize);
        ParameterRange.RequireFinitePositive(RiskAversion);
        if (!double.IsFinite(TimelessHalfSpread))
        {
            throw new ArgumentOutOfRangeException(nameof(Decay), Decay, "Decay must leave a distance ln(1 + γ/k)/γ that is a number: check its unit.");
        }
    }

    // (1/γ) ln(1 + γ/k), for an inventory counted in order sizes.
    internal double TimelessHalfSpread => PortableMath.LnOnePlus(RiskAversion * OrderSize / Decay) / (RiskAversion * OrderSize);
}
