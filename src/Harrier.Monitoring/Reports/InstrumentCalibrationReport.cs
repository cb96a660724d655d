using Harrier.Models.Calibration;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>What was estimated of one instrument. Depth is dollars from the mid price before the order.</summary>
public sealed record InstrumentCalibrationReport
{
    /// <summary>Gets the symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Gets the first time of day that was looked at.</summary>
    public required Nanoseconds Begin { get; init; }

    /// <summary>Gets the last one.</summary>
    public required Nanoseconds End { get; init; }

    /// <summary>Gets the aggressive orders, those of one side and instant as one.</summary>
    public required long Orders { get; init; }

    /// <summary>Gets the trades that met no displayed order and were left out.</summary>
    public required long HiddenTrades { get; init; }

    /// <summary>Gets the executions that were left out because their price cannot be right.</summary>
    public required long MistakenTrades { get; init; }

    /// <summary>Gets how far from the mid, as a part of it, those are.</summary>
    public required double DepthShareMax { get; init; }

    /// <summary>Gets sales, which met bids.</summary>
    public required SideCalibration Bid { get; init; }

    /// <summary>Gets purchases, which met asks.</summary>
    public required SideCalibration Ask { get; init; }

    /// <summary>Gets both together; A is a side's.</summary>
    public required SideCalibration Both { get; init; }

    /// <summary>Gets both together as if the touch hid no orders.</summary>
    public required IntensityEstimate Seen { get; init; }

    /// <summary>Gets the price from which orders are counted in what the risk aversions and a written configuration
    /// take.</summary>
    public required CountedFrom CountedFrom { get; init; }

    /// <summary>Gets what is taken there for the orders that the touch hides.</summary>
    public required InsideTouch InsideTouch { get; init; }

    /// <summary>Gets the estimate of both sides that is taken.</summary>
    public IntensityEstimate Taken => TakenOf(Both, Seen, CountedFrom, InsideTouch);

    /// <summary>Gets what counting from the touch gives more, both sides; null where the feed has the best prices
    /// alone.</summary>
    public IntensityDifference? Difference =>
        Both.SecondLevel is IntensityEstimate second ? IntensityDifference.Of(Both.Estimate, second) : null;

    /// <summary>Which estimate is taken.</summary>
    /// <param name="both">Both sides.</param>
    /// <param name="seen">The same as if the touch hid no orders.</param>
    /// <param name="from">The price that orders are counted from; the touch where the feed has the best prices alone.</param>
    /// <param name="inside">What is taken for the orders that the touch hides.</param>
    /// <returns>The estimate.</returns>
    public static IntensityEstimate TakenOf(SideCalibration both, in IntensityEstimate seen, CountedFrom from, InsideTouch inside) =>
        inside == InsideTouch.None ? seen
        : from == CountedFrom.SecondLevel && both.SecondLevel is IntensityEstimate second ? second
        : both.Estimate;

    /// <summary>Gets the spread.</summary>
    public required SpreadStatistics Spread { get; init; }

    /// <summary>Gets the volatility by each estimator.</summary>
    public required VolatilityRow[] Volatilities { get; init; }

    /// <summary>Gets the volatility by the time between looks.</summary>
    public required SignaturePoint[] Signature { get; init; }

    /// <summary>Gets the two-scale estimate, which the models take; NaN or 0 where there is none.</summary>
    public required double TwoScaleDollarsPerSqrtSecond { get; init; }

    /// <summary>Gets its standard error for a Brownian motion.</summary>
    public required double TwoScaleError { get; init; }

    /// <summary>Gets the standard deviation of the noise on one mid, in dollars.</summary>
    public required double NoiseDollars { get; init; }

    /// <summary>Gets risk aversions to choose from; empty where there is no estimate.</summary>
    public required RiskAversionRow[] RiskAversions { get; init; }
}
