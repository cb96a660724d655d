using System;
using Harrier.Engine.Configuration;
using Harrier.Market.Books;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;

namespace Harrier.Engine.MarketMaking;

/// <summary>The engine's path: feed bytes in, order bytes out. Decode, books, best prices of the others, quote, checks,
/// encode; then the bookkeeping, when the orders are on their way. One thread; nothing is allocated after
/// construction.</summary>
internal sealed partial class MarketMaker : IDisposable
{
    // Two sides, each with an order and its replacement; twice that, so that the slots of orders that have ended stay
    // for late answers. Small, so that the slots in use stay in the cache.
    private const int OpenOrdersPerInstrument = 8;
    private const int OpenOrdersMin = 1_024;

    private readonly OrderTable _orders;
    private readonly KillSwitch _kill;
    private readonly OrderAnswers _answers;
    private readonly ModelDesk _models;
    private readonly ExecutionDesk? _execution;
    private readonly PreTradeChecks _checks;
    private readonly OrderDesk _desk;
    private readonly RiskFeed? _riskFeed;
    private readonly TouchedInstruments _touched = new();

    /// <summary>Takes all memory.</summary>
    /// <param name="plan">What is traded, and when.</param>
    /// <param name="orderLink">The way to the venue.</param>
    public MarketMaker(TradingPlan plan, Link orderLink)
    {
        HarrierConfiguration settings = plan.Configuration;
        int limit = plan.InstrumentLimit;
        var quotes = new QuoteEngine(settings.Quoting.Rules, limit);
        _orders = new OrderTable(Math.Max(OpenOrdersMin, OpenOrdersPerInstrument * limit), limit);
        _kill = new KillSwitch(settings.Risk);
        Series = new SeriesRecorder(
            limit, settings.Limits.DrawnInstruments, settings.Limits.SeriesSamples, settings.Limits.DrawnFills);
        var fees = new FeeSchedule(settings.Fees.MakerRebateDollarsPerShare, settings.Fees.TakerFeeDollarsPerShare);
        _execution = ExecutionDesk.Of(plan, fees);
        Ledger = new Ledger(quotes, fees, Series, limit, settings.Quoting.PriceIncrementTicks, _execution);
        Risk = RiskDesk.Of(plan, Ledger.Cache);
        _riskFeed = Risk is null ? null : new RiskFeed(Risk, Ledger.Cache, _orders);
        _checks = new PreTradeChecks(settings.Risk, _orders, Ledger.Positions, settings.Quoting.PriceIncrementTicks, Risk?.Line);
        Guard = new TradingGuard(settings.Risk, _kill, plan.Hours);
        Market = new MarketView(new OrderBooks(plan.BookLimits), quotes, limit, plan.OwnOrdersInFeed);
        Gateway = new OrderGateway(
            _checks, _orders, quotes, Times, orderLink, (long)Math.Round(settings.Latency.EngineNanoseconds));
        _answers = new OrderAnswers(_orders, quotes, Market, Ledger);
        _models = new ModelDesk(plan, quotes, Gateway, Series);
        var unwind = new PositionUnwind(_orders, Ledger.Positions, settings.Risk, limit);
        _desk = new OrderDesk(quotes, Market, Guard, Ledger, Gateway, Times, _models, _execution, unwind, _riskFeed);
    }

    /// <summary>Gets the picture of the market.</summary>
    public MarketView Market { get; }

    /// <summary>Gets the way out.</summary>
    public OrderGateway Gateway { get; }

    /// <summary>Gets what is booked.</summary>
    public Ledger Ledger { get; }

    /// <summary>Gets what may be sent.</summary>
    public TradingGuard Guard { get; }

    /// <summary>Gets the risk of all positions; null without a limit on it.</summary>
    public RiskDesk? Risk { get; }

    /// <summary>Gets the times of the stages.</summary>
    public StageTimes Times { get; } = new();

    /// <summary>Gets what the report draws.</summary>
    public SeriesRecorder Series { get; }

    /// <summary>Gets the models.</summary>
    public ModelDesk Models => _models;

    /// <summary>Gets who executes a parent order in place of making markets; null where nobody does.</summary>
    public ExecutionDesk? Execution => _execution;

    /// <summary>Gets the reason that trading was stopped for good; none when it was not.</summary>
    public KillReason StopReason => _kill.Reason;

    /// <summary>Gets the orders that the venue rejected.</summary>
    public long Rejected => _answers.Rejected;

    /// <summary>How many of them were rejected for a reason.</summary>
    /// <param name="reason">The reason.</param>
    public long RejectedFor(RejectReason reason) => _answers.RejectedFor(reason);

    /// <summary>Gets our open orders.</summary>
    public int OpenOrders => _orders.OpenCount;

    /// <summary>Counts the requests that a check stopped.</summary>
    public long StoppedBy(CheckResult result) => _checks.CountOf(result);

    /// <summary>Whether orders are decided on for an instrument.</summary>
    public bool IsWorked(int instrument) => _desk.IsWorked(instrument);

    /// <summary>Gets when <see cref="OnTime"/> wants to be called next.</summary>
    /// <param name="now">The time.</param>
    public Nanoseconds NextTime(Nanoseconds now)
    {
        long next = Math.Min(Guard.NextTime(now).Value, _models.NextTime.Value);
        next = Math.Min(next, Risk?.NextTime.Value ?? long.MaxValue);
        return new Nanoseconds(_execution is null ? next : Math.Min(next, _execution.Executor.NextTime.Value));
    }

    /// <summary>Takes a feed message. Quotes are decided on at the end of its packet: in the middle of one, the books
    /// show a market that never was.</summary>
    /// <param name="message">One ITCH 5.0 message of any bytes.</param>
    /// <param name="isLast">Whether it is the last one of its packet.</param>
    /// <param name="now">The time.</param>
    public void OnFeed(ReadOnlySpan<byte> message, bool isLast, Nanoseconds now)
    {
        Times.Received();
        MarketUpdate.Decode(message, out MarketUpdate update);
        Times.Decoded();
        _models.Observe(in update, Market);
        _execution?.Observe(in update, Market.Books);
        if (Market.Apply(in update))
        {
            _touched.Add(update.Instrument, isDue: update.Kind == MarketUpdateKind.TradingAction);
        }

        bool isDecided = isLast || _touched.IsFull;
        if (isDecided)
        {
            FindNewTops();
        }

        Times.Booked();
        Guard.OnFeed(update.Time, now);
        if (isDecided)
        {
            DecideTouched(now);
        }

        Market.Counts.Count(message.IsEmpty ? (byte)0 : message[0]);
        _riskFeed?.OnFeed(in update);
        if (update.Kind == MarketUpdateKind.Directory)
        {
            Announce(in update);
        }
        else if (update.Kind == MarketUpdateKind.EndOfMarketHours)
        {
            Guard.OnClose();
            UpdateState(now);
        }

        if (Guard.IsStale)
        {
            UpdateState(now);
        }
    }

    /// <summary>Takes a heartbeat of the feed: nothing has happened, and the feed is alive.</summary>
    /// <param name="sentAt">When the venue sent it.</param>
    /// <param name="now">The time.</param>
    public void OnHeartbeat(Nanoseconds sentAt, Nanoseconds now)
    {
        Guard.OnFeed(sentAt.Value, now);
        if (Guard.IsStale)
        {
            UpdateState(now);
        }
    }

    /// <summary>Takes an answer of the venue.</summary>
    /// <param name="message">One outbound OUCH 5.0 message of any bytes.</param>
    /// <param name="now">The time.</param>
    public void OnAnswer(ReadOnlySpan<byte> message, Nanoseconds now)
    {
        int instrument = _answers.Take(message, now);
        if (_answers.Faults > 0)
        {
            Kill(KillReason.OrderFault, now);
        }

        if (_kill.IsTripped)
        {
            CancelAll(now);
        }

        if (instrument == OrderAnswers.NoInstrument)
        {
            return;
        }

        // An answer may correct which order in the book is ours, and with it the best prices of the others: those hold since
        // the order was taken, and all who keep book hear of them as of a change of the feed's.
        bool isTopNew = _desk.IsTopNew(instrument);

        // A rejected order is not sent again at once: the answer would be the same, a thousand times a second. What was taken for
        // it is then somebody else's: where that is the best price, the market is another, and no feed message will say so.
        if (!_answers.IsRejection || isTopNew)
        {
            _desk.DecideAlone(instrument, now);
            _desk.DecideOthers(instrument, now);
        }

        if (isTopNew)
        {
            BookTop(instrument, _answers.ReferenceTime, now);
            ObserveTop(instrument);
        }
        else
        {
            Ledger.Place(new InstrumentId(instrument), now);
            _riskFeed?.Take(new InstrumentId(instrument), now);
        }

        CheckLoss(now);
        FollowRisk(now);
    }

    /// <summary>Does what is due by the clock alone.</summary>
    /// <param name="now">The time.</param>
    public void OnTime(Nanoseconds now)
    {
        if (_execution is not null && _execution.OnTime(now))
        {
            _desk.DecideAlone(_execution.Instrument, now);
        }

        if (_models.OnTime(now, _desk.Tops))
        {
            _desk.DecideAll(now);
        }

        _riskFeed?.Settle(now);
        bool isSecond = Risk is not null && Risk.OnTime(now);
        FollowRisk(now);
        UpdateState(now);
        if (isSecond && Guard.IsFlattening)
        {
            _desk.DecideAll(now); // what the checks or the venue refused is tried again, however quiet the market is
        }
    }

    /// <summary>Takes a sample of what the report draws.</summary>
    /// <param name="now">The time.</param>
    public void Sample(Nanoseconds now) => Series.Sample(now, Ledger.Positions, _desk.Quotes, _models);

    /// <inheritdoc/>
    public void Dispose()
    {
        Gateway.Dispose();
        Market.Books.Dispose();
        Ledger.Dispose();
        Risk?.Dispose();
    }

    private void Announce(in MarketUpdate update)
    {
        _models.Announce(in update);
        if (_execution is not null && (uint)update.Instrument < (uint)_desk.Tops.Length && _models.IsTraded(update.Instrument))
        {
            _execution.Adopt(update.Instrument);
        }

        if (Risk is not null && _models.IsTraded(update.Instrument))
        {
            Risk.Line.TryCover(new InstrumentId(update.Instrument));
        }
    }

    /// <summary>Keeps the touched instruments whose best prices, those of the others, are new, and those that have been
    /// halted or may trade again, whose book stands as it was.</summary>
    private void FindNewTops()
    {
        _models.Watched?.CopyFrom(_touched);
        for (int i = _touched.Count - 1; i >= 0; i--)
        {
            if (!_desk.IsTopNew(_touched[i]) && !_touched.IsDue(i))
            {
                _touched.RemoveAt(i);
            }
        }
    }

    private void DecideTouched(Nanoseconds now)
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            if (_desk.IsWorked(_touched[i]))
            {
                _desk.Decide(_touched[i], now);
            }
        }

        Gateway.Flush(now);
        Times.Count();
        for (int i = 0; i < _touched.Count; i++)
        {
            BookTop(_touched[i], Guard.FeedTime, now);
            ObserveTop(_touched[i]);
        }

        _touched.Clear();
        if (_models.Watched is not null)
        {
            _models.ObserveSecondLevels(Market, _desk.Tops, Guard.FeedTime);
        }

        FollowRisk(now);
    }

    private void BookTop(int index, Nanoseconds since, Nanoseconds now)
    {
        var instrument = new InstrumentId(index);
        Ledger.OnTop(instrument, in _desk.Tops[index], since, now);
        _riskFeed?.Take(instrument, now);
        if (Ledger.Positions.InventoryLots(instrument) != 0)
        {
            CheckLoss(now);
        }
    }

    private void ObserveTop(int index) => _models.ObserveTop(
        index, Market.IsTrading(index) ? _desk.Tops[index] : TopOfBook.Empty, Guard.FeedTime);
}
