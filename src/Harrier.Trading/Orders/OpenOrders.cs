using System;
using System.Diagnostics;
using System.Numerics;
using Harrier.Primitives;
using Harrier.Runtime.Memory;

namespace Harrier.Trading.Orders;

/// <summary>The memory of the order table: slots by number, the lists of open orders and the exposure that follows
/// from them. Knows nothing of the life cycle.</summary>
internal sealed class OpenOrders
{
    private const int NoSlot = -1;

    private readonly OrderRecord[] _records;
    private readonly int[] _openSlots;
    private readonly OpenExposure[] _exposures;
    private readonly int _mask;
    private uint _lastId;

    public OpenOrders(int openOrderLimit, int instrumentLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(openOrderLimit, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(openOrderLimit, 1 << 24);
        ArgumentOutOfRangeException.ThrowIfLessThan(instrumentLimit, 1);
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)openOrderLimit);
        _records = TouchedArray.Allocate<OrderRecord>(slots);
        _openSlots = TouchedArray.Allocate<int>(slots);
        _exposures = TouchedArray.Allocate<OpenExposure>(instrumentLimit);
        _mask = slots - 1;
        for (int i = 0; i < _exposures.Length; i++)
        {
            _exposures[i] = new OpenExposure
            {
                HighestBuyTicks = long.MinValue,
                LowestSellTicks = long.MaxValue,
                FirstBuySlot = NoSlot,
                FirstSellSlot = NoSlot,
            };
        }
    }

    public int Count { get; private set; }

    public long TickLots { get; private set; }

    public int InstrumentLimit => _exposures.Length;

    public OrderId LastId => new(_lastId);

    public ref OrderRecord this[int slot] => ref _records[slot];

    public ref readonly OpenExposure ExposureOf(int instrument) => ref _exposures[instrument];

    public int OpenSlotAt(int index) => _openSlots[index];

    /// <summary>Finds the slot of a number, whether its order is open or has ended, unless the slot was given away.</summary>
    public bool TryFind(uint id, out int slot)
    {
        slot = (int)(id & (uint)_mask);
        return id != 0 && _records[slot].Id == id;
    }

    /// <summary>Takes the next number whose slot is free. Numbers in between are left out, which OUCH allows.</summary>
    public bool TryTake(out int slot)
    {
        slot = NoSlot;
        if (Count == _records.Length)
        {
            return false;
        }

        uint id = _lastId;
        do
        {
            if (id == uint.MaxValue)
            {
                return false;
            }

            id++;
            slot = (int)(id & (uint)_mask);
        }
        while (_records[slot].IsOpen);

        _lastId = id;
        _records[slot] = new OrderRecord { Id = id };
        return true;
    }

    /// <summary>Puts a slot whose fields are set into the lists.</summary>
    public void Link(int slot)
    {
        ref OrderRecord record = ref _records[slot];
        ref OpenExposure exposure = ref _exposures[record.Instrument];
        ref int first = ref FirstSlot(ref exposure, record.Side);
        record.PreviousSlot = NoSlot;
        record.NextSlot = first;
        if (first != NoSlot)
        {
            _records[first].PreviousSlot = slot;
        }

        first = slot;
        record.OpenIndex = Count;
        _openSlots[Count++] = slot;
        Widen(ref exposure, in record);
        Recount(slot);
    }

    /// <summary>Takes an ended order out of the lists. Its state must say that it has ended.</summary>
    public void Unlink(int slot)
    {
        ref OrderRecord record = ref _records[slot];
        Debug.Assert(!record.IsOpen, "Only an order that has ended leaves the lists.");
        ref OpenExposure exposure = ref _exposures[record.Instrument];
        Recount(slot);
        if (record.PreviousSlot == NoSlot)
        {
            FirstSlot(ref exposure, record.Side) = record.NextSlot;
        }
        else
        {
            _records[record.PreviousSlot].NextSlot = record.NextSlot;
        }

        if (record.NextSlot != NoSlot)
        {
            _records[record.NextSlot].PreviousSlot = record.PreviousSlot;
        }

        int last = _openSlots[--Count];
        _openSlots[record.OpenIndex] = last;
        _records[last].OpenIndex = record.OpenIndex;
        FindExtreme(ref exposure, record.Side);
    }

    /// <summary>Gives an order another price, as the venue stated it. It must be recounted afterwards.</summary>
    public void Reprice(int slot, long priceTicks)
    {
        ref OrderRecord record = ref _records[slot];
        record.PriceTicks = priceTicks;
        FindExtreme(ref _exposures[record.Instrument], record.Side);
    }

    /// <summary>Brings the exposure up to date with an order, and with the replacement that leans on it.</summary>
    public void Recount(int slot)
    {
        ref OrderRecord record = ref _records[slot];
        int lots = record.IsOpen ? record.OpenLots : 0;
        long tickLots = lots * record.PriceTicks;
        if (lots != 0 && record.Replaces != 0 && TryFind(record.Replaces, out int original))
        {
            ref OrderRecord replaced = ref _records[original];
            lots = Math.Max(0, lots - replaced.OpenLots);
            tickLots = Math.Max(0, tickLots - (replaced.OpenLots * replaced.PriceTicks));
        }

        ref OpenExposure exposure = ref _exposures[record.Instrument];
        int change = lots - record.CountedLots;
        if (record.Side == Side.Buy)
        {
            exposure.BuyLots += change;
        }
        else
        {
            exposure.SellLots += change;
        }

        long tickLotsChange = tickLots - record.CountedTickLots;
        exposure.TickLots += tickLotsChange;
        TickLots += tickLotsChange;
        record.CountedLots = lots;
        record.CountedTickLots = tickLots;
        if (record.ReplacedBy != 0 && TryFind(record.ReplacedBy, out int replacement))
        {
            Recount(replacement);
        }
    }

    private static ref int FirstSlot(ref OpenExposure exposure, Side side)
    {
        if (side == Side.Buy)
        {
            return ref exposure.FirstBuySlot;
        }

        return ref exposure.FirstSellSlot;
    }

    private static void Widen(ref OpenExposure exposure, in OrderRecord record)
    {
        if (record.Side == Side.Buy)
        {
            exposure.HighestBuyTicks = Math.Max(exposure.HighestBuyTicks, record.PriceTicks);
        }
        else
        {
            exposure.LowestSellTicks = Math.Min(exposure.LowestSellTicks, record.PriceTicks);
        }
    }

    /// <summary>Walks the open orders of a side, which are two at most for a market maker.</summary>
    private void FindExtreme(ref OpenExposure exposure, Side side)
    {
        if (side == Side.Buy)
        {
            exposure.HighestBuyTicks = long.MinValue;
        }
        else
        {
            exposure.LowestSellTicks = long.MaxValue;
        }

        for (int slot = FirstSlot(ref exposure, side); slot != NoSlot; slot = _records[slot].NextSlot)
        {
            Widen(ref exposure, in _records[slot]);
        }
    }
}
