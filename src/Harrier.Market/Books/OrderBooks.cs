using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Harrier.Primitives;
using Harrier.Runtime.Memory;

namespace Harrier.Market.Books;

/// <summary>The books of all instruments: every order in price-time priority, in flat memory taken at start. One thread;
/// nothing is allocated after construction.</summary>
/// <remarks>
/// <para>One table of 16-byte records holds the levels of all windows, the levels outside of them, and the orders; an
/// index says which it is. The record that was freed last is taken first: it is in the caches still.</para>
/// <para>An order is found by its reference: the ring of recent references, by the reference modulo its length, says the
/// record. When the references of a page come round again, the few of the old ones that are still live move to a hash
/// table. A page goes forward only, so that each reference is either in its page or in the table, never in both.
/// Records by reference, without the step between, would spare a miss, but spread the orders over four times the
/// memory, for an exchange numbers more than it displays.</para>
/// <para>A price within the window of its side is found by its last bits. Other prices, and those between the window's
/// steps, have a search tree; they are exact too. The window follows the best price. It steps by the cent, or by the
/// tick where it is placed below one currency unit.</para>
/// <para>Prices are 0 to 2,147,483,647 ticks, lots of an order 1 to 2,147,483,647.</para>
/// <para>Safety of the pointers: an instrument is checked against the limit before it becomes an index; a reference is
/// masked or comes out of the table; links, levels and places were written here, and a live order's level is live.</para>
/// </remarks>
public sealed unsafe partial class OrderBooks : IDisposable
{
    private readonly NativeBuffer<BookRecord> _recordBuffer;
    private readonly NativeBuffer<BookHeader> _headerBuffer;
    private readonly NativeBuffer<ulong> _bitBuffer;
    private readonly NativeBuffer<uint> _generationBuffer;
    private readonly NativeBuffer<int> _farBestBuffer;
    private readonly NativeBuffer<uint> _recentBuffer;
    private readonly NativeBuffer<ulong> _referenceBuffer;
    private readonly FarPrices _far;
    private readonly ReferenceTable _old;

    private readonly BookRecord* _records;
    private readonly BookHeader* _headers;
    private readonly ulong* _bits;
    private readonly uint* _generations;
    private readonly int* _farBest;
    private readonly uint* _recent;
    private readonly ulong* _references;

    private readonly uint _instruments;
    private readonly uint _orderLimit;
    private readonly uint _farRecords;
    private readonly uint _orderRecords;
    private readonly uint _recentMask;
    private readonly int _recentBits;

    private readonly long[] _refused = new long[(int)BookResult.Malformed + 1];
    private long _applied;
    private uint _liveOrders;
    private uint _freed;
    private uint _used;
    private long _unknownInstruments;
    private long _recentrings;
    private long _farOrders;
    private long _oldOrders;

    /// <summary>Reserves the memory and starts with empty books. Allocates; later nothing does.</summary>
    /// <param name="limits">What there is room for.</param>
    /// <param name="isTouched">Whether the memory of orders and windows is written to now, so that no message waits for
    /// the kernel to give a page. Takes about a second for a gigabyte.</param>
    /// <param name="arena">Where to take it from: a node, huge pages; <see cref="OrderBookLimits.ArenaBytes"/> says how much. Null for
    /// mappings of their own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    /// <exception cref="InsufficientMemoryException">The system or the arena did not give the memory; says how much and what
    /// to do.</exception>
    public OrderBooks(OrderBookLimits limits, bool isTouched = false, MemoryArena? arena = null)
    {
        limits.Check();
        Limits = limits;
        _instruments = (uint)limits.Instruments;
        _orderLimit = (uint)limits.Orders;
        _recentMask = (uint)(limits.RecentReferences - 1);
        _recentBits = BitOperations.PopCount(_recentMask);
        _farRecords = _instruments * 2 * PriceWindow.Length;
        _orderRecords = _farRecords + _orderLimit + 1;

        _recordBuffer = new NativeBuffer<BookRecord>(limits.RecordCount, "instruments and orders", isTouched, arena);
        _headerBuffer = new NativeBuffer<BookHeader>(_instruments, "instruments", isTouched, arena);
        _bitBuffer = new NativeBuffer<ulong>(_instruments * 2L * PriceWindow.Words, "instruments", isTouched, arena);
        _generationBuffer = new NativeBuffer<uint>(limits.RecentReferences / ReferencePages.PageLength, "orders", isTouched, arena);
        _farBestBuffer = new NativeBuffer<int>(_instruments * 2L, "instruments", isTouched, arena);
        _recentBuffer = new NativeBuffer<uint>(limits.RecentReferences, "orders", isTouched, arena);
        _referenceBuffer = new NativeBuffer<ulong>(_orderLimit, "orders", isTouched, arena);
        _far = new FarPrices(limits, arena);
        _old = new ReferenceTable(limits.Orders, arena);

        _records = _recordBuffer.Start;
        _headers = _headerBuffer.Start;
        _bits = _bitBuffer.Start;
        _generations = _generationBuffer.Start;
        _farBest = _farBestBuffer.Start;
        _recent = _recentBuffer.Start;
        _references = _referenceBuffer.Start;
        for (uint instrument = 0; instrument < _instruments; instrument++)
        {
            EmptyHeader(instrument);
        }
    }

    /// <summary>What there is room for.</summary>
    public OrderBookLimits Limits { get; }

    /// <summary>The live orders of all instruments.</summary>
    public int LiveOrders => (int)_liveOrders;

    /// <summary>What the books met so far.</summary>
    public BookStatistics Statistics => new(
        _applied,
        _refused[(int)BookResult.UnknownReference],
        _refused[(int)BookResult.DuplicateReference],
        _refused[(int)BookResult.AtLimit],
        _refused[(int)BookResult.Malformed],
        _unknownInstruments,
        _recentrings,
        _farOrders,
        _oldOrders);

    /// <summary>Puts an order at the end of the queue at its price.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="reference">The exchange's number of the order; any number that is not live.</param>
    /// <param name="side">The side.</param>
    /// <param name="lots">Above zero.</param>
    /// <param name="priceTicks">Not below zero.</param>
    /// <returns>Whether it is in the book now, or why not.</returns>
    public BookResult Add(int instrument, ulong reference, Side side, int lots, int priceTicks) =>
        Count(unchecked(AddOrder((uint)instrument, reference, (uint)side - 1, (uint)lots, (uint)priceTicks)));

    /// <summary>Takes executed lots off an order.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="lots">Above zero, at most what is left of it.</param>
    /// <returns>Whether it was done, or why not.</returns>
    public BookResult Execute(ulong reference, int lots) => Cancel(reference, lots);

    /// <summary>Takes cancelled lots off an order, which keeps its place.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="lots">Above zero, at most what is left of it.</param>
    /// <returns>Whether it was done, or why not.</returns>
    public BookResult Cancel(ulong reference, int lots) =>
        Count(TakeLots(reference, unchecked((uint)lots), isAll: false, out _));

    /// <summary>Removes an order.</summary>
    /// <param name="reference">The order.</param>
    /// <returns>Whether it was there.</returns>
    public BookResult Delete(ulong reference) => Count(TakeLots(reference, 0, isAll: true, out _));

    /// <summary>Removes an order and puts another of the same instrument and side at the end of the queue at its
    /// price. Nothing changes where either cannot be done.</summary>
    /// <param name="oldReference">The order that goes.</param>
    /// <param name="newReference">The order that comes; may be the same number.</param>
    /// <param name="lots">The lots of the new order, above zero.</param>
    /// <param name="priceTicks">The price of the new order, not below zero.</param>
    /// <returns>Whether it was done, or why not.</returns>
    public BookResult Replace(ulong oldReference, ulong newReference, int lots, int priceTicks) =>
        Count(ReplaceOrder(oldReference, newReference, unchecked((uint)lots), unchecked((uint)priceTicks), out _));

    /// <summary>Gives the memory back; nothing may be called after it.</summary>
    public void Dispose()
    {
        _recordBuffer.Dispose();
        _headerBuffer.Dispose();
        _bitBuffer.Dispose();
        _generationBuffer.Dispose();
        _farBestBuffer.Dispose();
        _recentBuffer.Dispose();
        _referenceBuffer.Dispose();
        _far.Dispose();
        _old.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal BookResult Count(BookResult result)
    {
        if (result == BookResult.Applied)
        {
            unchecked
            {
                _applied++;
            }
        }
        else
        {
            CountRefused(result);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountRefused(BookResult result) => _refused[(int)result]++;

    private void EmptyHeader(uint instrument)
    {
        var side = new BookSide
        {
            Base = BookSide.Unplaced,
            BestKey = BookSide.NoKey,
            BestLevel = BookSide.NoLevel,
        };
        side.Words = _headers[instrument].Bids.Words & BookSide.IsLinked;
        _headers[instrument].Bids = side;
        side.Words = _headers[instrument].Asks.Words & BookSide.IsLinked;
        _headers[instrument].Asks = side;
        _headers[instrument].Top = TopOfBook.Empty;
        _farBest[instrument * 2] = BookSide.NoKey;
        _farBest[instrument * 2 + 1] = BookSide.NoKey;
    }
}
