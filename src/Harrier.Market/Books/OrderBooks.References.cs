using System.Runtime.CompilerServices;

namespace Harrier.Market.Books;

/// <content>Orders whose reference is not in the ring of recent ones, and the turning of the ring.</content>
public sealed unsafe partial class OrderBooks
{
    private bool IsRecent(ulong reference) =>
        reference >> _recentBits == _generations[((uint)(reference & _recentMask)) >> ReferencePages.PageBits];

    /// <summary>The record of a live order; 0 where there is none, which is a level's.</summary>
    private uint FindOrder(ulong reference)
    {
        if (!IsRecent(reference))
        {
            return _old.Find(reference);
        }

        uint order = _recentRecords + (uint)(reference & _recentMask);
        return _records[order].Lots != 0 ? order : 0;
    }

    /// <summary>The reference of a live order.</summary>
    private ulong ReferenceOf(uint order)
    {
        if (order >= _oldRecords)
        {
            return _oldReferences[order - _oldRecords];
        }

        uint recent = order - _recentRecords;
        return ((ulong)_generations[recent >> ReferencePages.PageBits] << _recentBits) | recent;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BookResult AddElsewhere(uint instrument, ulong reference, uint side, uint lots, uint priceTicks)
    {
        if (_old.Find(reference) != 0)
        {
            return BookResult.DuplicateReference;
        }

        if (_liveOrders >= _orderLimit)
        {
            return BookResult.AtLimit;
        }

        Place(NewOrder(reference), instrument, side, lots, priceTicks);
        return BookResult.Applied;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BookResult TakeElsewhere(ulong reference, uint lots, bool isAll, out uint instrument)
    {
        instrument = 0;
        uint order = _old.Find(reference);
        if (order == 0)
        {
            return BookResult.UnknownReference;
        }

        uint held = _records[order].Lots;
        lots = isAll ? held : lots;
        if (unchecked(lots - 1) >= held)
        {
            return BookResult.Malformed;
        }

        instrument = TakeAny(order, lots);
        return BookResult.Applied;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BookResult ReplaceElsewhere(ulong oldReference, ulong newReference, uint lots, uint priceTicks, out uint instrument)
    {
        instrument = 0;
        uint order = FindOrder(oldReference);
        if (order == 0)
        {
            return BookResult.UnknownReference;
        }

        if (unchecked((int)lots) <= 0 || unchecked((int)priceTicks) < 0)
        {
            return BookResult.Malformed;
        }

        if (newReference != oldReference && FindOrder(newReference) != 0)
        {
            return BookResult.DuplicateReference;
        }

        uint level = _records[order].Level;
        uint side = level < _farRecords ? (level >> SideBit) & 1 : _far.SideOf(level - _farRecords) & 1;
        instrument = TakeAny(order, _records[order].Lots);
        Place(NewOrder(newReference), instrument, side, lots, priceTicks);
        return BookResult.Applied;
    }

    /// <summary>Takes lots off a live order wherever its record is.</summary>
    private uint TakeAny(uint order, uint lots)
    {
        uint instrument = Take(order, lots, _records[order].Lots);
        if (order >= _oldRecords && _records[order].Lots == 0)
        {
            _old.Remove(_oldReferences[order - _oldRecords]);
            FreeOld(order);
        }

        return instrument;
    }

    /// <summary>A record for a reference that is not live. There is room: there is a record for each order of the limit.</summary>
    private uint NewOrder(ulong reference)
    {
        uint recent = (uint)(reference & _recentMask);
        ulong generation = reference >> _recentBits;
        uint page = recent >> ReferencePages.PageBits;
        if (generation > _generations[page] && generation <= uint.MaxValue)
        {
            TurnPage(page);
            _generations[page] = (uint)generation;
        }

        return IsRecent(reference) ? _recentRecords + recent : NewOld(reference);
    }

    /// <summary>Moves the orders of a page that are still live to the table of old ones.</summary>
    private void TurnPage(uint page)
    {
        uint first = _recentRecords + (page << ReferencePages.PageBits);
        for (uint order = first; order < first + ReferencePages.PageLength; order++)
        {
            if (_records[order].Lots != 0)
            {
                uint old = NewOld(ReferenceOf(order));
                _records[old] = _records[order];
                _records[_records[old].Next].Previous = old;
                _records[_records[old].Previous].Next = old;
                _records[order].Lots = 0;
            }
        }
    }

    private uint NewOld(ulong reference)
    {
        uint order = _oldFreed;
        if (order == 0)
        {
            order = _oldRecords + _oldUsed++;
        }
        else
        {
            _oldFreed = _records[order].Next;
        }

        _oldReferences[order - _oldRecords] = reference;
        _old.Add(reference, order);
        _oldOrders++;
        return order;
    }

    private void FreeOld(uint order)
    {
        _records[order].Next = _oldFreed;
        _oldFreed = order;
    }
}
