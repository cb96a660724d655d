using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
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
        Assert.Contains("--paths must be from 2", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, Run("paper", "as2008", "--paths", "2", "--json", Path.Combine(_folder, "none", "p.json")));
    }

    private int Run(params string[] arguments) =>
        CommandLine.Run(arguments, (_, _, _) => throw new InvalidOperationException("No session is run."), _output, _error);
}
