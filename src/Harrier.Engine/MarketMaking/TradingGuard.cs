using System;
using System.Globalization;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Harrier.Trading.Risk;

namespace Harrier.Engine.MarketMaking;

/// <summary>Decides what may be sent: nothing before and after the trading hours, on stale market data, after the kill
/// switch and where a limit of the portfolio asks for a halt; only what lowers the inventory shortly before the close and
/// while a breached limit reduces or flattens. One thread; nothing is allocated after construction.</summary>
internal sealed class TradingGuard
{
    private const int ChangesMax = 1_024;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private static readonly Nanoseconds NoFeed = new(-86_400 * Nanoseconds.PerSecond);

    private readonly KillSwitch _kill;
    private readonly TradingHours _hours;
    private readonly long _staleNanoseconds;
    private readonly string _staleReason;
    private readonly Change[] _changes = new Change[ChangesMax];
    private int _changeCount;
    private string _reason = BeforeStart;
    private bool _isClosed;
    private LimitAction _riskAction = LimitAction.None;
    private PortfolioLimit _riskCause;

    private const string BeforeStart = "Trading has not begun yet.";
    private const string Open = "Trading hours and fresh market data.";
    private const string NearClose = "The close is near: only orders that lower the inventory.";
    private const string Over = "Trading hours are over: everything was cancelled.";

    // In the order of PortfolioLimit. Of the guard, not of its type, which would make them at the first breach.
    private readonly string[] _reduceReasons =
    [
        "Value at risk is beyond its limit: only orders that lower the inventory.",
        "Expected shortfall is beyond its limit: only orders that lower the inventory.",
        "The drawdown is beyond its limit: only orders that lower the inventory.",
        "Leverage is beyond its limit: only orders that lower the inventory.",
        "Concentration is beyond its limit: only orders that lower the inventory.",
    ];

    private readonly string[] _flattenReasons =
    [
        "Value at risk is beyond its limit: every position is worked out.",
        "Expected shortfall is beyond its limit: every position is worked out.",
        "The drawdown is beyond its limit: every position is worked out.",
        "Leverage is beyond its limit: every position is worked out.",
        "Concentration is beyond its limit: every position is worked out.",
    ];

    /// <summary>Makes a guard that lets nothing through.</summary>
    /// <param name="limits">The limits, of which the age of market data is used.</param>
    /// <param name="kill">The kill switch.</param>
    /// <param name="hours">The trading hours.</param>
    public TradingGuard(RiskLimits limits, KillSwitch kill, TradingHours hours)
    {
        _kill = kill;
        _hours = hours;
        _staleNanoseconds = limits.StaleMarketDataMilliseconds * NanosecondsPerMillisecond;
        _staleReason = string.Create(
            CultureInfo.InvariantCulture,
            $"No market data for more than {limits.StaleMarketDataMilliseconds} ms: every quote was cancelled.");
    }

    /// <summary>Gets what may be sent.</summary>
    public TradingState State { get; private set; }

    /// <summary>Gets when the venue made the latest message.</summary>
    public Nanoseconds FeedTime { get; private set; } = NoFeed;

    /// <summary>Gets a value indicating whether the next message may change the state.</summary>
    public bool IsStale { get; private set; } = true;

    /// <summary>Gets a value indicating whether all positions are to be worked out.</summary>
    public bool IsFlattening => _riskAction == LimitAction.Flatten;

    /// <summary>Gets the changes that were not kept.</summary>
    public long ChangesBeyond { get; private set; }

    /// <summary>Takes note that the venue has closed.</summary>
    public void OnClose() => _isClosed = true;

    /// <summary>Takes note of what the breached limits of the portfolio ask for. Flattening is for good.</summary>
    /// <param name="risk">What was published.</param>
    /// <returns>True when it has changed.</returns>
    public bool OnRisk(in RiskHeadline risk)
    {
        if ((risk.Action == _riskAction && risk.Cause == _riskCause) || IsFlattening)
        {
            return false;
        }

        (_riskAction, _riskCause) = (risk.Action, risk.Cause);
        return true;
    }

    /// <summary>Takes note of a message.</summary>
    /// <param name="time">When the venue made it. A time that has not come yet counts as now: one damaged message must not
    /// make the market data look fresh for hours.</param>
    /// <param name="now">The time.</param>
    public void OnFeed(long time, Nanoseconds now) =>
        FeedTime = new Nanoseconds(Math.Max(FeedTime.Value, Math.Min(time, now.Value)));

    /// <summary>Finds the state anew.</summary>
    /// <param name="now">The time.</param>
    /// <returns>True when it has changed.</returns>
    public bool Update(Nanoseconds now)
    {
        IsStale = now.Value - FeedTime.Value > _staleNanoseconds;
        TradingState state = Find(now, out string reason);
        if (ReferenceEquals(reason, _reason))
        {
            return false;
        }

        State = state;
        _reason = reason;
        if (_changeCount < ChangesMax)
        {
            _changes[_changeCount++] = new Change(now, state, reason);
        }
        else
        {
            ChangesBeyond++;
        }

        return true;
    }

    /// <summary>The changes of the state so far; the first 1,024 of them. Cold: allocates.</summary>
    /// <returns>The changes in order of time.</returns>
    public StateChange[] Changes() =>
        Array.ConvertAll(_changes[.._changeCount], change => new StateChange(change.Time, Name(change.State), change.Reason));

    /// <summary>When the state may next change by itself.</summary>
    /// <param name="now">The time.</param>
    public Nanoseconds NextTime(Nanoseconds now)
    {
        long next = long.MaxValue;
        next = Math.Min(next, _hours.Start > now ? _hours.Start.Value : long.MaxValue);
        next = Math.Min(next, _hours.Reduce > now ? _hours.Reduce.Value : long.MaxValue);
        next = Math.Min(next, _hours.Close > now ? _hours.Close.Value : long.MaxValue);
        return IsStale ? new Nanoseconds(next) : new Nanoseconds(Math.Min(next, FeedTime.Value + _staleNanoseconds + 1));
    }

    private TradingState Find(Nanoseconds now, out string reason)
    {
        if (_kill.IsTripped || _riskAction == LimitAction.Halt)
        {
            reason = Reason(_kill.IsTripped ? _kill.Reason : KillReason.PortfolioLimit);
            return TradingState.Halted;
        }

        if (now < _hours.Start || FeedTime == NoFeed)
        {
            reason = BeforeStart;
            return TradingState.Halted;
        }

        if (now >= _hours.Close || _isClosed)
        {
            reason = Over;
            return TradingState.Halted;
        }

        if (IsStale)
        {
            reason = _staleReason;
            return TradingState.Halted;
        }

        if (_riskAction is LimitAction.Reduce or LimitAction.Flatten)
        {
            reason = (IsFlattening ? _flattenReasons : _reduceReasons)[(int)_riskCause];
            return TradingState.Reducing;
        }

        reason = now >= _hours.Reduce ? NearClose : Open;
        return now >= _hours.Reduce ? TradingState.Reducing : TradingState.Active;
    }

    private static string Name(TradingState state) => state switch
    {
        TradingState.Active => "active",
        TradingState.Reducing => "reducing",
        _ => "halted",
    };

    /// <summary>Says why the kill switch was pulled.</summary>
    public static string Reason(KillReason reason) => reason switch
    {
        KillReason.Requested => "The kill switch was pulled: every order was cancelled.",
        KillReason.LossLimit => "The loss limit was reached: every order was cancelled.",
        KillReason.OrderFault => "The venue's picture of our orders and ours differ: every order was cancelled.",
        KillReason.PortfolioLimit => "A limit of the portfolio was breached: every order was cancelled.",
        KillReason.FeedFault => "The market data are malformed or ended early: every order was cancelled.",
        _ => "A broken invariant or a full buffer of our own: every order was cancelled.",
    };

    private readonly record struct Change(Nanoseconds Time, TradingState State, string Reason);
}
