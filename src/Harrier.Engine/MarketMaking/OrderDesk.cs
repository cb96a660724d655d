using System;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;

namespace Harrier.Engine.MarketMaking;

/// <summary>Decides what to send for an instrument: quotes, the orders of a parent order, or the way out of a position.
/// One thread; nothing is allocated after construction.</summary>
internal sealed class OrderDesk
{
    private readonly MarketView _market;
    private readonly TradingGuard _guard;
    private readonly Ledger _ledger;
    private readonly OrderGateway _gateway;
    private readonly StageTimes _times;
    private readonly ModelDesk _models;
    private readonly ExecutionDesk? _execution;
    private readonly PositionUnwind _unwind;
    private readonly RiskFeed? _risk;

    /// <summary>Connects the parts.</summary>
    /// <param name="quotes">Our quotes.</param>
    /// <param name="market">The picture of the market.</param>
    /// <param name="guard">What may be sent.</param>
    /// <param name="ledger">What is held.</param>
    /// <param name="gateway">The way out.</param>
    /// <param name="times">Where the stages are stamped.</param>
    /// <param name="models">Which instruments have a model.</param>
    /// <param name="execution">Who executes a parent order in place of quotes; null where nobody does.</param>
    /// <param name="unwind">Who works positions out.</param>
    /// <param name="risk">Who tells the risk desk of what was sent; null without one.</param>
    public OrderDesk(
        QuoteEngine quotes,
        MarketView market,
        TradingGuard guard,
        Ledger ledger,
        OrderGateway gateway,
        StageTimes times,
        ModelDesk models,
        ExecutionDesk? execution,
        PositionUnwind unwind,
        RiskFeed? risk)
    {
        Quotes = quotes;
        _market = market;
        _guard = guard;
        _ledger = ledger;
        _gateway = gateway;
        _times = times;
        _models = models;
        _execution = execution;
        _unwind = unwind;
        _risk = risk;
        Tops = new TopOfBook[market.InstrumentLimit];
        Array.Fill(Tops, TopOfBook.Empty);
    }

    /// <summary>Gets our quotes.</summary>
    public QuoteEngine Quotes { get; }

    /// <summary>Gets the best prices of the others that were decided by, for each instrument.</summary>
    public TopOfBook[] Tops { get; }

    /// <summary>Whether orders are decided on for an instrument.</summary>
    public bool IsWorked(int instrument) =>
        _execution is null ? _models.Has(instrument) : _execution.Instrument == instrument;

    /// <summary>Looks at the best prices of the others.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>True when they are not those of the last time.</returns>
    public bool IsTopNew(int instrument)
    {
        TopOfBook top = _market.OthersTop(instrument);
        if (top == Tops[instrument])
        {
            return false;
        }

        Tops[instrument] = top;
        return true;
    }

    /// <summary>Decides and prepares the orders; they leave with the gateway's next flush. Where the feed shows that an
    /// order of ours is gone, its answer is on the way and will ask for the decision again.</summary>
    public void Decide(int index, Nanoseconds now)
    {
        var instrument = new InstrumentId(index);
        ref readonly TopOfBook top = ref Tops[index];
        TradingState state = _market.IsTrading(index) ? _guard.State : TradingState.Halted;
        if (state != TradingState.Halted && _market.IsFillUnderWay(index))
        {
            return;
        }

        _risk?.Begin(index, now);
        if (_guard.IsFlattening && state != TradingState.Halted)
        {
            if (_unwind.TryDecide(instrument, in top, out OrderIntent exit))
            {
                _gateway.Prepare(in exit, in top, _guard.FeedTime, now);
                return;
            }

            state = TradingState.Halted; // the quotes that still stand come out first
        }

        if (_execution is not null)
        {
            OrderIntent child = _execution.Decide(Quotes, in top, state);
            _times.Decided();
            _gateway.Prepare(in child, in top, _guard.FeedTime, now);
            return;
        }

        Quotes.Decide(
            instrument, in top, _ledger.Positions.InventoryLots(instrument), state, now, out OrderIntent bid, out OrderIntent ask);
        _times.Decided();
        _gateway.Prepare(in bid, in top, _guard.FeedTime, now);
        _gateway.Prepare(in ask, in top, _guard.FeedTime, now);
    }

    /// <summary>Decides without a feed message that caused it.</summary>
    public void DecideAlone(int instrument, Nanoseconds now)
    {
        if (IsWorked(instrument))
        {
            _times.Began();
            Decide(instrument, now);
            _gateway.Flush(now);
            _times.Count();
        }
    }

    /// <summary>Where instruments are quoted together, an execution in one moves the quotes of the others. The own ones,
    /// which it moves most, have been sent before.</summary>
    public void DecideOthers(int instrument, Nanoseconds now)
    {
        if (_models.Portfolio is not { } portfolio
            || !portfolio.OnInventory(instrument, _ledger.Positions.InventoryLots(new InstrumentId(instrument))))
        {
            return;
        }

        for (int asset = 0; asset < portfolio.Assets; asset++)
        {
            int other = portfolio.InstrumentOf(asset);
            if (other != PortfolioDesk.None && Quotes.Lean(new InstrumentId(other), portfolio.ShiftOf(asset)))
            {
                DecideAlone(other, now);
            }
        }
    }

    /// <summary>Decides on every instrument.</summary>
    public void DecideAll(Nanoseconds now)
    {
        for (int instrument = 0; instrument < Tops.Length; instrument++)
        {
            DecideAlone(instrument, now);
        }
    }
}
