using System;
using Spectre.Console;

namespace Harrier.Monitoring.Reports;

/// <summary>Prints the summary of a session on a terminal.</summary>
public static class TerminalReport
{
    /// <summary>Prints the summary: the answer first, then the tables, what is to be warned of last.</summary>
    /// <param name="report">The session.</param>
    /// <param name="console">Where to.</param>
    public static void Write(SessionReport report, IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Headline.Of(report)}[/]");
        console.WriteLine();
        if (report.Execution is ExecutionReport execution)
        {
            Draw(console, ExecutionTables.Progress(execution));
            Draw(console, ExecutionTables.Shortfall(execution));
            Draw(console, ExecutionTables.Benchmarks(execution));
        }

        Draw(console, ReportTables.Result(report));
        Draw(console, ReportTables.Latency(report));
        Draw(console, ReportTables.BriefInstruments(report));
        Draw(console, ReportTables.Markouts(report));
        Draw(console, ReportTables.Stops(report));
        Draw(console, ReportTables.BriefStateChanges(report));
        Draw(console, RiskTables.Figures(report));
        Draw(console, RiskTables.BriefBreaches(report));
        Draw(console, ReportTables.Activity(report));
        WriteAssumptions(report, console);
        string warning = Headline.Warning(report);
        if (warning.Length > 0)
        {
            console.MarkupLineInterpolated($"[bold yellow]{warning}[/]");
            console.WriteLine();
        }
    }

    private static void WriteAssumptions(SessionReport report, IAnsiConsole console)
    {
        if (report.Run.Assumptions.Length == 0)
        {
            return;
        }

        console.MarkupLine("[bold]Assumed[/]");
        foreach (string assumption in report.Run.Assumptions)
        {
            console.Write(new Padder(new Markup($"[grey]{Markup.Escape(assumption)}[/]"), new Padding(2, 0, 0, 0)));
        }

        console.WriteLine();
    }

    internal static void Draw(IAnsiConsole console, ReportTable content)
    {
        if (content.Rows.Length == 0)
        {
            return;
        }

        console.MarkupLineInterpolated($"[bold]{content.Title}[/]");
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = content.Columns[^1].Length > 0 };
        for (int column = 0; column < content.Columns.Length; column++)
        {
            var head = new TableColumn(Markup.Escape(content.Columns[column])) { NoWrap = !content.IsText };
            table.AddColumn(column == 0 || content.IsText ? head : head.RightAligned());
        }

        foreach (string[] row in content.Rows)
        {
            table.AddRow(Array.ConvertAll(row, cell => new Text(cell)));
        }

        console.Write(table);
        if (content.Note.Length > 0)
        {
            console.MarkupLineInterpolated($"[grey]{content.Note}[/]");
        }

        console.WriteLine();
    }
}
