using System;
using Harrier.Primitives;

namespace Harrier.Trading.Orders;

/// <content>What the venue says.</content>
public sealed partial class OrderTable
{
    /// <summary>The venue took a new order.</summary>
    /// <param name="id">The order.</param>
    /// <param name="price">The price that the venue took.</param>
    /// <param name="quantity">The lots that the venue took.</param>
    /// <param name="change">The step.</param>
    /// <returns>Applied, or what is wrong.</returns>
    public OrderResult Accepted(OrderId id, Price price, Quantity quantity, out OrderChange change)
    {
        change = default;
        if (!_orders.TryFind(id.Value, out int slot))
        {
            return Count(OrderResult.UnknownOrder);
        }

        ref OrderRecord record = ref _orders[slot];
        if (!record.IsOpen || record.IsConfirmed || record.Replaces != 0)
        {
            return Count(OrderResult.IllegalTransition);
        }

        if (!IsOrderValue(price, quantity))
        {
            return Count(OrderResult.Malformed);
        }

        Confirm(slot, price, quantity);
        change = Describe(slot, slot);
        return Count(OrderResult.Applied);
    }

    /// <summary>The venue put a replacement in the place of an order.</summary>
    /// <param name="original">The order that was replaced.</param>
    /// <param name="id">The replacement.</param>
    /// <param name="price">The price that the venue took.</param>
    /// <param name="quantity">The lots that are open now.</param>
    /// <param name="change">The step, about the replacement.</param>
    /// <returns>Applied, or what is wrong.</returns>
    public OrderResult Replaced(OrderId original, OrderId id, Price price, Quantity quantity, out OrderChange change)
    {
        change = default;
        if (!_orders.TryFind(id.Value, out int slot) || !_orders.TryFind(original.Value, out int originalSlot))
        {
            return Count(OrderResult.UnknownOrder);
        }

        ref OrderRecord record = ref _orders[slot];
        if (!record.IsOpen || record.Replaces != original.Value)
        {
            return Count(OrderResult.IllegalTransition);
        }

        if (!IsOrderValue(price, quantity))
        {
            return Count(OrderResult.Malformed);
        }

        record.Replaces = 0;
        _orders[originalSlot].ReplacedBy = 0;
        End(originalSlot, LifeCycleState.Replaced);
        Confirm(slot, price, quantity);
        change = Describe(slot, slot);
        return Count(OrderResult.Applied);
    }

    /// <summary>Lots were executed. Whatever the result, a fill of a known order is described in the change, for the
    /// venue's word on a trade is final.</summary>
    /// <param name="id">The order.</param>
    /// <param name="quantity">The lots of this execution.</param>
    /// <param name="price">Their price.</param>
    /// <param name="change">The step.</param>
    /// <returns>Applied; else the order books of both sides differ and trading must stop.</returns>
    public OrderResult Executed(OrderId id, Quantity quantity, Price price, out OrderChange change)
    {
        change = default;
        if (!_orders.TryFind(id.Value, out int slot))
        {
            return Count(OrderResult.UnknownOrder);
        }

        if (quantity.Lots is <= 0 or > int.MaxValue || !price.IsPresent)
        {
            return Count(OrderResult.Malformed);
        }

        ref OrderRecord record = ref _orders[slot];
        int lots = (int)quantity.Lots;
        if (!record.IsOpen)
        {
            change = Describe(slot, -1, lots, price);
            return Count(OrderResult.BeyondSize);
        }

        OrderResult result = OrderResult.Applied;
        if (!record.IsConfirmed)
        {
            result = OrderResult.IllegalTransition;
        }
        else if (lots > record.OpenLots)
        {
            result = OrderResult.BeyondSize;
        }

        TakeExecuted(slot, lots);
        change = Describe(slot, WorkingSlot(slot), lots, price);
        return Count(result);
    }

    /// <summary>The venue took lots out of an order, on our request or of itself.</summary>
    /// <param name="id">The order.</param>
    /// <param name="quantity">The lots just taken out, not cumulative.</param>
    /// <param name="change">The step.</param>
    /// <returns>Applied, or what is wrong.</returns>
    public OrderResult Canceled(OrderId id, Quantity quantity, out OrderChange change)
    {
        change = default;
        if (!_orders.TryFind(id.Value, out int slot))
        {
            return Count(OrderResult.UnknownOrder);
        }

        ref OrderRecord record = ref _orders[slot];
        if (!record.IsOpen || !record.IsConfirmed)
        {
            return Count(OrderResult.IllegalTransition);
        }

        if (quantity.Lots < 0)
        {
            return Count(OrderResult.Malformed);
        }

        OrderResult result = quantity.Lots > record.OpenLots ? OrderResult.BeyondSize : OrderResult.Applied;
        if (quantity.Lots >= record.OpenLots)
        {
            End(slot, LifeCycleState.Canceled);
        }
        else
        {
            record.OpenLots -= (int)quantity.Lots;
            record.WholeLots -= (int)quantity.Lots;
            _orders.Recount(slot);
        }

        change = Describe(slot, WorkingSlot(slot));
        return Count(result);
    }

    /// <summary>The venue refused a new order or a replacement. An order that was to be replaced stands as before.</summary>
    /// <param name="id">The refused order; for a replacement, its number or that of the standing order.</param>
    /// <param name="change">The step.</param>
    /// <returns>Applied; NotApplied for a replacement that has ended with its original already; else what is wrong.</returns>
    public OrderResult Rejected(OrderId id, out OrderChange change)
    {
        change = default;
        if (!_orders.TryFind(id.Value, out int slot))
        {
            return Count(OrderResult.UnknownOrder);
        }

        if (_orders[slot].ReplacedBy != 0 && _orders.TryFind(_orders[slot].ReplacedBy, out int replacement))
        {
            slot = replacement;
        }

        ref OrderRecord record = ref _orders[slot];
        if (record.State == LifeCycleState.Rejected)
        {
            // The original ended while its replacement was on its way: some venues say so, some ignore it in silence.
            return Count(OrderResult.NotApplied);
        }

        if (!record.IsOpen || record.IsConfirmed)
        {
            return Count(OrderResult.IllegalTransition);
        }

        int standing = -1;
        if (record.Replaces != 0 && _orders.TryFind(record.Replaces, out standing))
        {
            _orders[standing].ReplacedBy = 0;
            _orders[standing].State = LifeCycleState.Live;
            record.Replaces = 0;
        }

        End(slot, LifeCycleState.Rejected);
        change = Describe(slot, standing);
        return Count(OrderResult.Applied);
    }

    /// <summary>The venue refused to cancel an order: it stands as before.</summary>
    /// <param name="id">The order.</param>
    /// <param name="change">The step.</param>
    /// <returns>Applied, or what is wrong.</returns>
    public OrderResult CancelRejected(OrderId id, out OrderChange change)
    {
        change = default;
        if (!_orders.TryFind(id.Value, out int slot))
        {
            return Count(OrderResult.UnknownOrder);
        }

        ref OrderRecord record = ref _orders[slot];
        if (record.State != LifeCycleState.PendingCancel)
        {
            return Count(OrderResult.IllegalTransition);
        }

        record.State = record.IsConfirmed ? LifeCycleState.Live : LifeCycleState.PendingNew;
        change = Describe(slot, WorkingSlot(slot));
        return Count(OrderResult.Applied);
    }

    private void Confirm(int slot, Price price, Quantity quantity)
    {
        ref OrderRecord record = ref _orders[slot];
        record.IsConfirmed = true;
        if (record.State == LifeCycleState.PendingNew)
        {
            record.State = LifeCycleState.Live;
        }

        record.OpenLots = (int)quantity.Lots;
        record.WholeLots = record.ExecutedLots + record.OpenLots;
        if (price.Ticks != record.PriceTicks)
        {
            _orders.Reprice(slot, price.Ticks);
        }

        // A replacement that has arrived counts whole from now on, even at the size and price that were asked for.
        _orders.Recount(slot);
    }

    private void TakeExecuted(int slot, int lots)
    {
        ref OrderRecord record = ref _orders[slot];
        record.ExecutedLots += lots;
        record.OpenLots = Math.Max(0, record.OpenLots - lots);
        if (record.ReplacedBy != 0 && _orders.TryFind(record.ReplacedBy, out int replacement))
        {
            ref OrderRecord next = ref _orders[replacement];
            next.ExecutedLots += lots;
            next.OpenLots = Math.Max(0, next.WholeLots - next.ExecutedLots);
        }

        if (record.OpenLots == 0)
        {
            End(slot, LifeCycleState.Filled);
        }
        else
        {
            _orders.Recount(slot);
        }
    }
}
