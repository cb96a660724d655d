using System.Globalization;
using System.IO;
using Harrier.Monitoring.Reports.Pictures;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes the risk of a portfolio over a panel as one page that needs nothing but itself.</summary>
public static class HtmlRiskBacktest
{
    /// <summary>Writes the page.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(RiskBacktestReport report, TextWriter output)
    {
        var page = new HtmlPage(output);
        page.Begin("Harrier: " + RiskBacktestTables.Headline(report));
        page.Text("h1", RiskBacktestTables.Headline(report));
        bool isSuspect = report.SuspectMoves > 0 && double.IsInfinity(report.MaximumMove);
        page.Text(isSuspect ? "p class=\"warning\"" : "p class=\"quiet\"", RiskBacktestTables.Prices(report));
        page.Text("p class=\"quiet\"", RiskBacktestTables.Method(report));
        page.Table(RiskBacktestTables.Methods(report), "h2");
        page.Table(RiskBacktestTables.Tests(report));
        foreach (RiskMethod method in report.Methods)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{RiskBacktestTables.Name(method.Name)} at {method.Confidence * 100:0.##} %");
            page.Figure(
                $"{name}: the days' result, value at risk below it, and the {method.Exceedances} days beyond",
                [("result", "mid"), ("value at risk", "bid"), ("beyond", "bad")],
                size => RiskPictures.Exceedances(report, method, size));
        }

        page.Table(RiskBacktestTables.Updates(report), "h2");
        page.Table(RiskBacktestTables.Components(report), "h2");
        page.Table(RiskBacktestTables.Portfolio(report), "h2");
        if (report.LeftOut.Length > 0)
        {
            page.Table(RiskBacktestTables.LeftOut(report), "h2");
        }

        page.End();
    }
}
