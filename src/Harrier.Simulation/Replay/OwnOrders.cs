using System;
using Harrier.Primitives;

namespace Harrier.Simulation.Replay;

/// <summary>Our live orders, in flat memory taken at start: one list an instrument and side, in price-time
/// priority.</summary>
internal sealed class OwnOrders
{
    /// <summary>No order.</summary>
    public const int None = -1;

    private readonly OwnOrder[] _orders;
    private readonly int[] _free;
    private readonly int[] _heads;
    private readonly ReferenceMap _slotByNumber;
    private int _freeCount;

    /// <summary>Takes the memory.</summary>
    /// <param name="limit">The most live orders.</param>
    /// <param name="instrumentCount">The instruments; indexes run from 0 to one below it.</param>
    public OwnOrders(int limit, int instrumentCount)
    {
        _orders = new OwnOrder[limit];
        _free = new int[limit];
        _heads = new int[instrumentCount * 2];
        _slotByNumber = new ReferenceMap(limit);
        _freeCount = limit;
        for (int i = 0; i < limit; i++)
        {
            _free[i] = limit - 1 - i;
        }

        Array.Fill(_heads, None);
    }

    /// <summary>Gets the live orders.</summary>
    public int Count => _slotByNumber.Count;

    /// <summary>Gets a value indicating whether there is room for one more.</summary>
    public bool HasRoom => _freeCount > 0;

    /// <summary>An order by its slot.</summary>
    public ref OwnOrder this[int slot] => ref _orders[slot];

    /// <summary>Gives the first order of a side in price-time priority, or none.</summary>
    public int First(int instrument, Side side) => _heads[Head(instrument, side)];

    /// <summary>Gives a value indicating whether an instrument has an order of ours.</summary>
    public bool Has(int instrument) =>
        First(instrument, Side.Buy) != None || First(instrument, Side.Sell) != None;

    /// <summary>Looks an order up by our number.</summary>
    public bool TryFind(uint userRefNum, out int slot) => _slotByNumber.TryGet(userRefNum, out slot);

    /// <summary>Puts an order into its list, behind those of its price. There must be room.</summary>
    public int Add(in OwnOrder order)
    {
        int slot = _free[--_freeCount];
        _orders[slot] = order;
        _slotByNumber.TrySet(order.UserRefNum, slot);
        int head = Head(order.Instrument, order.Side);
        int previous = None;
        int next = _heads[head];
        while (next != None && !IsBetter(order.Side, order.PriceTicks, _orders[next].PriceTicks))
        {
            previous = next;
            next = _orders[next].Next;
        }

        Link(head, previous, slot);
        LinkBack(slot, next);
        return slot;
    }

    /// <summary>Takes an order out.</summary>
    public void Remove(int slot)
    {
        ref OwnOrder order = ref _orders[slot];
        _slotByNumber.Remove(order.UserRefNum);
        Link(Head(order.Instrument, order.Side), order.Previous, order.Next);
        _free[_freeCount++] = slot;
        order.UserRefNum = 0;
    }

    /// <summary>Gives an order another number and keeps its place.</summary>
    public void Rename(int slot, uint userRefNum)
    {
        _slotByNumber.Remove(_orders[slot].UserRefNum);
        _orders[slot].UserRefNum = userRefNum;
        _slotByNumber.TrySet(userRefNum, slot);
    }

    /// <summary>Gives the slots, live or not; a slot whose order has number 0 is free.</summary>
    public int SlotCount => _orders.Length;

    /// <summary>Says whether one price comes before another on a side.</summary>
    public static bool IsBetter(Side side, int priceTicks, int thanTicks) =>
        side == Side.Buy ? priceTicks > thanTicks : priceTicks < thanTicks;

    private static int Head(int instrument, Side side) => (instrument * 2) + (side == Side.Buy ? 0 : 1);

    private void Link(int head, int previous, int slot)
    {
        if (previous == None)
        {
            _heads[head] = slot;
        }
        else
        {
            _orders[previous].Next = slot;
        }

        if (slot != None)
        {
            _orders[slot].Previous = previous;
        }
    }

    private void LinkBack(int slot, int next)
    {
        _orders[slot].Next = next;
        if (next != None)
        {
            _orders[next].Previous = slot;
        }
    }
}
