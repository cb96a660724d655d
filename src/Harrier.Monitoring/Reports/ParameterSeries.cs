namespace Harrier.Monitoring.Reports;

/// <summary>The parameters of one instrument's model over time, as they were estimated; 0 before the first estimate.</summary>
public sealed record ParameterSeries
{
    /// <summary>Gets γ, per dollar of profit.</summary>
    public required double[] RiskAversionPerDollar { get; init; }

    /// <summary>Gets σ, dollars per square root of a second.</summary>
    public required double[] VolatilityDollarsPerSqrtSecond { get; init; }

    /// <summary>Gets A, a second and side.</summary>
    public required double[] ArrivalsPerSecond { get; init; }

    /// <summary>Gets k, per dollar.</summary>
    public required double[] DecayPerDollar { get; init; }
}
