namespace Harrier.Monitoring.Reports;

/// <summary>The risk of all positions together over a session.</summary>
public sealed record PortfolioRiskSummary
{
    /// <summary>Gets the confidence of value at risk and expected shortfall.</summary>
    public required double Confidence { get; init; }

    /// <summary>Gets the horizon of both.</summary>
    public required double HorizonSeconds { get; init; }

    /// <summary>Gets the distribution of both: normal or studentT.</summary>
    public required string Tail { get; init; }

    /// <summary>Gets the degrees of freedom of studentT; NaN for normal.</summary>
    public required double DegreesOfFreedom { get; init; }

    /// <summary>Gets value at risk.</summary>
    public required RiskFigure ValueAtRisk { get; init; }

    /// <summary>Gets what bounds it when the open orders are executed in any combination; NaN where orders were not held
    /// against that.</summary>
    public required RiskFigure WorstValueAtRisk { get; init; }

    /// <summary>Gets expected shortfall.</summary>
    public required RiskFigure ExpectedShortfall { get; init; }

    /// <summary>Gets how far the result was below its highest.</summary>
    public required RiskFigure Drawdown { get; init; }

    /// <summary>Gets the value of all positions, no side set against the other; its limit is the one on leverage.</summary>
    public required RiskFigure Gross { get; init; }

    /// <summary>Gets the largest position's share of it at the end.</summary>
    public required double LargestShare { get; init; }

    /// <summary>Gets the instruments that were covered.</summary>
    public required int Instruments { get; init; }

    /// <summary>Gets how long positions would have taken to be worked out.</summary>
    public required LiquiditySummary Liquidity { get; init; }

    /// <summary>Gets the breaches of limits in order of time, as far as they were kept.</summary>
    public required RiskBreach[] Breaches { get; init; }

    /// <summary>Gets how many there were.</summary>
    public required long BreachesInAll { get; init; }
}
