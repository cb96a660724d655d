namespace Harrier.Monitoring.Reports;

/// <summary>Everything that is told about one session after it ended: what the page, the terminal and the JSON file show.
/// Plain data, filled once by the session, read by the three writers.</summary>
public sealed record SessionReport
{
    /// <summary>Gets what ran, on what and with which settings.</summary>
    public required SessionRun Run { get; init; }

    /// <summary>Gets the counts of messages, orders and fills, and what the run cost the process.</summary>
    public required SessionCounts Counts { get; init; }

    /// <summary>Gets the result of all instruments together.</summary>
    public required Profit Profit { get; init; }

    /// <summary>Gets how a parent order was executed; null where the session made markets.</summary>
    public ExecutionReport? Execution { get; init; }

    /// <summary>Gets one line an instrument that was quoted or traded.</summary>
    public required InstrumentRow[] Instruments { get; init; }

    /// <summary>Gets the markouts, one row a horizon, shortest first.</summary>
    public required MarkoutRow[] Markouts { get; init; }

    /// <summary>Gets the fill rates, one row a band of depth, nearest first.</summary>
    public required FillRateRow[] FillRates { get; init; }

    /// <summary>Gets how many orders the pre-trade checks stopped, by reason; reasons that stopped none may be left out.</summary>
    public required NamedCount[] Stops { get; init; }

    /// <summary>Gets every change of the trading state, in order of time.</summary>
    public required StateChange[] StateChanges { get; init; }

    /// <summary>Gets the time each stage took.</summary>
    public required SessionLatencies Latencies { get; init; }

    /// <summary>Gets the result of all instruments together over time.</summary>
    public required ProfitSeries ProfitSeries { get; init; }

    /// <summary>Gets quotes, fills and inventory over time of the instruments that were drawn, the busiest first.</summary>
    public required InstrumentSeries[] InstrumentSeries { get; init; }

    /// <summary>Gets the risk of all positions together; null where no limit on it was set.</summary>
    public PortfolioRiskSummary? Risk { get; init; }
}
