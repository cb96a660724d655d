using System;
using System.Collections.Generic;
using Harrier.Primitives;
using Harrier.Trading.Orders;

namespace Harrier.Tests.Trading.Orders;

/// <summary>A venue that keeps our orders in a dictionary and answers by the rules of OUCH 5.0, with both ways delayed
/// by an arbitrary number of steps: the slow twin of the order table, which sees the truth first.</summary>
internal sealed class DelayedVenue(OrderTable orders)
{
    private readonly Queue<Action> _toVenue = new();
    private readonly Queue<Func<OrderResult>> _toUs = new();

    public SortedDictionary<uint, (Side Side, long Price, long Open, long Executed)> Standing { get; } = [];

    /// <summary>What an order that takes finds when it arrives; the rest of it is cancelled at once.</summary>
    public long LotsToTake { get; set; }

    /// <summary>Lots executed at the venue of which we do not know yet.</summary>
    public long UnknownBuyLots { get; private set; }

    public long UnknownSellLots { get; private set; }

    public OrderResult WorstResult { get; private set; } = OrderResult.Applied;

    public bool IsQuiet => _toVenue.Count == 0 && _toUs.Count == 0;

    /// <summary>Hears every step that the table made.</summary>
    public Action<OrderChange>? Listener { get; set; }

    public void Enter(Side side, long price, long lots) =>
        Submit(OrderIntent.Enter(new InstrumentId(0), side, new Price(price), new Quantity(lots)));

    public void Replace(OwnOrder existing, long price, long lots) => Submit(
        OrderIntent.Replace(existing.Instrument, existing.Side, new Price(price), new Quantity(lots), existing.Id));

    public void Cancel(OwnOrder existing) =>
        Submit(OrderIntent.Cancel(existing.Instrument, existing.Side, existing.Id));

    public void Submit(OrderIntent intent)
    {
        if (orders.Send(in intent, default, out OrderChange change) != OrderResult.Applied)
        {
            return;
        }

        Listener?.Invoke(change);
        long whole = change.WholeQuantity.Lots;
        _toVenue.Enqueue(intent.Kind switch
        {
            IntentKind.Enter => () => ArriveEnter(change.Id, intent.Side, intent.Price.Ticks, whole, intent.IsImmediate),
            IntentKind.Replace => () => ArriveReplace(intent.Existing, change.Id, intent.Price.Ticks, whole),
            _ => () => ArriveCancel(change.Id),
        });
    }

    public void StepVenue()
    {
        if (_toVenue.TryDequeue(out Action? arrive))
        {
            arrive();
        }
    }

    public void StepUs()
    {
        if (_toUs.TryDequeue(out Func<OrderResult>? answer))
        {
            OrderResult result = answer();
            WorstResult = result == OrderResult.Applied ? WorstResult : result;
        }
    }

    /// <summary>Somebody trades with one of our standing orders.</summary>
    public void Trade(int choice, long lots)
    {
        if (!TryChoose(choice, out uint id))
        {
            return;
        }

        Execute(id, lots);
    }

    /// <summary>The venue takes an order out of itself.</summary>
    public void TakeOut(int choice)
    {
        if (TryChoose(choice, out uint id))
        {
            ArriveCancel(new OrderId(id));
        }
    }

    private void Execute(uint id, long lots)
    {
        (Side side, long price, long open, long executed) = Standing[id];
        long traded = Math.Min(lots, open);
        Standing[id] = (side, price, open - traded, executed + traded);
        if (open == traded)
        {
            Standing.Remove(id);
        }

        CountUnknown(side, traded);
        _toUs.Enqueue(() =>
        {
            OrderResult result = orders.Executed(new OrderId(id), new Quantity(traded), new Price(price), out OrderChange change);
            CountUnknown(change.Side, -change.FillQuantity.Lots);
            return Hear(result, change);
        });
    }

    private OrderResult Hear(OrderResult result, OrderChange change)
    {
        Listener?.Invoke(change);
        return result;
    }

    private void CountUnknown(Side side, long lots)
    {
        UnknownBuyLots += side == Side.Buy ? lots : 0;
        UnknownSellLots += side == Side.Sell ? lots : 0;
    }

    private bool TryChoose(int choice, out uint id)
    {
        id = 0;
        int skip = Standing.Count == 0 ? 0 : choice % Standing.Count;
        foreach (uint candidate in Standing.Keys)
        {
            if (skip-- == 0)
            {
                id = candidate;
                return true;
            }
        }

        return false;
    }

    private void ArriveEnter(OrderId id, Side side, long price, long whole, bool isImmediate)
    {
        // Every seventh is refused, so that refusals meet everything else.
        if (id.Value % 7 == 0)
        {
            _toUs.Enqueue(() => Hear(orders.Rejected(id, out OrderChange change), change));
            return;
        }

        Standing[id.Value] = (side, price, whole, 0);
        _toUs.Enqueue(() => Hear(orders.Accepted(id, new Price(price), new Quantity(whole), out OrderChange change), change));
        if (!isImmediate)
        {
            return;
        }

        // Two executions where it can, so that decisions meet an order that takes between them.
        for (int part = 0; part < 2 && LotsToTake > 0 && Standing.ContainsKey(id.Value); part++)
        {
            long lots = Math.Min(whole, part == 0 ? (LotsToTake + 1) / 2 : LotsToTake);
            LotsToTake -= lots;
            Execute(id.Value, lots);
        }

        ArriveCancel(id);
    }

    private void ArriveReplace(OrderId original, OrderId id, long price, long whole)
    {
        if (!Standing.TryGetValue(original.Value, out (Side Side, long Price, long Open, long Executed) order))
        {
            return;
        }

        if (id.Value % 5 == 0)
        {
            _toUs.Enqueue(() => Hear(orders.Rejected(id, out OrderChange change), change));
            return;
        }

        Standing.Remove(original.Value);
        long open = whole - order.Executed;
        if (open <= 0)
        {
            _toUs.Enqueue(() => Hear(orders.Canceled(original, new Quantity(order.Open), out OrderChange change), change));
            return;
        }

        Standing[id.Value] = (order.Side, price, open, order.Executed);
        _toUs.Enqueue(() => Hear(orders.Replaced(original, id, new Price(price), new Quantity(open), out OrderChange change), change));
    }

    private void ArriveCancel(OrderId id)
    {
        if (Standing.Remove(id.Value, out (Side Side, long Price, long Open, long Executed) order))
        {
            _toUs.Enqueue(() => Hear(orders.Canceled(id, new Quantity(order.Open), out OrderChange change), change));
        }
    }
}
