using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>Parameters of the market maker of Cartea, Jaimungal and Penalva, "Algorithmic and High-Frequency Trading"
/// (2015), section 10.2, who maximises E[X + q(S - αq) - φ∫q²dt]: in one price unit, one time unit and one quantity unit
/// of the caller's choice (dollars, seconds and shares in a session).</summary>
public readonly record struct CarteaJaimungalParameters
{
    /// <summary>Begins with the defaults. A value without any parameter set is refused by the models.</summary>
    public CarteaJaimungalParameters()
    {
    }

    /// <summary>Gets λ+, the market orders to buy a time unit, which reach an ask at distance δ with probability
    /// exp(-κδ), above 0.</summary>
    public required double BuyArrivalRate { get; init; }

    /// <summary>Gets λ-, the market orders to sell a time unit, which reach a bid likewise, above 0.</summary>
    public required double SellArrivalRate { get; init; }

    /// <summary>Gets κ, how fast the probability falls, per price unit, above 0; the same on both sides.</summary>
    public required double Decay { get; init; }

    /// <summary>Gets φ, the running penalty, price units per quantity unit and time unit, 0 or more. γσ²/2 makes it
    /// Model B of Guéant (2017).</summary>
    public required double RunningPenalty { get; init; }

    /// <summary>Gets α, the terminal penalty, price units per quantity unit, 0 or more: what is held at the horizon is sold
    /// αq away from the mid price.</summary>
    public double TerminalPenalty { get; init; }

    /// <summary>Gets μ, the drift of the mid price, price units a time unit.</summary>
    public double Drift { get; init; }

    /// <summary>Gets how far the mid price rises with each market order to buy, whether or not it reaches our ask, price
    /// units, 0 or more.</summary>
    public double BuyJump { get; init; }

    /// <summary>Gets how far the mid price falls with each market order to sell, price units, 0 or more.</summary>
    public double SellJump { get; init; }

    /// <summary>Gets the order size Δ, the unit of inventory, in quantity units, above 0.</summary>
    public double OrderSize { get; init; } = 1.0;

    // Of ln w while n orders are held, per time: κφΔ n² - κ(μ + λ+ε+ - λ-ε-) n.
    internal double RiskRate => Decay * RunningPenalty * OrderSize;

    // The mid price jumps with the orders that do not reach us too: that is a drift.
    internal double DriftRate => Decay * (Drift + BuyArrivalRate * BuyJump - SellArrivalRate * SellJump);

    internal double TerminalExponent => Decay * TerminalPenalty * OrderSize;

    // The geometric mean of λ+ exp(-1 - κε+) and λ- exp(-1 - κε-), per time.
    internal double ExecutionRate =>
        Math.Sqrt(BuyArrivalRate * SellArrivalRate) * PortableMath.Exp(-1.0 - 0.5 * Decay * (BuyJump + SellJump));

    // ln r, where r² is the ratio of the two.
    internal double LogTilt =>
        0.5 * (PortableMath.Ln(BuyArrivalRate) - PortableMath.Ln(SellArrivalRate) - Decay * (BuyJump - SellJump));

    internal void Validate()
    {
        ParameterRange.RequireFinitePositive(BuyArrivalRate);
        ParameterRange.RequireFinitePositive(SellArrivalRate);
        ParameterRange.RequireFinitePositive(Decay);
        ParameterRange.RequireFiniteNonNegative(RunningPenalty);
        ParameterRange.RequireFiniteNonNegative(TerminalPenalty);
        ParameterRange.RequireFinite(Drift);
        ParameterRange.RequireFiniteNonNegative(BuyJump);
        ParameterRange.RequireFiniteNonNegative(SellJump);
        ParameterRange.RequireFinitePositive(OrderSize);
        if (!(ExecutionRate > 0.0) || !double.IsFinite(ExecutionRate) || !double.IsFinite(TerminalExponent) || !double.IsFinite(1.0 / Decay))
        {
            throw new ArgumentException("These parameters leave no executions at all, or penalties beyond all numbers: check the units of arrivals, decay, jumps and penalties.");
        }
    }
}
