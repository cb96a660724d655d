using System;
using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Monitoring.Reports;

/// <summary>The tables of the portfolio's risk, which the page and the terminal both draw.</summary>
internal static class RiskTables
{
    private const string BreachesTitle = "Breaches of portfolio limits";

    internal static ReportTable Figures(SessionReport report)
    {
        if (report.Risk is not PortfolioRiskSummary risk)
        {
            return new ReportTable("Portfolio risk", string.Empty, [string.Empty], []);
        }

        var rows = new List<string[]> { Row("value at risk", risk.ValueAtRisk) };
        if (!double.IsNaN(risk.WorstValueAtRisk.Most))
        {
            rows.Add(Row("- open orders at their worst", risk.WorstValueAtRisk));
        }

        rows.Add(Row("expected shortfall", risk.ExpectedShortfall));
        rows.Add(Row("drawdown", risk.Drawdown));
        rows.Add(Row("gross value", risk.Gross));
        return new ReportTable(
            "Portfolio risk",
            string.Create(
                CultureInfo.InvariantCulture,
                $"At {risk.Confidence * 100:0.##} % over {Reports.Figures.Duration(risk.HorizonSeconds)} of trading, {Tail(risk)}; {risk.Instruments} instrument{(risk.Instruments == 1 ? string.Empty : "s")}. {Horizon(risk.Liquidity)}{Worst(risk.WorstValueAtRisk)}"),
            ["dollars", "at the end", "most", "limit"],
            [.. rows]);
    }

    internal static ReportTable Breaches(SessionReport report)
    {
        var rows = new List<string[]>();
        foreach (RiskBreach breach in report.Risk?.Breaches ?? [])
        {
            rows.Add([Reports.Figures.TimeOfDay(breach.Time), Name(breach.Limit), Beyond(breach.Measured), Beyond(breach.Allowed), breach.Action]);
        }

        return new ReportTable(BreachesTitle, Note(report), ["time", "limit", "measured", "allowed", "action"], [.. rows], IsText: true);
    }

    /// <summary>A row a limit: a limit that reduces can be breached a hundred times a day.</summary>
    internal static ReportTable BriefBreaches(SessionReport report)
    {
        RiskBreach[] breaches = report.Risk?.Breaches ?? [];
        var firsts = new List<int>();
        var rows = new List<string[]>();
        for (int i = 0; i < breaches.Length; i++)
        {
            string limit = breaches[i].Limit;
            if (Array.FindIndex(breaches, one => one.Limit == limit) == i)
            {
                firsts.Add(i);
            }
        }

        foreach (int first in firsts)
        {
            RiskBreach[] alike = Array.FindAll(breaches, one => one.Limit == breaches[first].Limit);
            double most = 0.0;
            foreach (RiskBreach breach in alike)
            {
                most = Math.Max(most, breach.Measured);
            }

            rows.Add(
            [
                Reports.Figures.TimeOfDay(alike[0].Time),
                Reports.Figures.TimeOfDay(alike[^1].Time),
                Reports.Figures.Count(alike.Length),
                Name(alike[0].Limit),
                Beyond(most),
                Beyond(alike[0].Allowed),
                alike[0].Action,
            ]);
        }

        return new ReportTable(
            BreachesTitle, Note(report), ["first", "last", "times", "limit", "most", "allowed", "action"], [.. rows], IsText: true);
    }

    private static string Note(SessionReport report) =>
        report.Risk is null || report.Risk.BreachesInAll == 0 ? "None."
        : report.Risk.BreachesInAll > report.Risk.Breaches.Length ? $"The first {report.Risk.Breaches.Length} of {Reports.Figures.Count(report.Risk.BreachesInAll)}."
        : "A breach ends when the figure is a tenth below its limit again.";

    private static string Tail(PortfolioRiskSummary risk) => risk.Tail == "normal"
        ? "normal"
        : string.Create(CultureInfo.InvariantCulture, $"Student's t with {risk.DegreesOfFreedom:0.##} degrees of freedom");

    /// <summary>Why the open orders' worst may be above a limit that was never breached.</summary>
    private static string Worst(RiskFigure worst) => worst.Limit > 0 && worst.Most > worst.Limit
        ? " An order is held against the limit when it leaves; prices and covariance can take the worst of the open ones beyond it afterwards."
        : string.Empty;

    /// <summary>What is known of how long positions would take to be worked out.</summary>
    private static string Horizon(LiquiditySummary liquidity)
    {
        string share = string.Create(CultureInfo.InvariantCulture, $"{liquidity.Participation * 100:0.##} % of the volume");
        string unknown = liquidity.UnknownSeconds == 0
            ? string.Empty
            : $" For {Reports.Figures.Duration(liquidity.UnknownSeconds)} something was held of which no trade was remembered, so that its liquidity horizon is not known.";
        if (liquidity.Symbol.Length == 0)
        {
            return unknown.Length == 0 ? "Nothing was held at the end of a second, so that there is no liquidity horizon." : unknown.TrimStart();
        }

        string last = double.IsNaN(liquidity.LastSeconds) ? "not known" : Reports.Figures.Duration(liquidity.LastSeconds);
        return $"Liquidity horizon at {share}: {Reports.Figures.Duration(liquidity.MostSeconds)} at most ({liquidity.Symbol}), {last} at the end.{unknown}";
    }

    private static string[] Row(string name, RiskFigure figure) =>
    [
        name,
        Reports.Figures.Digits(figure.Last),
        Reports.Figures.Digits(figure.Most),
        figure.Limit > 0 ? Reports.Figures.Digits(figure.Limit) : "none",
    ];

    /// <summary>With enough digits that the measured figure and its limit are not the same number.</summary>
    private static string Beyond(double value) =>
        value.ToString(value >= 100 ? "#,0.##" : "0.####", CultureInfo.InvariantCulture);

    private static string Name(string limit) => limit switch
    {
        "valueAtRisk" => "value at risk, $",
        "expectedShortfall" => "expected shortfall, $",
        "drawdown" => "drawdown, $",
        "leverage" => "leverage, times",
        _ => "largest share",
    };
}
