using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Engine.Sessions;
using Harrier.Tests.Cli;
using Xunit;

namespace Harrier.Tests.Engine.Sessions;

/// <summary>Sessions in which no quote ever left, from the program's command line to its exit code.</summary>
public sealed class NothingQuotedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-nothing-").FullName;
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("Session:TradeOnly allows", "--Model:Calibration=fixed", "--Session:TradeOnly=BBB")]
    [InlineData("had 20 aggressive orders for an estimate")]
    [InlineData("a bid and an ask within the trading hours, 15:00:00 to 15:15:00 by", "--Model:Calibration=fixed", "--Session:StartSeconds=54000")]
    [InlineData("Session:ReduceSeconds leaves no time before", "--Model:Calibration=fixed", "--Session:ReduceSeconds=900")]
    [InlineData("for orderNotional: the limits are in the section Risk", "--Model:Calibration=fixed", "--Risk:MaximumOrderNotionalDollars=1")]
    public void It_ends_with_1_and_says_why(string why, params string[] settings)
    {
        Assert.Equal(1, Run(settings));
        Assert.Contains("No order was sent: ", _output.ToString(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(At("r.json")));
        JsonElement session = json.RootElement.GetProperty("session");
        Assert.Equal("nothingQuoted", session.GetProperty("outcome").GetString());
        Assert.Contains(why, session.GetProperty("outcomeReason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_something_else_are_not_taken_for_a_quiet_day()
    {
        // A length of two bytes, a type that no message has, a time of day beyond the hours.
        byte[] other = [0, 12, (byte)'z', 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0];
        File.WriteAllBytes(At("other.bin"), other);
        Assert.Equal(1, CommandLine.Run(["run", "--data", At("other.bin"), "--report", At("r.html")], SessionRuns.Run, _output, _error));
        Assert.Contains("No order was sent: No message of ITCH 5.0 was found in the data", _output.ToString().ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void One_quote_that_leaves_is_a_session() => Assert.Equal(0, Run("--Model:Calibration=fixed"));

    /// <summary>A quarter of an hour of one symbol, 99.99 to 100.01, that stands from the first second on; the other side goes
    /// before the afternoon.</summary>
    private int Run(params string[] settings)
    {
        File.WriteAllBytes(
            At("day.itch"),
            ItchText.Messages("T 34000", "R 1 AAA", "T 34201", "A 1 10 B 500 AAA 999900", "A 1 11 S 500 AAA 1000100", "T 34800", "A 1 12 B 5 AAA 900000", "T 50000", "D 1 11", "T 54001", "D 1 12"));
        return CommandLine.Run(
            ["run", "--data", At("day.itch"), "--report", At("r.html"), "--json", At("r.json"), "--Session:DurationSeconds=900", .. settings],
            SessionRuns.Run,
            _output,
            _error);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
