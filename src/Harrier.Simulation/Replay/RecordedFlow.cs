using System;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;

namespace Harrier.Simulation.Replay;

/// <summary>What a recorded message does to our orders, decided before the recorded book takes the message.</summary>
internal sealed class RecordedFlow
{
    private readonly RecordedBook _book;
    private readonly OwnOrders _own;
    private readonly TakenLiquidity _taken;
    private readonly AnswerWriter _answers;
    private readonly bool[] _isHalted;

    /// <summary>Joins the parts of a venue.</summary>
    public RecordedFlow(RecordedBook book, OwnOrders own, TakenLiquidity taken, AnswerWriter answers, bool[] isHalted)
    {
        _book = book;
        _own = own;
        _taken = taken;
        _answers = answers;
        _isHalted = isHalted;
    }

    /// <summary>Fills and moves up our orders where the message says so.</summary>
    /// <param name="message">An ITCH message of a known type and its length.</param>
    /// <param name="instrument">Its instrument, within the limit.</param>
    /// <param name="now">Its time.</param>
    /// <param name="responses">Takes the executions.</param>
    public void Meet(ReadOnlySpan<byte> message, int instrument, Nanoseconds now, Link responses)
    {
        switch (message[0])
        {
            case ItchMessageType.AddOrder:
            case ItchMessageType.AddOrderWithMpid:
                var add = new AddOrder(message);
                Added(instrument, add.Reference, add.Side, Whole(add.Shares), Whole(add.PriceTicks), now, responses);
                break;
            case ItchMessageType.OrderExecuted:
                var executed = new OrderExecuted(message);
                Executed(executed.Reference, Whole(executed.Shares), mayFill: true, now, responses);
                break;
            case ItchMessageType.OrderExecutedWithPrice:
                // Not printable means part of a cross, which is printed as a whole; we take no part in crosses.
                var priced = new OrderExecutedWithPrice(message);
                Executed(priced.Reference, Whole(priced.Shares), priced.Printable == (byte)'Y', now, responses);
                break;
            case ItchMessageType.OrderCancel:
                var cancel = new OrderCancel(message);
                Executed(cancel.Reference, Whole(cancel.Shares), mayFill: false, now, responses);
                break;
            case ItchMessageType.OrderDelete:
                Executed(new OrderDelete(message).Reference, int.MaxValue, mayFill: false, now, responses);
                break;
            case ItchMessageType.OrderReplace:
                Replaced(new OrderReplace(message), now, responses);
                break;
            case ItchMessageType.Trade:
                var trade = new Trade(message);
                Traded(instrument, Whole(trade.PriceTicks), Whole(trade.Shares), now, responses);
                break;
            default:
                break;
        }
    }

    // Beyond 31 bits is no size and no price of a share: the book refuses it, and here it must only not throw.
    private static int Whole(uint value) => (int)Math.Min(value, int.MaxValue);

    private void Replaced(OrderReplace replace, Nanoseconds now, Link responses)
    {
        if (!_book.TryGetOrder(replace.OriginalReference, out RecordedOrder old))
        {
            return;
        }

        Executed(replace.OriginalReference, int.MaxValue, mayFill: false, now, responses);
        Added(
            old.Instrument, replace.NewReference, old.Side, Whole(replace.Shares), Whole(replace.PriceTicks), now, responses);
    }

    // The name says the usual case; a cancel is the same but for the fills.
    private void Executed(ulong reference, int lots, bool mayFill, Nanoseconds now, Link responses)
    {
        if (!_book.TryGetOrder(reference, out RecordedOrder order))
        {
            return;
        }

        bool leaves = lots >= order.Lots;
        int budget = mayFill && !_isHalted[order.Instrument] ? lots : 0;
        int position = int.MinValue;
        for (int slot = _own.First(order.Instrument, order.Side); slot != OwnOrders.None;)
        {
            ref OwnOrder own = ref _own[slot];
            int next = own.Next;
            bool isLevel = own.PriceTicks == order.PriceTicks;
            if (!isLevel && !OwnOrders.IsBetter(order.Side, own.PriceTicks, order.PriceTicks))
            {
                break;
            }

            if (isLevel && position == int.MinValue)
            {
                position = _book.OrdersAheadOf(reference);
            }

            if (!isLevel || position >= own.RecordedOrdersAhead)
            {
                budget = Fill(slot, budget, now, responses);
            }
            else if (leaves)
            {
                own.RecordedOrdersAhead--;
            }

            slot = next;
        }

        if (leaves && !_taken.IsEmpty)
        {
            _taken.Forget(reference);
        }
    }

    private void Added(
        int instrument, ulong reference, Side side, int lots, int priceTicks, Nanoseconds now, Link responses)
    {
        if (_isHalted[instrument] || lots <= 0)
        {
            return;
        }

        Side ours = side == Side.Buy ? Side.Sell : Side.Buy;
        int budget = lots;
        for (int slot = _own.First(instrument, ours); slot != OwnOrders.None && budget > 0;)
        {
            int next = _own[slot].Next;
            if (OwnOrders.IsBetter(ours, priceTicks, _own[slot].PriceTicks))
            {
                break;
            }

            // What it gives to us, it no longer has for a marketable order of ours.
            int given = Math.Min(budget, _own[slot].OpenLots);
            if (!_taken.TryTake(reference, given))
            {
                break;
            }

            budget = Fill(slot, budget, now, responses);
            slot = next;
        }
    }

    private void Traded(int instrument, int priceTicks, int lots, Nanoseconds now, Link responses)
    {
        if (_isHalted[instrument])
        {
            return;
        }

        int budget = TradedOn(Side.Buy, instrument, priceTicks, lots, now, responses);
        TradedOn(Side.Sell, instrument, priceTicks, budget, now, responses);
    }

    // A hidden order at our price stands behind the displayed ones, us among them, but we only after those ahead of us.
    private int TradedOn(Side side, int instrument, int priceTicks, int budget, Nanoseconds now, Link responses)
    {
        for (int slot = _own.First(instrument, side); slot != OwnOrders.None && budget > 0;)
        {
            ref OwnOrder own = ref _own[slot];
            int next = own.Next;
            bool isReached = OwnOrders.IsBetter(side, own.PriceTicks, priceTicks)
                || (own.PriceTicks == priceTicks && own.RecordedOrdersAhead == 0);
            if (!isReached)
            {
                break;
            }

            budget = Fill(slot, budget, now, responses);
            slot = next;
        }

        return budget;
    }

    private int Fill(int slot, int budget, Nanoseconds now, Link responses)
    {
        ref OwnOrder own = ref _own[slot];
        int lots = Math.Min(budget, own.OpenLots);
        if (lots <= 0)
        {
            return budget;
        }

        own.OpenLots -= lots;
        own.ExecutedLots += lots;
        _answers.Execute(own.UserRefNum, lots, own.PriceTicks, Liquidity.Added, now, responses);
        if (own.OpenLots == 0)
        {
            _own.Remove(slot);
        }

        return budget - lots;
    }
}
