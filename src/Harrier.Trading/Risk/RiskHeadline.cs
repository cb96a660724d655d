using Harrier.Models.Risk;
using Harrier.Primitives;

namespace Harrier.Trading.Risk;

/// <summary>What the risk thread published last.</summary>
/// <param name="Outcome">Whether the figures mean anything.</param>
/// <param name="ValueAtRiskDollars">Over the horizon; NaN without figures.</param>
/// <param name="ExpectedShortfallDollars">Over the horizon; NaN without figures.</param>
/// <param name="VarianceRoom">The variance over one interval that is left until the tighter limit; below 0 beyond it;
/// infinite without a limit.</param>
/// <param name="WorstVariance">The bound on it when the open orders are executed in any combination; NaN where only those
/// of the order's own instrument count.</param>
/// <param name="Action">What the breaches ask for.</param>
/// <param name="Cause">The limit that asks for it.</param>
/// <param name="Time">When it was published.</param>
public readonly record struct RiskHeadline(
    RiskOutcome Outcome,
    double ValueAtRiskDollars,
    double ExpectedShortfallDollars,
    double VarianceRoom,
    double WorstVariance,
    LimitAction Action,
    PortfolioLimit Cause,
    Nanoseconds Time);
