using System;
using Harrier.Engine;
using Harrier.Engine.Configuration;
using Harrier.Engine.Sessions;
using Harrier.Monitoring.Reports;
using Xunit;

namespace Harrier.Tests.Engine.Sessions;

/// <summary>Sessions with limits on the portfolio. The built-in market moves $0.012 in the square root of a second at $100, so
/// that 100 lots have a deviation of $10,000 · 0.00012 · √23,400 = $184 a day, and a value at risk of $427 at 99 %.</summary>
public sealed class PortfolioRiskSessionTests
{
    private const string Short = "--Session:DurationSeconds=900";

    [Fact]
    public void A_tight_value_at_risk_limit_refuses_the_orders_that_would_break_it()
    {
        SessionReport report = Run(Short, "--Risk:ValueAtRiskDollars=1000");
        Assert.Equal(SessionOutcome.Completed, report.Run.Outcome);
        Assert.True(CountOf(report.Stops, "valueAtRisk") > 0);

        // Two orders of 100 lots are $854 with the true volatility; five would be $2,135. Without a limit it is ten.
        Assert.InRange(report.Instruments[0].InventoryLotsMax, 100, 400);
        Assert.True(Run(Short).Instruments[0].InventoryLotsMax > 400);
        Assert.True(report.Profit.AddsUp);
    }

    [Fact]
    public void A_shortfall_limit_gives_its_own_reason()
    {
        SessionReport report = Run(Short, "--Risk:ExpectedShortfallDollars=1000");
        Assert.True(CountOf(report.Stops, "expectedShortfall") > 0);
        Assert.Equal(0, CountOf(report.Stops, "valueAtRisk"));
    }

    [Fact]
    public void Until_the_covariance_has_its_seconds_nothing_is_quoted()
    {
        SessionReport report = Run(Short, "--Risk:ValueAtRiskDollars=5000", "--Risk:CovarianceSecondsMin=100");
        Assert.True(CountOf(report.Stops, "riskUnknown") > 0);
        Assert.NotEmpty(report.InstrumentSeries[0].Fills);
        Assert.All(report.InstrumentSeries[0].Fills, fill => Assert.True(fill.Time.ToSeconds() > 34_300));
    }

    [Fact]
    public void The_estimated_value_at_risk_is_that_of_the_volatility_that_the_market_is_made_of()
    {
        // Half an hour of seconds, weighing 1/e after 600 s: some 1,200 of them count, so that the deviation is off by 2 % with
        // probability 2/3. The mid is not the fair price, which makes single seconds a little rougher.
        SessionReport report = Run("--Session:DurationSeconds=1800", "--Risk:ValueAtRiskDollars=100000", "--Session:ReduceSeconds=0");
        long lots = Math.Abs(report.Instruments[0].InventoryLots);
        Assert.True(lots > 0, "there is something held at the end");
        double expected = lots * 0.012 * Math.Sqrt(23_400) * 2.3263478740408408;
        Assert.InRange(report.Risk!.ValueAtRisk.Last, 0.8 * expected, 1.6 * expected);
        Assert.True(report.Risk.ExpectedShortfall.Last / report.Risk.ValueAtRisk.Last is > 1.145 and < 1.147);
    }

    [Fact]
    public void A_breach_by_what_the_market_does_reduces_until_it_is_over()
    {
        SessionReport report = Run("--Session:DurationSeconds=3600", "--Risk:ValueAtRiskDollars=900", "--Risk:CovarianceMemorySeconds=60");
        Assert.NotEmpty(report.Risk!.Breaches);
        RiskBreach breach = report.Risk.Breaches[0];
        Assert.Equal(("valueAtRisk", "reduce", 900.0), (breach.Limit, breach.Action, breach.Allowed));
        Assert.True(breach.Measured > 900);
        int index = Array.FindIndex(report.StateChanges, change => change.Reason.StartsWith("Value at risk", StringComparison.Ordinal));
        Assert.Equal(("reducing", breach.Time), (report.StateChanges[index].State, report.StateChanges[index].Time));
        Assert.Equal("active", report.StateChanges[index + 1].State);
    }

    [Fact]
    public void A_drawdown_beyond_its_limit_halts_for_good()
    {
        SessionReport report = Run(Short, "--Risk:DrawdownDollars=30", "--Fees:MakerRebateDollarsPerShare=-0.05");
        Assert.Equal(SessionOutcome.TradingStopped, report.Run.Outcome);
        RiskBreach breach = Assert.Single(report.Risk!.Breaches);
        Assert.Equal(("drawdown", "halt", 30.0), (breach.Limit, breach.Action, breach.Allowed));
        Assert.Equal(("halted", breach.Time), (report.StateChanges[^1].State, report.StateChanges[^1].Time));
        Assert.Contains("limit of the portfolio", report.Run.OutcomeReason, StringComparison.Ordinal);
        Assert.All(report.InstrumentSeries[0].Fills, fill => Assert.True(fill.Time.ToSeconds() < breach.Time.ToSeconds() + 0.001));
    }

    [Fact]
    public void A_halt_that_comes_while_another_limit_reduces_sends_nothing_more()
    {
        // One order of 100 lots at $100 is $10,000, beyond 0.005 times the capital: each fill reduces, and its fee of $5 brings
        // the drawdown nearer.
        SessionReport report = Run(
            Short, "--Risk:LeverageTimes=0.005", "--Risk:DrawdownDollars=30", "--Fees:MakerRebateDollarsPerShare=-0.05");
        RiskBreach halt = Assert.Single(report.Risk!.Breaches, breach => breach.Action == "halt");
        StateChange last = report.StateChanges[^1];
        StateChange before = report.StateChanges[^2];
        Assert.Equal(("halted", halt.Time), (last.State, last.Time));
        Assert.True(before.State == "reducing" && before.Time < halt.Time, $"{before.State} at {before.Time}: {before.Reason}");
    }

    [Fact]
    public void A_breach_that_flattens_works_every_position_out_and_then_halts()
    {
        SessionReport report = Run(
            Short, "--Session:Symbols=3", "--Risk:DrawdownDollars=200", "--Risk:DrawdownAction=flatten", "--Fees:MakerRebateDollarsPerShare=-0.03");
        Assert.Equal(SessionOutcome.TradingStopped, report.Run.Outcome);
        RiskBreach breach = report.Risk!.Breaches[0];
        Assert.Equal("flatten", breach.Action);
        Assert.All(report.Instruments, row => Assert.Equal(0, row.InventoryLots));
        int index = Array.FindIndex(report.StateChanges, change => change.Reason.Contains("worked out", StringComparison.Ordinal));
        Assert.Equal(("reducing", "halted"), (report.StateChanges[index].State, report.StateChanges[index + 1].State));
        Assert.Equal(report.StateChanges.Length - 1, index + 1);

        // Something was held when it began, and it was gone within seconds.
        int after = 0;
        foreach (InstrumentSeries series in report.InstrumentSeries)
        {
            after += Array.FindAll(series.Fills, fill => fill.Time > breach.Time).Length;
        }

        Assert.True(after > 0, "there was something to sell or to buy back");
        Assert.InRange((report.StateChanges[^1].Time - breach.Time).ToSeconds(), 0, 10);
        Assert.True(report.Profit.AddsUp);
    }

    [Fact]
    public void A_flatten_that_the_checks_held_up_goes_on_although_the_market_is_quiet()
    {
        // Nobody but two market makers, who never move, and an order a side every 20 seconds. 300 lots are three orders of 100,
        // of which one a second may go.
        SessionReport report = Run(
            "--Session:DurationSeconds=3600",
            "--Risk:LeverageTimes=0.025",
            "--Risk:LeverageAction=flatten",
            "--Risk:MaximumOrderLots=100",
            "--Risk:MaximumOrdersPerSecond=1",
            "--OrderFlow:VolatilityDollarsPerSqrtSecond=0",
            "--OrderFlow:AggressiveOrdersPerSecond=0.05",
            "--OrderFlow:LimitOrdersPerSecond=0",
            "--OrderFlow:OtherMarketMakers=2");
        RiskBreach breach = Assert.Single(report.Risk!.Breaches);
        Assert.Equal(SessionOutcome.TradingStopped, report.Run.Outcome);
        Assert.All(report.Instruments, row => Assert.Equal(0, row.InventoryLots));
        Assert.True(CountOf(report.Stops, "orderRate") > 0, "the rate limit held an order up");
        Assert.InRange((report.StateChanges[^1].Time - breach.Time).ToSeconds(), 1, 6);
    }

    [Fact]
    public void Leverage_and_concentration_reduce()
    {
        SessionReport leverage = Run(Short, "--Risk:LeverageTimes=0.025");
        Assert.Contains(leverage.Risk!.Breaches, breach => breach.Limit == "leverage");
        Assert.Contains(leverage.StateChanges, change => change.Reason.StartsWith("Leverage", StringComparison.Ordinal));
        SessionReport concentration = Run(Short, "--Risk:ConcentrationShare=0.5", "--Risk:ConcentrationFromDollars=25000");
        Assert.Contains(concentration.Risk!.Breaches, breach => breach.Limit == "concentration" && breach.Measured == 1);
    }

    [Fact]
    public void With_limits_nothing_is_allocated_either_and_the_same_seed_gives_the_same_orders()
    {
        string[] settings = ["--Session:DurationSeconds=300", "--Session:Symbols=5", "--Risk:ValueAtRiskDollars=1500", "--Risk:CovarianceSecondsMin=20"];
        SessionReport first = Run(settings);
        SessionReport second = Run(settings);
        Assert.Equal(0, second.Counts.AllocatedBytes);
        Assert.True(first.Counts.Fills > 0);
        Assert.Equal(first.Counts.OrdersSha256, second.Counts.OrdersSha256);
        Assert.Equal(first.Risk!.ValueAtRisk, second.Risk!.ValueAtRisk);
        Assert.Equal(5, first.Risk.Instruments);
    }

    [Fact]
    public void A_limit_that_no_order_comes_near_changes_no_order()
    {
        string[] settings = ["--Session:DurationSeconds=300", "--Risk:LeverageTimes=1000"];
        SessionReport with = Run(settings);
        SessionReport without = Run("--Session:DurationSeconds=300");
        Assert.Equal(without.Counts.OrdersSha256, with.Counts.OrdersSha256);
        Assert.Null(without.Risk);
        Assert.Empty(with.Risk!.Breaches);
    }

    [Fact]
    public void Quotes_of_many_instruments_that_are_executed_together_stay_within_the_limit()
    {
        // Ten uncorrelated instruments of 100 lots a side: √10 · $427 = $1,350 when one side of each is executed.
        string[] settings = [Short, "--Session:Symbols=10", "--Risk:CovarianceSecondsMin=20", "--Risk:ValueAtRiskDollars=1200"];
        SessionReport all = Run(settings);
        SessionReport own = Run([.. settings, "--Risk:OpenOrders=instrument"]);
        Assert.True(CountOf(all.Stops, "valueAtRisk") > CountOf(own.Stops, "valueAtRisk"));
        Assert.True(all.Risk!.ValueAtRisk.Most < own.Risk!.ValueAtRisk.Most);
        Assert.True(all.Risk.BreachesInAll < own.Risk.BreachesInAll);
        Assert.True(all.Counts.Fills > 0);

        // The bound is above its limit only by what prices and the covariance have done since the orders were sent.
        Assert.InRange(all.Risk.WorstValueAtRisk.Most, all.Risk.ValueAtRisk.Most, 1.3 * 1_200);
        Assert.Equal(double.NaN, own.Risk.WorstValueAtRisk.Most);
        Assert.Equal(0, all.Counts.AllocatedBytes);
    }

    [Fact]
    public void With_students_tail_the_same_limit_holds_back_more()
    {
        SessionReport normal = Run(Short, "--Risk:ValueAtRiskDollars=2000");
        SessionReport student = Run(Short, "--Risk:ValueAtRiskDollars=2000", "--Risk:Tail=student-t", "--Risk:TailDegreesOfFreedom=3");
        Assert.Equal(("normal", "studentT", 3.0), (normal.Risk!.Tail, student.Risk!.Tail, student.Risk.DegreesOfFreedom));
        Assert.True(student.Instruments[0].InventoryLotsMax < normal.Instruments[0].InventoryLotsMax);

        // Of t with 3 degrees of freedom at 99 %, scaled to variance 1, shortfall is 7.00 / 4.54 of value at risk (closed form).
        Assert.Equal(1.5418, student.Risk.ExpectedShortfall.Most / student.Risk.ValueAtRisk.Most, 0.001);
    }

    [Theory]
    [InlineData("historical")]
    [InlineData("cornish-fisher")]
    public void Tails_that_need_days_are_refused_with_the_reason(string tail)
    {
        ConfigurationFault fault = Assert.Single(ConfigurationReading.Read(null, [$"--Risk:Tail={tail}"]).Faults);
        Assert.Equal("Risk:Tail", fault.Path);
        Assert.Contains("must be normal | student-t; historical and Cornish-Fisher tails are measured on days, by 'harrier risk'", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_liquidity_horizon_is_what_is_held_over_a_share_of_what_the_market_trades()
    {
        // The mean rate of the session, and 10 % of it: the longest horizon is that of at most the largest inventory.
        SessionReport report = Run(Short, "--Risk:ValueAtRiskDollars=100000", "--Risk:VolumeMemorySeconds=100000");
        LiquiditySummary liquidity = report.Risk!.Liquidity;
        Assert.Equal("SIM1", liquidity.Symbol);
        Assert.True(liquidity.MostSeconds > 0 && liquidity.UnknownSeconds == 0);
        SessionReport half = Run(Short, "--Risk:ValueAtRiskDollars=100000", "--Risk:VolumeMemorySeconds=100000", "--Risk:LiquidityParticipation=0.05");
        Assert.Equal(2 * liquidity.MostSeconds, half.Risk!.Liquidity.MostSeconds, 1e-9 * liquidity.MostSeconds);
    }

    [Fact]
    public void A_market_that_has_forgotten_its_trades_gives_no_horizon_of_ages()
    {
        // An order a side every 50 seconds, of which a second remembers a third. The least that is remembered is a lot, over
        // weights of 1 / (1 - 1/e) at most.
        SessionReport report = Run(
            "--Session:DurationSeconds=3600",
            "--Risk:ValueAtRiskDollars=100000",
            "--Risk:VolumeMemorySeconds=1",
            "--OrderFlow:AggressiveOrdersPerSecond=0.02");
        LiquiditySummary liquidity = report.Risk!.Liquidity;
        Assert.InRange(liquidity.MostSeconds, 1, report.Instruments[0].InventoryLotsMax / (0.1 * (1 - Math.Exp(-1))));
        Assert.InRange(liquidity.UnknownSeconds, 1, 3_600);
        Assert.Contains("at most (SIM1)", RiskTables.Figures(report).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Instruments_beyond_the_covered_ones_raise_no_inventory()
    {
        SessionReport report = Run(Short, "--Session:Symbols=3", "--Risk:ValueAtRiskDollars=100000", "--Risk:CoveredInstruments=2");
        Assert.Equal(2, report.Risk!.Instruments);
        Assert.Equal(0, Array.Find(report.Instruments, row => row.Symbol == "SIM3")!.Fills);
        Assert.All(Array.FindAll(report.Instruments, row => row.Symbol != "SIM3"), row => Assert.True(row.Fills > 0));
    }

    private static SessionReport Run(params string[] settings)
    {
        var configuration = ConfigurationReading.Read(null, settings);
        Assert.Empty(configuration.Faults);
        return SessionRuns.Run(configuration, [], new SessionProgress());
    }

    private static long CountOf(NamedCount[] counts, string name) =>
        Array.Find(counts, count => count.Name == name)?.Count ?? 0;
}
