using System;
using Harrier.Market.Books;
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
    private readonly OrderAnswers _answers;

    /// <summary>Joins the parts of a venue.</summary>
    public DisplayedLiquidity(RecordedBook book, OwnOrders own, TakenLiquidity taken, OrderAnswers answers)
    {
        _book = book;
        _own = own;
        _taken = taken;
        _answers = answers;
    }

    /// <summary>Says whether an order would trade with a recorded order at once.</summary>
    public bool IsInReachOf(in OwnOrder order)
    {
        Side other = Other(order.Side);
        bool has = _book.TryGetBest(order.Instrument, other, out BookLevel level);
        while (has && !OwnOrders.IsBetter(order.Side, level.PriceTicks, order.PriceTicks))
        {
            if (HasAvailable(order.Instrument, other, level.PriceTicks))
            {
                return true;
            }

            has = _book.TryGetNext(order.Instrument, other, level.PriceTicks, out level);
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
        bool has = _book.TryGetBest(order.Instrument, other, out BookLevel level);
        while (has && order.OpenLots > 0 && !OwnOrders.IsBetter(order.Side, level.PriceTicks, order.PriceTicks))
        {
            int orders = OrdersBeforeOwn(ownSlot, other, level.PriceTicks);
            if (!TryTakeLevel(ref order, other, level.PriceTicks, orders, now, responses))
            {
                return CancelReason.SystemCancel;
            }

            if (orders != int.MaxValue)
            {
                break;
            }

            has = _book.TryGetNext(order.Instrument, other, level.PriceTicks, out level);
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

    private bool HasAvailable(int instrument, Side side, int priceTicks)
    {
        bool has = _book.TryGetFirstOrder(instrument, side, priceTicks, out BookOrder resting);
        while (has)
        {
            if (_taken.Available(resting.Reference, resting.Lots) > 0)
            {
                return true;
            }

            has = _book.TryGetOrderBehind(resting.Reference, out resting);
        }

        return false;
    }

    private bool TryTakeLevel(
        ref OwnOrder order, Side side, int priceTicks, int ordersMax, Nanoseconds now, Link responses)
    {
        bool has = _book.TryGetFirstOrder(order.Instrument, side, priceTicks, out BookOrder resting);
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
                _answers.Execute(order.UserRefNum, lots, priceTicks, Liquidity.Removed, now, responses);
            }

            has = _book.TryGetOrderBehind(resting.Reference, out resting);
        }

        return true;
    }
}
