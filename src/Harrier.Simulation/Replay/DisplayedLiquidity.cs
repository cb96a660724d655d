using System;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;

namespace Harrier.Simulation.Replay;

/// <summary>The recorded orders of the other side, as far as we have not taken them, for a marketable order of
/// ours.</summary>
internal sealed class DisplayedLiquidity
{
    private readonly RecordedBook _book;
    private readonly OwnOrders _own;
    private readonly TakenLiquidity _taken;
    private readonly AnswerWriter _answers;

    /// <summary>Joins the parts of a venue.</summary>
    public DisplayedLiquidity(RecordedBook book, OwnOrders own, TakenLiquidity taken, AnswerWriter answers)
    {
        _book = book;
        _own = own;
        _taken = taken;
        _answers = answers;
    }

    /// <summary>Says whether an order would trade with a recorded order at once.</summary>
    public bool IsInReachOf(in OwnOrder order)
    {
        bool has = _book.TryGetFirst(order.Instrument, Other(order.Side), out RecordedOrder first);
        while (has && !OwnOrders.IsBetter(order.Side, first.PriceTicks, order.PriceTicks))
        {
            if (HasAvailable(first))
            {
                return true;
            }

            has = _book.TryGetFirstWorse(first, out first);
        }

        return false;
    }

    /// <summary>Says whether an order would trade with one of ours at its limit.</summary>
    public bool MeetsOwn(in OwnOrder order)
    {
        int slot = _own.First(order.Instrument, Other(order.Side));
        return slot != OwnOrders.None && !OwnOrders.IsBetter(order.Side, _own[slot].PriceTicks, order.PriceTicks);
    }

    /// <summary>Executes a marketable order against what is displayed, best price first, oldest order first, until it is
    /// filled, the limit is reached, or an order of ours is next.</summary>
    /// <returns>None, or the reason for which the rest must not stand in the book.</returns>
    public CancelReason Take(ref OwnOrder order, Nanoseconds now, Link responses)
    {
        Side other = Other(order.Side);
        int ownSlot = _own.First(order.Instrument, other);
        bool has = _book.TryGetFirst(order.Instrument, other, out RecordedOrder first);
        while (has && order.OpenLots > 0 && !OwnOrders.IsBetter(order.Side, first.PriceTicks, order.PriceTicks))
        {
            int orders = OrdersBeforeOwn(ownSlot, other, first.PriceTicks);
            if (!TryTakeLevel(ref order, first, orders, now, responses))
            {
                return CancelReason.SystemCancel;
            }

            if (orders != int.MaxValue)
            {
                break;
            }

            has = _book.TryGetFirstWorse(first, out first);
        }

        return order.OpenLots > 0 && MeetsOwn(order) ? CancelReason.SelfTrade : CancelReason.None;
    }

    private static Side Other(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    // All of a level better than our own best order there, those ahead of it at its price, none beyond.
    private int OrdersBeforeOwn(int ownSlot, Side side, int priceTicks)
    {
        if (ownSlot == OwnOrders.None || OwnOrders.IsBetter(side, priceTicks, _own[ownSlot].PriceTicks))
        {
            return int.MaxValue;
        }

        return priceTicks == _own[ownSlot].PriceTicks ? _own[ownSlot].RecordedOrdersAhead : 0;
    }

    private bool HasAvailable(RecordedOrder resting)
    {
        bool has = true;
        while (has && _taken.Available(resting.Reference, resting.Lots) == 0)
        {
            has = _book.TryGetBehind(resting, out resting);
        }

        return has;
    }

    private bool TryTakeLevel(ref OwnOrder order, RecordedOrder resting, int ordersMax, Nanoseconds now, Link responses)
    {
        bool has = true;
        for (int i = 0; has && i < ordersMax && order.OpenLots > 0; i++)
        {
            int lots = Math.Min(order.OpenLots, _taken.Available(resting.Reference, resting.Lots));
            if (lots > 0)
            {
                if (!_taken.TryTake(resting.Reference, lots))
                {
                    return false;
                }

                order.OpenLots -= lots;
                order.ExecutedLots += lots;
                _answers.Execute(order.UserRefNum, lots, resting.PriceTicks, Liquidity.Removed, now, responses);
            }

            has = _book.TryGetBehind(resting, out resting);
        }

        return true;
    }
}
