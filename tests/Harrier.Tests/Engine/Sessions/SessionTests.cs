using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Harrier.Engine;
using Harrier.Engine.Configuration;
using Harrier.Engine.Sessions;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.Sessions;

public sealed class SessionTests
{
    /// <summary>A quarter of an hour: a hundred fills and more.</summary>
    private const string Short = "--Session:DurationSeconds=900";

    [Fact]
    public void A_session_trades_and_its_money_adds_up()
    {
        SessionReport report = Run(Short);
        Assert.Equal(SessionOutcome.Completed, report.Run.Outcome);
        Assert.True(report.Counts.Fills >= 100, $"{report.Counts.Fills} fills");
        Assert.True(report.Profit.AddsUp);
        Assert.Equal(report.Profit.Total, report.Profit.Cash + report.Profit.InventoryAtMid);
        Assert.Equal(report.Profit.Total, report.Profit.Spread + report.Profit.Inventory + report.Profit.Fees);

        // Once more by hand, from the fills that the report draws: money paid and received, and a rebate of $0.0020 a share.
        decimal cash = 0;
        long lots = 0;
        foreach (FillPoint fill in report.InstrumentSeries[0].Fills)
        {
            decimal value = fill.Price.ToDecimal() * fill.Lots;
            cash += (fill.Side == Side.Buy ? -value : value) + (0.0020m * fill.Lots);
            lots += fill.Side == Side.Buy ? fill.Lots : -fill.Lots;
        }

        Assert.Equal(report.Counts.Fills, report.InstrumentSeries[0].Fills.Length);
        Assert.Equal(cash, report.Profit.Cash.ToDecimal());
        Assert.Equal(lots, report.Instruments[0].InventoryLots);
    }

    [Fact]
    public void Nothing_is_allocated_between_the_first_and_the_last_message()
    {
        // Other tests run in this process meanwhile, so that collections are not ours: without allocation there are none.
        Assert.Equal(0, Run(Short).Counts.AllocatedBytes);
    }

    [Fact]
    public void A_session_runs_on_a_flow_whose_sides_excite_each_other_and_allocates_nothing()
    {
        string[] clusters = [Short, "--OrderFlow:ClusteringBranchingRatio=0.6", "--OrderFlow:ClusteringOtherSidePart=0.5"];
        SessionReport report = Run(clusters);
        Assert.Equal(SessionOutcome.Completed, report.Run.Outcome);
        Assert.True(report.Profit.AddsUp);
        Assert.Equal(0, report.Counts.AllocatedBytes);
        Assert.NotEqual(Run(clusters[..2]).Counts.OrdersSha256, report.Counts.OrdersSha256);
    }

    [Fact]
    public void The_same_seed_gives_the_same_orders_and_the_same_json_but_for_times()
    {
        SessionReport first = WithoutCollections(Run(Short, "--Session:Seed=7"));
        SessionReport second = WithoutCollections(Run(Short, "--Session:Seed=7"));
        Assert.Equal(first.Counts.OrdersSha256, second.Counts.OrdersSha256);
        Assert.Equal(WithoutTimes(first), WithoutTimes(second));
        Assert.NotEqual(first.Counts.OrdersSha256, Run(Short, "--Session:Seed=8").Counts.OrdersSha256);
    }

    [Fact]
    public void Many_instruments_have_their_own_lines_that_sum_to_the_total()
    {
        SessionReport report = Run("--Session:DurationSeconds=120", "--Session:Symbols=5");
        Assert.Equal(5, report.Instruments.Length);
        Money total = Money.Zero;
        long fills = 0;
        foreach (InstrumentRow row in report.Instruments)
        {
            Assert.True(row.Profit.AddsUp);
            total += row.Profit.Total;
            fills += row.Fills;
        }

        Assert.Equal((report.Profit.Total, report.Counts.Fills), (total, fills));
        Assert.Equal(["SIM1", "SIM2", "SIM3", "SIM4", "SIM5"], Sorted(report.Instruments));
        for (int i = 1; i < report.Instruments.Length; i++)
        {
            Assert.True(report.Instruments[i - 1].Fills >= report.Instruments[i].Fills, "the busiest come first");
        }
    }

    [Theory]
    [InlineData("glft")]
    [InlineData("glft-closed")]
    [InlineData("avellaneda-stoikov")]
    [InlineData("cartea-jaimungal")]
    public void Every_model_trades_within_its_inventory_limit(string model)
    {
        SessionReport report = Run(Short, $"--Session:Model={model}", "--Model:MaximumInventoryOrders=3");
        Assert.True(report.Counts.Fills > 20, $"{report.Counts.Fills} fills");
        Assert.InRange(report.Instruments[0].InventoryLotsMax, 100, 300);
    }

    [Theory]
    [InlineData("", "A 0.5 /s, k 60 /$")]
    [InlineData("--Model:DriftDollarsPerSecond=-0.001 --Model:AdverseSelectionDollarsPerTrade=0.002", "k 60 /$, μ -0.001 $/s, ξ 0.002 $ a trade")]
    [InlineData("--Session:Model=cartea-jaimungal --Model:RunningPenaltyDollarsPerSquaredLotSecond=1e-7 --Model:TerminalPenaltyDollarsPerSquaredLot=1e-5", "k 60 /$, φ 1E-07 $/lot²/s, α 1E-05 $/lot²")]
    [InlineData("--Session:Model=cartea-jaimungal --Model:RiskAversionPerDollar=0.01", "k 60 /$, φ 7.2E-07 $/lot²/s")] // 0.01 x 0.012^2 / 2
    [InlineData("--Session:Symbols=2 --Model:Correlation=0.5", "k 60 /$, quoted together by the correlations")]
    public void The_report_says_all_that_the_model_was_told(string settings, string end)
    {
        SessionReport report = Run([Short, .. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.EndsWith(end, report.Instruments[0].Model, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kill_switch_cancels_all_and_nothing_is_sent_after_it()
    {
        SessionReport report = Run(Short, "--Faults:KillAtSeconds=60");
        Assert.Equal(SessionOutcome.TradingStopped, report.Run.Outcome);
        Assert.Equal("halted", report.StateChanges[^1].State);
        Assert.Equal(Nanoseconds.FromSeconds(34_260), report.StateChanges[^1].Time);
        InstrumentSeries series = report.InstrumentSeries[0];
        for (int i = 0; i < series.Times.Length; i++)
        {
            if (series.Times[i] > Nanoseconds.FromSeconds(34_261))
            {
                Assert.Equal((Price.None, Price.None), (series.Bids[i], series.Asks[i]));
            }
        }

        Assert.All(series.Fills, fill => Assert.True(fill.Time <= Nanoseconds.FromSeconds(34_260.001)));
    }

    [Fact]
    public void A_silent_feed_withdraws_the_quotes_until_it_is_back()
    {
        SessionReport report = Run(Short, "--Faults:FeedSilenceAtSeconds=100", "--Faults:FeedSilenceSeconds=30");
        Assert.Equal(SessionOutcome.Completed, report.Run.Outcome);
        StateChange stale = Assert.Single(report.StateChanges, change => change.Reason.StartsWith("No market data", StringComparison.Ordinal));

        // The last heartbeat or message came within a second before 100 s; 3 s after it the quotes are withdrawn.
        Assert.InRange(stale.Time.ToSeconds(), 34_302, 34_303.01);
        int index = Array.IndexOf(report.StateChanges, stale);
        Assert.Equal("active", report.StateChanges[index + 1].State);
        Assert.InRange(report.StateChanges[index + 1].Time.ToSeconds(), 34_330, 34_330.1);
        InstrumentSeries series = report.InstrumentSeries[0];
        int samples = 0;
        for (int i = 0; i < series.Times.Length; i++)
        {
            if (series.Times[i].ToSeconds() is > 34_304 and < 34_330)
            {
                Assert.Equal((Price.None, Price.None), (series.Bids[i], series.Asks[i]));
                samples++;
            }
        }

        Assert.True(samples > 10);
    }

    [Fact]
    public void The_position_limit_stops_the_orders_that_could_break_it()
    {
        SessionReport report = Run(Short, "--Risk:MaximumPositionLots=200");
        Assert.True(CountOf(report.Stops, "positionLimit") > 0);
        Assert.InRange(report.Instruments[0].InventoryLotsMax, 100, 200);
    }

    [Fact]
    public void The_order_rate_limit_stops_the_orders_beyond_it()
    {
        SessionReport report = Run(Short, "--Risk:MaximumOrdersPerSecond=2");
        Assert.True(CountOf(report.Stops, "orderRate") > 0);
        Assert.InRange(report.Counts.Entered + report.Counts.Replaced, 1, 2 * 900);
    }

    [Fact]
    public void The_loss_limit_pulls_the_kill_switch()
    {
        SessionReport report = Run(Short, "--Risk:MaximumLossDollars=10", "--Fees:MakerRebateDollarsPerShare=-0.05");
        Assert.Equal(SessionOutcome.TradingStopped, report.Run.Outcome);
        Assert.Contains("loss limit", report.Run.OutcomeReason, StringComparison.Ordinal);
        StateChange stopped = report.StateChanges[^1];
        Assert.Equal(("halted", report.Run.OutcomeReason), (stopped.State, stopped.Reason));
        Assert.All(report.InstrumentSeries[0].Fills, fill => Assert.True(fill.Time.ToSeconds() < stopped.Time.ToSeconds() + 0.001));
    }

    [Fact]
    public void A_link_without_room_ends_the_session_as_an_internal_fault()
    {
        SessionReport report = Run(Short, "--Session:Symbols=20", "--Limits:LinkKilobytes=16", "--Latency:FeedMicroseconds=5000000");
        Assert.Equal(SessionOutcome.InternalFault, report.Run.Outcome);
        Assert.Contains("Limits:LinkKilobytes", report.Run.OutcomeReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_whose_value_is_beyond_the_limit_are_stopped()
    {
        // 100 shares at $6,000 are worth $600,000; the limit of one order is $500,000.
        SessionReport report = Run(Short, "--OrderFlow:StartPriceDollars=6000");
        Assert.True(CountOf(report.Stops, "orderNotional") > 0);
        Assert.Equal((0L, SessionOutcome.NothingQuoted), (report.Counts.Orders, report.Run.Outcome));
        Assert.Contains("for orderNotional", report.Run.OutcomeReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_day_is_traded_and_its_money_adds_up()
    {
        string file = TestData.Find("lobster_GOOG_2012-06-21_message_10.csv.zst");
        SessionReport report = Run([file], "--Session:DurationSeconds=3600");
        Assert.Equal(SessionOutcome.Completed, report.Run.Outcome);
        Assert.Equal("GOOG", Assert.Single(report.Instruments).Symbol);
        Assert.True(report.Counts.Fills > 50, $"{report.Counts.Fills} fills");
        Assert.True(report.Markouts[0].Fills > 50);
        Assert.True(report.Profit.AddsUp);
        Assert.NotEmpty(report.Run.Assumptions);
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)] // 78 hours after midnight: what comes after it is read all the same.
    public void A_truncated_recording_ends_the_session_where_it_broke_and_leaves_no_order(byte highestByteOfTheTime)
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.itch");
        File.WriteAllBytes(file, [0, 12, (byte)'S', 0, 0, 0, 0, highestByteOfTheTime, 0, 0, 0, 0, 1, (byte)'O', 0, 12, (byte)'S']);
        try
        {
            SessionReport report = Run([file], Short);
            Assert.Equal(SessionOutcome.FeedFault, report.Run.Outcome);
            Assert.Contains("byte 14, message 2", report.Run.OutcomeReason, StringComparison.Ordinal);
            Assert.Equal(1, report.Counts.Messages);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_calibrated_session_allocates_nothing_is_the_same_again_and_shows_its_parameters_moving()
    {
        string[] settings = [Short, "--Model:Calibration=rolling", "--Model:OpeningSeconds=200", "--Model:CalibrationHalfLifeSeconds=300", "--Model:SkewAtLimitTicks=200"];
        SessionReport report = Run(settings);
        Assert.Equal(0, report.Counts.AllocatedBytes);
        Assert.Equal(report.Counts.OrdersSha256, Run(settings).Counts.OrdersSha256);
        Assert.True(report.Counts.Fills > 50, $"{report.Counts.Fills} fills");
        InstrumentSeries series = report.InstrumentSeries[0];
        ParameterSeries parameters = series.Parameters!;
        foreach (double[] values in (double[][])[parameters.ArrivalsPerSecond, parameters.DecayPerDollar, parameters.VolatilityDollarsPerSqrtSecond, parameters.RiskAversionPerDollar])
        {
            // One estimate at 200 s and one each minute after it.
            Assert.Equal(series.Times.Length, values.Length);
            Assert.InRange(new HashSet<double>(values).Count, 8, 13);
            Assert.True(values[^1] > 0);
        }

        Assert.Null(Run(Short).InstrumentSeries[0].Parameters);
        Assert.Contains("\"decayPerDollar\": [", WithoutTimes(report), StringComparison.Ordinal);
        using var page = new StringWriter();
        HtmlReport.Write(report, page);
        Assert.Contains("SIM1: k, how fast they fall with the distance", page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_executions_are_no_aggressive_orders_of_others()
    {
        // The flow has A = 0.5 and k = 60. An hour's pooled error is about 5 % of A and 4 % of k; the hundreds of executions of
        // our own orders, were they counted, would add a third to A.
        SessionReport report = Run("--Session:DurationSeconds=3600", "--Model:Calibration=rolling", "--Model:CalibrationHalfLifeSeconds=1e6");
        ParameterSeries parameters = report.InstrumentSeries[0].Parameters!;
        Assert.True(report.Counts.Fills > 500, $"{report.Counts.Fills} fills");
        Assert.InRange(parameters.ArrivalsPerSecond[^1], 0.42, 0.60);
        Assert.InRange(parameters.DecayPerDollar[^1], 52, 68);
        Assert.InRange(parameters.VolatilityDollarsPerSqrtSecond[^1], 0.011, 0.013);
    }

    private static SessionReport Run(params string[] settings) => Run([], settings);

    private static SessionReport Run(IReadOnlyList<string> files, params string[] settings)
    {
        var configuration = ConfigurationReading.Read(null, settings);
        Assert.Empty(configuration.Faults);
        return SessionRuns.Run(configuration, files, new SessionProgress());
    }

    private static string[] Sorted(InstrumentRow[] rows)
    {
        string[] symbols = Array.ConvertAll(rows, row => row.Symbol);
        Array.Sort(symbols, StringComparer.Ordinal);
        return symbols;
    }

    /// <summary>Collections are those of the whole process, in which other tests run meanwhile.</summary>
    private static SessionReport WithoutCollections(SessionReport report) =>
        report with { Counts = report.Counts with { Collections = 0 } };

    private static long CountOf(NamedCount[] counts, string name) =>
        Array.Find(counts, count => count.Name == name)?.Count ?? 0;

    /// <summary>Everything of the JSON but what docs/json.md names as varying from run to run.</summary>
    private static string WithoutTimes(SessionReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        var kept = new List<string>();
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            if (property.Name is not ("latency" or "timing" or "host"))
            {
                kept.Add(property.ToString());
            }
        }

        Assert.True(kept.Count >= 5);
        return string.Join('\n', kept);
    }
}
