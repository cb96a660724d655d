using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Engine;
using Harrier.Engine.Configuration;
using Harrier.Monitoring.Reports;
using Harrier.Tests.Monitoring.Reports;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-").FullName;
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);
    private ConfigurationReading? _configuration;
    private IReadOnlyList<string> _dataFiles = [];

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Without_a_command_a_session_is_run()
    {
        int code = Run(Made, "--report", At("r.html"));

        Assert.Equal(0, code);
        Assert.Contains("Made $240.32", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("</html>", File.ReadAllText(At("r.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--report")]
    [InlineData("--json")]
    public void A_file_that_cannot_be_written_is_said_before_anything_runs(string option)
    {
        bool hasRun = false;
        string[] arguments = option == "--report"
            ? ["run", option, At(Path.Combine("none", "x"))]
            : ["run", "--report", At("r.html"), option, At(Path.Combine("none", "x"))];
        int code = CommandLine.Run(
            arguments,
            (_, _, _) =>
            {
                hasRun = true;
                return SampleReport.Make("HARA");
            },
            _output,
            _error);
        Assert.Equal((3, false), (code, hasRun));
        Assert.Contains("none", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_figures()
    {
        Assert.Equal(0, Run(Made, "run", "--report", At("r.html"), "--json", At("r.json")));

        using var json = JsonDocument.Parse(File.ReadAllText(At("r.json")));
        Assert.Equal(20_123, json.RootElement.GetProperty("session").GetProperty("orders").GetInt32());
    }

    [Fact]
    public void Options_and_settings_reach_the_session_even_behind_a_list_of_files()
    {
        File.WriteAllText(At("a"), string.Empty);
        File.WriteAllText(At("b"), string.Empty);

        int code = Run(Made, "run", "--report", At("r.html"), "--seed", "18446744073", "--symbols", "3", "--data", At("a"), At("b"), "--Latency:OrderMicroseconds=50");

        Assert.Equal((0, string.Empty), (code, _error.ToString()));
        Assert.Equal([At("a"), At("b")], _dataFiles);
        Assert.Equal(18_446_744_073UL, _configuration!.Configuration.Session.Seed);
        Assert.Equal(3, _configuration.Configuration.Session.Symbols);
        Assert.Equal(50, _configuration.Configuration.Latency.Links.OrderMicroseconds);
    }

    [Fact]
    public void Calibrate_is_the_rolling_calibration_of_the_settings()
    {
        Assert.Equal(0, Run(Made, "run", "--report", At("r.html"), "--calibrate"));
        Assert.Equal(CalibrationChoice.Rolling, _configuration!.Configuration.Model.Calibration);
    }

    [Fact]
    public void Calibrate_beside_another_calibration_on_the_command_line_is_a_contradiction()
    {
        Assert.Equal(2, Run(Never, "run", "--calibrate", "--Model:Calibration=fixed"));
        Assert.Contains("--calibrate is Model:Calibration=rolling, and Model:Calibration=fixed is given too", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_goes_before_the_calibration_of_a_file_and_says_so()
    {
        File.WriteAllText(At("fixed.json"), """{"Model": {"Calibration": "fixed"}}""");
        Assert.Equal(0, Run(Made, "run", "--report", At("r.html"), "--calibrate", "--config", At("fixed.json")));
        Assert.Equal(CalibrationChoice.Rolling, _configuration!.Configuration.Model.Calibration);
        Assert.Equal($"harrier: --calibrate: Model:Calibration=fixed ({At("fixed.json")}) gives way to rolling\n", _error.ToString());
    }

    [Fact]
    public void All_that_is_wrong_is_said_before_anything_runs()
    {
        int code = Run(Never, "run", "--symbols", "0", "--Latency:Feed=1", "--data", At("no.itch"), _folder);

        Assert.Equal(2, code);
        Assert.Equal(
            [
                "harrier: Session:Symbols = '0' (command line): must be a whole number from 1 to 65535",
                "harrier: Latency:Feed = '1' (command line): is no setting; did you mean Latency:FeedMicroseconds?",
                $"harrier: --data {At("no.itch")}: there is no such file",
                $"harrier: --data {_folder}: is a folder; name the files in it",
                string.Empty,
            ],
            _error.ToString().Split('\n'));
    }

    [Fact]
    public void Model_settings_that_do_not_go_together_are_bad_input_and_nothing_runs()
    {
        // At k = 1e-6 a dollar half of the spread is a million dollars.
        int code = CommandLine.Run(
            ["run", "--report", At("r.html"), "--Model:DecayPerDollar=1e-6"],
            (_, _, _) => throw new InvalidOperationException("A session is run."),
            _output,
            _error);
        Assert.Equal(2, code);
        Assert.Contains("harrier: The settings under Model do not go together", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("r.html")));
    }

    [Fact]
    public void Recorded_instruments_are_quoted_together_only_by_name_and_by_given_parameters()
    {
        File.WriteAllText(At("a"), string.Empty);
        string[] together = ["run", "--symbols", "2", "--report", At("r.html"), "--data", At("a"), "--Model:Correlation=0.5"];
        Assert.Equal(2, Run(Never, together));
        Assert.Contains("needs Model:Calibration=fixed", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("needs Session:TradeOnly", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Run(Made, [.. together, "--Model:Calibration=fixed", "--Session:TradeOnly=BAC,GOOG"]));
    }

    [Theory]
    [InlineData("run", "--seeed", "1")]
    [InlineData("run", "--seed", "one")]
    [InlineData("walk")]
    [InlineData("run", "--config", "no/such/harrier.json")]
    public void Wrong_arguments_end_with_2(params string[] args)
    {
        Assert.Equal(2, Run(Never, args));
        Assert.NotEmpty(_error.ToString());
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    public void Help_ends_with_0_and_runs_nothing(params string[] args)
    {
        Assert.Equal(0, Run(Never, args));
        Assert.Contains("harrier run", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("book")]
    [InlineData("paper")]
    [InlineData("host topology")]
    [InlineData("host layout")]
    [InlineData("host memory")]
    [InlineData("host check")]
    [InlineData("host plan")]
    [InlineData("host apply")]
    [InlineData("host verify")]
    [InlineData("host rollback")]
    [InlineData("host jitter")]
    [InlineData("host threads")]
    [InlineData("deploy systemd")]
    [InlineData("deploy container")]
    [InlineData("deploy kubernetes")]
    public void The_help_of_every_command_has_an_example(string command)
    {
        Assert.Equal(0, Run(Never, [.. command.Split(' '), "--help"]));
        Assert.Matches($@"Examples?:\s+harrier {command}", _output.ToString());
    }

    [Fact]
    public void A_page_that_cannot_be_written_ends_with_3()
    {
        Assert.Equal(3, Run(Made, "run", "--report", Path.Combine(_folder, "none", "r.html")));
        Assert.Contains("--report " + Path.Combine(_folder, "none", "r.html") + ": cannot be written: there is no directory", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unhandled_fault_ends_with_4_and_a_sentence()
    {
        Assert.Equal(4, Run((_, _, _) => throw new InvalidOperationException("The ring is broken."), "run"));
        Assert.StartsWith("harrier: internal fault: The ring is broken.", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SessionOutcome.Completed, 0)]
    [InlineData(SessionOutcome.TradingStopped, 1)]
    [InlineData(SessionOutcome.NothingQuoted, 1)]
    [InlineData(SessionOutcome.FeedFault, 2)]
    [InlineData(SessionOutcome.InternalFault, 4)]
    public void The_outcome_of_the_session_is_the_exit_code(SessionOutcome outcome, int expected)
    {
        SessionReport sample = SampleReport.Make("HARA");
        SessionReport report = sample with { Run = sample.Run with { Outcome = outcome, OutcomeReason = "Because." } };

        Assert.Equal(expected, Run((_, _, _) => report, "run", "--report", At("r.html")));
    }

    [Theory]
    [InlineData(999, 1)]
    [InlineData(1_000, 0)]
    public void A_parent_order_that_is_not_complete_is_a_no(long doneLots, int expected)
    {
        SessionReport report = SampleReport.Make("HARA") with { Execution = ExecutionReportTests.Execution with { DoneLots = doneLots } };
        Assert.Equal(expected, Run((_, _, _) => report, "run", "--report", At("r.html")));
    }

    [Theory]
    [InlineData("--Session:Seed=1", true)]
    [InlineData("--session:seed=1", true)]
    [InlineData("--Session:Seed", true)] // told as a fault, not taken for a file
    [InlineData("--json:out.json", false)]
    [InlineData("--json=C:/out.json", false)]
    [InlineData("a:b=c", false)]
    public void Settings_are_told_from_options(string argument, bool isSetting) =>
        Assert.Equal(isSetting ? 1 : 0, SettingArguments.Split([argument]).Settings.Length);

    [Theory]
    [InlineData(0, 0, "\r[........................................] 0 %, 0 messages ")]
    [InlineData(505, 1_234_567, "\r[####################....................] 50 %, 1,234,567 messages ")]
    [InlineData(1000, long.MaxValue, "\r[########################################] 100 %, 9,223,372,036,854,775,807 messages ")]
    public void The_progress_line_shows_how_far_it_is(int permille, long messages, string expected)
    {
        byte[] line = new byte[160];
        int length = ProgressLine.Format(line, permille, messages);
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(line, 0, length));
    }

    [Fact]
    public void A_frame_of_the_progress_line_allocates_nothing()
    {
        byte[] line = new byte[160];
        Assert.Equal(0, Allocation.OfSecondRun(() => ProgressLine.Format(line, 999, 123_456_789)));
    }

    private static SessionReport Never(ConfigurationReading configuration, IReadOnlyList<string> files, SessionProgress progress) =>
        throw new InvalidOperationException("No session should have been run.");

    private SessionReport Made(ConfigurationReading configuration, IReadOnlyList<string> files, SessionProgress progress)
    {
        (_configuration, _dataFiles) = (configuration, files);
        progress.Report(1_000, 1_234_567);
        return SampleReport.Make("HARA");
    }

    [Fact]
    public void Lean_ticks_can_be_calibrated_from_and_not_traded()
    {
        File.WriteAllBytes(At("20131007_quote.zip"), []);
        Assert.Equal(2, Run(Never, "run", "--report", At("r.html"), "--data", At("20131007_quote.zip")));
        Assert.Contains("harrier calibrate reads them", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("r.html")));
    }

    private int Run(SessionRunner session, params string[] args) => CommandLine.Run(args, session, _output, _error);

    private string At(string name) => Path.Combine(_folder, name);
}
