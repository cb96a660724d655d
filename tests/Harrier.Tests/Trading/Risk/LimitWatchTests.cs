using System;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Risk;

public sealed class LimitWatchTests
{
    [Fact]
    public void A_breach_that_reduces_lasts_until_the_figure_is_a_tenth_below_its_limit()
    {
        var watch = new LimitWatch(PortfolioLimits.None with { ValueAtRiskDollars = 1_000 });
        Check(watch, 1_000);
        Assert.Equal(LimitAction.None, watch.Action);
        Check(watch, 1_001, second: 2);
        Assert.Equal((LimitAction.Reduce, PortfolioLimit.ValueAtRisk), (watch.Action, watch.Cause));
        Check(watch, 950);
        Assert.Equal(LimitAction.Reduce, watch.Action);
        Check(watch, 900);
        Assert.Equal(LimitAction.None, watch.Action);
        Check(watch, 1_500, second: 9);
        Assert.Equal(2, watch.Breaches);
        Assert.Equal(new LimitBreach(Nanoseconds.FromSeconds(2), PortfolioLimit.ValueAtRisk, LimitAction.Reduce, 1_001, 1_000), watch[0]);
        Assert.Equal(1_500, watch[1].Measured);
    }

    [Theory]
    [InlineData(LimitAction.Halt)]
    [InlineData(LimitAction.Flatten)]
    public void A_breach_that_halts_or_flattens_is_for_good(LimitAction action)
    {
        var watch = new LimitWatch(PortfolioLimits.None with { ExpectedShortfallDollars = 100, ExpectedShortfallAction = action });
        Check(watch, 1_001);
        Check(watch, 0);
        Assert.Equal((action, PortfolioLimit.ExpectedShortfall, 1L), (watch.Action, watch.Cause, watch.Breaches));
    }

    [Fact]
    public void The_strictest_action_wins_and_leaves_the_milder_one_when_it_ends()
    {
        var watch = new LimitWatch(PortfolioLimits.None with
        {
            ValueAtRiskDollars = 1_000,
            DrawdownDollars = 50,
            DrawdownAction = LimitAction.Flatten,
        });
        Check(watch, 2_000);
        Assert.Equal(LimitAction.Reduce, watch.Action);
        Check(watch, 2_000, result: -51);
        Assert.Equal((LimitAction.Flatten, PortfolioLimit.Drawdown), (watch.Action, watch.Cause));
        Assert.Equal(51, watch[1].Measured);
    }

    [Fact]
    public void Leverage_is_measured_against_the_capital_that_is_left()
    {
        // Gross 2,000 on 1,000 of capital is 2 times; when 100 are lost it is 2.22 times.
        var watch = new LimitWatch(PortfolioLimits.None with { CapitalDollars = 1_000, LeverageTimes = 2 });
        Check(watch, 0, gross: 2_000);
        Assert.Equal(LimitAction.None, watch.Action);
        Check(watch, 0, gross: 2_000, result: -100);
        Assert.Equal(PortfolioLimit.Leverage, watch.Cause);
        Assert.Equal(2_000.0 / 900, watch[0].Measured, 1e-12);
    }

    [Fact]
    public void Concentration_is_looked_at_from_a_gross_value_on()
    {
        var watch = new LimitWatch(PortfolioLimits.None with { ConcentrationShare = 0.5, ConcentrationFromDollars = 1_000 });
        Check(watch, 0, gross: 999);
        Assert.Equal(LimitAction.None, watch.Action);
        Check(watch, 0, gross: 1_000);
        Assert.Equal(PortfolioLimit.Concentration, watch.Cause);
    }

    [Fact]
    public void Without_limits_and_without_figures_nothing_is_breached()
    {
        var watch = new LimitWatch(PortfolioLimits.None);
        Check(watch, 1e12, gross: 1e12, result: -1_000_000);
        Assert.Equal((LimitAction.None, 0L), (watch.Action, watch.Breaches));
        var limited = new LimitWatch(PortfolioLimits.None with { ValueAtRiskDollars = 1 });
        Check(limited, double.NaN);
        Assert.Equal(LimitAction.None, limited.Action);
    }

    [Fact]
    public void A_limit_that_is_no_number_is_refused_and_not_taken_for_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LimitWatch(PortfolioLimits.None with { LeverageTimes = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LimitWatch(PortfolioLimits.None with { ConcentrationShare = -0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LimitWatch(PortfolioLimits.None with { ValueAtRiskDollars = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LimitWatch(PortfolioLimits.None with { DrawdownAction = LimitAction.None }));
    }

    [Fact]
    public void A_halt_is_stricter_than_a_flatten_that_is_going_on()
    {
        var watch = new LimitWatch(PortfolioLimits.None with
        {
            ValueAtRiskDollars = 1_000,
            ValueAtRiskAction = LimitAction.Flatten,
            DrawdownDollars = 50,
        });
        Check(watch, 2_000);
        Assert.Equal(LimitAction.Flatten, watch.Action);
        Check(watch, 2_000, result: -51);
        Assert.Equal((LimitAction.Halt, PortfolioLimit.Drawdown), (watch.Action, watch.Cause));
    }

    /// <summary>A portfolio whose largest position is three quarters of it; shortfall is value at risk.</summary>
    private static void Check(LimitWatch watch, double valueAtRisk, double gross = 0, decimal result = 0, long second = 1)
    {
        var exposure = new ExposureFigures(gross, gross, 0.75, 0.6);
        var risk = new PortfolioRisk(RiskOutcome.Computed, 1, valueAtRisk, valueAtRisk, exposure);
        watch.Check(in risk, Money.FromDecimal(result), Nanoseconds.FromSeconds(second));
    }
}
