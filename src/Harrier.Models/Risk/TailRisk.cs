namespace Harrier.Models.Risk;

/// <summary>What the worst days cost. Both figures are losses: positive where money is lost, and below zero where even the
/// tail is a gain. They are not cut off at zero, so that cash added lowers them by itself.</summary>
/// <param name="Outcome">Whether they mean anything.</param>
/// <param name="ValueAtRisk">The loss that is exceeded with the probability that the confidence leaves, in dollars (or in
/// the unit of what went in); NaN where the outcome says so.</param>
/// <param name="ExpectedShortfall">The mean loss in that part of the outcomes; never below value at risk.</param>
public readonly record struct TailRisk(RiskOutcome Outcome, double ValueAtRisk, double ExpectedShortfall)
{
    /// <summary>Gets a value indicating whether there are figures.</summary>
    public bool IsKnown => Outcome is RiskOutcome.Computed or RiskOutcome.HistoricalInstead;

    /// <summary>A result without figures.</summary>
    /// <param name="outcome">Why there are none.</param>
    public static TailRisk Unknown(RiskOutcome outcome) => new(outcome, double.NaN, double.NaN);

    /// <summary>Figures, or that they are not finite.</summary>
    internal static TailRisk Of(double valueAtRisk, double expectedShortfall) =>
        double.IsFinite(valueAtRisk) && double.IsFinite(expectedShortfall)
            ? new TailRisk(RiskOutcome.Computed, valueAtRisk, expectedShortfall)
            : Unknown(RiskOutcome.NotFinite);
}
