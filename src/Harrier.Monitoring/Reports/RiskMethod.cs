namespace Harrier.Monitoring.Reports;

/// <summary>A method to measure risk, at one confidence, against what the days brought.</summary>
public sealed record RiskMethod
{
    /// <summary>Gets the name: "normal", "studentT", "historical" or "cornishFisher".</summary>
    public required string Name { get; init; }

    /// <summary>Gets the confidence.</summary>
    public required double Confidence { get; init; }

    /// <summary>Gets value at risk before each day; NaN where it is not known.</summary>
    public required double[] ValueAtRisk { get; init; }

    /// <summary>Gets value at risk before the last day.</summary>
    public required double LastValueAtRisk { get; init; }

    /// <summary>Gets expected shortfall before the last day.</summary>
    public required double LastExpectedShortfall { get; init; }

    /// <summary>Gets the days on which it was known.</summary>
    public required int Days { get; init; }

    /// <summary>Gets the days that lost more.</summary>
    public required int Exceedances { get; init; }

    /// <summary>Gets the days on which the historical figure stood in for one outside of its domain.</summary>
    public required int HistoricalInstead { get; init; }

    /// <summary>Gets Kupiec's test of their number.</summary>
    public required RiskTest Kupiec { get; init; }

    /// <summary>Gets Christoffersen's test of their independence.</summary>
    public required RiskTest Independence { get; init; }

    /// <summary>Gets the test of both.</summary>
    public required RiskTest Coverage { get; init; }
}
