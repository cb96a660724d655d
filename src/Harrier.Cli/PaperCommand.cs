using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using Harrier.Models.Papers;
using Spectre.Console;

namespace Harrier.Cli;

/// <summary><c>harrier paper</c>: reproduces the figures of published papers.</summary>
internal static class PaperCommand
{
    private const string EveryPaper = "all";

    private const int PathLimit = 100_000_000;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        var name = new Argument<string>("name") { Description = "The paper, or all.", Arity = ArgumentArity.ZeroOrOne, HelpName = "NAME" };
        name.Validators.Add(ArgumentMistakes.RefuseOptions);
        var paths = new Option<int>("--paths") { Description = "Sampled paths for each line of the tables.", HelpName = "N", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<ulong>("--seed") { Description = "The seed of the random numbers.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var json = new Option<string>("--json") { Description = "Writes every figure as JSON (docs/json.md).", HelpName = "FILE" };
        paths.Validators.Add(RequirePaths);
        var command = new Command("paper", Description()) { name, paths, seed, json };
        command.SetAction(parsed =>
        {
            IReadOnlyList<IPaper> papers = Chosen(parsed.GetValue(name));
            if (papers.Count == 0)
            {
                string given = parsed.GetValue(name) is string text ? $"there is no paper '{text}'." : "which paper?";
                error.WriteLine($"harrier: paper: {given} There are: {string.Join(", ", Names())}, or all of them with {EveryPaper}.");
                return ExitCode.BadInput;
            }

            return Reproduce(papers, parsed.GetValue(paths), parsed.GetValue(seed), parsed.GetValue(json), output);
        });
        return command;
    }

    private static string Description()
    {
        var text = new StringBuilder();
        text.Append(
            """
            Reproduces the figures of a paper: as published, ours, and where it is sampled with its error.

            Papers:

            """);
        foreach (IPaper paper in PublishedPapers.All)
        {
            text.Append("  ").Append(paper.Name.PadRight(18)).Append(paper.Title).Append('\n');
        }

        text.Append("  ").Append(EveryPaper.PadRight(18)).Append("every one of them\n");
        text.Append(
            """

            The exit code is 1 when a figure lies outside of what rounding and sampling allow.

            Example:
              harrier paper as2008 --paths 1000000 --json as2008.json
            """);
        return text.ToString();
    }

    private static List<string> Names()
    {
        var names = new List<string>();
        foreach (IPaper paper in PublishedPapers.All)
        {
            names.Add(paper.Name);
        }

        return names;
    }

    private static IReadOnlyList<IPaper> Chosen(string? name)
    {
        if (name == EveryPaper)
        {
            return PublishedPapers.All;
        }

        return name is not null && PublishedPapers.Find(name) is IPaper paper ? [paper] : [];
    }

    private static void RequirePaths(OptionResult result)
    {
        // Not by GetValueOrDefault, which throws on what is no number.
        if (result.Tokens.Count == 1
            && !(int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int paths) && paths is >= 2 and <= PathLimit))
        {
            result.AddError($"--paths = '{result.Tokens[0].Value}': must be a whole number from 2 to {PathLimit}");
        }
    }

    private static int Reproduce(IReadOnlyList<IPaper> papers, int paths, ulong seed, string? path, TextWriter output)
    {
        using FileStream? stream = OutputFile.Create("--json", path);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (output != Console.Out || Console.IsOutputRedirected)
        {
            console.Profile.Width = PaperReport.WideWidth;
        }

        var results = new List<(IPaper Paper, PaperRow[] Rows)>();
        bool agree = true;
        foreach (IPaper paper in papers)
        {
            PaperRow[] rows = Sample(paper, paths, seed);
            agree &= Array.TrueForAll(rows, row => row.Verdict == PaperVerdict.Agrees);
            results.Add((paper, rows));
            PaperReport.Print(paper, rows, paths, seed, console);
        }

        if (results.Count > 1)
        {
            PaperReport.PrintCount(results.ConvertAll(result => result.Rows), console);
        }

        if (stream is not null)
        {
            WriteJson(results, paths, seed, stream);
            output.WriteLine($"Figures: {path}");
        }

        return agree ? ExitCode.Done : ExitCode.No;
    }

    private static PaperRow[] Sample(IPaper paper, int paths, ulong seed)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            return paper.Reproduce(new PaperRun(paths, seed));
        }

        return AnsiConsole.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask task = context.AddTask(paper.Name, maxValue: 1.0);
            return paper.Reproduce(new PaperRun(paths, seed, new Bar(task)));
        });
    }

    private static void WriteJson(List<(IPaper Paper, PaperRow[] Rows)> results, int paths, ulong seed, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("paper", results.Count == 1 ? results[0].Paper.Name : EveryPaper);
        json.WriteNumber("paths", paths);
        json.WriteNumber("seed", seed);
        json.WriteStartArray("rows");
        foreach ((IPaper paper, PaperRow[] rows) in results)
        {
            foreach (PaperRow row in rows)
            {
                json.WriteStartObject();
                json.WriteString("paper", paper.Name);
                json.WriteString("name", row.Name);
                WriteNumber(json, "published", row.Published);
                WriteNumber(json, "exact", row.Exact);
                WriteNumber(json, "monteCarlo", row.MonteCarlo);
                WriteNumber(json, "standardError", row.StandardError);
                WriteNumber(json, "difference", row.Difference);
                json.WriteString("verdict", PaperReport.Sentence(row.Verdict));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>JSON has no NaN: what there is not is null.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
