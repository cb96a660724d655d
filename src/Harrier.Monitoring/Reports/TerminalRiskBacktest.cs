using Spectre.Console;

namespace Harrier.Monitoring.Reports;

/// <summary>Prints the risk of a portfolio over a panel on a terminal.</summary>
public static class TerminalRiskBacktest
{
    /// <summary>Prints it.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="console">Where to.</param>
    public static void Write(RiskBacktestReport report, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{RiskBacktestTables.Headline(report)}[/]");
        string style = report.SuspectMoves > 0 && double.IsInfinity(report.MaximumMove) ? "yellow" : "grey";
        console.MarkupLine($"[{style}]{Markup.Escape(RiskBacktestTables.Prices(report))}[/]");
        console.MarkupLineInterpolated($"[grey]{RiskBacktestTables.Method(report)}[/]");
        console.WriteLine();
        TerminalReport.Draw(console, RiskBacktestTables.LeftOut(report));
        TerminalReport.Draw(console, RiskBacktestTables.Methods(report));
        TerminalReport.Draw(console, RiskBacktestTables.Tests(report));
        TerminalReport.Draw(console, RiskBacktestTables.Updates(report));
        TerminalReport.Draw(console, RiskBacktestTables.Components(report));
        TerminalReport.Draw(console, RiskBacktestTables.Portfolio(report));
    }
}
