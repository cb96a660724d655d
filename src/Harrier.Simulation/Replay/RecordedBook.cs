using System;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;

namespace Harrier.Simulation.Replay;

/// <summary>The recorded day as the venue sees it: every order in the queue of its price, none of ours among them.
/// Flat memory taken at start.</summary>
/// <remarks>Kept apart from the engine's books on purpose: the venue is ahead of them by the latency of the feed. A price
/// that is new is looked for from the best outward, so that one far out costs a step for each price before it.</remarks>
internal sealed class RecordedBook
{
    private const int None = RecordedLevels.None;

    private readonly Entry[] _orders;
    private readonly ReferenceMap _byReference;
    private readonly RecordedLevels _levels;
    private int _firstFree;

    /// <summary>Takes the memory.</summary>
    public RecordedBook(RecordedVenueLimits limits)
    {
        _orders = new Entry[limits.RecordedOrders];
        _byReference = new ReferenceMap(limits.RecordedOrders);
        _levels = new RecordedLevels(limits.RecordedOrders, limits.Instruments);
        Clear();
    }

    /// <summary>Gets the recorded orders left out because the limit was reached, the reference was live already, or size
    /// or side were none.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Takes a message of the day, of a known type and its length; only order messages change anything.</summary>
    public void Apply(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case ItchMessageType.AddOrder:
            case ItchMessageType.AddOrderWithMpid:
                var add = new AddOrder(message);
                Add(add.StockLocate, add.Reference, add.Side, add.Shares, add.PriceTicks);
                break;
            case ItchMessageType.OrderExecuted:
                Reduce(new OrderExecuted(message).Reference, new OrderExecuted(message).Shares);
                break;
            case ItchMessageType.OrderExecutedWithPrice:
                Reduce(new OrderExecutedWithPrice(message).Reference, new OrderExecutedWithPrice(message).Shares);
                break;
            case ItchMessageType.OrderCancel:
                Reduce(new OrderCancel(message).Reference, new OrderCancel(message).Shares);
                break;
            case ItchMessageType.OrderDelete:
                Reduce(new OrderDelete(message).Reference, uint.MaxValue);
                break;
            case ItchMessageType.OrderReplace:
                Replace(new OrderReplace(message));
                break;
            default:
                break;
        }
    }

    /// <summary>Takes every order out: the feed starts anew.</summary>
    public void Clear()
    {
        _byReference.Clear();
        _levels.Clear();
        for (int i = 0; i < _orders.Length; i++)
        {
            _orders[i].Behind = i + 1;
        }

        _orders[^1].Behind = None;
        _firstFree = 0;
    }

    /// <summary>Looks an order up.</summary>
    public bool TryGetOrder(ulong reference, out RecordedOrder order)
    {
        bool isLive = _byReference.TryGet(reference, out int index);
        order = isLive ? At(index) : default;
        return isLive;
    }

    /// <summary>Gives the orders ahead of a live order in the queue of its price.</summary>
    public int OrdersAheadOf(ulong reference)
    {
        int ahead = 0;
        if (_byReference.TryGet(reference, out int index))
        {
            for (index = _orders[index].Ahead; index != None; index = _orders[index].Ahead)
            {
                ahead++;
            }
        }

        return ahead;
    }

    /// <summary>Gets the orders at a price.</summary>
    public int OrdersAt(int instrument, Side side, int priceTicks)
    {
        int level = _levels.Find(instrument, side, priceTicks);
        return level == None ? 0 : _levels[level].Orders;
    }

    /// <summary>Gives the oldest order at the best price of a side.</summary>
    public bool TryGetFirst(int instrument, Side side, out RecordedOrder order) =>
        TryGetFirst(_levels.Best(instrument, side), out order);

    /// <summary>Gives the oldest order at the next worse price.</summary>
    public bool TryGetFirstWorse(in RecordedOrder than, out RecordedOrder order)
    {
        int level = _levels.Find(than.Instrument, than.Side, than.PriceTicks);
        return TryGetFirst(level == None ? None : _levels[level].Worse, out order);
    }

    /// <summary>Gives the order behind another in its queue.</summary>
    public bool TryGetBehind(in RecordedOrder ahead, out RecordedOrder order)
    {
        int index = _byReference.TryGet(ahead.Reference, out int found) ? _orders[found].Behind : None;
        order = index == None ? default : At(index);
        return index != None;
    }

    private bool TryGetFirst(int level, out RecordedOrder order)
    {
        order = level == None ? default : At(_levels[level].FirstOrder);
        return level != None;
    }

    private RecordedOrder At(int index)
    {
        ref Entry entry = ref _orders[index];
        ref RecordedLevels.Level level = ref _levels[entry.Level];
        return new RecordedOrder(entry.Reference, level.Instrument, level.Side, level.PriceTicks, entry.Lots);
    }

    private void Add(int instrument, ulong reference, Side side, uint lots, uint priceTicks)
    {
        bool isGood = side != Side.None && lots is > 0 and <= int.MaxValue && priceTicks <= int.MaxValue;
        int level = isGood && _firstFree != None && !_byReference.TryGet(reference, out _)
            ? _levels.FindOrAdd(instrument, side, (int)priceTicks)
            : None;
        if (level == None)
        {
            LeftOut++;
            return;
        }

        int index = _firstFree;
        ref Entry entry = ref _orders[index];
        _firstFree = entry.Behind;
        ref RecordedLevels.Level queue = ref _levels[level];
        entry = new Entry { Reference = reference, Lots = (int)lots, Level = level, Ahead = queue.LastOrder, Behind = None };
        _byReference.TrySet(reference, index);
        if (queue.LastOrder == None)
        {
            queue.FirstOrder = index;
        }
        else
        {
            _orders[queue.LastOrder].Behind = index;
        }

        queue.LastOrder = index;
        queue.Orders++;
    }

    // More than there is takes all of it: whatever the message meant, the order is not there any more.
    private void Reduce(ulong reference, uint lots)
    {
        if (!_byReference.TryGet(reference, out int index))
        {
            return;
        }

        ref Entry entry = ref _orders[index];
        if (lots < entry.Lots)
        {
            entry.Lots -= (int)lots;
            return;
        }

        Remove(index);
    }

    private void Replace(OrderReplace replace)
    {
        if (TryGetOrder(replace.OriginalReference, out RecordedOrder old))
        {
            Reduce(replace.OriginalReference, uint.MaxValue);
            Add(old.Instrument, replace.NewReference, old.Side, replace.Shares, replace.PriceTicks);
        }
    }

    private void Remove(int index)
    {
        ref Entry entry = ref _orders[index];
        ref RecordedLevels.Level queue = ref _levels[entry.Level];
        if (entry.Ahead == None)
        {
            queue.FirstOrder = entry.Behind;
        }
        else
        {
            _orders[entry.Ahead].Behind = entry.Behind;
        }

        if (entry.Behind == None)
        {
            queue.LastOrder = entry.Ahead;
        }
        else
        {
            _orders[entry.Behind].Ahead = entry.Ahead;
        }

        if (--queue.Orders == 0)
        {
            _levels.Remove(entry.Level);
        }

        _byReference.Remove(entry.Reference);
        entry.Behind = _firstFree;
        _firstFree = index;
    }

    private struct Entry
    {
        public ulong Reference;
        public int Lots;
        public int Level;
        public int Ahead;
        public int Behind;
    }
}
