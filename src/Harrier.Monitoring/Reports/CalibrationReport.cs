namespace Harrier.Monitoring.Reports;

/// <summary>Everything that is told about a calibration.</summary>
public sealed record CalibrationReport
{
    /// <summary>Gets the files; empty for the built-in venue.</summary>
    public required string[] DataFiles { get; init; }

    /// <summary>Gets the quote model that the risk aversions are for.</summary>
    public required string Model { get; init; }

    /// <summary>Gets Q, the inventory limit in orders.</summary>
    public required int MaximumInventoryOrders { get; init; }

    /// <summary>Gets the lots of an order.</summary>
    public required int OrderSizeLots { get; init; }

    /// <summary>Gets the instruments, the one with the most orders first.</summary>
    public required InstrumentCalibrationReport[] Instruments { get; init; }

    /// <summary>Gets the messages whose time was false, far later than the one after them.</summary>
    public required long FalseTimes { get; init; }

    /// <summary>Gets what stopped the reading, as a sentence; null when all was read.</summary>
    public required string? Fault { get; init; }
}
