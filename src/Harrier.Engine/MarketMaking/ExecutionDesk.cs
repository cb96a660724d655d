using System;
using Harrier.Engine.Configuration;
using Harrier.Market.Books;
using Harrier.Models.Execution;
using Harrier.Primitives;
using Harrier.Trading.Execution;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;

namespace Harrier.Engine.MarketMaking;

/// <summary>Executes the parent order of a session: the first instrument that is announced and may be traded. Decides in the
/// place of the quotes, behind the same checks and the same gateway. One thread; nothing is allocated after
/// construction.</summary>
internal sealed class ExecutionDesk
{
    private const int NoInstrument = -1;

    private readonly bool _ownOrdersInFeed;

    private ExecutionDesk(ParentOrder parent, ExecutionSchedule schedule, ScheduleExecutorSettings rules, FeeSchedule fees, bool ownOrdersInFeed)
    {
        Parent = parent;
        Schedule = schedule;
        Executor = new ScheduleExecutor(parent, schedule, rules);
        Ledger = new ParentLedger(parent, fees);
        _ownOrdersInFeed = ownOrdersInFeed;
    }

    /// <summary>Gets the order.</summary>
    public ParentOrder Parent { get; }

    /// <summary>Gets its schedule.</summary>
    public ExecutionSchedule Schedule { get; }

    /// <summary>Gets who decides on its orders.</summary>
    public ScheduleExecutor Executor { get; }

    /// <summary>Gets what it costs.</summary>
    public ParentLedger Ledger { get; }

    /// <summary>Gets the instrument; negative before it was announced.</summary>
    public int Instrument { get; private set; } = NoInstrument;

    /// <summary>Gets what the others have traded since the start, as far as the feed shows it.</summary>
    public long OthersLots => Math.Max(0, Ledger.MarketLots - (_ownOrdersInFeed ? Ledger.DoneLots : 0));

    /// <summary>Makes the desk of a session.</summary>
    /// <param name="plan">What is traded.</param>
    /// <param name="fees">The venue's fees.</param>
    /// <returns>The desk; null where the session makes markets.</returns>
    public static ExecutionDesk? Of(TradingPlan plan, FeeSchedule fees)
    {
        ExecutionSection section = plan.Configuration.Execution;
        return section.Parent is null || section.Schedule is null
            ? null
            : new ExecutionDesk(section.Parent, section.Schedule, section.Rules, fees, plan.OwnOrdersInFeed);
    }

    /// <summary>Takes an instrument that may be traded; the first one is it.</summary>
    public void Adopt(int instrument) => Instrument = Instrument == NoInstrument ? instrument : Instrument;

    /// <summary>Looks for a trade of the instrument, before the books take the message.</summary>
    /// <param name="update">The message.</param>
    /// <param name="books">The books.</param>
    public void Observe(in MarketUpdate update, OrderBooks books)
    {
        if (update.Instrument != Instrument || update.Lots <= 0)
        {
            return;
        }

        if (update.Kind == MarketUpdateKind.HiddenTrade && update.PriceTicks > 0)
        {
            Ledger.OnTrade(new Price(update.PriceTicks), update.Lots, new Nanoseconds(update.Time));
        }
        else if (update.Kind == MarketUpdateKind.Execute && !update.IsUnprinted && books.TryGetOrder(update.Reference, out BookOrder order))
        {
            int ticks = update.PriceTicks > 0 ? update.PriceTicks : order.PriceTicks;
            Ledger.OnTrade(new Price(ticks), update.Lots, new Nanoseconds(update.Time));
        }
    }

    /// <summary>Does what is due by the clock.</summary>
    /// <param name="now">The time.</param>
    /// <returns>True when a decision is due.</returns>
    public bool OnTime(Nanoseconds now) => Executor.OnTime(now, OthersLots) && Instrument != NoInstrument;

    /// <summary>Decides what to do about our order.</summary>
    /// <param name="quotes">Where it is.</param>
    /// <param name="top">The best prices of the others.</param>
    /// <param name="state">What may be sent.</param>
    /// <returns>What to do.</returns>
    public OrderIntent Decide(QuoteEngine quotes, in TopOfBook top, TradingState state)
    {
        var instrument = new InstrumentId(Instrument);
        ref readonly WorkingQuote order = ref Parent.Side == Side.Buy ? ref quotes.Bid(instrument) : ref quotes.Ask(instrument);
        OrderIntent intent = Executor.Decide(in order, in top, state, instrument);
        if (intent.Kind == IntentKind.Enter)
        {
            Ledger.OnArrival(top.IsTwoSided ? top.MidTicksTwice : PositionBook.NoMid);
        }

        return intent;
    }

    /// <summary>Takes a fill.</summary>
    public void OnFill(in OrderChange change, FillLiquidity liquidity, long midTicksTwice)
    {
        Executor.OnFill(change.FillQuantity.Lots);
        Ledger.OnFill(change.FillPrice, change.FillQuantity, liquidity, midTicksTwice);
    }

    /// <summary>Ends the order with the session.</summary>
    /// <param name="end">The end.</param>
    public void Finish(Nanoseconds end)
    {
        Executor.Finish();
        Ledger.Finish(end);
    }
}
