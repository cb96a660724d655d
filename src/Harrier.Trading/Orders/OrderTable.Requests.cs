using Harrier.Primitives;

namespace Harrier.Trading.Orders;

/// <content>What we send.</content>
public sealed partial class OrderTable
{
    /// <summary>Enters a request as sent. Call it after the checks and before encoding, which needs the number.</summary>
    /// <param name="intent">The request.</param>
    /// <param name="now">The time.</param>
    /// <param name="change">The step; its <see cref="OrderChange.Id"/> is the number to encode.</param>
    /// <returns>Applied, or why the request must not be sent.</returns>
    public OrderResult Send(in OrderIntent intent, Nanoseconds now, out OrderChange change)
    {
        change = default;
        return intent.Kind switch
        {
            IntentKind.Enter => SendEnter(in intent, now, out change),
            IntentKind.Replace => SendReplace(in intent, now, out change),
            IntentKind.Cancel => SendCancel(intent.Existing, out change),
            _ => Count(OrderResult.NotApplied),
        };
    }

    private OrderResult SendEnter(in OrderIntent intent, Nanoseconds now, out OrderChange change)
    {
        change = default;
        if (!IsWellFormed(in intent))
        {
            return Count(OrderResult.Malformed);
        }

        if (!_orders.TryTake(out int slot))
        {
            return Count(OrderResult.AtLimit);
        }

        Fill(slot, in intent, executedLots: 0, now);
        _orders.Link(slot);
        change = Describe(slot, slot);
        return Count(OrderResult.Applied);
    }

    private OrderResult SendReplace(in OrderIntent intent, Nanoseconds now, out OrderChange change)
    {
        change = default;
        if (!_orders.TryFind(intent.Existing.Value, out int original))
        {
            return Count(OrderResult.UnknownOrder);
        }

        ref OrderRecord replaced = ref _orders[original];
        if (replaced.State != LifeCycleState.Live)
        {
            return Count(OrderResult.IllegalTransition);
        }

        bool isSameBook = replaced.Instrument == intent.Instrument.Index && replaced.Side == intent.Side;
        if (!isSameBook || !IsWellFormed(in intent) || intent.Quantity.Lots + replaced.ExecutedLots >= WholeLotsLimit)
        {
            return Count(OrderResult.Malformed);
        }

        if (!_orders.TryTake(out int slot))
        {
            return Count(OrderResult.AtLimit);
        }

        Fill(slot, in intent, replaced.ExecutedLots, now);
        _orders[slot].Replaces = replaced.Id;
        replaced.ReplacedBy = _orders[slot].Id;
        replaced.State = LifeCycleState.PendingReplace;
        _orders.Link(slot);
        change = Describe(slot, original);
        return Count(OrderResult.Applied);
    }

    private OrderResult SendCancel(OrderId id, out OrderChange change)
    {
        change = default;
        if (!_orders.TryFind(id.Value, out int slot))
        {
            return Count(OrderResult.UnknownOrder);
        }

        // A replacement on its way arrives before the cancel does: then it is the one to cancel.
        ref OrderRecord record = ref _orders[slot];
        if (record.State == LifeCycleState.PendingReplace && _orders.TryFind(record.ReplacedBy, out int replacement))
        {
            slot = replacement;
            record = ref _orders[slot];
        }

        if (record.State is not (LifeCycleState.Live or LifeCycleState.PendingNew))
        {
            return Count(OrderResult.IllegalTransition);
        }

        record.State = LifeCycleState.PendingCancel;
        change = Describe(slot, WorkingSlot(slot));
        return Count(OrderResult.Applied);
    }

    private bool IsWellFormed(in OrderIntent intent) =>
        intent.Instrument.Index >= 0
        && intent.Instrument.Index < _orders.InstrumentLimit
        && intent.Side is Side.Buy or Side.Sell
        && IsOrderValue(intent.Price, intent.Quantity);

    private static bool IsOrderValue(Price price, Quantity quantity) =>
        price.Ticks is > 0 and <= int.MaxValue && quantity.Lots is > 0 and < WholeLotsLimit;

    private void Fill(int slot, in OrderIntent intent, int executedLots, Nanoseconds now)
    {
        ref OrderRecord record = ref _orders[slot];
        record.Instrument = intent.Instrument.Index;
        record.Side = intent.Side;
        record.PriceTicks = intent.Price.Ticks;
        record.OpenLots = (int)intent.Quantity.Lots;
        record.ExecutedLots = executedLots;
        record.WholeLots = executedLots + (int)intent.Quantity.Lots;
        record.SentAt = now.Value;
        record.State = LifeCycleState.PendingNew;
    }
}
