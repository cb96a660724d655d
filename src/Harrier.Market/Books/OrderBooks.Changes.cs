using System.Runtime.CompilerServices;

namespace Harrier.Market.Books;

/// <content>The changes themselves, as the hot path makes them: straight on for a recent reference and a price in the
/// window, out of line for the rest. Inlined into the loops that call them.
/// Sides are 0 for bids and 1 for asks here; a side beyond 1 is none.</content>
public sealed unsafe partial class OrderBooks
{
    /// <summary>The bit of a level record's index that is the side.</summary>
    private const int SideBit = PriceWindow.LengthBits;

    /// <summary>Where the instrument begins in a level record's index.</summary>
    private const int InstrumentBit = PriceWindow.LengthBits + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal BookResult AddOrder(uint instrument, ulong reference, uint side, uint lots, uint priceTicks)
    {
        unchecked
        {
            if (instrument >= _instruments)
            {
                return RefuseInstrument();
            }

            if (side > 1 || (int)lots <= 0 || (int)priceTicks < 0)
            {
                return BookResult.Malformed;
            }

            uint recent = (uint)reference & _recentMask;
            if (reference >> _recentBits != _generations[recent >> ReferencePages.PageBits])
            {
                return AddElsewhere(instrument, reference, side, lots, priceTicks);
            }

            if (_recent[recent] != 0)
            {
                return BookResult.DuplicateReference;
            }

            if (_liveOrders >= _orderLimit)
            {
                return BookResult.AtLimit;
            }

            uint order = NewOrder(reference);
            _recent[recent] = order;
            Place(order, instrument, side, lots, priceTicks);
            return BookResult.Applied;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal BookResult TakeLots(ulong reference, uint lots, bool isAll, out uint instrument)
    {
        unchecked
        {
            uint recent = (uint)reference & _recentMask;
            if (reference >> _recentBits != _generations[recent >> ReferencePages.PageBits])
            {
                return TakeElsewhere(reference, lots, isAll, out instrument);
            }

            instrument = 0;
            uint order = _recent[recent];
            if (order == 0)
            {
                return BookResult.UnknownReference;
            }

            uint held = _records[order].Lots;
            lots = Choose(AllBitsIf(isAll), held, lots);
            if (lots - 1 >= held)
            {
                return BookResult.Malformed;
            }

            instrument = Take(order, lots, held);
            if (lots == held)
            {
                _recent[recent] = 0;
                Free(order);
            }

            return BookResult.Applied;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal BookResult ReplaceOrder(ulong oldReference, ulong newReference, uint lots, uint priceTicks, out uint instrument)
    {
        unchecked
        {
            uint oldRecent = (uint)oldReference & _recentMask;
            uint newRecent = (uint)newReference & _recentMask;
            if (oldReference >> _recentBits != _generations[oldRecent >> ReferencePages.PageBits]
                || newReference >> _recentBits != _generations[newRecent >> ReferencePages.PageBits])
            {
                return ReplaceElsewhere(oldReference, newReference, lots, priceTicks, out instrument);
            }

            instrument = 0;
            uint order = _recent[oldRecent];
            if (order == 0)
            {
                return BookResult.UnknownReference;
            }

            if ((int)lots <= 0 || (int)priceTicks < 0)
            {
                return BookResult.Malformed;
            }

            if (_recent[newRecent] != 0 && newRecent != oldRecent)
            {
                return BookResult.DuplicateReference;
            }

            // The order keeps its record and gets another reference.
            _recent[oldRecent] = 0;
            _recent[newRecent] = order;
            _references[order - _orderRecords] = newReference;
            instrument = Move(order, lots, priceTicks);
            return BookResult.Applied;
        }
    }

    /// <summary>A free record. There is one: the caller looked at the limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NewOrder(ulong reference)
    {
        unchecked
        {
            // The last one that was freed: the nearest in the caches.
            uint order = _freed;
            if (order != 0)
            {
                _freed = _records[order].Next;
            }
            else
            {
                order = _orderRecords + _used++;
            }

            _references[order - _orderRecords] = reference;
            return order;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Free(uint order)
    {
        unchecked
        {
            _records[order].Next = _freed;
            _freed = order;
        }
    }

    /// <summary>Takes an order out of its queue and puts it at the end of another of the same side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Move(uint order, uint lots, uint priceTicks)
    {
        unchecked
        {
            uint level = _records[order].Level;
            uint side = level < _farRecords ? (level >> SideBit) & 1 : SideOfFar(level);
            uint instrument = Take(order, _records[order].Lots, _records[order].Lots);
            Place(order, instrument, side, lots, priceTicks);
            return instrument;
        }
    }

    /// <summary>The level of a price in the window; false where the price is outside or between steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryGetWindowLevel(BookSide* window, uint sideIndex, uint priceTicks, out uint level)
    {
        unchecked
        {
            uint isBid = (sideIndex & 1) - 1; // all bits for bids, none for asks
            uint isSingle = (uint)((int)window->Words >> 31); // all bits for a window of single ticks
            uint coarse = priceTicks / PriceWindow.CoarseTicks;
            uint rest = (priceTicks - (coarse * PriceWindow.CoarseTicks)) & ~isSingle;
            uint step = (coarse ^ ((coarse ^ priceTicks) & isSingle)) ^ isBid;
            level = (sideIndex << SideBit) + (step & PriceWindow.Mask);
            return (step - (uint)window->Base < PriceWindow.Length) & (rest == 0);
        }
    }

    /// <summary>Puts an order into the queue at its price. It is sound, and its record free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(uint order, uint instrument, uint side, uint lots, uint priceTicks)
    {
        unchecked
        {
            BookHeader* header = _headers + instrument;
            BookSide* window = &header->Bids + side;
            if (!TryGetWindowLevel(window, (instrument * 2) + side, priceTicks, out uint level))
            {
                PlaceFar(order, instrument, side, lots, priceTicks);
                return;
            }

            Append(order, level, lots);
            uint place = level & PriceWindow.Mask;
            _bits[level >> 6] |= 1UL << (int)(level & 63);
            window->Words |= 1u << (int)(place >> 6);
            ImproveTop(header, side, level, lots, priceTicks);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(uint order, uint level, uint lots)
    {
        unchecked
        {
            BookRecord* queue = _records + level;
            BookRecord* added = _records + order;
            uint last = queue->Previous;
            added->Next = level;
            added->Previous = last;
            added->Lots = lots;
            added->Level = level;
            _records[last].Next = order;
            queue->Previous = order;
            queue->LevelLots += lots;
            _liveOrders++;
        }
    }

    /// <summary>Counts new lots in at the top of the book. Without a branch at the best level itself: whether an order
    /// joins it is a coin that no predictor guesses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ImproveTop(BookHeader* header, uint side, uint level, uint lots, uint priceTicks)
    {
        unchecked
        {
            BookSide* window = &header->Bids + side;
            long* top = (long*)header + (side * 2);
            int key = (int)(priceTicks ^ ((side - 1) | 0x8000_0000));
            if (key < window->BestKey)
            {
                window->BestKey = key;
                window->BestLevel = level;
                top[0] = priceTicks;
                top[1] = lots;
                return;
            }

            top[1] += lots & (0L - (level == window->BestLevel ? 1L : 0L));
        }
    }

    /// <summary>Takes lots off a live order that has as many, and removes it with the last.</summary>
    /// <returns>The instrument.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Take(uint order, uint lots, uint held)
    {
        unchecked
        {
            BookRecord* taken = _records + order;
            uint level = taken->Level;
            if (level >= _farRecords)
            {
                return TakeFar(order, lots);
            }

            uint instrument = level >> InstrumentBit;
            uint side = (level >> SideBit) & 1;
            BookHeader* header = _headers + instrument;
            BookSide* window = &header->Bids + side;
            BookRecord* queue = _records + level;
            long* top = (long*)header + (side * 2);
            taken->Lots = held - lots;
            queue->LevelLots -= lots;
            top[1] -= lots & (0L - (level == window->BestLevel ? 1L : 0L));
            if (lots == held)
            {
                Unlink(taken);
                ClearBitIfEmpty(window, level, queue->Next == level);
                if (queue->Next == level & level == window->BestLevel)
                {
                    FindBest(instrument, side, level);
                }
            }

            return instrument;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlink(BookRecord* order)
    {
        unchecked
        {
            uint next = order->Next;
            uint previous = order->Previous;
            _records[next].Previous = previous;
            _records[previous].Next = next;
            _liveOrders--;
        }
    }

    // Whether a level empties is a coin too: the bit is cleared by arithmetic.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ClearBitIfEmpty(BookSide* window, uint level, bool isEmpty)
    {
        unchecked
        {
            uint place = level & PriceWindow.Mask;
            ulong* word = _bits + (level >> 6);
            ulong left = *word & ~((isEmpty ? 1UL : 0UL) << (int)(level & 63));
            *word = left;
            window->Words &= ~((left == 0 ? 1u : 0u) << (int)(place >> 6));
        }
    }

    /// <summary>Finds the best level anew after the best one, in the window, lost its last order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FindBest(uint instrument, uint side, uint emptied)
    {
        unchecked
        {
            BookSide* window = &_headers[instrument].Bids + side;
            uint start = (uint)window->Base;
            FindBestFrom(instrument, side, start + ((emptied - start) & PriceWindow.Mask));
        }
    }

    /// <summary>Finds the best level anew; no step of the window before the given one has orders.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FindBestFrom(uint instrument, uint side, uint step)
    {
        unchecked
        {
            uint sideIndex = (instrument * 2) + side;
            BookSide* window = &_headers[instrument].Bids + side;
            uint words = window->Words & BookSide.WordBits;
            if (words != 0)
            {
                uint place = PriceWindow.First(_bits + (sideIndex * PriceWindow.Words), words, step & PriceWindow.Mask);
                uint found = step + ((place - step) & PriceWindow.Mask);
                uint ticks = (window->Words & BookSide.SingleTicks) != 0 ? 1 : PriceWindow.CoarseTicks;
                uint priceTicks = (found ^ (side - 1)) * ticks;
                int key = (int)(priceTicks ^ ((side - 1) | 0x8000_0000));
                if (key < _farBest[sideIndex])
                {
                    SetBest(instrument, side, key, (sideIndex << SideBit) + place);
                    return;
                }
            }

            FindBestFar(instrument, side);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetBest(uint instrument, uint side, int key, uint level)
    {
        unchecked
        {
            BookHeader* header = _headers + instrument;
            BookSide* window = &header->Bids + side;
            long* top = (long*)header + (side * 2);
            window->BestKey = key;
            window->BestLevel = level;
            top[0] = (uint)key ^ ((side - 1) | 0x8000_0000);
            top[1] = _records[level].LevelLots;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AllBitsIf(bool condition) => unchecked(0u - (condition ? 1u : 0u));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Choose(uint allBits, uint yes, uint no) => no ^ ((no ^ yes) & allBits);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BookResult RefuseInstrument()
    {
        _unknownInstruments++;
        return BookResult.Malformed;
    }
}
