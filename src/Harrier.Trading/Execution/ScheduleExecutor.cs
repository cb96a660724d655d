using System;
using System.Diagnostics;
using Harrier.Market.Books;
using Harrier.Models.Execution;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;

namespace Harrier.Trading.Execution;

/// <summary>Decides which order to enter, move or take out to execute a parent order along a schedule. One order at a time,
/// with at most one request in flight for it: so no fill on its way can bring more than the parent, and none of our orders
/// can meet another. One thread; nothing is allocated after construction.</summary>
/// <remarks>
/// In each slice an order first waits at the touch and follows it; when the passive part of the slice is over it is taken out,
/// and what is left crosses by orders that take what is displayed on the other side and leave nothing behind. What they did
/// not get comes back, waits at the touch, and crosses when the other side shows other lots: each displayed lot is asked for
/// once a slice, since the feed may still show what is gone, and on a recorded day always does. What a slice could not do is
/// added to the next. An order is not made larger where it stands, for that would cost its place in the queue.
/// Call <see cref="OnTime"/> when <see cref="NextTime"/> has come, and <see cref="Decide"/> after it, after each change of the
/// top of the book and after each answer of the venue.
/// </remarks>
public sealed class ScheduleExecutor
{
    private readonly ParentOrder _parent;
    private readonly ExecutionSchedule _schedule;
    private readonly ScheduleExecutorSettings _settings;
    private readonly SliceResult[] _results;
    private long _wantedLots;
    private Nanoseconds _crossAt = Nanoseconds.Never;
    private bool _isCrossing;
    private bool _isTaking;
    private Price _shownPrice = Price.None;
    private long _shownLots;
    private long _askedLots;
    private int _begun;

    /// <summary>Takes the memory, 16 bytes a slice.</summary>
    /// <param name="parent">The order.</param>
    /// <param name="schedule">Its schedule: the same lots, within its time.</param>
    /// <param name="settings">How it is executed.</param>
    public ScheduleExecutor(ParentOrder parent, ExecutionSchedule schedule, ScheduleExecutorSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(schedule.Lots, parent.Lots);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(schedule.End.Value, parent.End.Value);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.WaitingLotsMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.CrossingLotsMax, settings.WaitingLotsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.OrderTickLotsMax, 1);
        if (!(settings.PassiveShare is >= 0.0 and <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.PassiveShare, "PassiveShare must be from 0 to 1.");
        }

        _parent = parent;
        _schedule = schedule;
        _settings = settings;
        _results = new SliceResult[schedule.Count];
        NextTime = schedule[0].Begin;
    }

    /// <summary>Gets how far the work is.</summary>
    public ParentState State { get; private set; }

    /// <summary>Gets the lots executed.</summary>
    public long DoneLots { get; private set; }

    /// <summary>Gets when <see cref="OnTime"/> is due.</summary>
    public Nanoseconds NextTime { get; private set; }

    /// <summary>Shows what became of a slice.</summary>
    /// <param name="slice">0 to the number of slices - 1.</param>
    public SliceResult ResultOf(int slice) => _results[slice];

    /// <summary>Does what is due by the clock: begins slices, begins to cross, ends the order.</summary>
    /// <param name="now">The time; never before an earlier one.</param>
    /// <param name="othersLots">What the others have traded since the parent's start.</param>
    /// <returns>True when a decision is due.</returns>
    public bool OnTime(Nanoseconds now, long othersLots)
    {
        if (now < NextTime)
        {
            return false;
        }

        while (_begun < _schedule.Count && now >= _schedule[_begun].Begin)
        {
            BeginSlice(othersLots);
        }

        _isCrossing = now >= _crossAt;
        NextTime = NextDue();
        if (now >= _parent.End)
        {
            End(ParentState.Expired);
        }

        return true;
    }

    /// <summary>Decides what to do about the order.</summary>
    /// <param name="order">Our order on the parent's side, as the venue knows it.</param>
    /// <param name="top">The best prices of the others.</param>
    /// <param name="state">What may be sent. Where it is not <see cref="TradingState.Active"/>, the order is taken out: a
    /// parent order opens a position.</param>
    /// <param name="instrument">The instrument.</param>
    /// <returns>What to do; nothing while a request is in flight.</returns>
    public OrderIntent Decide(in WorkingQuote order, in TopOfBook top, TradingState state, InstrumentId instrument)
    {
        // The venue ends an order that takes by itself; until it has said how, nothing else is done.
        _isTaking &= order.State != LifeCycleState.None;
        if (_isTaking || order.State is not (LifeCycleState.None or LifeCycleState.Live))
        {
            return default;
        }

        long restLots = State == ParentState.Working && state == TradingState.Active ? _wantedLots - DoneLots : 0;
        Child wanted = restLots > 0 ? Want(in top, restLots) : default;
        if (!order.IsLive)
        {
            return wanted.Lots > 0 ? Enter(in wanted, instrument) : default;
        }

        if (wanted.Lots == 0 || wanted.IsTaking || order.Quantity.Lots > restLots)
        {
            return OrderIntent.Cancel(instrument, _parent.Side, order.Id);
        }

        return wanted.Price == order.Price
            ? default
            : OrderIntent.Replace(instrument, _parent.Side, wanted.Price, new Quantity(wanted.Lots), order.Id);
    }

    /// <summary>Takes a fill.</summary>
    /// <param name="lots">The lots, above 0.</param>
    public void OnFill(long lots)
    {
        DoneLots += lots;
        Debug.Assert(DoneLots <= _parent.Lots, "No order is larger than what is left of the parent.");
        if (DoneLots >= _parent.Lots)
        {
            // A fill that was on its way counts after the end too.
            End(ParentState.Completed);
        }
    }

    /// <summary>Gives the order up: trading was stopped for good.</summary>
    public void Stop() => End(ParentState.Stopped);

    /// <summary>Ends the order with the session.</summary>
    public void Finish() => End(ParentState.Expired);

    private void BeginSlice(long othersLots)
    {
        ref readonly ScheduleSlice slice = ref _schedule[_begun];
        EndSlice();
        _wantedLots = _settings.MaximumParticipation is ParticipationRate rate
            ? Math.Min(slice.TargetLots, rate.LotsBeside(othersLots))
            : slice.TargetLots;
        _crossAt = _settings.PassiveShare < 1.0
            ? new Nanoseconds(slice.Begin.Value + (long)(_settings.PassiveShare * (slice.End - slice.Begin).Value))
            : Nanoseconds.Never;
        _shownPrice = Price.None;
        _begun++;
        if (State == ParentState.Waiting)
        {
            State = ParentState.Working;
        }
    }

    private void EndSlice()
    {
        if (_begun > 0)
        {
            _results[_begun - 1] = new SliceResult(_wantedLots, DoneLots);
        }
    }

    private void End(ParentState state)
    {
        EndSlice();
        NextTime = Nanoseconds.Never;
        if (State <= ParentState.Working || state == ParentState.Completed)
        {
            State = state;
        }
    }

    private Nanoseconds NextDue()
    {
        long next = _parent.End.Value;
        if (_begun < _schedule.Count)
        {
            next = Math.Min(next, _schedule[_begun].Begin.Value);
        }

        return new Nanoseconds(_isCrossing ? next : Math.Min(next, _crossAt.Value));
    }

    private Child Want(in TopOfBook top, long restLots)
    {
        bool isBuy = _parent.Side == Side.Buy;
        Price near = isBuy ? top.BidPrice : top.AskPrice;
        Price far = isBuy ? top.AskPrice : top.BidPrice;
        long farLots = isBuy ? top.AskSize.Lots : top.BidSize.Lots;
        if (_isCrossing && far.IsPresent && IsAcceptable(far))
        {
            long shownLots = LotsNotAskedFor(far, farLots);
            if (shownLots > 0)
            {
                return new Child(far, Math.Min(Math.Min(restLots, shownLots), LotsMaxAt(far, _settings.CrossingLotsMax)), IsTaking: true);
            }
        }

        if (!near.IsPresent)
        {
            return default;
        }

        Price waiting = IsAcceptable(near) ? near : _parent.Limit;
        return new Child(waiting, Math.Min(restLots, LotsMaxAt(waiting, _settings.WaitingLotsMax)), IsTaking: false);
    }

    // A feed may show a price of 0, at which the checks let nothing pass.
    private long LotsMaxAt(Price price, int lotsMax) => Math.Min(lotsMax, _settings.OrderTickLotsMax / Math.Max(1, price.Ticks));

    private OrderIntent Enter(in Child wanted, InstrumentId instrument)
    {
        var lots = new Quantity(wanted.Lots);
        if (!wanted.IsTaking)
        {
            return OrderIntent.Enter(instrument, _parent.Side, wanted.Price, lots);
        }

        _isTaking = true;
        _askedLots += wanted.Lots;
        return OrderIntent.Take(instrument, _parent.Side, wanted.Price, lots);
    }

    /// <summary>What the other side shows less what was asked of it since it has shown this.</summary>
    private long LotsNotAskedFor(Price price, long lots)
    {
        if (price != _shownPrice || lots != _shownLots)
        {
            (_shownPrice, _shownLots, _askedLots) = (price, lots, 0);
        }

        return lots - _askedLots;
    }

    private bool IsAcceptable(Price price) =>
        !_parent.Limit.IsPresent || (_parent.Side == Side.Buy ? price <= _parent.Limit : price >= _parent.Limit);

    /// <summary>The order that should stand; none where it has no lots.</summary>
    private readonly record struct Child(Price Price, long Lots, bool IsTaking);
}
