using System;
using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Monitoring.Reports;

/// <summary>The tables of a portfolio over a panel, which the page and the terminal both draw.</summary>
internal static class RiskBacktestTables
{
    private const int MovesMax = 10;

    internal static string Headline(RiskBacktestReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Risk of ${report.ValueDollars:#,0} in {report.Assets} assets over {report.Days:#,0} days");

    internal static string Method(RiskBacktestReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Each day is measured by the days before it. Normal and t: {(report.Lambda > 0 ? $"exponential covariance, λ = {report.Lambda}" : $"covariance of the {report.Window} days before")}, t with {report.DegreesOfFreedom} degrees of freedom. Historical and Cornish-Fisher: the portfolio of today over the {report.Window} days before, quantile by {(report.Convention == "interpolated" ? "interpolation (type 7)" : "order statistic")}.");

    /// <summary>What to know of the prices; a sentence of warning where they look unadjusted.</summary>
    internal static string Prices(RiskBacktestReport report)
    {
        string range = string.Create(
            CultureInfo.InvariantCulture, $"Daily log returns from {report.LogReturnMin:0.00} to {report.LogReturnMax:+0.00;-0.00}.");
        if (!double.IsInfinity(report.MaximumMove))
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{range} {report.LeftOut.Length} beyond ±{report.MaximumMove} were left out, as if the price had not moved.");
        }

        return report.SuspectMoves == 0
            ? range
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{range} {report.SuspectMoves} are beyond ±{report.SuspectMove}, a third lost or a half gained in a day: the prices are not adjusted for splits, or have errors, and every figure here contains them. --max-move leaves them out.");
    }

    internal static ReportTable Methods(RiskBacktestReport report)
    {
        var rows = new List<string[]>();
        foreach (RiskMethod method in report.Methods)
        {
            double expected = method.Days * (1.0 - method.Confidence);
            rows.Add(
            [
                Label(method),
                Figures.Digits(method.LastValueAtRisk),
                Figures.Digits(method.LastExpectedShortfall),
                Figures.Count(method.Exceedances),
                expected.ToString("0.0", CultureInfo.InvariantCulture),
                method.HistoricalInstead == 0 ? string.Empty : Figures.Count(method.HistoricalInstead),
            ]);
        }

        return new ReportTable(
            "Value at risk, and the days that lost more",
            string.Create(CultureInfo.InvariantCulture, $"VaR and ES in dollars before the last day; {report.Profits.Length:#,0} days tested. Instead: days outside of the domain of Cornish-Fisher, measured historically."),
            ["method", "VaR", "ES", "days beyond", "expected", "instead"],
            [.. rows]);
    }

    internal static ReportTable Tests(RiskBacktestReport report)
    {
        var rows = new List<string[]>();
        foreach (RiskMethod method in report.Methods)
        {
            rows.Add(
            [
                Label(method),
                Probability(method.Kupiec.PValue),
                Probability(method.Independence.PValue),
                Probability(method.Coverage.PValue),
            ]);
        }

        return new ReportTable(
            "Were they right? p-values",
            "Kupiec: as many days beyond as there should be. Christoffersen: independent of the day before. Below 0.05 a method is usually rejected.",
            ["method", "Kupiec", "Christoffersen", "both"],
            [.. rows]);
    }

    internal static ReportTable Updates(RiskBacktestReport report)
    {
        RiskUpdateFigures figures = report.Comparison;
        return new ReportTable(
            "Kept change by change, against the full product",
            "On each day every price changes, one after the other; then the product is taken in full.",
            ["", ""],
            [
                ["days", Figures.Count(figures.Days)],
                ["changes", Figures.Count(figures.Updates)],
                ["largest difference of value at risk", figures.LargestDay == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{figures.LargestDifference:0.0e+0} of it, day {figures.LargestDay}")],
                ["median time of a change", Figures.Time(figures.UpdateNanoseconds)],
                ["median time of a full product", Figures.Time(figures.FullNanoseconds)],
            ],
            IsText: true);
    }

    internal static ReportTable Components(RiskBacktestReport report)
    {
        var rows = new List<string[]>();
        RiskComponentTotals totals = report.ComponentTotals;
        foreach (RiskComponent component in report.Components)
        {
            rows.Add(
            [
                component.Name,
                Figures.Share(component.Weight),
                Figures.Digits(component.Normal),
                ShareOfRisk(component.Normal, totals.Normal),
                Figures.Digits(component.CornishFisher),
                Figures.Digits(component.HistoricalShortfall),
            ]);
        }

        rows.Add([$"all {report.Assets}", string.Empty, Figures.Digits(totals.Normal), ShareOfRisk(totals.Normal, totals.Normal), Figures.Digits(totals.CornishFisher), Figures.Digits(totals.HistoricalShortfall)]);
        return new ReportTable(
            "What adds most at 99 %, after the last day",
            totals.IsHistoricalInstead
                ? "Dollars. The components of all assets sum to the whole. The moments lie outside of the domain of Cornish-Fisher: its column is the historical value at risk."
                : "Dollars. The components of all assets sum to the whole.",
            ["asset", "weight", "normal VaR", "share", "C-F VaR", "hist. ES"],
            [.. rows]);
    }

    private static string ShareOfRisk(double part, double whole) => whole > 0.0 ? Figures.Share(part / whole) : "-";

    internal static ReportTable Portfolio(RiskBacktestReport report) => new(
        "Portfolio",
        string.Empty,
        ["", ""],
        [
            ["leverage", Figures.Digits(report.Leverage)],
            ["largest share", Figures.Share(report.LargestShare)],
            ["Herfindahl index", Figures.Digits(report.Herfindahl)],
            ["largest drawdown", Figures.Dollars(report.Drawdown).TrimStart('+')],
        ],
        IsText: true);

    internal static ReportTable LeftOut(RiskBacktestReport report)
    {
        var rows = new List<string[]>();
        foreach (RiskMove move in report.LeftOut.AsSpan(0, Math.Min(MovesMax, report.LeftOut.Length)))
        {
            rows.Add([move.Name, Figures.Count(move.Day), move.LogReturn.ToString("+0.00;-0.00", CultureInfo.InvariantCulture)]);
        }

        return new ReportTable(
            "Moves left out",
            report.LeftOut.Length > MovesMax ? $"The largest {MovesMax} of {Figures.Count(report.LeftOut.Length)}; the JSON file has all." : string.Empty,
            ["asset", "day", "log return"],
            [.. rows]);
    }

    internal static string Name(string method) => method switch
    {
        "studentT" => "Student t",
        "historical" => "historical",
        "cornishFisher" => "Cornish-Fisher",
        _ => "normal",
    };

    private static string Label(RiskMethod method) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name(method.Name)} {method.Confidence * 100:0.##} %");

    private static string Probability(double value) =>
        double.IsNaN(value) ? "-" : value < 0.0001 ? "< 0.0001" : value.ToString("0.0000", CultureInfo.InvariantCulture);
}
