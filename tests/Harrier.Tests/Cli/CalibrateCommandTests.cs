using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Engine.Configuration;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-calibrate-").FullName;
    private readonly byte[] _message = new byte[64];
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void The_built_in_venue_is_watched_where_there_is_no_file_and_what_is_written_is_a_configuration()
    {
        Assert.Equal((0, string.Empty), (Run("--json", At("o.json"), "--write", At("harrier.json"), "--pictures", At("pictures"), "--Session:DurationSeconds=1200", "--Model:SkewAtLimitTicks=200"), _error.ToString()));
        using var json = JsonDocument.Parse(File.ReadAllText(At("o.json")));
        JsonElement instrument = json.RootElement.GetProperty("instruments")[0];
        foreach (string key in (string[])["symbol", "begin", "end", "orders", "hiddenTrades", "mistakenTrades", "bid", "ask", "both", "seen", "difference", "countedFrom", "insideTouch", "spread", "volatility", "riskAversions"])
        {
            Assert.True(instrument.TryGetProperty(key, out _), key);
        }

        Assert.Equal(16, instrument.GetPropertyCount());
        foreach (string key in (string[])["quality", "orders", "arrivalsPerSecond", "arrivalsError", "arrivalsPoissonError", "decayPerDollar", "decayError", "decayPoissonError", "blocks", "ordersPerSecond", "fromDollars", "logFit", "test", "secondLevel", "bands"])
        {
            Assert.True(instrument.GetProperty("both").TryGetProperty(key, out _), key);
        }

        var configuration = ConfigurationReading.Read(At("harrier.json"), [], "HARRIER_TEST_NONE__");
        Assert.Empty(configuration.Faults);
        Assert.Equal(CalibrationChoice.Fixed, configuration.Configuration.Model.Calibration);
        Assert.Equal("secondLevel", instrument.GetProperty("countedFrom").GetString());
        JsonElement taken = instrument.GetProperty("both").GetProperty("secondLevel");
        Assert.Equal(taken.GetProperty("arrivalsPerSecond").GetDouble(), configuration.Configuration.Model.ArrivalsPerSecond);
        Assert.Equal(taken.GetProperty("decayPerDollar").GetDouble(), configuration.Configuration.Model.DecayPerDollar);
        Assert.Equal(instrument.GetProperty("volatility").GetProperty("dollarsPerSqrtSecond").GetDouble(), configuration.Configuration.Model.VolatilityDollarsPerSqrtSecond);
        Assert.Equal(200, configuration.Configuration.Model.SkewAtLimitTicks);
        Assert.Contains("SIM1: A ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(At("page.html")), StringComparison.Ordinal);
        Assert.StartsWith("<svg xmlns", File.ReadAllText(At("pictures/SIM1-intensity.svg")), StringComparison.Ordinal);
        Assert.StartsWith("<svg xmlns", File.ReadAllText(At("pictures/SIM1-signature.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_malformed_ends_it_with_its_file_number_and_reason()
    {
        Zip("20131007_quote.zip", "34200000,138400,700,0,0,P,1,0\n34200000,0,0,138500,500,Q,1,0\nrubbish\n");
        Zip("20131007_trade.zip", "34200001,138500,200,P,2000,0\n");
        Assert.Equal(2, Run(At("20131007_trade.zip")));
        Assert.Contains("20131007_quote.zip: byte 60, message 3: the time is not", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_is_damaged_inside_ends_it_with_its_file_and_position()
    {
        Zip("20131007_quote.zip", "34200000,138400,700,0,0,P,1,0\n34200000,0,0,138500,500,Q,1,0\n");
        Zip("20131007_trade.zip", "34200001,138500,200,P,2000,0\n", CompressionLevel.NoCompression);
        byte[] bytes = File.ReadAllBytes(At("20131007_trade.zip"));
        bytes[bytes.AsSpan().IndexOf("138500"u8) + 5] = (byte)'1';
        File.WriteAllBytes(At("20131007_trade.zip"), bytes);
        Assert.Equal(2, Run(At("20131007_quote.zip")));
        Assert.Contains("20131007_trade.zip: byte 29, message 2: the rest cannot be read: the file in the zip is damaged", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_volume_of_recorded_days_is_written_as_a_curve_that_a_session_follows()
    {
        // Two days: 100 in the first quarter of an hour and 300 in the last, then 20 hidden in the second. What did not print,
        // what crossed, what was traded of another symbol and what came after the hours does not count.
        File.WriteAllBytes(At("monday.itch"), ItchText.Messages("R 1 AAA", "R 2 BBB", "A 1 10 B 500 AAA 12345", "A 2 11 B 500 BBB 12345", "T 34200", "E 1 10 100", "E 2 11 50", "T 36899", "E 1 10 300", "T 36900", "E 1 10 7"));
        File.WriteAllBytes(At("tuesday.itch"), ItchText.Messages("R 3 AAA", "T 35100", "P 3 20 AAA 12345", "C 3 99 40 N 12345"));
        Run(At("monday.itch"), At("tuesday.itch"), "--symbol", "AAA", "--write-volume", At("vwap.json"), "--Session:DurationSeconds=2700");
        Assert.Contains("(420 lots in 3 parts)", _output.ToString(), StringComparison.Ordinal);
        var configuration = ConfigurationReading.Read(At("vwap.json"), ["--Execution:Lots=42", "--Execution:Slices=3"], "HARRIER_TEST_NONE__");
        Assert.Empty(configuration.Faults);
        Assert.Equal((ExecutionAlgorithm.VolumeWeighted, 2_700.0), (configuration.Configuration.Execution.Algorithm, configuration.Configuration.Session.DurationSeconds));
        Assert.Equal((10L, 2L, 30L), (configuration.Configuration.Execution.Schedule![0].Lots, configuration.Configuration.Execution.Schedule[1].Lots, configuration.Configuration.Execution.Schedule[2].Lots));
    }

    [Fact]
    public void A_volume_curve_of_several_symbols_of_none_and_of_the_built_in_venue_is_refused()
    {
        File.WriteAllBytes(At("in.itch"), ItchText.Messages("R 1 AAA", "R 2 BBB", "A 1 10 B 7 AAA 12345", "A 2 11 B 7 BBB 12345"));
        Assert.Equal(2, Run(At("in.itch"), "--symbol", "AAA", "--symbol", "BBB", "--write-volume", At("never.json")));
        Assert.Contains("--write-volume takes one symbol, there are 2", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Run(At("in.itch"), "--symbol", "AAA", "--write-volume", At("never.json")));
        Assert.Contains("nothing of AAA was traded within the hours", _error.ToString(), StringComparison.Ordinal);
        File.Delete(At("page.html"));
        Assert.Equal(2, Run("--write-volume", At("never.json"), "--Session:DurationSeconds=60"));
        Assert.Contains("Execution:Algorithm=twap is right", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("page.html")), "It was told after the work.");
        Assert.False(File.Exists(At("never.json")));
    }

    [Fact]
    public void The_volume_of_the_bac_day_is_what_another_program_counts()
    {
        string quotes = TestData.Find("lean_bac_20131007_quote.zip");
        TestData.Find("lean_bac_20131007_trade.zip");
        Assert.Equal(0, Run(quotes, "--write-volume", At("vwap.json")));
        using var json = JsonDocument.Parse(File.ReadAllText(At("vwap.json")));

        // From an independent program, Python: rows of the trade file from 9:30 to 16:00 that are not of exchange D and not
        // suspicious, summed by quarters of an hour.
        Assert.Equal(
            "4422360,2616947,2484041,1035088,856241,715513,609104,1432742,1201791,850486,247186,620895,1120519,373615,1149854,566426,482956,786082,1311938,1349576,527781,1163708,350721,2929124,1863362,4233095",
            json.RootElement.GetProperty("Execution").GetProperty("VolumeCurve").GetString());
    }

    [Fact]
    public void A_pair_without_its_other_file_is_told_at_once()
    {
        Zip("20131007_quote.zip", string.Empty);
        Assert.Equal(2, Run(At("20131007_quote.zip")));
        Assert.Contains("20131007_trade.zip: there is no such file", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("page.html")));
    }

    [Fact]
    public void A_market_without_orders_has_no_estimate_and_the_answer_is_no()
    {
        File.WriteAllBytes(At("in.itch"), ItchText.Messages("R 1 AAA", "A 1 10 B 7 AAA 12345"));
        Assert.Equal(1, Run(At("in.itch"), "--symbol", "AAA", "--write", At("never.json")));
        Assert.Contains("AAA has no estimate", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("never.json")));
        Assert.Contains("there are too few", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_that_is_not_in_the_data_is_no_case_for_naming_one()
    {
        File.WriteAllBytes(At("in.itch"), ItchText.Messages("R 1 AAA", "A 1 10 B 7 AAA 12345"));
        Assert.Equal(1, Run(At("in.itch"), "--symbol", "BBB", "--write", At("never.json")));
        Assert.Contains("no symbol has an estimate", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("never.json")));
    }

    [Fact]
    public void Several_days_of_one_symbol_are_not_written_as_one_configuration()
    {
        TestData.Find("lean_bac_20131007_trade.zip");
        TestData.Find("lean_bac_20131008_trade.zip");
        string[] days = [TestData.Find("lean_bac_20131007_quote.zip"), TestData.Find("lean_bac_20131008_quote.zip")];
        Assert.Equal(2, Run([.. days, "--symbol", "BAC", "--write", At("never.json"), "--Session:DurationSeconds=600"]));
        Assert.Contains("--write takes one day of one symbol, there are 2 of BAC", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("never.json")));
    }

    [Fact]
    public void Several_symbols_are_not_written_as_one_configuration()
    {
        Assert.Equal(2, Run("--Session:Symbols=2", "--Session:DurationSeconds=60", "--write", At("never.json")));
        Assert.Contains("--write takes one symbol, there are 2", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("never.json")));
    }

    [Fact]
    public void A_setting_that_is_not_allowed_is_told_with_its_range()
    {
        Assert.Equal(2, Run("--Model:CalibrationHalfLifeSeconds=0"));
        Assert.Contains("Model:CalibrationHalfLifeSeconds", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calibrate")]
    [InlineData("book")]
    [InlineData("risk")]
    public void A_misspelt_option_is_not_taken_for_a_file(string command)
    {
        int code = CommandLine.Run([command, "--wriet"], (_, _, _) => throw new InvalidOperationException(), _output, _error);
        Assert.Equal(2, code);
        Assert.Contains("there is no option '--wriet'", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("no such file", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_file_of_something_else_are_told_and_nothing_is_explained_that_was_not_seen()
    {
        Assert.Equal(2, Run(_folder));
        Assert.Contains("is a folder", _error.ToString(), StringComparison.Ordinal);
        File.WriteAllText(At("readme.md"), "# Not market data\n");
        Assert.Equal(2, Run(At("readme.md")));
        Assert.Contains("readme.md: byte 0, message 1", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Depth is", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_headline_and_the_note_say_which_of_the_rows_the_models_take()
    {
        Assert.Equal(0, Run("--Session:DurationSeconds=1200", "--Model:InsideTouch=none"));
        Assert.Contains("/$ (none hidden), σ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("The models take the row 'none hidden'", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("green: none taken as hidden", File.ReadAllText(At("page.html")), StringComparison.Ordinal);
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, Run("--Session:DurationSeconds=1200"));
        Assert.DoesNotContain("(none hidden)", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("/$ (second level), σ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("green: counted from the second level", File.ReadAllText(At("page.html")), StringComparison.Ordinal);
        Assert.Contains("The models take the row 'both, second level'", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("green: none", File.ReadAllText(At("page.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Counted_from_the_touch_where_that_is_asked_for_and_never_from_the_second_level_with_none_hidden()
    {
        Assert.Equal(0, Run("--Session:DurationSeconds=1200", "--Model:CountedFrom=touch"));
        Assert.Contains("The models take the row 'both, touch'", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Run("--Model:CountedFrom=second-level", "--Model:InsideTouch=none"));
        Assert.Contains("Model:CountedFrom = 'second-level' (command line): must be touch where InsideTouch is none", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lean_ticks_have_no_second_level_to_count_from()
    {
        Zip("20131007_quote.zip", "34200000,138400,700,0,0,P,1,0\n34200000,0,0,138500,500,Q,1,0\n");
        Zip("20131007_trade.zip", "34200001,138500,200,P,2000,0\n");
        Assert.Equal(2, Run(At("20131007_trade.zip"), "--Model:CountedFrom=second-level"));
        Assert.Contains("is of Lean ticks, which have the best prices alone", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Run(At("20131007_trade.zip")));
        Assert.Contains("The feed has the best prices alone", Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_false_late_time_neither_ends_the_day_nor_goes_untold()
    {
        // Sales of a cent and of two in turn for 200 s; one of the first messages says 15:59.
        var file = new MemoryStream();
        Write(file, StockDirectory.Write(_message.AsSpan(2), 1, 0, Time(0), "AAA"u8));
        ulong reference = 0;
        Add(file, 0, ++reference, Side.Sell, 100_100);
        for (int second = 1; second <= 200; second++)
        {
            Add(file, second, ++reference, Side.Buy, 99_900);
            Add(file, second == 2 ? 23_340 : second, ++reference, Side.Buy, 99_800);
            Write(file, OrderExecuted.Write(_message.AsSpan(2), 1, 0, Time(second) + 500_000_000, reference - 1, 100, 1));
            Write(file, second % 2 == 0
                ? OrderExecuted.Write(_message.AsSpan(2), 1, 0, Time(second) + 500_000_000, reference, 100, 2)
                : OrderDelete.Write(_message.AsSpan(2), 1, 0, Time(second) + 600_000_000, reference));
        }

        File.WriteAllBytes(At("late.itch"), file.ToArray());
        Assert.Equal(0, Run(At("late.itch"), "--json", At("late.json")));
        using var json = JsonDocument.Parse(File.ReadAllText(At("late.json")));
        Assert.Equal(1, json.RootElement.GetProperty("falseTimes").GetInt64());
        Assert.Equal(200, json.RootElement.GetProperty("instruments")[0].GetProperty("orders").GetInt64());
        Assert.Contains("1 of the messages had a time more than five seconds later", Words(), StringComparison.Ordinal);
    }

    /// <summary>What was printed, without the line breaks of the terminal.</summary>
    private string Words() => string.Join(' ', _output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static long Time(int second) => (34_200L + second) * Nanoseconds.PerSecond;

    private void Add(MemoryStream file, int second, ulong reference, Side side, uint priceTicks) =>
        Write(file, AddOrder.Write(_message.AsSpan(2), 1, 0, Time(second), reference, side, 100, "AAA"u8, priceTicks));

    private void Write(MemoryStream file, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_message, (ushort)length);
        file.Write(_message, 0, 2 + length);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Zip(string name, string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        using ZipArchive archive = ZipFile.Open(At(name), ZipArchiveMode.Create);
        using var writer = new StreamWriter(archive.CreateEntry("20131007_bac_Tick.csv", level).Open());
        writer.Write(text);
    }

    private int Run(params string[] arguments) => CommandLine.Run(
        ["calibrate", .. arguments, "--report", At("page.html")], (_, _, _) => throw new InvalidOperationException(), _output, _error);
}
