using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Harrier.Engine.Books;
using Harrier.Market.Books;
using Spectre.Console;

namespace Harrier.Cli;

/// <summary>Prints what was in a feed and how fast its books were rebuilt.</summary>
internal static class BookSummary
{
    internal static void Write(BookRebuildResult result, TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        WriteMessages(console, result);
        WriteBooks(console, result);
        WriteTimings(console, result);

        // Sentences go around the console, which would break them at the width of a terminal that may not be there.
        output.WriteLine(result.Measured);
        if (result.Transitions is not null)
        {
            output.WriteLine(Text($"LOBSTER transitions matched: {result.Transitions.Matched:N0} of {result.Transitions.Transitions:N0}"));
        }

        if (result.Check is not null)
        {
            output.WriteLine(Describe(result.Check));
        }
    }

    private static void WriteMessages(IAnsiConsole console, BookRebuildResult result)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("Type");
        table.AddColumn("Message");
        table.AddColumn(new TableColumn("Count").RightAligned());
        table.AddColumn(new TableColumn("Share").RightAligned());
        long total = result.Messages.Total;
        foreach ((int type, long count) in MostFirst(result))
        {
            string name = ItchMessageNames.Of((byte)type);
            table.AddRow(Cell(type is > ' ' and < 127 ? $"{(char)type}" : $"0x{type:X2}"), Cell(name), Cell(Text($"{count:N0}")), Cell(Text($"{100.0 * count / total:0.00} %")));
        }

        table.AddRow(Cell(string.Empty), Cell("all"), Cell(Text($"{total:N0}")), Cell(string.Empty));
        console.Write(table);
    }

    private static void WriteBooks(IAnsiConsole console, BookRebuildResult result)
    {
        BookStatistics statistics = result.Statistics;
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumn(string.Empty);
        table.AddColumn(new TableColumn(string.Empty).RightAligned());
        Row("books", result.Books.Count);
        Row("of them with an order", result.FilledBooks);
        Row("live orders", result.LiveOrders);
        Row("unknown references", statistics.UnknownReferences);
        Row("references given twice", statistics.DuplicateReferences);
        Row("malformed", statistics.Malformed);
        Row("at the limit", statistics.AtLimit);
        Row("recentrings", statistics.Recentrings);
        Row("orders at far prices", statistics.FarOrders);
        console.Write(table);

        void Row(string name, long value) => table.AddRow(Cell(name), Cell(Text($"{value:N0}")));
    }

    private static void WriteTimings(IAnsiConsole console, BookRebuildResult result)
    {
        if (result.Decode is null || result.Book is null)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("Nanoseconds a message");
        table.AddColumn(new TableColumn("median").RightAligned());
        table.AddColumn(new TableColumn("min").RightAligned());
        table.AddColumn(new TableColumn("messages a second").RightAligned());
        Row("decode", result.Decode);
        Row("decode and book", result.Book);
        console.Write(table);

        void Row(string name, PassTiming timing) => table.AddRow(
            Cell(name), Cell(Text($"{timing.Median:N1}")), Cell(Text($"{timing.Min:N1}")), Cell(Text($"{timing.MessagesPerSecond:N0}")));
    }

    private static string Describe(BookCheckResult check) => check.IsEqual
        ? Text($"Check: best bid and offer equal to the slow twin's after each of {check.Messages:N0} messages; {check.Books:N0} books equal at the end, level by level.")
        : Text($"Check FAILED: best bid and offer differ after {check.Differences:N0} of {check.Messages:N0} messages, {check.DifferentBooks:N0} of {check.Books:N0} books at the end. First: {check.FirstDifference}");

    private static (int Type, long Count)[] MostFirst(BookRebuildResult result)
    {
        var types = new List<(int Type, long Count)>();
        for (int type = 0; type <= byte.MaxValue; type++)
        {
            if (result.Messages.Of((byte)type) > 0)
            {
                types.Add((type, result.Messages.Of((byte)type)));
            }
        }

        types.Sort((left, right) => left.Count != right.Count ? right.Count.CompareTo(left.Count) : left.Type.CompareTo(right.Type));
        return [.. types];
    }

    private static Text Cell(string text) => new(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
