using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>The tables of a parent order, which the page and the terminal both draw.</summary>
internal static class ExecutionTables
{
    internal static ReportTable Shortfall(ExecutionReport execution)
    {
        Shortfall shortfall = execution.Shortfall;
        return new ReportTable(
            "Implementation shortfall",
            !shortfall.AddsUp ? "FAULT: the causes do not add up to the shortfall."
                : execution.DecisionMidTicksTwice == long.MinValue ? "There was no mid price, so that nothing can be said about the cost."
                : "Against having had all at once at the mid of the decision, without fees. A cost is positive. The causes add up, exactly.",
            ["", "dollars", "bp of the order"],
            [
                Cost(execution, "shortfall", shortfall.Total),
                Cost(execution, "of which delay until the first order", shortfall.Delay),
                Cost(execution, "of which the mid moved until the fills", shortfall.PriceMove),
                Cost(execution, "of which distance of the fills from the mid", shortfall.Spread),
                Cost(execution, "of which fees less rebates", shortfall.Fees),
                Cost(execution, "of which what was not executed", shortfall.Opportunity),
            ]);
    }

    internal static ReportTable Benchmarks(ExecutionReport execution) => new(
        "Price against benchmarks",
        "Slippage is positive where ours was worse. VWAP is of the trades in the feed, TWAP of the mid, both from begin to end.",
        ["", "price", "slippage, bp"],
        [
            ["ours, mean of the fills", Dollars(execution.AverageTicks), string.Empty],
            Benchmark(execution, "mid at the first order", execution.ArrivalTicks),
            Benchmark(execution, "VWAP", execution.VolumeWeightedTicks),
            Benchmark(execution, "TWAP", execution.TimeWeightedTicks),
        ]);

    internal static ReportTable Progress(ExecutionReport execution) => new(
        "Parent order",
        string.Empty,
        ["", ""],
        [
            ["order", $"{Verb(execution)} {Figures.Count(execution.Lots)} {execution.Symbol} by {execution.Algorithm}"],
            ["time", $"{Figures.TimeOfDay(execution.Begin)} to {Figures.TimeOfDay(execution.End)} in {Figures.Count(execution.Slices.Length)} slices"],
            ["executed", $"{Figures.Count(execution.DoneLots)} lots, {execution.State}"],
            ["part of the volume", double.IsNaN(execution.Participation) ? "-" : Figures.Share(execution.Participation)],
        ],
        IsText: true);

    /// <summary>The answer in one sentence.</summary>
    internal static string Headline(ExecutionReport execution)
    {
        string done = execution.Side == Side.Buy ? "Bought" : "Sold";
        string cost = execution.DoneLots == 0 || double.IsNaN(execution.ShortfallBasisPoints)
            ? string.Empty
            : $" at {Dollars(execution.AverageTicks)}: shortfall {Figures.Dollars(execution.Shortfall.Total).TrimStart('+')}, {Figures.Digits(execution.ShortfallBasisPoints)} bp";
        return $"{done} {Figures.Count(execution.DoneLots)} of {Figures.Count(execution.Lots)} {execution.Symbol} by {execution.Algorithm}{cost}.";
    }

    private static string Verb(ExecutionReport execution) => execution.Side == Side.Buy ? "buy" : "sell";

    private static string[] Cost(ExecutionReport execution, string name, Money amount) =>
        [name, Figures.Dollars(amount), Figures.Digits(execution.BasisPoints(amount))];

    private static string[] Benchmark(ExecutionReport execution, string name, double ticks) =>
        [name, Dollars(ticks), Figures.Digits(execution.SlippageBasisPoints(ticks))];

    private static string Dollars(double ticks) => double.IsNaN(ticks)
        ? "-"
        : "$" + (ticks / Price.TicksPerUnit).ToString("#,0.0000", System.Globalization.CultureInfo.InvariantCulture);
}
