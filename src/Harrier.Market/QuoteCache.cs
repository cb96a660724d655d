using System;
using System.Threading;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Runtime.Memory;

namespace Harrier.Market;

/// <summary>The latest top of book, our quotes and our position, of every instrument. One thread writes; any thread reads a
/// consistent copy without holding the writer up.</summary>
/// <remarks>
/// A sequence lock for each slot: the version is odd while the slot is written. A slot has 128 bytes on a boundary of
/// 128, because Intel processors fetch lines of 64 bytes in pairs: two slots never share one.
/// <code>
///  word 0        1     2     3     4     5        6        7        8        9     10     11     12     13      14      15
///  +---------+-----+-----+-----+-----+------+---------+--------+---------+--------+------+------+------+-------+--------+--------+
///  | version | bid | lots| ask | lots| time | own bid | lots   | own ask | lots   | held | cash | buys | sells | traded | unused |
///  +---------+-----+-----+-----+-----+------+---------+--------+---------+--------+------+------+------+-------+--------+--------+
/// </code>
/// </remarks>
public sealed class QuoteCache : IDisposable
{
    /// <summary>The bytes of a slot.</summary>
    public const int SlotBytes = 128;

    internal const int SlotWords = SlotBytes / sizeof(long);

    private const int BidWord = 1;
    private const int TimeWord = 5;
    private const int OwnBidWord = 6;
    private const int HeldWord = 10;
    private const int OpenWord = 12;
    private const int TradedWord = 14;

    private readonly NativeBuffer<long> _words;

    /// <summary>Takes the memory and leaves every book empty.</summary>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="arena">Where to take it from: a node, huge pages; null for a mapping of its own.</param>
    /// <exception cref="InsufficientMemoryException">The system or the arena did not give it.</exception>
    public QuoteCache(int instrumentLimit, MemoryArena? arena = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instrumentLimit, 1);
        InstrumentLimit = instrumentLimit;
        _words = new NativeBuffer<long>(instrumentLimit * (long)SlotWords, "instruments", isTouched: true, arena);
        for (int i = 0; i < instrumentLimit; i++)
        {
            WriteTop(new InstrumentId(i), TopOfBook.Empty, default);
            WriteOwn(new InstrumentId(i), Price.None, default, Price.None, default);
        }
    }

    /// <summary>Gets one more than the highest instrument index.</summary>
    public int InstrumentLimit { get; }

    /// <summary>Writes a top of book. The writer's thread only.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="top">The top.</param>
    /// <param name="time">Its time.</param>
    public void WriteTop(InstrumentId instrument, in TopOfBook top, Nanoseconds time)
    {
        Span<long> slot = SlotOf(instrument);
        Open(slot);
        slot[BidWord] = top.BidPrice.Ticks;
        slot[BidWord + 1] = top.BidSize.Lots;
        slot[BidWord + 2] = top.AskPrice.Ticks;
        slot[BidWord + 3] = top.AskSize.Lots;
        slot[TimeWord] = time.Value;
        Close(slot);
        GC.KeepAlive(this);
    }

    /// <summary>Writes our quotes. The writer's thread only.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="bid">Our bid; <see cref="Price.None"/> without one.</param>
    /// <param name="bidSize">Its open lots.</param>
    /// <param name="ask">Our ask; <see cref="Price.None"/> without one.</param>
    /// <param name="askSize">Its open lots.</param>
    public void WriteOwn(InstrumentId instrument, Price bid, Quantity bidSize, Price ask, Quantity askSize)
    {
        Span<long> slot = SlotOf(instrument);
        Open(slot);
        slot[OwnBidWord] = bid.Ticks;
        slot[OwnBidWord + 1] = bidSize.Lots;
        slot[OwnBidWord + 2] = ask.Ticks;
        slot[OwnBidWord + 3] = askSize.Lots;
        Close(slot);
        GC.KeepAlive(this);
    }

    /// <summary>Writes our position. The writer's thread only.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="held">The lots, signed.</param>
    /// <param name="cash">Received less paid, fees and rebates included.</param>
    public void WritePosition(InstrumentId instrument, Quantity held, Money cash)
    {
        Span<long> slot = SlotOf(instrument);
        Open(slot);
        slot[HeldWord] = held.Lots;
        slot[HeldWord + 1] = cash.Parts;
        Close(slot);
        GC.KeepAlive(this);
    }

    /// <summary>Writes what our open orders, those on their way included, may still trade. The writer's thread only.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="buys">The lots that may be bought.</param>
    /// <param name="sells">The lots that may be sold.</param>
    public void WriteOpen(InstrumentId instrument, Quantity buys, Quantity sells)
    {
        Span<long> slot = SlotOf(instrument);
        Open(slot);
        slot[OpenWord] = buys.Lots;
        slot[OpenWord + 1] = sells.Lots;
        Close(slot);
        GC.KeepAlive(this);
    }

    /// <summary>Adds a trade of the market to the volume. The writer's thread only.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="lots">Its lots.</param>
    public void AddTraded(InstrumentId instrument, Quantity lots)
    {
        Span<long> slot = SlotOf(instrument);
        Open(slot);
        slot[TradedWord] += lots.Lots;
        Close(slot);
        GC.KeepAlive(this);
    }

    /// <summary>Reads a consistent copy, unless the writer is just at it. Any thread; never waits.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="quote">The copy; of no meaning when false is returned.</param>
    /// <returns>False when the slot changed under the reader's hands.</returns>
    public bool TryRead(InstrumentId instrument, out CachedQuote quote)
    {
        ReadOnlySpan<long> slot = SlotOf(instrument);
        long version = Volatile.Read(in slot[0]);
        quote = new CachedQuote(
            new TopOfBook(new Price(slot[1]), new Quantity(slot[2]), new Price(slot[3]), new Quantity(slot[4])),
            new Nanoseconds(slot[5]),
            new Price(slot[6]),
            new Quantity(slot[7]),
            new Price(slot[8]),
            new Quantity(slot[9]),
            new Quantity(slot[10]),
            new Money(slot[11]),
            new Quantity(slot[12]),
            new Quantity(slot[13]),
            new Quantity(slot[14]),
            version >> 1);

        // No read above may move below the second look at the version.
        Volatile.ReadBarrier();
        bool isConsistent = (version & 1) == 0 && Volatile.Read(in slot[0]) == version;
        GC.KeepAlive(this); // the slot is memory that goes with this object
        return isConsistent;
    }

    /// <summary>Reads a consistent copy, trying again while the writer is at it. Any thread but the writer's.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The copy.</returns>
    public CachedQuote Read(InstrumentId instrument)
    {
        CachedQuote quote;
        var wait = default(SpinWait);
        while (!TryRead(instrument, out quote))
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        return quote;
    }

    /// <summary>Gives the memory back. No thread may read or write any more.</summary>
    public void Dispose() => _words.Dispose();

    /// <summary>The first word of a slot, for the test of the layout.</summary>
    internal ref long FirstWordOf(InstrumentId instrument) => ref SlotOf(instrument)[0];

    /// <summary>Makes the version odd before any word changes.</summary>
    private static void Open(Span<long> slot)
    {
        slot[0]++;
        Volatile.WriteBarrier();
    }

    /// <summary>Makes the version even after every word has changed: a release.</summary>
    private static void Close(Span<long> slot) => Volatile.Write(ref slot[0], slot[0] + 1);

    private Span<long> SlotOf(InstrumentId instrument)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(instrument.Index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(instrument.Index, InstrumentLimit);
        return _words.AsSpan(instrument.Index * (long)SlotWords, SlotWords);
    }
}
