using Harrier.Models.Quoting;

namespace Harrier.Models.Execution;

/// <summary>Parameters of <see cref="AlmgrenChriss"/>, in one price unit, one time unit and one quantity unit of the
/// caller's choice (dollars, days and shares in the paper; dollars, seconds and lots in a session).</summary>
public readonly record struct AlmgrenChrissParameters
{
    /// <summary>Gets X, what is to be executed, quantity units, above 0; a purchase and a sale are mirror images.</summary>
    public required double Quantity { get; init; }

    /// <summary>Gets T, the time for it, time units, above 0.</summary>
    public required double Duration { get; init; }

    /// <summary>Gets N, the periods of equal length that T is divided into, 1 to 1,000,000.</summary>
    public required int Periods { get; init; }

    /// <summary>Gets σ, the volatility of the price, price units per square root of a time unit, 0 or more.</summary>
    public required double Volatility { get; init; }

    /// <summary>Gets λ, the aversion to the variance of the cost, per money. 0 asks for the least expected cost; below 0
    /// one that likes risk trades later, down to where no best trajectory exists.</summary>
    public required double RiskAversion { get; init; }

    /// <summary>Gets η, how far the price gives way to our rate of trading, price units per quantity unit a time unit,
    /// above half of γτ.</summary>
    public required double TemporaryImpact { get; init; }

    /// <summary>Gets γ, how far the price moves for good, price units per quantity unit, 0 or more.</summary>
    public double PermanentImpact { get; init; }

    /// <summary>Gets ε, what each unit costs at any rate: half of the spread and the fee, price units, 0 or more.</summary>
    public double FixedCost { get; init; }

    /// <summary>Gets α, the drift of the price in favour of who waits to sell, price units a time unit.</summary>
    public double Drift { get; init; }

    internal void Validate()
    {
        ParameterRange.RequireFinitePositive(Quantity);
        ParameterRange.RequireFinitePositive(Duration);
        ParameterRange.RequireWithin(Periods, 1, 1_000_000);
        ParameterRange.RequireFiniteNonNegative(Volatility);
        ParameterRange.RequireFinite(RiskAversion);
        ParameterRange.RequireFinitePositive(TemporaryImpact);
        ParameterRange.RequireFiniteNonNegative(PermanentImpact);
        ParameterRange.RequireFiniteNonNegative(FixedCost);
        ParameterRange.RequireFinite(Drift);
    }
}
