using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Monitoring.Reports;

/// <summary>The tables of the portfolio's risk, which the page and the terminal both draw.</summary>
internal static class RiskTables
{
    internal static ReportTable Figures(SessionReport report)
    {
        if (report.Risk is not PortfolioRiskSummary risk)
        {
            return new ReportTable("Portfolio risk", string.Empty, [string.Empty], []);
        }

        return new ReportTable(
            "Portfolio risk",
            string.Create(
                CultureInfo.InvariantCulture,
                $"At {risk.Confidence * 100:0.##} % over {Reports.Figures.Duration(risk.HorizonSeconds)} of trading, normal; {risk.Instruments} instrument{(risk.Instruments == 1 ? string.Empty : "s")}."),
            ["dollars", "at the end", "most", "limit"],
            [
                Row("value at risk", risk.ValueAtRisk),
                Row("expected shortfall", risk.ExpectedShortfall),
                Row("drawdown", risk.Drawdown),
                Row("gross value", risk.Gross),
            ]);
    }

    internal static ReportTable Breaches(SessionReport report)
    {
        var rows = new List<string[]>();
        foreach (RiskBreach breach in report.Risk?.Breaches ?? [])
        {
            rows.Add([Reports.Figures.TimeOfDay(breach.Time), Name(breach.Limit), Beyond(breach.Measured), Beyond(breach.Allowed), breach.Action]);
        }

        string note = report.Risk is null || report.Risk.BreachesInAll == 0 ? "None."
            : report.Risk.BreachesInAll > rows.Count ? $"The first {rows.Count} of {Reports.Figures.Count(report.Risk.BreachesInAll)}."
            : "A breach ends when the figure is a tenth below its limit again.";
        return new ReportTable("Breaches of portfolio limits", note, ["time", "limit", "measured", "allowed", "action"], [.. rows], IsText: true);
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
