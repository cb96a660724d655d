using System;
using System.Runtime.CompilerServices;

namespace Harrier.Market.Books;

/// <content>Orders whose reference is not in the ring of recent ones, and the turning of the ring.</content>
public sealed unsafe partial class OrderBooks
{
    private bool IsRecent(ulong reference) =>
        reference >> _recentBits == _generations[((uint)(reference & _recentMask)) >> ReferencePages.PageBits];

    /// <summary>The record of a live order; 0, which is a level's, where there is none.</summary>
    private uint FindOrder(ulong reference) =>
        IsRecent(reference) ? _recent[(uint)(reference & _recentMask)] : _old.Find(reference);

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

        uint order = NewOrder(reference);
        Enter(reference, order);
        Place(order, instrument, side, lots, priceTicks);
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

        instrument = Take(order, lots, held);
        if (lots == held)
        {
            _old.Remove(reference);
            Free(order);
        }

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

        Leave(oldReference);
        Enter(newReference, order);
        _references[order - _orderRecords] = newReference;
        instrument = Move(order, lots, priceTicks);
        return BookResult.Applied;
    }

    /// <summary>Makes a reference found: in its page, which it takes over if it is newer; else in the table. There is
    /// room in the table for every order of the limit.</summary>
    private void Enter(ulong reference, uint order)
    {
        uint recent = (uint)(reference & _recentMask);
        ulong generation = reference >> _recentBits;
        uint page = recent >> ReferencePages.PageBits;
        if (generation > _generations[page] && generation <= uint.MaxValue)
        {
            TurnPage(page);
            _generations[page] = (uint)generation;
        }

        if (IsRecent(reference))
        {
            _recent[recent] = order;
        }
        else
        {
            EnterOld(reference, order);
        }
    }

    private void Leave(ulong reference)
    {
        if (IsRecent(reference))
        {
            _recent[(uint)(reference & _recentMask)] = 0;
        }
        else
        {
            _old.Remove(reference);
        }
    }

    /// <summary>Moves the references of a page that are still live to the table of old ones.</summary>
    /// <remarks>Where references are sparse, nearly every new order turns a page, most often an empty one. The search of
    /// the library is vectorized, and compiled ahead of its first call.</remarks>
    private void TurnPage(uint page)
    {
        var slots = new Span<uint>(_recent + (page << ReferencePages.PageBits), ReferencePages.PageLength);
        for (int at = slots.IndexOfAnyExcept(0u); at >= 0; at = slots.IndexOfAnyExcept(0u))
        {
            uint order = slots[at];
            EnterOld(_references[order - _orderRecords], order);
            slots[at] = 0;
            slots = slots[(at + 1)..];
        }
    }

    private void EnterOld(ulong reference, uint order)
    {
        _old.Add(reference, order);
        _oldOrders++;
    }
}
