using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Models.Papers;
using Spectre.Console;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class PaperCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-").FullName;
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void The_tables_stand_side_by_side_and_in_the_json()
    {
        string file = Path.Combine(_folder, "p.json");
        Assert.Equal(0, Run("paper", "as2008", "--paths", "2000", "--json", file));
        Assert.Contains("64.892543", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("agrees", _output.ToString(), StringComparison.Ordinal);

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement row = json.RootElement.GetProperty("rows")[1];
        Assert.Equal(30, json.RootElement.GetProperty("rows").GetArrayLength());
        Assert.Equal("gamma 0.1, inventory: profit", row.GetProperty("name").GetString());
        Assert.Equal(65.0, row.GetProperty("published").GetDouble());
        Assert.Equal(64.89254308561917, row.GetProperty("exact").GetDouble(), 1e-9);
        Assert.True(row.GetProperty("standardError").GetDouble() > 0);
        Assert.NotEqual(row.GetProperty("exact").GetDouble(), row.GetProperty("monteCarlo").GetDouble());
        Assert.Equal("agrees", row.GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("paper", "as2009")]
    public void Without_a_paper_that_there_is_the_papers_are_listed(params string[] arguments)
    {
        Assert.Equal(2, Run(arguments));
        Assert.Contains("as2008", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_paths_and_a_file_that_cannot_be_written_are_said()
    {
        Assert.Equal(2, Run("paper", "as2008", "--paths", "1"));
        Assert.Contains("--paths = '1': must be a whole number from 2 to", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, Run("paper", "as2008", "--paths", "2", "--json", Path.Combine(_folder, "none", "p.json")));
    }

    [Theory]
    [InlineData("--paths", "1e6")]
    [InlineData("--paths", "many")]
    [InlineData("--paths", "-5")]
    [InlineData("--paths", "99999999999999999999")]
    [InlineData("--seed", "1.5")]
    public void A_number_that_is_none_is_bad_input_and_not_a_fault_of_ours(string option, string value)
    {
        Assert.Equal(2, Run("paper", "as2008", option, value));
        Assert.Contains(option, _error.ToString(), StringComparison.Ordinal);
        Assert.Contains(value, _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_option_is_not_taken_for_a_paper()
    {
        Assert.Equal(2, Run("paper", "--path=5"));
        Assert.Contains("there is no option '--path=5'", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_of_80_columns_has_room_for_every_table_and_breaks_no_word()
    {
        foreach (IPaper paper in PublishedPapers.All)
        {
            PaperRow[] rows = paper.Reproduce(new PaperRun(20, 1));
            string text = Print(paper, rows, 80);
            var words = new HashSet<string>(text.Split([' ', '\n', '─'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
            foreach (PaperRow row in rows)
            {
                string name = row.Name.Replace("standard deviation", "sd", StringComparison.Ordinal).Replace(": ", " ", StringComparison.Ordinal);
                Assert.All(name.Split(' '), word => Assert.Contains(word, words));
                Assert.Contains(row.Published.ToString($"F{row.Decimals}", CultureInfo.InvariantCulture), words);
            }
        }
    }

    [Fact]
    public void The_last_word_is_how_many_figures_agree_and_how_many_are_off()
    {
        IPaper paper = PublishedPapers.Find("almgren-chriss")!;
        PaperRow[] rows = paper.Reproduce(new PaperRun(2, 1));
        Assert.Contains($"All {rows.Length} figures agree.", Print(paper, rows, 112), StringComparison.Ordinal);
        rows[0] = PaperRow.Computed("a figure", published: 1.0, decimals: 1, exact: 2.0);
        Assert.Equal(PaperVerdict.PublishedDiffers, rows[0].Verdict);
        Assert.Contains($"1 of {rows.Length} figures is off.", Print(paper, rows, 80), StringComparison.Ordinal);
    }

    private static string Print(IPaper paper, PaperRow[] rows, int width)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        PaperReport.Print(paper, rows, 2, 1, console);
        return text.ToString();
    }

    private int Run(params string[] arguments) =>
        CommandLine.Run(arguments, (_, _, _) => throw new InvalidOperationException("No session is run."), _output, _error);
}
