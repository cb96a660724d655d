using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>One instrument over time. The sampled arrays have one length; times ascend.</summary>
public sealed record InstrumentSeries
{
    /// <summary>Gets the symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Gets the times of day of the samples.</summary>
    public required Nanoseconds[] Times { get; init; }

    /// <summary>Gets twice the mid price in ticks; <see cref="long.MinValue"/> when a side was empty.</summary>
    public required long[] MidTicksTwice { get; init; }

    /// <summary>Gets our bid; <see cref="Price.None"/> when we had none.</summary>
    public required Price[] Bids { get; init; }

    /// <summary>Gets our ask; <see cref="Price.None"/> when we had none.</summary>
    public required Price[] Asks { get; init; }

    /// <summary>Gets the inventory in lots, signed.</summary>
    public required long[] InventoryLots { get; init; }

    /// <summary>Gets the fills in order of time; the first ones only, where there were more than fit.</summary>
    public required FillPoint[] Fills { get; init; }

    /// <summary>Gets the model's parameters at the same times; null where they are configured.</summary>
    public ParameterSeries? Parameters { get; init; }
}
