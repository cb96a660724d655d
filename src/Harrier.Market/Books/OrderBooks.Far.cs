using System.Numerics;
using System.Runtime.CompilerServices;
using Harrier.Primitives;

namespace Harrier.Market.Books;

/// <content>Prices outside of the window, and the moves of the window.</content>
public sealed unsafe partial class OrderBooks
{
    private static int KeyOf(uint side, uint priceTicks) => unchecked((int)(priceTicks ^ ((side - 1) | 0x8000_0000)));

    private static uint PriceOf(uint side, int key) => unchecked((uint)key ^ ((side - 1) | 0x8000_0000));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint SideOfFar(uint level) => _far.SideOf(level - _farRecords) & 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PlaceFar(uint order, uint instrument, uint side, uint lots, uint priceTicks)
    {
        BookSide* window = &_headers[instrument].Bids + side;
        FollowMarket(instrument, side, priceTicks);
        if (TryGetWindowLevel(window, (instrument * 2) + side, priceTicks, out _))
        {
            Place(order, instrument, side, lots, priceTicks);
            return;
        }

        _farOrders++;
        uint level = FarLevel((instrument * 2) + side, KeyOf(side, priceTicks));
        Append(order, level, lots);
        ImproveTop(_headers + instrument, side, level, lots, priceTicks);
    }

    /// <summary>The level of a price outside of the window, made where there is none.</summary>
    private uint FarLevel(uint sideIndex, int key)
    {
        uint node = _far.Find(sideIndex, key);
        if (node != 0)
        {
            return _farRecords + node;
        }

        uint level = _farRecords + _far.Add(sideIndex, key);
        Link(level);
        if (key < _farBest[sideIndex])
        {
            _farBest[sideIndex] = key;
        }

        return level;
    }

    private void Link(uint level) => _records[level] = new BookRecord { Next = level, Previous = level, LevelLots = 0 };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint TakeFar(uint order, uint lots)
    {
        BookRecord* taken = _records + order;
        uint level = taken->Level;
        uint node = level - _farRecords;
        uint sideIndex = _far.SideOf(node);
        BookHeader* header = _headers + (sideIndex / 2);
        bool isBest = (&header->Bids)[sideIndex & 1].BestLevel == level;
        taken->Lots -= lots;
        _records[level].LevelLots -= lots;
        if (isBest)
        {
            ((long*)header)[((sideIndex & 1) * 2) + 1] -= lots;
        }

        if (taken->Lots == 0)
        {
            Unlink(taken);
            if (_records[level].Next == level)
            {
                RemoveFar(sideIndex, node);
                if (isBest)
                {
                    FindBestFrom(sideIndex / 2, sideIndex & 1, unchecked((uint)(&header->Bids)[sideIndex & 1].Base));
                }
            }
        }

        return sideIndex / 2;
    }

    private void RemoveFar(uint sideIndex, uint node)
    {
        _far.Remove(node);
        if (_far.KeyOf(node) == _farBest[sideIndex])
        {
            uint first = _far.First(sideIndex);
            _farBest[sideIndex] = first == 0 ? BookSide.NoKey : _far.KeyOf(first);
        }
    }

    /// <summary>Finds the best level of a side where the window has none that is better than the best outside.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FindBestFar(uint instrument, uint side)
    {
        uint sideIndex = (instrument * 2) + side;
        int key = _farBest[sideIndex];
        if (key != BookSide.NoKey)
        {
            SetBest(instrument, side, key, _farRecords + _far.Find(sideIndex, key));
            return;
        }

        BookSide* window = &_headers[instrument].Bids + side;
        long* top = (long*)(_headers + instrument) + (side * 2);
        window->BestKey = BookSide.NoKey;
        window->BestLevel = BookSide.NoLevel;
        top[0] = Price.None.Ticks;
        top[1] = 0;
    }

    /// <summary>Moves the window to the best price, the new one included, if that is outside or near the end. A price
    /// behind the window leaves it alone as long as the best has its room.</summary>
    private void FollowMarket(uint instrument, uint side, uint priceTicks)
    {
        BookSide* window = &_headers[instrument].Bids + side;
        uint sideIndex = (instrument * 2) + side;
        int key = KeyOf(side, priceTicks);
        uint bestTicks = key < window->BestKey ? priceTicks : PriceOf(side, window->BestKey);
        bool isInside = TryGetWindowLevel(window, sideIndex, bestTicks, out uint level);
        uint steps = unchecked(level - (uint)window->Base) & PriceWindow.Mask;
        bool isSingle = (window->Words & BookSide.SingleTicks) != 0;
        bool isBelowUnit = bestTicks < Price.TicksPerUnit;
        if (isInside && steps <= PriceWindow.BestMax && (isSingle || !isBelowUnit))
        {
            return;
        }

        if (isBelowUnit || bestTicks % PriceWindow.CoarseTicks == 0)
        {
            MoveWindow(sideIndex, bestTicks, isBelowUnit);
        }
    }

    private void MoveWindow(uint sideIndex, uint bestTicks, bool isSingle)
    {
        BookSide* window = &_headers[sideIndex / 2].Bids + (sideIndex & 1);
        _recentrings++;
        LinkWindow(sideIndex, window);
        uint isBid = unchecked((sideIndex & 1) - 1);
        uint step = (isSingle ? bestTicks : bestTicks / PriceWindow.CoarseTicks) ^ isBid;
        int start = unchecked((int)step - PriceWindow.RoomAhead);
        bool isSame = isSingle == ((window->Words & BookSide.SingleTicks) != 0);
        MoveOut(sideIndex, start, isSame);
        window->Base = start;
        window->Words = (window->Words & ~BookSide.SingleTicks) | (isSingle ? BookSide.SingleTicks : 0);
        MoveIn(sideIndex);
    }

    /// <summary>Makes each level of a window an empty list, once: most instruments of the limit are never traded.</summary>
    private void LinkWindow(uint sideIndex, BookSide* window)
    {
        uint first = sideIndex << SideBit;
        for (uint level = first; (window->Words & BookSide.IsLinked) == 0 && level < first + PriceWindow.Length; level++)
        {
            Link(level);
        }

        window->Words |= BookSide.IsLinked;
    }

    /// <summary>Moves the levels to the tree that a window which starts elsewhere does not hold.</summary>
    private void MoveOut(uint sideIndex, int start, bool isSameStep)
    {
        BookSide* window = &_headers[sideIndex / 2].Bids + (sideIndex & 1);
        ulong* bits = _bits + (sideIndex * PriceWindow.Words);
        uint isBid = unchecked((sideIndex & 1) - 1);
        uint ticks = (window->Words & BookSide.SingleTicks) != 0 ? 1 : PriceWindow.CoarseTicks;
        for (uint words = window->Words & BookSide.WordBits; words != 0; words &= words - 1)
        {
            uint word = (uint)BitOperations.TrailingZeroCount(words);
            for (ulong used = bits[word]; used != 0; used &= used - 1)
            {
                uint place = (word * 64) + (uint)BitOperations.TrailingZeroCount(used);
                uint step = unchecked((uint)window->Base + ((place - (uint)window->Base) & PriceWindow.Mask));
                if (!isSameStep || unchecked(step - (uint)start) >= PriceWindow.Length)
                {
                    uint level = (sideIndex << SideBit) + place;
                    MoveQueue(sideIndex, level, FarLevel(sideIndex, KeyOf(sideIndex & 1, (step ^ isBid) * ticks)));
                    ClearBitIfEmpty(window, level, isEmpty: true);
                }
            }
        }
    }

    /// <summary>Moves the levels out of the tree that the window holds now. The window begins before the best price, so
    /// that those of the tree are near its beginning.</summary>
    private void MoveIn(uint sideIndex)
    {
        BookSide* window = &_headers[sideIndex / 2].Bids + (sideIndex & 1);
        uint side = sideIndex & 1;
        uint isBid = unchecked(side - 1);
        bool isSingle = (window->Words & BookSide.SingleTicks) != 0;
        for (uint node = _far.First(sideIndex); node != 0;)
        {
            int key = _far.KeyOf(node);
            uint priceTicks = PriceOf(side, key);
            uint step = (isSingle ? priceTicks : priceTicks / PriceWindow.CoarseTicks) ^ isBid;
            if (unchecked((int)step - window->Base) >= PriceWindow.Length)
            {
                break;
            }

            if (TryGetWindowLevel(window, sideIndex, priceTicks, out uint level))
            {
                MoveQueue(sideIndex, _farRecords + node, level);
                RemoveFar(sideIndex, node);
                uint place = level & PriceWindow.Mask;
                _bits[(sideIndex * PriceWindow.Words) + (place >> 6)] |= 1UL << (int)(place & 63);
                window->Words |= 1u << (int)(place >> 6);
            }

            node = _far.FirstAfter(sideIndex, key);
        }
    }

    /// <summary>Moves all orders of a level to an empty one of the same price.</summary>
    private void MoveQueue(uint sideIndex, uint from, uint to)
    {
        BookRecord queue = _records[from];
        for (uint order = queue.Next; order != from; order = _records[order].Next)
        {
            _records[order].Level = to;
        }

        _records[queue.Next].Previous = to;
        _records[queue.Previous].Next = to;
        _records[to] = queue;
        Link(from);
        BookSide* window = &_headers[sideIndex / 2].Bids + (sideIndex & 1);
        if (window->BestLevel == from)
        {
            window->BestLevel = to;
        }
    }
}
