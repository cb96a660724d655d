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
        string brief = Write("brief.csv", "A,B\n1,2\n3,4\n5,6\n");
        Assert.Contains("it has 3 days; the shortest window needs 10", Run(brief).Error, StringComparison.Ordinal);
        string sound = Write("sound.csv", RiskBacktestTests.Text(assets: 2, days: 20, seed: 1));
        Assert.Contains("cannot be read", Run(sound, "--weights", PathOf("none.csv")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e-300", "A rises from 1E-300 to 1 on day 6; --max-move leaves such moves out")]
    [InlineData("1e-6", "the days move 1E+12 dollars in all, more than 9E+10: the value or the weights are too large")]
    public void A_move_beyond_all_units_is_bad_input_and_no_fault_of_ours(string price, string fault)
    {
        string panel = Write("panel.csv", "A\n1\n1\n1\n1\n1\n" + price + "\n1\n1\n1\n1\n1\n");
        (int code, _, string error) = Run(panel, "--window", "8", "--report", PathOf("risk.html"));
        Assert.Equal((2, $"harrier: {panel}: {fault}"), (code, error.TrimEnd()));
        Assert.False(File.Exists(PathOf("risk.html")));
        Assert.Equal(0, Run(panel, "--window", "8", "--max-move", "1", "--report", PathOf("risk.html")).Code);
    }

    [Fact]
    public void A_panel_that_never_moves_has_no_shares_of_its_risk()
    {
        string panel = Write("panel.csv", "A,B\n" + string.Concat(System.Linq.Enumerable.Repeat("5,7\n", 20)));
        (int code, string output, _) = Run(panel, "--window", "10", "--report", PathOf("risk.html"));
        Assert.Equal(0, code);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
        Assert.DoesNotContain("100.0 %", output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", File.ReadAllText(PathOf("risk.html")), StringComparison.Ordinal);
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
