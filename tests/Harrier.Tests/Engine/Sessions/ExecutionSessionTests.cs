using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Harrier.Engine;
using Harrier.Engine.Configuration;
using Harrier.Engine.Sessions;
using Harrier.Market.Feeds.Itch50;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.Sessions;

/// <summary>Sessions that execute a parent order.</summary>
public sealed class ExecutionSessionTests
{
    private const string Short = "--Session:DurationSeconds=900";
    private const string Lots = "--Execution:Lots=1234";

    [Theory]
    [InlineData("buy", "--Execution:Algorithm=twap")]
    [InlineData("sell", "--Execution:Algorithm=twap", "--Execution:PassiveShare=0", "--Execution:JitterShare=0.9")]
    [InlineData("buy", "--Execution:Algorithm=twap", "--Risk:MaximumOrderNotionalDollars=5000")]
    [InlineData("sell", "--Execution:Algorithm=vwap", "--Execution:VolumeCurve=5,2,1,1,3")]
    [InlineData("buy", "--Execution:Algorithm=pov", "--Execution:MaximumParticipation=0.05", "--Execution:Slices=60")]
    [InlineData("sell", "--Execution:Algorithm=almgren-chriss", "--Execution:RiskAversionPerDollar=0.0001", "--Execution:StartSeconds=100", "--Execution:DurationSeconds=600")]
    public void The_order_is_executed_to_the_last_lot_and_its_costs_add_up(string side, params string[] settings)
    {
        SessionReport report = Run([Short, Lots, $"--Execution:Side={side}", .. settings]);
        ExecutionReport execution = report.Execution!;
        Assert.Equal((SessionOutcome.Completed, string.Empty), (report.Run.Outcome, report.Run.OutcomeReason));
        Assert.Equal((1234L, "completed", "SIM1"), (execution.DoneLots, execution.State, execution.Symbol));
        Assert.Equal(side == "buy" ? 1234 : -1234, Assert.Single(report.Instruments).InventoryLots);
        Assert.Equal(1234, report.Counts.LotsTraded);
        Assert.Equal(0, report.Counts.AllocatedBytes);
        Assert.True(report.Profit.AddsUp);
        Assert.True(execution.Shortfall.AddsUp);
        Assert.Equal(Money.Zero, execution.Shortfall.Opportunity);
        AssertWithinSchedule(report);

        // Once more from the fills that the report draws: their mean price, and Perold's difference of two portfolios.
        decimal cash = 0;
        foreach (FillPoint fill in report.InstrumentSeries[0].Fills)
        {
            cash += (side == "buy" ? -1 : 1) * fill.Price.ToDecimal() * fill.Lots;
        }

        Assert.Equal((double)Math.Abs(cash) / 1234 * Price.TicksPerUnit, execution.AverageTicks, 1e-6);
        decimal decision = execution.DecisionMidTicksTwice / 20_000m;
        decimal shortfall = (side == "buy" ? -1 : 1) * decision * 1234;
        Assert.Equal(-shortfall, -(cash - execution.Shortfall.Fees.ToDecimal()) - execution.Shortfall.Total.ToDecimal());
    }

    [Fact]
    public void The_participation_is_never_above_its_limit_when_a_slice_ends()
    {
        SessionReport report = Run(Short, "--Execution:Lots=2000", "--Execution:Algorithm=pov", "--Execution:MaximumParticipation=0.002", "--Execution:Slices=30");
        ExecutionReport execution = report.Execution!;
        Assert.Equal("expired", execution.State);
        Assert.InRange(execution.DoneLots, 1, 1_999);
        Assert.True(execution.DoneLots * 998 <= execution.OthersLots * 2, $"{execution.DoneLots} beside {execution.OthersLots}");
        Assert.Contains("not complete", report.Run.OutcomeReason, StringComparison.Ordinal);
        AssertWithinSchedule(report);
    }

    [Fact]
    public void What_we_trade_ourselves_is_not_the_volume_of_others()
    {
        // Nobody else takes anything: what trades is what we cross for, and the feed shows it.
        SessionReport report = Run(
            Short,
            "--Execution:Lots=100",
            "--Execution:PassiveShare=0",
            "--OrderFlow:AggressiveOrdersPerSecond=0",
            "--OrderFlow:VolatilityDollarsPerSqrtSecond=0");
        Assert.Equal((100L, 0L), (report.Execution!.DoneLots, report.Execution.OthersLots));
    }

    [Theory]
    [InlineData("flatten")]
    [InlineData("halt")]
    public void A_limit_of_the_portfolio_that_flattens_or_halts_gives_the_rest_up_and_keeps_what_was_bought(string action)
    {
        // $50,000 are 500 lots at $100: 5 % of the capital.
        SessionReport report = Run(Short, Lots, "--Risk:LeverageTimes=0.05", $"--Risk:LeverageAction={action}");
        Assert.Equal(SessionOutcome.TradingStopped, report.Run.Outcome);
        Assert.Equal("stopped", report.Execution!.State);
        Assert.InRange(report.Execution.DoneLots, 490, 800);
        Assert.Equal(report.Execution.DoneLots, Assert.Single(report.Instruments).InventoryLots);
        Assert.All(report.InstrumentSeries[0].Fills, fill => Assert.Equal(Side.Buy, fill.Side));
        Assert.True(report.Execution.Shortfall.AddsUp);
    }

    [Fact]
    public void A_limit_of_the_portfolio_that_reduces_takes_the_parent_order_out_while_it_lasts()
    {
        SessionReport report = Run(Short, Lots, "--Risk:LeverageTimes=0.05");
        Assert.Equal("expired", report.Execution!.State);
        Assert.InRange(report.Execution.DoneLots, 490, 800);
        Assert.Equal(report.Execution.DoneLots, Assert.Single(report.Instruments).InventoryLots);
    }

    [Fact]
    public void The_same_seed_gives_the_same_orders_and_the_same_json_but_for_times()
    {
        string[] settings = [Short, Lots, "--Execution:JitterShare=0.5", "--Session:Seed=7"];
        SessionReport first = Run(settings);
        SessionReport second = Run(settings);
        Assert.Equal(first.Counts.OrdersSha256, second.Counts.OrdersSha256);
        Assert.Equal(Execution(first), Execution(second));
        SessionReport other = Run([.. settings, "--Session:Seed=8"]);
        Assert.NotEqual(first.Counts.OrdersSha256, other.Counts.OrdersSha256);
        Assert.NotEqual(first.Execution!.Slices[0].Begin, other.Execution!.Slices[0].Begin);
    }

    [Fact]
    public void The_kill_switch_cancels_and_what_is_left_is_opportunity_cost()
    {
        SessionReport report = Run(Short, Lots, "--Faults:KillAtSeconds=400");
        ExecutionReport execution = report.Execution!;
        Assert.Equal(SessionOutcome.TradingStopped, report.Run.Outcome);
        Assert.Equal("stopped", execution.State);
        Assert.InRange(execution.DoneLots, 1, 1_233);
        InstrumentSeries series = report.InstrumentSeries[0];
        Assert.All(series.Fills, fill => Assert.True(fill.Time <= Nanoseconds.FromSeconds(34_600.001)));
        Assert.Equal((Price.None, Price.None), (series.Bids[^1], series.Asks[^1]));

        // The move of the mid from the decision to the end, on each lot that was not bought.
        decimal move = (execution.LastMidTicksTwice - execution.DecisionMidTicksTwice) / 20_000m;
        Assert.Equal(move * (1234 - execution.DoneLots), execution.Shortfall.Opportunity.ToDecimal());
        Assert.True(execution.Shortfall.AddsUp);
    }

    [Fact]
    public void The_checks_stop_a_parent_order_as_they_stop_a_quote()
    {
        // $50,000 are fewer than 500 shares of about $100.
        SessionReport report = Run(Short, "--Execution:Lots=2000", "--Risk:MaximumGrossNotionalDollars=50000");
        Assert.True(CountOf(report.Stops, "grossNotional") > 0);
        Assert.InRange(report.Execution!.DoneLots, 100, 510);
        Assert.Equal("expired", report.Execution.State);
        Assert.True(report.Execution.Shortfall.AddsUp);
    }

    [Fact]
    public void A_silent_feed_takes_the_order_out_until_it_is_back()
    {
        SessionReport report = Run(
            Short, Lots, "--Execution:PassiveShare=1", "--OrderFlow:AggressiveOrdersPerSecond=0.01", "--Faults:FeedSilenceAtSeconds=100", "--Faults:FeedSilenceSeconds=60");
        InstrumentSeries series = report.InstrumentSeries[0];
        int before = 0;
        int during = 0;
        for (int i = 0; i < series.Times.Length; i++)
        {
            double second = series.Times[i].ToSeconds() - 34_200;
            before += second is > 50 and < 100 && series.Bids[i].IsPresent ? 1 : 0;
            if (second is > 104 and < 160)
            {
                during++;
                Assert.False(series.Bids[i].IsPresent);
            }
        }

        Assert.True(before > 10 && during > 10);
        Assert.True(report.Execution!.DoneLots <= 1234);
    }

    [Fact]
    public void A_venue_that_closes_early_leaves_the_rest_unexecuted()
    {
        // 10.00 bid and 10.02 offered, 100 lots each, and the close after 100 s.
        SessionReport report = RunDay(
            ["--Execution:Lots=500", "--Execution:PassiveShare=0", "--Execution:Slices=3", Short],
            Add(34_200.5, 1, Side.Buy, 100, 100_000),
            Add(34_200.6, 2, Side.Sell, 100, 100_200),
            Clock(34_250),
            Event(34_300, SystemEventCode.EndOfMarketHours));
        ExecutionReport execution = report.Execution!;
        Assert.Equal(("expired", 100L), (execution.State, execution.DoneLots));
        Assert.Contains("400 of 500", report.Run.OutcomeReason, StringComparison.Ordinal);

        // A cent from the mid and three tenths of a cent of fee on 100 lots; the mid stays.
        Assert.Equal(1.00m, execution.Shortfall.Spread.ToDecimal());
        Assert.Equal(0.30m, execution.Shortfall.Fees.ToDecimal());
        Assert.Equal(1.30m, execution.Shortfall.Total.ToDecimal());
        Assert.Equal(Money.Zero, execution.Shortfall.Opportunity);
        Assert.True(report.Profit.AddsUp && execution.Shortfall.AddsUp);
    }

    [Fact]
    public void What_crosses_and_comes_too_late_leaves_nothing_standing_at_a_price_that_the_market_has_left()
    {
        // 10.02 is offered, and is gone before our order is there: 5 us to us, half to decide, 10 to the venue. Ten seconds later
        // 10.01 is offered. An order that had stayed at 10.02 would have been executed there, at our price.
        SessionReport report = RunDay(
            ["--Execution:Lots=100", "--Execution:PassiveShare=0", "--Execution:Slices=1", "--Latency:JitterMicroseconds=0", Short],
            Add(34_200.5, 1, Side.Buy, 100, 100_000),
            Add(34_200.6, 2, Side.Sell, 100, 100_200),
            bytes => OrderDelete.Write(bytes, 1, 0, At(34_200.6) + 8_000, 2),
            Add(34_210, 3, Side.Sell, 100, 100_100),
            Event(34_300, SystemEventCode.EndOfMarketHours));
        ExecutionReport execution = report.Execution!;
        Assert.Equal((100L, 100_100.0), (execution.DoneLots, execution.AverageTicks));

        // Half a cent from the mid of 10.005, and three tenths of a cent of fee.
        Assert.Equal((0.50m, 0.30m), (execution.Shortfall.Spread.ToDecimal(), execution.Shortfall.Fees.ToDecimal()));
        Assert.True(report.Profit.AddsUp && execution.Shortfall.AddsUp);
    }

    [Fact]
    public void With_nobody_on_the_other_side_nothing_is_executed_and_nothing_is_made_up()
    {
        SessionReport report = RunDay(
            ["--Execution:Lots=500", "--Execution:PassiveShare=0", Short],
            Add(34_200.5, 1, Side.Buy, 100, 100_000),
            Clock(34_500),
            Event(35_100, SystemEventCode.EndOfMarketHours));
        ExecutionReport execution = report.Execution!;
        Assert.Equal(("expired", 0L, "HARA"), (execution.State, execution.DoneLots, execution.Symbol));
        Assert.Equal((long.MinValue, Money.Zero), (execution.DecisionMidTicksTwice, execution.Shortfall.Total));
        Assert.True(double.IsNaN(execution.ShortfallBasisPoints) && double.IsNaN(execution.AverageTicks));
        Assert.Equal(0, report.Counts.Orders);
    }

    [Fact]
    public void The_volume_of_the_market_is_what_printed_between_start_and_end()
    {
        // 100 at 10.00, 40 hidden at 10.01, 30 of the order at another price; 20 that did not print do not count.
        SessionReport report = RunDay(
            ["--Execution:Lots=500", "--Execution:PassiveShare=1", "--Execution:LimitPriceDollars=1", Short],
            Add(34_200.5, 1, Side.Buy, 500, 100_000),
            Add(34_200.6, 2, Side.Sell, 100, 100_200),
            bytes => OrderExecuted.Write(bytes, 1, 0, At(34_210), 1, 100, 1),
            bytes => Trade.Write(bytes, 1, 0, At(34_220), 0, Side.Buy, 40, "HARA"u8, 100_100, 2),
            bytes => OrderExecutedWithPrice.Write(bytes, 1, 0, At(34_230), 1, 30, 3, (byte)'Y', 99_900),
            bytes => OrderExecutedWithPrice.Write(bytes, 1, 0, At(34_240), 1, 20, 4, (byte)'N', 50_000),
            Event(35_200, SystemEventCode.EndOfMarketHours));
        Assert.Equal(170, report.Execution!.OthersLots);

        // (100 · 100,000 + 40 · 100,100 + 30 · 99,900) / 170
        Assert.Equal(17_001_000.0 / 170, report.Execution.VolumeWeightedTicks, 1e-9);
    }

    [Theory]
    [InlineData("--Execution:Algorithm=twap", "--Execution:Side=buy")]
    [InlineData("--Execution:Algorithm=pov", "--Execution:MaximumParticipation=0.02", "--Execution:Side=sell", "--Execution:Slices=60")]
    public void A_recorded_day_is_executed_on_and_its_costs_add_up(params string[] settings)
    {
        string file = TestData.Find("lobster_GOOG_2012-06-21_message_10.csv.zst");
        SessionReport report = RunFile(file, ["--Session:DurationSeconds=3600", "--Execution:Lots=1000", .. settings]);
        ExecutionReport execution = report.Execution!;
        Assert.Equal((1_000L, "completed", "GOOG"), (execution.DoneLots, execution.State, execution.Symbol));
        Assert.True(execution.Shortfall.AddsUp && report.Profit.AddsUp);
        Assert.Equal(0, report.Counts.AllocatedBytes);
        Assert.InRange(execution.Participation, 0.0001, 0.02);
        Assert.InRange(execution.VolumeWeightedTicks, 5_600_000, 5_900_000);
        Assert.InRange(execution.SlippageBasisPoints(execution.VolumeWeightedTicks), -100, 100);
        AssertWithinSchedule(report);
    }

    /// <summary>No slice wants more than is scheduled, and nothing is done that was not wanted.</summary>
    private static void AssertWithinSchedule(SessionReport report)
    {
        long done = 0;
        foreach (ExecutionSlice slice in report.Execution!.Slices)
        {
            Assert.True(slice.WantedLots <= slice.ScheduledLots);
            Assert.True(slice.DoneLots <= slice.WantedLots);
            Assert.True(slice.DoneLots >= done || slice.WantedLots == 0);
            done = Math.Max(done, slice.DoneLots);
        }

        Assert.Equal(report.Execution.Lots, report.Execution.Slices[^1].ScheduledLots);
    }

    private static SessionReport Run(params string[] settings) => Run([], settings);

    private static SessionReport RunFile(string file, string[] settings) => Run([file], settings);

    private static SessionReport Run(IReadOnlyList<string> files, string[] settings)
    {
        var configuration = ConfigurationReading.Read(null, settings);
        Assert.Empty(configuration.Faults);
        return SessionRuns.Run(configuration, files, new SessionProgress());
    }

    private delegate int MessageWriter(byte[] bytes);

    /// <summary>Runs a day of one instrument that is announced and trades before these messages.</summary>
    private static SessionReport RunDay(string[] settings, params MessageWriter[] messages)
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.itch");
        using (FileStream stream = File.Create(file))
        {
            Write(stream, bytes => SystemEvent.Write(bytes, 0, 0, At(34_000), SystemEventCode.StartOfMessages));
            Write(stream, bytes => StockDirectory.Write(bytes, 1, 0, At(34_001), "HARA"u8));
            Write(stream, bytes => StockTradingAction.Write(bytes, 1, 0, At(34_002), "HARA"u8, TradingStateCode.Trading));
            Array.ForEach(messages, message => Write(stream, message));
        }

        try
        {
            return RunFile(file, settings);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(FileStream stream, MessageWriter message)
    {
        byte[] bytes = new byte[64];
        int length = message(bytes);
        byte[] prefix = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)length);
        stream.Write(prefix);
        stream.Write(bytes.AsSpan(0, length));
    }

    private static MessageWriter Add(double second, ulong reference, Side side, uint lots, uint ticks) =>
        bytes => AddOrder.Write(bytes, 1, 0, At(second), reference, side, lots, "HARA"u8, ticks);

    private static MessageWriter Event(double second, byte code) => bytes => SystemEvent.Write(bytes, 0, 0, At(second), code);

    /// <summary>A message that changes nothing.</summary>
    private static MessageWriter Clock(double second) => Event(second, SystemEventCode.StartOfMarketHours);

    private static long At(double second) => Nanoseconds.FromSeconds(second).Value;

    private static long CountOf(NamedCount[] counts, string name) =>
        Array.Find(counts, count => count.Name == name)?.Count ?? 0;

    private static string Execution(SessionReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        return json.RootElement.GetProperty("execution").ToString();
    }
}
