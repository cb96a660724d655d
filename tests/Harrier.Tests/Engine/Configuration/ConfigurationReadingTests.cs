using System;
using System.Collections.Generic;
using System.IO;
using Harrier.Engine.Configuration;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.Configuration;

public sealed class ConfigurationReadingTests : IDisposable
{
    private readonly List<string> _files = [];

    public void Dispose() => _files.ForEach(File.Delete);

    [Fact]
    public void Without_anything_set_the_defaults_hold_and_nothing_is_wrong()
    {
        var reading = ConfigurationReading.Read(null, [], "HARRIER_TEST_NONE__");

        Assert.Empty(reading.Faults);
        Assert.Equal(1UL, reading.Configuration.Session.Seed);
        Assert.Equal(QuoteModelChoice.Glft, reading.Configuration.Session.Model);
        Assert.Equal(Money.FromDecimal(0.0020m), reading.Configuration.Fees.MakerRebateDollarsPerShare);
        Assert.All(reading.Settings, setting => Assert.Equal("default", setting.Source));
    }

    [Fact]
    public void The_file_is_over_the_defaults_the_environment_over_the_file_and_the_command_line_over_all()
    {
        string file = WriteFile("""
            {
              // a comment is allowed
              "$schema": "docs/harrier.schema.json",
              "Session": { "Seed": 2, "Symbols": 3, "DurationSeconds": 60.5 },
              "OrderFlow": { "StartPriceDollars": 42.1725 }
            }
            """);
        Environment.SetEnvironmentVariable("HARRIER_TEST_ORDER__Session__Symbols", "4");
        Environment.SetEnvironmentVariable("HARRIER_TEST_ORDER__Session__DurationSeconds", "61");

        var reading = ConfigurationReading.Read(file, ["--session:durationseconds=62"], "HARRIER_TEST_ORDER__");

        Assert.Empty(reading.Faults);
        Assert.Equal(2UL, reading.Configuration.Session.Seed);
        Assert.Equal(4, reading.Configuration.Session.Symbols);
        Assert.Equal(62, reading.Configuration.Session.DurationSeconds);
        Assert.Equal(42.1725, reading.Configuration.OrderFlow.StartPriceDollars);
        Assert.Equal("command line", Array.Find(reading.Settings, setting => setting.Key == "Session:DurationSeconds")?.Source);
        Assert.Equal("environment", Array.Find(reading.Settings, setting => setting.Key == "Session:Symbols")?.Source);
        Assert.Equal(file, Array.Find(reading.Settings, setting => setting.Key == "Session:Seed")?.Source);
    }

    [Theory]
    [InlineData("0", 8, false)]
    [InlineData("0.5", 8, true)]
    [InlineData("-1", 2, true)]
    [InlineData("-0.142857", 8, true)]
    public void One_correlation_quotes_all_instruments_together(string correlation, int instruments, bool areTogether)
    {
        var reading = ConfigurationReading.Read(null, [$"--Model:Correlation={correlation}", $"--Session:Symbols={instruments}"], "HARRIER_TEST_NONE__");
        Assert.Empty(reading.Faults);
        Assert.Equal(areTogether ? instruments : null, reading.Configuration.Model.Correlations?.Assets);
    }

    [Theory]
    [InlineData("must be a number from -0.142857 to 1 for 8 instruments", "--Model:Correlation=-0.2")]
    [InlineData("must be a number from -1 to 1", "--Model:Correlation=1.1")]
    [InlineData("glft and glft-closed quote them together", "--Model:Correlation=0.2", "--Session:Model=avellaneda-stoikov")]
    [InlineData("glft and glft-closed quote them together", "--Model:Correlation=0.2", "--Session:Model=cartea-jaimungal")]
    [InlineData("must be 0 where instruments are quoted together", "--Model:Correlation=0.2", "--Model:DriftDollarsPerSecond=0.0001")]
    [InlineData("must be 0 where instruments are quoted together", "--Model:Correlation=0.2", "--Model:AdverseSelectionDollarsPerTrade=0.001")]
    [InlineData("at most 512 instruments and there are 513", "--Model:Correlation=0.2", "--Session:Symbols=513")]
    [InlineData("must be fixed where instruments are quoted together", "--Model:Correlation=0.2", "--Model:Calibration=rolling")]
    [InlineData("cannot be read", "--Model:CorrelationFile=/no/such/file.csv")]
    [InlineData("has no meaning for one instrument", "--Model:Correlation=0.2", "--Session:Symbols=1")]
    [InlineData("has no meaning for one instrument", "--Model:Correlation=0.2", "--Session:TradeOnly=AAPL")]
    [InlineData("has no meaning for one instrument", "--Model:CorrelationFile=/no/such/file.csv", "--Session:Symbols=1")]
    public void What_cannot_be_quoted_together_is_a_fault(string sentence, params string[] settings)
    {
        var reading = ConfigurationReading.Read(null, ["--Session:Symbols=8", .. settings], "HARRIER_TEST_NONE__");
        Assert.Contains(sentence, Assert.Single(reading.Faults).ToString(), StringComparison.Ordinal);
        Assert.True(reading.Configuration.Model.Correlations is null || settings[^1].StartsWith("--Model:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_skew_that_the_running_penalty_would_overrule_is_a_fault()
    {
        string[] settings = ["--Model:SkewAtLimitTicks=150", "--Model:RunningPenaltyDollarsPerSquaredLotSecond=1e-6"];
        Assert.Empty(ConfigurationReading.Read(null, settings, "HARRIER_TEST_NONE__").Faults);
        ConfigurationFault fault = Assert.Single(
            ConfigurationReading.Read(null, [.. settings, "--Session:Model=cartea-jaimungal"], "HARRIER_TEST_NONE__").Faults);
        Assert.Equal("Model:SkewAtLimitTicks", fault.Path);
    }

    [Fact]
    public void Correlations_come_from_a_file_in_the_order_of_the_names()
    {
        string file = WriteFile("# A, B, C\n1, 0.5, -0.25\n\n0.5; 1; 0\n-0.25 0\t1\n");
        var reading = ConfigurationReading.Read(null, [$"--Model:CorrelationFile={file}", "--Session:TradeOnly=A,B,C"], "HARRIER_TEST_NONE__");
        Assert.Empty(reading.Faults);
        Assert.Equal(3, reading.Configuration.Model.Correlations!.Assets);
        Assert.Equal(-0.25, reading.Configuration.Model.Correlations[0, 2]);
        Assert.Equal(0.5, reading.Configuration.Model.Correlations[1, 0]);
    }

    [Theory]
    [InlineData("1 0.5 0\n0.5 1 0", "has 2 lines of correlations; 3 are needed")]
    [InlineData("1 0.5 0\n0.5 1", "line 2 is the 2. of correlations, with 2 numbers; 3 lines of 3 numbers are needed")]
    [InlineData("1 0 0\n0 1 0\n0 0 1\n\n0 0 1", "line 5 is the 4. of correlations")]
    [InlineData("1 0 0\n0 1 x\n0 x 1", "line 2 has 'x' for number 3; it must be a number from -1 to 1, with a point")]
    [InlineData("1 0 NaN\n0 1 0\nNaN 0 1", "row 1, column 3 is NaN; it must be a number from -1 to 1")]
    [InlineData("1 0.9 -0.9\n0.9 1 0.9\n-0.9 0.9 1", "the smallest eigenvalue is -0.8 and must be 0 or more")]
    [InlineData("", "has 0 lines of correlations; 3 are needed")]
    public void A_file_of_correlations_that_cannot_be_is_a_fault_that_says_where(string text, string sentence)
    {
        string file = WriteFile(text);
        var reading = ConfigurationReading.Read(null, [$"--Model:CorrelationFile={file}", "--Session:Symbols=3"], "HARRIER_TEST_NONE__");
        ConfigurationFault fault = Assert.Single(reading.Faults);
        Assert.Equal("Model:CorrelationFile", fault.Path);
        Assert.Contains(sentence, fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_together_with_path_value_source_and_what_is_allowed()
    {
        string file = WriteFile("""{ "Risk": { "MaximumOrderLots": "many" }, "Latencies": { "FeedMicrosecond": 7 } }""");

        var reading = ConfigurationReading.Read(
            file, ["--Session:Symbols=0", "--Session:Model=gltf", "--Latency:JitterMicroseconds=NaN", "loose"], "HARRIER_TEST_NONE__");

        Assert.Equal(
            [
                "loose (command line): must be an option or --Section:Key=value",
                "Session:Symbols = '0' (command line): must be a whole number from 1 to 65535",
                "Session:Model = 'gltf' (command line): must be glft | glft-closed | avellaneda-stoikov | cartea-jaimungal",
                $"Risk:MaximumOrderLots = 'many' ({file}): must be a whole number from 1 to 999999",
                "Latency:JitterMicroseconds = 'NaN' (command line): must be a number from 0 to 10000000",
                $"Latencies:FeedMicrosecond = '7' ({file}): is no setting; did you mean Latency:FeedMicroseconds?",
            ],
            Texts(reading));
    }

    [Theory]
    [InlineData("{ \"Session\": ", "is not the JSON of a configuration")]
    [InlineData("[1, 2]", "is not the JSON of a configuration")]
    [InlineData("{ \"Session\": { \"Seed\": 1, \"seed\": 2 } }", "is not the JSON of a configuration")]
    [InlineData("", "is not the JSON of a configuration")]
    public void A_file_that_is_not_JSON_is_one_fault(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(ConfigurationReading.Read(WriteFile(text), [], "HARRIER_TEST_NONE__").Faults).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_a_fault() =>
        Assert.Contains("cannot be read", Assert.Single(ConfigurationReading.Read("no/such/file.json", [], "HARRIER_TEST_NONE__").Faults).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_session_may_not_run_past_midnight()
    {
        var reading = ConfigurationReading.Read(null, ["--Session:StartSeconds=80000"], "HARRIER_TEST_NONE__");

        Assert.Equal(
            ["Session:DurationSeconds = '23400' (default): must be at most 86400 less StartSeconds: a session ends before midnight"],
            Texts(reading));
    }

    [Fact]
    public void What_Avellaneda_Stoikov_knows_nothing_of_may_not_be_set_with_it()
    {
        string[] settings = ["--Model:DriftDollarsPerSecond=0.01", "--Model:AdverseSelectionDollarsPerTrade=0.002"];
        const string fault = "must be 0 with avellaneda-stoikov, which knows of none: glft, glft-closed and cartea-jaimungal do";
        Assert.Equal(
            [
                $"Model:DriftDollarsPerSecond = '0.01' (command line): {fault}",
                $"Model:AdverseSelectionDollarsPerTrade = '0.002' (command line): {fault}",
            ],
            Texts(ConfigurationReading.Read(null, [.. settings, "--Session:Model=avellaneda-stoikov"], "HARRIER_TEST_NONE__")));
        Assert.Empty(ConfigurationReading.Read(null, [.. settings, "--Session:Model=cartea-jaimungal"], "HARRIER_TEST_NONE__").Faults);
    }

    [Fact]
    public void A_penalty_out_of_its_range_is_told_the_range()
    {
        Assert.Equal(
            [
                "Model:AdverseSelectionDollarsPerTrade = '-0.01' (command line): must be a number from 0 to 1000",
                "Model:RunningPenaltyDollarsPerSquaredLotSecond = 'NaN' (command line): must be a number from 0 to 1000000",
            ],
            Texts(ConfigurationReading.Read(
                null, ["--Model:AdverseSelectionDollarsPerTrade=-0.01", "--Model:RunningPenaltyDollarsPerSquaredLotSecond=NaN"], "HARRIER_TEST_NONE__")));
    }

    [Theory]
    [InlineData("AAPL, MSFT,,GOOG ", new[] { "AAPL", "MSFT", "GOOG" })]
    [InlineData("", new string[0])]
    public void Names_are_separated_by_commas(string text, string[] expected) =>
        Assert.Equal(expected, ConfigurationReading.Read(null, [$"--Session:TradeOnly={text}"], "HARRIER_TEST_NONE__").Configuration.Session.TradeOnly);

    [Theory]
    [InlineData("Latency:Feed", "Latency:FeedMicroseconds")]
    [InlineData("Sesion:Seed", "Session:Seed")]
    [InlineData("OrderSize", "Quoting:OrderSizeLots")]
    [InlineData("Risk:MaxOrdersPerSecond", "Risk:MaximumOrdersPerSecond")]
    [InlineData("Risk:Tal", "Risk:Tail")] // and not Risk:StaleMarketDataMilliseconds, which has it in the middle
    public void The_nearest_setting_is_named(string key, string expected) =>
        Assert.Equal(expected, UnknownKeys.Nearest(key, ConfigurationReading.Defaults().Descriptors));

    [Theory]
    [InlineData("kitten", "sitting", 3)] // k-s, e-i, +g: the usual example
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    public void The_distance_of_two_words_counts_the_edits(string from, string to, int expected) =>
        Assert.Equal(expected, UnknownKeys.Distance(from, to));

    [Fact]
    public void What_is_read_for_the_order_flow_is_what_the_venue_accepts()
    {
        IReadOnlyList<SettingDescriptor> descriptors = ConfigurationReading.Defaults().Descriptors;
        foreach (SettingDescriptor descriptor in descriptors)
        {
            if (descriptor.Section == "OrderFlow")
            {
                ConfigurationReading.Read(null, [$"--{descriptor.Path}={descriptor.Minimum}"], "HARRIER_TEST_NONE__").Configuration.OrderFlow.Validate();
                ConfigurationReading.Read(null, [$"--{descriptor.Path}={descriptor.Maximum}"], "HARRIER_TEST_NONE__").Configuration.OrderFlow.Validate();
            }
        }
    }

    private static string[] Texts(ConfigurationReading reading)
    {
        string[] texts = new string[reading.Faults.Count];
        for (int index = 0; index < texts.Length; index++)
        {
            texts[index] = reading.Faults[index].ToString();
        }

        return texts;
    }

    private string WriteFile(string text)
    {
        string file = Path.Combine(Path.GetTempPath(), $"harrier-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, text);
        _files.Add(file);
        return file;
    }
}
