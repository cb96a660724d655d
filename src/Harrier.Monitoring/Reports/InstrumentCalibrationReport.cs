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

    /// <summary>Gets sales, which met bids.</summary>
    public required SideCalibration Bid { get; init; }

    /// <summary>Gets purchases, which met asks.</summary>
    public required SideCalibration Ask { get; init; }

    /// <summary>Gets both together; A is a side's.</summary>
    public required SideCalibration Both { get; init; }

    /// <summary>Gets both together as if the touch hid no orders.</summary>
    public required IntensityEstimate Seen { get; init; }

    /// <summary>Gets which of the two the risk aversions and a written configuration take.</summary>
    public required InsideTouch InsideTouch { get; init; }

    /// <summary>Gets the estimate of both sides that is taken.</summary>
    public IntensityEstimate Taken => InsideTouch == InsideTouch.None ? Seen : Both.Estimate;

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
