namespace Harrier.Simulation.Latency;

/// <summary>How long messages take between a venue and us, in microseconds.</summary>
public sealed record LatencySettings
{
    /// <summary>Gets the time from the venue's event to its feed message at our port; at least 0.</summary>
    public double FeedMicroseconds { get; init; } = 5;

    /// <summary>Gets the time from our port to the venue's matching engine; at least 0.</summary>
    public double OrderMicroseconds { get; init; } = 10;

    /// <summary>Gets the time from the venue's matching engine to its answer at our port; at least 0.</summary>
    public double ResponseMicroseconds { get; init; } = 10;

    /// <summary>Gets the mean of the exponential time added to each message on each way; 0 is none. Messages never
    /// overtake one another.</summary>
    public double JitterMicroseconds { get; init; }
}
