using System;

namespace Harrier.Monitoring.Reports;

/// <summary>The times that one stage took, in nanoseconds.</summary>
/// <param name="Samples">How many times were measured.</param>
/// <param name="P50">The median.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="P999">The 99.9th percentile.</param>
/// <param name="Max">The largest.</param>
/// <param name="Buckets">The histogram: only buckets that hold something, shortest times first.</param>
public sealed record LatencyStage(
    long Samples, double P50, double P99, double P999, double Max, LatencyBucket[] Buckets)
{
    /// <summary>A stage that was not measured.</summary>
    public static LatencyStage None => new(0, 0, 0, 0, 0, Array.Empty<LatencyBucket>());
}
