using System;
using System.IO;
using Harrier.Cli;
using Harrier.Tests.Engine.Risk;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class RiskCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harrier-risk");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_panel_is_measured_printed_and_written()
    {
        string panel = Write("panel.csv", RiskBacktestTests.Text(assets: 4, days: 80, seed: 1, splitDay: 30));
        string weights = Write("weights.csv", "S0,0.5\nS3,-0.5\n");
        (int code, string output, string error) = Run(panel, "--weights", weights, "--window", "40", "--max-move", "0.5", "--report", PathOf("risk.html"), "--json", PathOf("risk.json"));
        Assert.Equal((0, string.Empty), (code, error));
        Assert.Contains("Risk of $1,000,000 in 4 assets over 79 days", output, StringComparison.Ordinal);
        Assert.Contains("Cornish-Fisher", output, StringComparison.Ordinal);
        Assert.Contains("were left out", output, StringComparison.Ordinal);
        Assert.True(new FileInfo(PathOf("risk.html")).Length > 10_000);
        Assert.True(new FileInfo(PathOf("risk.json")).Length > 1_000);
    }

    [Fact]
    public void Prices_that_look_unadjusted_are_warned_of()
    {
        string panel = Write("panel.csv", RiskBacktestTests.Text(assets: 2, days: 80, seed: 1, splitDay: 30));
        (_, string output, _) = Run(panel, "--window", "40", "--report", PathOf("risk.html"));
        Assert.Contains("not adjusted for splits", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_options_is_said_at_once()
    {
        string panel = Write("panel.csv", RiskBacktestTests.Text(assets: 2, days: 80, seed: 1));
        (int code, _, string error) = Run(panel, "--window", "79", "--lambda", "1", "--quantile", "best", "--value", "NaN", "--report", PathOf("risk.html"));
        Assert.Equal(2, code);
        Assert.Contains("--window = '79': must be a whole number from 8 to 78", error, StringComparison.Ordinal);
        Assert.Contains("--lambda = '1': must be a number from 0 to 0.9999", error, StringComparison.Ordinal);
        Assert.Contains("--quantile = 'best': must be order or interpolated", error, StringComparison.Ordinal);
        Assert.Contains("--value = 'NaN'", error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("risk.html")));
    }

    [Fact]
    public void A_panel_shorter_than_the_usual_window_asks_for_another()
    {
        string panel = Write("panel.csv", RiskBacktestTests.Text(assets: 2, days: 80, seed: 1));
        (int code, _, string error) = Run(panel, "--report", PathOf("risk.html"));
        Assert.Equal(2, code);
        Assert.Contains("--window = '250': must be a whole number from 8 to 78", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panel_or_weights_that_cannot_be_used_are_named_with_the_reason()
    {
        (int code, _, string error) = Run(PathOf("none.csv"));
        Assert.Equal(2, code);
        Assert.Contains("none.csv", error, StringComparison.Ordinal);
        string panel = Write("panel.csv", "A,B\n1,2\n3,-4\n");
        Assert.Contains($"{panel}: line 3, B = '-4': must be a price above 0", Run(panel).Error, StringComparison.Ordinal);
        string sound = Write("sound.csv", "A,B\n1,2\n3,4\n5,6\n");
        Assert.Contains("cannot be read", Run(sound, "--weights", PathOf("none.csv")).Error, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.Run(["risk", .. args], (_, _, _) => throw new InvalidOperationException("no session"), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
