using System;

namespace Harrier.Models.Quoting;

/// <summary>A short-term drift of the mid price that decays and is kicked by market orders: dα = -ζα dt + η dW + ε+ dM+ -
/// ε- dM-, in the units of <see cref="CarteaJaimungalParameters"/>; and the grid on which it is computed.</summary>
public readonly record struct ShortTermAlphaParameters
{
    /// <summary>Begins with the defaults. A value without any parameter set is refused by the models.</summary>
    public ShortTermAlphaParameters()
    {
    }

    /// <summary>Gets ζ, how fast the drift decays, per time unit, 0 or more.</summary>
    public required double Reversion { get; init; }

    /// <summary>Gets η, the volatility of the drift, price units per time unit and square root of a time unit, 0 or
    /// more.</summary>
    public required double Volatility { get; init; }

    /// <summary>Gets ε+, by how much a market order to buy raises the drift, price units per time unit, 0 or more.</summary>
    public double BuyImpulse { get; init; }

    /// <summary>Gets ε-, by how much a market order to sell lowers it, price units per time unit, 0 or more.</summary>
    public double SellImpulse { get; init; }

    /// <summary>Gets the largest drift of the grid, price units per time unit, above 0; the smallest is minus that. Four
    /// standard deviations, η/√(2ζ) without impulses, leave nothing out that matters.</summary>
    public required double LargestDrift { get; init; }

    /// <summary>Gets the number of drifts on the grid, odd, so that 0 is one of them: 3 to 1,001.</summary>
    public int Buckets { get; init; } = 41;

    internal void Validate()
    {
        ParameterRange.RequireFiniteNonNegative(Reversion);
        ParameterRange.RequireFiniteNonNegative(Volatility);
        ParameterRange.RequireFiniteNonNegative(BuyImpulse);
        ParameterRange.RequireFiniteNonNegative(SellImpulse);
        ParameterRange.RequireFinitePositive(LargestDrift);
        if (Buckets is < 3 or > 1_001 || Buckets % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(Buckets), Buckets, "Buckets must be an odd number from 3 to 1,001.");
        }

        if (Math.Max(BuyImpulse, SellImpulse) > LargestDrift)
        {
            throw new ArgumentOutOfRangeException(
                nameof(LargestDrift), LargestDrift, "LargestDrift must be at least the impulses: one market order would leave the grid.");
        }
    }
}
