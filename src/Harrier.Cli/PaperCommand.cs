using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Models.Papers;
using Spectre.Console;

namespace Harrier.Cli;

/// <summary><c>harrier paper</c>: reproduces the tables of a published paper.</summary>
internal static class PaperCommand
{
    private const string AvellanedaStoikov = "as2008";

    private const int PathLimit = 100_000_000;

    private const string Description =
        """
        Reproduces the tables of a paper: as published, computed exactly, and sampled.

        Papers:
          as2008   Avellaneda and Stoikov, High-frequency trading in a limit order book (2008), tables 1 to 3

        The exit code is 1 when a figure lies outside of what sampling allows.

        Example:
          harrier paper as2008 --paths 1000000 --json as2008.json
        """;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        var name = new Argument<string>("name") { Description = "The paper: as2008.", Arity = ArgumentArity.ZeroOrOne, HelpName = "NAME" };
        var paths = new Option<int>("--paths") { Description = "Sampled sessions for each line of the tables.", HelpName = "N", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<ulong>("--seed") { Description = "The seed of the random numbers.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var json = new Option<string>("--json") { Description = "Writes every figure as JSON (docs/json.md).", HelpName = "FILE" };
        paths.Validators.Add(RequirePaths);
        var command = new Command("paper", Description) { name, paths, seed, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(name) is not AvellanedaStoikov)
            {
                string given = parsed.GetValue(name) is string text ? $"there is no paper '{text}'." : "which paper?";
                error.WriteLine($"harrier: paper: {given} There is: {AvellanedaStoikov} (Avellaneda and Stoikov 2008).");
                return ExitCode.BadInput;
            }

            return Reproduce(parsed.GetValue(paths), parsed.GetValue(seed), parsed.GetValue(json), output);
        });
        return command;
    }

    private static void RequirePaths(OptionResult result)
    {
        if (result.GetValueOrDefault<int>() is < 2 or > PathLimit)
        {
            result.AddError($"--paths must be from 2 to {PathLimit}.");
        }
    }

    private static int Reproduce(int paths, ulong seed, string? json, TextWriter output)
    {
        PaperRow[] rows = Sample(paths, seed);
        Print(rows, paths, seed, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));
        if (json is not null)
        {
            using FileStream stream = File.Create(json);
            WriteJson(rows, paths, seed, stream);
            output.WriteLine($"Figures: {json}");
        }

        return Array.TrueForAll(rows, row => row.Verdict == PaperVerdict.Agrees) ? ExitCode.Done : ExitCode.No;
    }

    private static PaperRow[] Sample(int paths, ulong seed)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            return AvellanedaStoikov2008.Reproduce(paths, seed);
        }

        return AnsiConsole.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask task = context.AddTask("sampling", maxValue: 1.0);
            return AvellanedaStoikov2008.Reproduce(paths, seed, new Bar(task));
        });
    }

    private static void Print(PaperRow[] rows, int paths, ulong seed, IAnsiConsole console)
    {
        console.MarkupLine("[bold]Avellaneda and Stoikov (2008), tables 1 to 3[/]");
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("figure");
        table.AddColumn(new TableColumn("published").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("exact").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Monte Carlo").RightAligned().NoWrap());
        table.AddColumn("verdict");
        string line = string.Empty;
        foreach (PaperRow row in rows)
        {
            (string heading, string figure) = Split(row.Name);
            if (heading != line)
            {
                line = heading;
                table.AddRow(new Markup($"[bold]{Markup.Escape(heading)}[/]"));
            }

            string sampled = row.StandardError == 0.0 ? Format(row.MonteCarlo, 4) : $"{Format(row.MonteCarlo, 4)} ± {Format(row.StandardError, 4)}";
            table.AddRow(
                new Text(" " + figure), new Text(Format(row.Published, row.Decimals)), new Text(Format(row.Exact, 6)),
                new Text(sampled), new Text(Sentence(row.Verdict)));
        }

        console.Write(table);
        console.MarkupLineInterpolated($"[grey]Exact: moments of the described simulation by recursion over the inventory. Monte Carlo: {paths:N0} paths a line, seed {seed}, ± its standard error.[/]");
        console.MarkupLine("[grey]A figure agrees when it lies within four standard errors (of the paper's 1,000 paths for the published one) and its rounding. The exact spread is the mean over the 200 quoting times; the paper's 3.02 is the mean over continuous time, 3.0217.[/]");
    }

    private static void WriteJson(PaperRow[] rows, int paths, ulong seed, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("paper", AvellanedaStoikov);
        json.WriteNumber("paths", paths);
        json.WriteNumber("seed", seed);
        json.WriteStartArray("rows");
        foreach (PaperRow row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteNumber("published", row.Published);
            json.WriteNumber("exact", row.Exact);
            json.WriteNumber("monteCarlo", row.MonteCarlo);
            json.WriteNumber("standardError", row.StandardError);
            json.WriteString("verdict", Sentence(row.Verdict));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A figure's name for the table: the line that it belongs to, and what it is.</summary>
    private static (string Line, string Figure) Split(string name)
    {
        int colon = name.IndexOf(": ", StringComparison.Ordinal);
        return (name[..colon], name[(colon + 2)..].Replace("standard deviation", "deviation", StringComparison.Ordinal));
    }

    /// <summary>Without a minus before a number that is rounded to nothing.</summary>
    private static string Format(double value, int decimals)
    {
        string text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return text.AsSpan().Trim("-0.").IsEmpty ? text.TrimStart('-') : text;
    }

    private static string Sentence(PaperVerdict verdict) => verdict switch
    {
        PaperVerdict.Agrees => "agrees",
        PaperVerdict.PublishedDiffers => "published differs",
        PaperVerdict.MonteCarloDiffers => "Monte Carlo differs",
        _ => "not compared",
    };

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
