using System;
using System.Globalization;
using Harrier.Models.Papers;
using Spectre.Console;

namespace Harrier.Cli;

/// <summary>The figures of a paper as a table on the terminal.</summary>
internal static class PaperReport
{
    private const string Absent = "–";
    private const int TableWidthMin = 112;

    /// <summary>Prints a table: published, ours, difference, the sampled one where there is any, and the verdict.</summary>
    internal static void Print(IPaper paper, PaperRow[] rows, int paths, ulong seed, IAnsiConsole console)
    {
        bool isSampled = Array.Exists(rows, row => !double.IsNaN(row.MonteCarlo));
        console.MarkupLineInterpolated($"[bold]{paper.Title}[/]");
        var table = new Table { Border = TableBorder.Horizontal };
        table.AddColumn("figure");
        table.AddColumn(new TableColumn(Markup.Escape(paper.Reference)).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("ours").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("difference").RightAligned().NoWrap());
        if (isSampled)
        {
            table.AddColumn(new TableColumn("Monte Carlo").RightAligned().NoWrap());
        }

        table.AddColumn("verdict");
        string line = string.Empty;
        foreach (PaperRow row in rows)
        {
            (string heading, string figure) = Split(row.Name);
            if (heading != line && heading.Length > 0)
            {
                line = heading;
                table.AddRow(new Markup($"[bold]{Markup.Escape(heading)}[/]"));
            }

            table.AddRow(Cells(row, figure, isSampled));
        }

        // Narrower, the names of the figures would be broken into syllables.
        int width = console.Profile.Width;
        console.Profile.Width = Math.Max(width, TableWidthMin);
        console.Write(table);
        console.Profile.Width = width;
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

    internal static string Sentence(PaperVerdict verdict) => verdict switch
    {
        PaperVerdict.Agrees => "agrees",
        PaperVerdict.PublishedDiffers => "published differs",
        PaperVerdict.MonteCarloDiffers => "Monte Carlo differs",
        _ => "not compared",
    };

    private static Text[] Cells(in PaperRow row, string figure, bool isSampled)
    {
        Text name = new(" " + figure);
        Text published = new(Format(row.Published, row.Decimals));
        Text ours = new(Format(row.Ours, Math.Max(row.Decimals, 6)));
        Text difference = new(row.Difference == 0.0 ? "0" : row.Difference.ToString("+0.0e+0;-0.0e+0", CultureInfo.InvariantCulture));
        Text verdict = new(Sentence(row.Verdict));
        if (!isSampled)
        {
            return [name, published, ours, difference, verdict];
        }

        string sampled = double.IsNaN(row.MonteCarlo) ? Absent
            : row.StandardError == 0.0 ? Format(row.MonteCarlo, 4)
            : $"{Format(row.MonteCarlo, 4)} ± {Format(row.StandardError, 4)}";
        return [name, published, ours, difference, new Text(sampled), verdict];
    }

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
