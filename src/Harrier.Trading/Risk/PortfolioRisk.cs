using System;
using Harrier.Models.Risk;
using Harrier.Primitives;

namespace Harrier.Trading.Risk;

/// <summary>The risk of all positions together, at one moment.</summary>
/// <param name="Outcome">Whether there are figures. Without, those of the tail are NaN.</param>
/// <param name="Variance">Of the profit over the horizon, dollars squared.</param>
/// <param name="ValueAtRiskDollars">The loss that the confidence leaves to be exceeded, over the horizon.</param>
/// <param name="ExpectedShortfallDollars">The mean loss beyond it.</param>
/// <param name="Exposure">Size and concentration.</param>
public readonly record struct PortfolioRisk(
    RiskOutcome Outcome,
    double Variance,
    double ValueAtRiskDollars,
    double ExpectedShortfallDollars,
    ExposureFigures Exposure)
{
    /// <summary>The largest amount that is written as money, a hundred million dollars below the range of it.</summary>
    private const double DollarsMax = 9e10;

    /// <summary>Gets value at risk as money, rounded up to the part; the largest amount where there is no figure.</summary>
    public Money ValueAtRisk => ToMoney(ValueAtRiskDollars);

    /// <summary>Gets expected shortfall as money, rounded up to the part; the largest amount where there is no figure.</summary>
    public Money ExpectedShortfall => ToMoney(ExpectedShortfallDollars);

    /// <summary>Dollars as money, rounded up, so that rounding hides no breach. What is no number is the worst.</summary>
    /// <param name="dollars">Any number.</param>
    internal static Money ToMoney(double dollars)
    {
        double held = dollars < DollarsMax ? Math.Max(dollars, -DollarsMax) : DollarsMax;
        return new Money((long)Math.Ceiling(held * Money.PartsPerUnit));
    }
}
