using System;
using System.Runtime.CompilerServices;
using Harrier.Primitives;

namespace Harrier.Market.Books;

/// <content>What others ask: cold but for the top of the book. A side that is none, and an instrument beyond the limit,
/// have nothing.</content>
public sealed unsafe partial class OrderBooks
{
    /// <summary>The best bid and offer, kept ready. A copy of four numbers.</summary>
    /// <param name="instrument">The index of the instrument, below the limit.</param>
    /// <returns>Prices and sizes; empty for an instrument beyond the limit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TopOfBook Top(int instrument) =>
        unchecked((uint)instrument) < _instruments ? _headers[(uint)instrument].Top : TopOfBook.Empty;

    /// <summary>Looks an order up.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="order">The order, if it is live.</param>
    /// <returns>Whether it is live.</returns>
    public bool TryGetOrder(ulong reference, out BookOrder order)
    {
        uint record = FindOrder(reference);
        order = record == 0 ? default : OrderAt(record);
        return record != 0;
    }

    /// <summary>Counts what stands before an order. Walks the queue: its cost is the orders ahead.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="position">Its place in the queue, if it is live.</param>
    /// <returns>Whether it is live.</returns>
    public bool TryGetPosition(ulong reference, out QueuePosition position)
    {
        position = default;
        uint record = FindOrder(reference);
        if (record == 0)
        {
            return false;
        }

        int orders = 0;
        long lots = 0;
        uint level = _records[record].Level;
        for (uint ahead = _records[record].Previous; ahead != level; ahead = _records[ahead].Previous)
        {
            orders++;
            lots += _records[ahead].Lots;
        }

        position = new QueuePosition(orders, lots);
        return true;
    }

    /// <summary>The lots at a price.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="priceTicks">The price.</param>
    /// <returns>Zero where nobody stands.</returns>
    public long LotsAt(int instrument, Side side, int priceTicks) =>
        TryGetLevel(instrument, side, priceTicks, out uint level) ? _records[level].LevelLots : 0;

    /// <summary>The orders at a price. Walks the queue.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="priceTicks">The price.</param>
    /// <returns>Zero where nobody stands.</returns>
    public int OrdersAt(int instrument, Side side, int priceTicks) =>
        TryGetLevel(instrument, side, priceTicks, out uint level) ? CountOrders(level) : 0;

    /// <summary>The best level of a side. Walks its queue to count the orders.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="level">The level, if there is one.</param>
    /// <returns>Whether the side has orders.</returns>
    public bool TryGetBestLevel(int instrument, Side side, out BookLevel level)
    {
        level = default;
        if (!IsThere(instrument, side, out uint sideIndex) || Window(sideIndex)->BestLevel == BookSide.NoLevel)
        {
            return false;
        }

        level = LevelAt(Window(sideIndex)->BestLevel, PriceOf(sideIndex & 1, Window(sideIndex)->BestKey));
        return true;
    }

    /// <summary>The first level that is worse than a price. Walks its queue to count the orders.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="afterPriceTicks">The price, of a level or not.</param>
    /// <param name="level">The level, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetNextLevel(int instrument, Side side, int afterPriceTicks, out BookLevel level)
    {
        bool isThere = TryFindNext(instrument, side, afterPriceTicks, out uint record, out uint priceTicks);
        level = isThere ? LevelAt(record, priceTicks) : default;
        return isThere;
    }

    /// <summary>The first price that is worse than another and has orders. Walks no queue.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="afterPriceTicks">The other price, of a level or not.</param>
    /// <param name="priceTicks">The price, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetNextPrice(int instrument, Side side, int afterPriceTicks, out int priceTicks)
    {
        bool isThere = TryFindNext(instrument, side, afterPriceTicks, out _, out uint ticks);
        priceTicks = unchecked((int)ticks);
        return isThere;
    }

    /// <summary>The order that is filled first at a price.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="priceTicks">The price.</param>
    /// <param name="reference">Its reference, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetFirstOrder(int instrument, Side side, int priceTicks, out ulong reference)
    {
        reference = 0;
        return TryGetLevel(instrument, side, priceTicks, out uint level) && TryGetReference(_records[level].Next, level, out reference);
    }

    /// <summary>The order behind another at the same price.</summary>
    /// <param name="ahead">The reference of a live order.</param>
    /// <param name="reference">The reference of the one behind it, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetNextOrder(ulong ahead, out ulong reference)
    {
        reference = 0;
        uint record = FindOrder(ahead);
        return record != 0 && TryGetReference(_records[record].Next, _records[record].Level, out reference);
    }

    private bool TryFindNext(int instrument, Side side, int afterPriceTicks, out uint record, out uint priceTicks)
    {
        (record, priceTicks) = (0, 0);
        if (afterPriceTicks < 0 || !IsThere(instrument, side, out uint sideIndex))
        {
            return false;
        }

        int inWindow = NextKeyInWindow(sideIndex, (uint)afterPriceTicks, out record);
        uint node = _far.FirstAfter(sideIndex, KeyOf(sideIndex & 1, (uint)afterPriceTicks));
        int key = node == 0 ? BookSide.NoKey : _far.KeyOf(node);
        if (key < inWindow)
        {
            record = _farRecords + node;
        }

        key = Math.Min(key, inWindow);
        priceTicks = key == BookSide.NoKey ? 0 : PriceOf(sideIndex & 1, key);
        return key != BookSide.NoKey;
    }

    private bool TryGetReference(uint record, uint level, out ulong reference)
    {
        reference = record == level ? 0 : _references[record - _orderRecords];
        return record != level;
    }

    private bool IsThere(int instrument, Side side, out uint sideIndex)
    {
        sideIndex = unchecked(((uint)instrument * 2) + (uint)side - 1);
        return unchecked((uint)instrument) < _instruments && side is Side.Buy or Side.Sell;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private BookSide* Window(uint sideIndex) => unchecked(&_headers[sideIndex / 2].Bids + (sideIndex & 1));

    private bool TryGetLevel(int instrument, Side side, int priceTicks, out uint level)
    {
        level = 0;
        if (priceTicks < 0 || !IsThere(instrument, side, out uint sideIndex))
        {
            return false;
        }

        if (TryGetWindowLevel(Window(sideIndex), sideIndex, (uint)priceTicks, out level))
        {
            return _records[level].Next != level;
        }

        uint node = _far.Find(sideIndex, KeyOf(sideIndex & 1, (uint)priceTicks));
        level = _farRecords + node;
        return node != 0;
    }

    /// <summary>The key of the first level in the window behind a price; none where there is none.</summary>
    private int NextKeyInWindow(uint sideIndex, uint afterTicks, out uint level)
    {
        BookSide* window = Window(sideIndex);
        uint isBid = unchecked((sideIndex & 1) - 1);
        uint ticks = (window->Words & BookSide.SingleTicks) != 0 ? 1 : PriceWindow.CoarseTicks;
        uint words = window->Words & BookSide.WordBits;

        // The first whole step that is worse: up for asks; down for bids, where a price between steps is above the lower.
        long worse = isBid == 0 ? ((long)afterTicks / ticks) + 1 : ~((((long)afterTicks + ticks - 1) / ticks) - 1);
        long from = Math.Max(worse, window->Base);
        long last = (long)window->Base + PriceWindow.Length - 1;
        level = 0;
        if (words == 0 || from > last)
        {
            return BookSide.NoKey;
        }

        uint step = unchecked((uint)from);
        uint place = PriceWindow.First(_bits + (sideIndex * PriceWindow.Words), words, step & PriceWindow.Mask);
        long found = from + (unchecked(place - step) & PriceWindow.Mask);
        level = (sideIndex << SideBit) + place;
        return found > last ? BookSide.NoKey : KeyOf(sideIndex & 1, unchecked(((uint)found ^ isBid) * ticks));
    }

    private BookLevel LevelAt(uint record, uint priceTicks) =>
        new((int)priceTicks, _records[record].LevelLots, CountOrders(record));

    private int CountOrders(uint level)
    {
        int orders = 0;
        for (uint order = _records[level].Next; order != level; order = _records[order].Next)
        {
            orders++;
        }

        return orders;
    }

    private BookOrder OrderAt(uint record)
    {
        uint level = _records[record].Level;
        uint sideIndex = level < _farRecords ? level >> SideBit : _far.SideOf(level - _farRecords);
        Side side = (sideIndex & 1) == 0 ? Side.Buy : Side.Sell;
        return new BookOrder((int)(sideIndex / 2), side, (int)PriceAt(level, sideIndex), (int)_records[record].Lots);
    }

    private uint PriceAt(uint level, uint sideIndex)
    {
        if (level >= _farRecords)
        {
            return PriceOf(sideIndex & 1, _far.KeyOf(level - _farRecords));
        }

        BookSide* window = Window(sideIndex);
        uint start = unchecked((uint)window->Base);
        uint step = unchecked(start + ((level - start) & PriceWindow.Mask));
        uint ticks = (window->Words & BookSide.SingleTicks) != 0 ? 1 : PriceWindow.CoarseTicks;
        return unchecked((step ^ ((sideIndex & 1) - 1)) * ticks);
    }
}
