using System.Diagnostics;
using Harrier.Primitives;

namespace Harrier.Simulation.Venue;

/// <summary>The resting orders of a matching engine: a table of orders, linked to the queue of their price, and the
/// prices in <see cref="PriceLadders"/>. Knows nothing of who may trade with whom.</summary>
internal sealed class MatchingBooks
{
    private readonly PriceLadders _ladders;
    private readonly RestingOrder[] _orders;
    private int _free;

    public MatchingBooks(MatchingEngineLimits limits)
    {
        _ladders = new PriceLadders(limits.Instruments, limits.LevelsPerSide);
        _orders = new RestingOrder[limits.RestingOrders];
        FreeAllOrders();
    }

    public int RestingOrders { get; private set; }

    public void Clear()
    {
        _ladders.Clear();
        FreeAllOrders();
    }

    /// <summary>Tells whether an order is on the book.</summary>
    public bool IsResting(OrderHandle handle) =>
        handle.Slot >= 0 && handle.Slot < _orders.Length && handle.Reference != 0 && _orders[handle.Slot].Reference == handle.Reference;

    /// <summary>Looks up a resting order.</summary>
    public bool TryGetOrder(OrderHandle handle, out VenueOrder order)
    {
        order = IsResting(handle) ? _orders[handle.Slot].ToOrder(handle.Slot) : default;
        return order.Lots > 0;
    }

    /// <summary>Looks up the next newer order at the same price.</summary>
    public bool TryGetNext(OrderHandle handle, out VenueOrder next)
    {
        int slot = IsResting(handle) ? _orders[handle.Slot].Next : -1;
        next = slot >= 0 ? _orders[slot].ToOrder(slot) : default;
        return slot >= 0;
    }

    /// <summary>Counts the levels of one side of a book.</summary>
    public int Levels(int instrument, Side side) => _ladders.Count(PriceLadders.LadderOf(instrument, side));

    /// <summary>Looks up a level by its depth.</summary>
    public bool TryGetLevel(int instrument, Side side, int depth, out VenueLevel level)
    {
        int ladder = PriceLadders.LadderOf(instrument, side);
        if (depth < 0 || depth >= _ladders.Count(ladder))
        {
            level = default;
            return false;
        }

        ref PriceLevel found = ref _ladders.AtDepth(ladder, depth);
        int price = PriceLadders.KeyOf(ladder, _ladders.KeyAtDepth(ladder, depth));
        level = new VenueLevel(price, found.Lots, found.Orders, new OrderHandle(found.First, _orders[found.First].Reference));
        return true;
    }

    /// <summary>Asks for the room that the order would take if none of it traded, so that a rest is never stranded.</summary>
    public MatchResult CheckRoom(int instrument, Side side, int priceTicks)
    {
        if (_free < 0)
        {
            return MatchResult.OrderLimit;
        }

        int ladder = PriceLadders.LadderOf(instrument, side);
        bool isFull = _ladders.Count(ladder) == _ladders.LevelsPerSide;
        return isFull && _ladders.Find(ladder, PriceLadders.KeyOf(ladder, priceTicks)) < 0
            ? MatchResult.LevelLimit
            : MatchResult.Done;
    }

    /// <summary>Tells whether a resting order can move to a price; the level that it leaves empty counts as room.</summary>
    public bool HasRoomToMove(in VenueOrder old, int priceTicks)
    {
        int ladder = PriceLadders.LadderOf(old.Instrument, old.Side);
        return _ladders.Count(ladder) < _ladders.LevelsPerSide
            || _ladders.Find(ladder, PriceLadders.KeyOf(ladder, priceTicks)) >= 0
            || _ladders.At(_ladders.Find(ladder, PriceLadders.KeyOf(ladder, old.PriceTicks))).Orders == 1;
    }

    /// <summary>Tells whether an order would trade on arrival.</summary>
    public bool IsMarketable(in VenueOrder order)
    {
        int ladder = PriceLadders.LadderOf(order.Instrument, order.Side) ^ 1;
        return _ladders.Count(ladder) > 0 && _ladders.KeyAtDepth(ladder, 0) >= PriceLadders.KeyOf(ladder, order.PriceTicks);
    }

    /// <summary>Finds the resting order that an arriving one trades with next.</summary>
    public bool TryGetMaker(in VenueOrder order, out VenueOrder maker)
    {
        if (!IsMarketable(in order))
        {
            maker = default;
            return false;
        }

        int slot = _ladders.AtDepth(PriceLadders.LadderOf(order.Instrument, order.Side) ^ 1, 0).First;
        maker = _orders[slot].ToOrder(slot);
        return true;
    }

    public void SetOwnerTag(int slot, uint ownerTag) => _orders[slot].OwnerTag = ownerTag;

    /// <summary>Puts an order on its book, last at its price. Room was asked for before.</summary>
    public VenueOrder Rest(in VenueOrder order)
    {
        Debug.Assert(_free >= 0, "room was asked for before the order was accepted");
        int slot = _free;
        ref RestingOrder resting = ref _orders[slot];
        _free = resting.Next;
        int ladder = PriceLadders.LadderOf(order.Instrument, order.Side);
        int key = PriceLadders.KeyOf(ladder, order.PriceTicks);
        int place = _ladders.Find(ladder, key);
        ref PriceLevel level = ref place >= 0 ? ref _ladders.At(place) : ref _ladders.Insert(ladder, ~place, key);
        resting = new RestingOrder
        {
            Reference = order.Handle.Reference,
            Previous = level.Last,
            Next = -1,
            PriceTicks = order.PriceTicks,
            Lots = order.Lots,
            Instrument = order.Instrument,
            OwnerTag = order.OwnerTag,
            Owner = order.Owner,
            Side = order.Side,
        };
        if (level.Last >= 0)
        {
            _orders[level.Last].Next = slot;
        }
        else
        {
            level.First = slot;
        }

        level.Last = slot;
        level.Orders++;
        level.Lots += order.Lots;
        RestingOrders++;
        return order with { Handle = new OrderHandle(slot, order.Handle.Reference) };
    }

    /// <summary>Takes lots off a resting order, and the order off the book when none are left.</summary>
    public VenueOrder TakeLots(int slot, int lots)
    {
        ref RestingOrder resting = ref _orders[slot];
        int ladder = PriceLadders.LadderOf(resting.Instrument, resting.Side);
        int place = _ladders.Find(ladder, PriceLadders.KeyOf(ladder, resting.PriceTicks));
        ref PriceLevel level = ref _ladders.At(place);
        resting.Lots -= lots;
        level.Lots -= lots;
        VenueOrder left = resting.ToOrder(slot);
        if (resting.Lots == 0)
        {
            Unlink(slot, ref level);
            if (level.Orders == 0)
            {
                _ladders.Remove(ladder, place);
            }
        }

        return left;
    }

    private void Unlink(int slot, ref PriceLevel level)
    {
        ref RestingOrder resting = ref _orders[slot];
        if (resting.Previous >= 0)
        {
            _orders[resting.Previous].Next = resting.Next;
        }
        else
        {
            level.First = resting.Next;
        }

        if (resting.Next >= 0)
        {
            _orders[resting.Next].Previous = resting.Previous;
        }
        else
        {
            level.Last = resting.Previous;
        }

        level.Orders--;
        resting.Reference = 0;
        resting.Next = _free;
        _free = slot;
        RestingOrders--;
    }

    private void FreeAllOrders()
    {
        for (int slot = 0; slot < _orders.Length; slot++)
        {
            _orders[slot].Reference = 0;
            _orders[slot].Next = slot + 1 < _orders.Length ? slot + 1 : -1;
        }

        _free = 0;
        RestingOrders = 0;
    }
}
