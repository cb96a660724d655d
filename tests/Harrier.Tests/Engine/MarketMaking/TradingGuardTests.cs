using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class TradingGuardTests
{
    /// <summary>Market data are stale after 3 s.</summary>
    private static readonly RiskLimits Limits = ConfigurationReading.Defaults().Configuration.Risk;

    private readonly KillSwitch _kill = new(Limits);
    private readonly TradingGuard _guard;

    public TradingGuardTests() =>
        _guard = new TradingGuard(Limits, _kill, new TradingHours(Seconds(100), Seconds(190), Seconds(200)));

    [Fact]
    public void Trading_begins_with_the_hours_and_market_data_and_ends_with_the_hours()
    {
        _guard.Update(Seconds(99));
        Assert.Equal(TradingState.Halted, _guard.State);
        Assert.Equal(Seconds(100), _guard.NextTime(Seconds(99)));
        Assert.False(_guard.Update(Seconds(101)), "there were no market data yet");

        Assert.Equal(TradingState.Active, StateAt(101));
        Assert.Equal(TradingState.Reducing, StateAt(190));
        Assert.Equal(TradingState.Halted, StateAt(200));
        Assert.Equal(["active", "reducing", "halted"], System.Array.ConvertAll(_guard.Changes(), change => change.State));
    }

    [Fact]
    public void Stale_market_data_halt_until_the_next_fresh_message()
    {
        StateAt(101);
        Assert.Equal(new Nanoseconds(Seconds(104).Value + 1), _guard.NextTime(Seconds(102)));
        Assert.False(_guard.Update(Seconds(104)), "three seconds old is not more than three seconds old");
        Assert.True(_guard.Update(new Nanoseconds(Seconds(104).Value + 1)));
        Assert.Equal((TradingState.Halted, true), (_guard.State, _guard.IsStale));

        // A message that was under way for four seconds is no fresher than silence.
        _guard.OnFeed(Seconds(106).Value, Seconds(110));
        Assert.False(_guard.Update(Seconds(110)));
        Assert.Equal(TradingState.Active, StateAt(111));
        Assert.Contains("3000 ms", _guard.Changes()[1].Reason, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_from_the_future_is_no_fresher_than_now()
    {
        StateAt(101);
        _guard.OnFeed(Seconds(150).Value, Seconds(102));
        Assert.Equal(Seconds(102), _guard.FeedTime);
        Assert.True(_guard.Update(Seconds(106)));
        Assert.Equal(TradingState.Halted, _guard.State);
    }

    [Fact]
    public void The_kill_switch_and_the_close_of_the_venue_are_final()
    {
        StateAt(101);
        _guard.OnClose();
        Assert.Equal(TradingState.Halted, StateAt(102));

        _kill.Trip(KillReason.LossLimit, Seconds(103));
        Assert.Equal(TradingState.Halted, StateAt(103));
        Assert.Equal(TradingGuard.Reason(KillReason.LossLimit), _guard.Changes()[^1].Reason);
    }

    [Fact]
    public void A_halt_that_a_limit_asks_for_after_a_milder_action_does_not_open_trading_again()
    {
        StateAt(101);
        Assert.True(_guard.OnRisk(Asking(LimitAction.Reduce, PortfolioLimit.ValueAtRisk)));
        Assert.Equal(TradingState.Reducing, StateAt(102));
        Assert.True(_guard.OnRisk(Asking(LimitAction.Halt, PortfolioLimit.Drawdown)));
        Assert.Equal(TradingState.Halted, StateAt(103));
    }

    private static RiskHeadline Asking(LimitAction action, PortfolioLimit cause) =>
        new(RiskOutcome.Computed, 1, 1, 0, double.NaN, action, cause, default);

    private static Nanoseconds Seconds(long seconds) => new(seconds * Nanoseconds.PerSecond);

    private TradingState StateAt(long seconds)
    {
        _guard.OnFeed(Seconds(seconds).Value, Seconds(seconds));
        _guard.Update(Seconds(seconds));
        return _guard.State;
    }
}
