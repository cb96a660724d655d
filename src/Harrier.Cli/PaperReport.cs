using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Papers;
using Spectre.Console;

namespace Harrier.Cli;

/// <summary>The figures of a paper as a table on the terminal.</summary>
internal static class PaperReport
{
    /// <summary>Columns that every table has room in; a pipe gets as many.</summary>
    internal const int WideWidth = 112;

    private const string Absent = "–";

    /// <summary>Prints a table: published, ours, difference, the sampled one where there is any, and the verdict. On a
    /// terminal of fewer columns than <see cref="WideWidth"/> what is sampled stands below what is computed.</summary>
    internal static void Print(IPaper paper, PaperRow[] rows, int paths, ulong seed, IAnsiConsole console)
    {
        bool isSampled = Array.Exists(rows, row => !double.IsNaN(row.MonteCarlo));
        console.MarkupLineInterpolated($"[bold]{paper.Title}[/]");
        console.Write(console.Profile.Width < WideWidth ? NarrowTable(paper, rows) : WideTable(paper, rows, isSampled));
        PrintCount([rows], console);
        foreach (string remark in paper.Remarks)
        {
            console.MarkupLineInterpolated($"[grey]{remark}[/]");
        }

        if (isSampled)
        {
            console.MarkupLineInterpolated($"[grey]Monte Carlo: {paths:N0} paths a line, seed {seed}, ± its standard error.[/]");
        }

        console.WriteLine();
    }

    /// <summary>How many figures there are, and how many of them are off.</summary>
    internal static void PrintCount(IReadOnlyList<PaperRow[]> papers, IAnsiConsole console)
    {
        int count = 0;
        int off = 0;
        foreach (PaperRow[] rows in papers)
        {
            count += rows.Length;
            off += Array.FindAll(rows, row => row.Verdict != PaperVerdict.Agrees).Length;
        }

        string of = papers.Count == 1 ? string.Empty : $" of {papers.Count} papers";
        console.MarkupLineInterpolated($"[bold]{(off == 0 ? $"All {count} figures{of} agree." : $"{off} of {count} figures{of} {(off == 1 ? "is" : "are")} off.")}[/]");
    }

    internal static string Sentence(PaperVerdict verdict) => verdict switch
    {
        PaperVerdict.Agrees => "agrees",
        PaperVerdict.PublishedDiffers => "published differs",
        PaperVerdict.MonteCarloDiffers => "Monte Carlo differs",
        _ => "not compared",
    };

    private static Table WideTable(IPaper paper, PaperRow[] rows, bool isSampled)
    {
        var table = new Table { Border = TableBorder.Horizontal };
        table.AddColumn("figure");
        AddNumberColumns(table, paper.Reference);
        if (isSampled)
        {
            table.AddColumn(new TableColumn("Monte Carlo").RightAligned().NoWrap());
        }

        table.AddColumn("verdict");
        string line = string.Empty;
        foreach (PaperRow row in rows)
        {
            string figure = AddHeading(table, row, ref line);
            Text[] cells = Cells(row, figure);
            table.AddRow(isSampled ? [.. cells[..4], new Text(Sampled(row)), cells[4]] : cells);
        }

        return table;
    }

    private static Table NarrowTable(IPaper paper, PaperRow[] rows)
    {
        var table = new Table { Border = TableBorder.Horizontal };
        table.AddColumn("figure");
        AddNumberColumns(table, paper.Reference);
        table.AddColumn("verdict");
        foreach (TableColumn column in table.Columns)
        {
            column.Padding = new Padding(0, 0, 1, 0);
        }

        string line = string.Empty;
        foreach (PaperRow row in rows)
        {
            table.AddRow(Cells(row, AddHeading(table, row, ref line)));
            if (!double.IsNaN(row.MonteCarlo) && !double.IsNaN(row.Exact))
            {
                table.AddRow(new Text("  sampled"), new Text(string.Empty), new Text(Sampled(row)));
            }
            else if (!double.IsNaN(row.MonteCarlo))
            {
                table.AddRow(new Text("  sampled, error"), new Text(string.Empty), new Text(Format(row.StandardError, 4)));
            }
        }

        return table;
    }

    private static void AddNumberColumns(Table table, string reference)
    {
        table.AddColumn(new TableColumn(Markup.Escape(reference)).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("ours").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("difference").RightAligned().NoWrap());
    }

    /// <summary>Adds the line that a figure belongs to, where it is another than before, and gives the figure's own name.</summary>
    private static string AddHeading(Table table, in PaperRow row, ref string line)
    {
        (string heading, string figure) = Split(row.Name);
        if (heading != line && heading.Length > 0)
        {
            line = heading;
            table.AddRow(new Markup($"[bold]{Markup.Escape(heading)}[/]"));
        }

        return figure;
    }

    private static Text[] Cells(in PaperRow row, string figure) =>
    [
        new(" " + figure),
        new(Format(row.Published, row.Decimals)),
        new(Format(row.Ours, Math.Max(row.Decimals, 6))),
        new(row.Difference == 0.0 ? "0" : row.Difference.ToString("+0.0e+0;-0.0e+0", CultureInfo.InvariantCulture)),
        new(Sentence(row.Verdict)),
    ];

    private static string Sampled(in PaperRow row) =>
        double.IsNaN(row.MonteCarlo) ? Absent
        : row.StandardError == 0.0 ? Format(row.MonteCarlo, 4)
        : $"{Format(row.MonteCarlo, 4)} ± {Format(row.StandardError, 4)}";

    /// <summary>A figure's name for the table: the line that it belongs to, and what it is.</summary>
    private static (string Line, string Figure) Split(string name)
    {
        int colon = name.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0
            ? (string.Empty, name)
            : (name[..colon], name[(colon + 2)..].Replace("standard deviation", "sd", StringComparison.Ordinal));
    }

    /// <summary>Without a minus before a number that is rounded to nothing.</summary>
    private static string Format(double value, int decimals)
    {
        if (double.IsNaN(value))
        {
            return Absent;
        }

        string text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return text.AsSpan().Trim("-0.").IsEmpty ? text.TrimStart('-') : text;
    }
}
