using System;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Primitives;
using Harrier.Simulation;
using Harrier.Simulation.Latency;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Sessions;

/// <summary>A venue, the market maker, and the ways between them, stepped by time in one thread: the next thing that
/// happens is always the earliest. The same inputs give the same session, bit for bit.</summary>
/// <remarks>
/// At one instant, the venue's own events come first, then our orders' arrival there, then its answers' and its feed's
/// arrival here, then what is due by the clock. Nothing is allocated while it runs.
/// </remarks>
internal sealed class Session : IDisposable
{
    private const int StepsBetweenReports = 8_192;

    private readonly IVenue _venue;
    private readonly Link _feed;
    private readonly Link _answers;
    private readonly Link _orders;
    private readonly SessionProgress _progress;
    private readonly FeedSilence _silence;
    private readonly TradingHours _hours;
    private readonly Nanoseconds _end;
    private readonly long _sampleNanoseconds;
    private Nanoseconds _killAt;
    private Nanoseconds _nextSample;
    private Nanoseconds _nextHeartbeat;

    /// <summary>Takes all memory.</summary>
    /// <param name="plan">What is traded, and when.</param>
    /// <param name="venue">The venue, which is not disposed here.</param>
    /// <param name="end">No event after it is taken.</param>
    /// <param name="progress">Where to say how far it is.</param>
    public Session(TradingPlan plan, IVenue venue, Nanoseconds end, SessionProgress progress)
    {
        HarrierConfiguration settings = plan.Configuration;
        LatencySettings times = settings.Latency.Links;
        int bytes = settings.Limits.LinkKilobytes * 1_024;
        ulong seed = settings.Session.Seed;
        _venue = venue;
        _end = end;
        _hours = plan.Hours;
        _progress = progress;
        _feed = new Link(times.FeedMicroseconds, times.JitterMicroseconds, unchecked(seed + 1), bytes);
        _orders = new Link(times.OrderMicroseconds, times.JitterMicroseconds, unchecked(seed + 2), bytes);
        _answers = new Link(times.ResponseMicroseconds, times.JitterMicroseconds, unchecked(seed + 3), bytes);
        _silence = FeedSilence.Of(settings.Faults, plan.Hours.Start);
        _killAt = settings.Faults.KillAtSeconds > 0
            ? plan.Hours.Start + Nanoseconds.FromSeconds(settings.Faults.KillAtSeconds)
            : Nanoseconds.Never;
        _sampleNanoseconds = Math.Max(1, (plan.Hours.Close - plan.Hours.Start).Value / settings.Limits.SeriesSamples);
        _nextSample = plan.Hours.Start;
        _nextHeartbeat = plan.Hours.Start;
        Maker = new MarketMaker(plan, _orders);
    }

    /// <summary>Gets the market maker.</summary>
    public MarketMaker Maker { get; }

    /// <summary>Gets the time of the session.</summary>
    public Nanoseconds Now { get; private set; }

    /// <summary>Gets the messages that found no room on one of the ways: the session has a hole and ended.</summary>
    public long Dropped => _feed.Dropped + _orders.Dropped + _answers.Dropped;

    /// <summary>Gets the sentence about what broke in us and ended the session; null when nothing did.</summary>
    public string? Fault { get; private set; }

    /// <summary>Gets the bytes that this thread allocated between the first and the last message.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Gets the garbage collections of the process in that time.</summary>
    public int Collections { get; private set; }

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        int collections = GC.CollectionCount(0);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            RunToEnd();
        }
#pragma warning disable CA1031 // Whatever broke: our orders must not be left standing, and the report must tell of it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fault = fault.Message;
            CancelAfterFault();
        }

        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Collections = GC.CollectionCount(0) - collections;
        Maker.Ledger.Finish(Now);
        Report();
    }

    /// <inheritdoc/>
    public void Dispose() => Maker.Dispose();

    private void RunToEnd()
    {
        int steps = 0;
        while (Step() && Dropped == 0)
        {
            steps++;
            if (steps == StepsBetweenReports)
            {
                steps = 0;
                Report();
            }
        }

        if (Dropped > 0)
        {
            Fault = "A link to the venue was full. Raise Limits:LinkKilobytes.";
            CancelAfterFault();
        }
    }

    /// <summary>Sends a cancel for every order and brings it to the venue; what else is under way is not looked at any
    /// more.</summary>
    private void CancelAfterFault()
    {
        Maker.Kill(KillReason.InternalFault, Now);
        while (_orders.HeadDue != Nanoseconds.Never)
        {
            if (_venue.NextEventTime < _orders.HeadDue)
            {
                _venue.Step(_feed, _answers);
                continue;
            }

            Now = new Nanoseconds(Math.Max(_orders.HeadDue.Value, Now.Value));
            _venue.Receive(_orders.Peek(), Now, _feed, _answers);
            _orders.Advance();
        }
    }

    /// <summary>Takes the next event.</summary>
    /// <returns>False when there is none.</returns>
    private bool Step()
    {
        long venue = _venue.NextEventTime.Value;
        long order = _orders.HeadDue.Value;
        long answer = _answers.HeadDue.Value;
        long feed = _silence.Delay(_feed.HeadDue).Value;
        long messages = Math.Min(Math.Min(venue, order), Math.Min(answer, feed));
        if (messages == long.MaxValue && !HasMoreToDo())
        {
            return false;
        }

        long clock = NextTime();
        long next = Math.Min(messages, clock);
        if (next > _end.Value)
        {
            return false;
        }

        Now = new Nanoseconds(Math.Max(next, Now.Value));
        if (next == venue)
        {
            _venue.Step(_feed, _answers);
        }
        else if (next == order)
        {
            _venue.Receive(_orders.Peek(), Now, _feed, _answers);
            _orders.Advance();
        }
        else if (next == answer)
        {
            Maker.OnAnswer(_answers.Peek(), Now);
            _answers.Advance();
        }
        else if (next == feed)
        {
            Maker.OnFeed(_feed.Peek(), !_feed.HasMoreOfPacket, Now);
            _feed.Advance();
        }
        else
        {
            OnTime();
        }

        return true;
    }

    /// <summary>When the market is over: orders of ours that still stand are waited for, until the clock cancels them.</summary>
    private bool HasMoreToDo()
    {
        if (_venue.Fault is not null)
        {
            Maker.Kill(KillReason.FeedFault, Now);
        }

        return Maker.OpenOrders > 0 && (_orders.HeadDue != Nanoseconds.Never || NextTime() != long.MaxValue);
    }

    private long NextTime() => Math.Min(
        Math.Min(_killAt.Value, _nextSample.Value), Math.Min(_nextHeartbeat.Value, Maker.NextTime(Now).Value));

    /// <summary>MoldUDP64 sends a heartbeat a second where there is nothing else to send. Here it comes every second,
    /// unless the feed is silent on purpose or messages are held up on the way, which it would not overtake.</summary>
    private void OnHeartbeat()
    {
        if (_silence.Delay(Now) == Now && _feed.HeadDue == Nanoseconds.Never)
        {
            Maker.OnHeartbeat(Now, Now);
        }

        bool isOver = Now >= _hours.Close || _venue.NextEventTime == Nanoseconds.Never;
        _nextHeartbeat = isOver ? Nanoseconds.Never : new Nanoseconds(_nextHeartbeat.Value + Nanoseconds.PerSecond);
    }

    private void OnTime()
    {
        if (Now >= _killAt)
        {
            _killAt = Nanoseconds.Never;
            Maker.Kill(KillReason.Requested, Now);
        }

        if (Now >= _nextHeartbeat)
        {
            OnHeartbeat();
        }

        if (Now >= _nextSample)
        {
            Maker.Sample(Now);
            _nextSample = Now < _hours.Close ? new Nanoseconds(_nextSample.Value + _sampleNanoseconds) : Nanoseconds.Never;
        }

        Maker.OnTime(Now);
    }

    private void Report()
    {
        double length = (_hours.Close - _hours.Start).Value;
        double done = Math.Clamp((Now - _hours.Start).Value / length, 0, 1);
        _progress.Report((int)(done * 1_000), Maker.Market.Counts.Total);
    }
}
