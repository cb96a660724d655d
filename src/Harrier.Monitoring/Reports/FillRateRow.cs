namespace Harrier.Monitoring.Reports;

/// <summary>How often orders were filled that stood in one band of depth from the mid price.</summary>
/// <param name="DepthFromTicks">The nearest depth of the band, in ticks from the mid.</param>
/// <param name="DepthToTicks">The farthest, not included; <see cref="long.MaxValue"/> where the band has no end.</param>
/// <param name="OrderSeconds">The time that our orders stood in the band, added up, in seconds.</param>
/// <param name="Fills">The fills there.</param>
/// <param name="ModelFillsPerSecond">What the model takes for the middle of the band, A exp(-k depth); NaN where it has no say.</param>
public sealed record FillRateRow(
    long DepthFromTicks, long DepthToTicks, double OrderSeconds, long Fills, double ModelFillsPerSecond)
{
    /// <summary>Gets the fills a second of standing there; NaN when no order stood there.</summary>
    public double FillsPerSecond => OrderSeconds > 0 ? Fills / OrderSeconds : double.NaN;
}
