namespace Harrier.Market.Feeds.Lobster;

/// <summary>The live orders by reference: places in one array, found through open addressing. Memory is taken at
/// construction; at the limit the caller stops.</summary>
internal sealed class LobsterOrderTable
{
    private readonly LobsterOrder[] _orders;
    private readonly int[] _slots; // place + 1; 0 is empty
    private readonly int _shift;
    private int _free;

    /// <summary>Takes the memory.</summary>
    /// <param name="limit">The most live orders; a power of two.</param>
    public LobsterOrderTable(int limit)
    {
        _orders = new LobsterOrder[limit];
        _slots = new int[2 * limit]; // half full at most, so that probes stay short
        _shift = 64 - int.Log2(_slots.Length);
        for (int place = 0; place < limit; place++)
        {
            _orders[place].Next = place + 1 < limit ? place + 1 : -1;
        }
    }

    public bool IsFull => _free < 0;

    public ref LobsterOrder this[int place] => ref _orders[place];

    /// <summary>The place of an order; -1 when it is not live.</summary>
    public int Find(ulong reference) => _slots[SlotOf(reference)] - 1;

    /// <summary>Puts an order in; its reference must not be live and the table not full.</summary>
    public int Add(in LobsterOrder order)
    {
        int place = _free;
        _free = _orders[place].Next;
        _orders[place] = order;
        _slots[SlotOf(order.Reference)] = place + 1;
        return place;
    }

    public void Remove(int place)
    {
        CloseGap(SlotOf(_orders[place].Reference));
        _orders[place].Next = _free;
        _free = place;
    }

    /// <summary>The slot that holds a reference, or the empty one where it belongs.</summary>
    private int SlotOf(ulong reference)
    {
        int slot = HomeOf(reference);
        while (_slots[slot] != 0 && _orders[_slots[slot] - 1].Reference != reference)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    /// <summary>Empties a slot and moves later ones of the same run up, so that no mark of a removed one is needed.</summary>
    private void CloseGap(int gap)
    {
        int mask = _slots.Length - 1;
        int slot = gap;
        while (true)
        {
            slot = (slot + 1) & mask;
            if (_slots[slot] == 0)
            {
                break;
            }

            int home = HomeOf(_orders[_slots[slot] - 1].Reference);
            bool mayMove = ((slot - home) & mask) >= ((slot - gap) & mask);
            if (mayMove)
            {
                _slots[gap] = _slots[slot];
                gap = slot;
            }
        }

        _slots[gap] = 0;
    }

    // Fibonacci hashing: the top bits of a product with 2^64 divided by the golden ratio.
    private int HomeOf(ulong reference) => (int)(unchecked(reference * 0x9E3779B97F4A7C15) >> _shift);
}
