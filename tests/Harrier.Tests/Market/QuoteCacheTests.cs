using System;
using System.Threading;
using Harrier.Market;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Market;

public sealed class QuoteCacheTests
{
    private static readonly InstrumentId Instrument = new(1);

    [Fact]
    public unsafe void Slots_have_128_bytes_on_boundaries_of_128()
    {
        for (int instruments = 1; instruments < 20; instruments++)
        {
            using var cache = new QuoteCache(instruments);
            fixed (long* first = &cache.FirstWordOf(new InstrumentId(0)))
            {
                Assert.Equal(0, (nint)first % 128);
                for (int i = 0; i < instruments; i++)
                {
                    cache.FirstWordOf(new InstrumentId(i)) = 1_000 + i;
                    Assert.Equal(1_000 + i, first[128 / 8 * i]);
                }
            }
        }
    }

    [Fact]
    public unsafe void In_an_arena_the_slots_are_the_arenas_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Arenas are taken on Linux.");
        Assert.True(NumaAllocator.TryCreate(new NumaConfiguration { Nodes = [MemoryNodes.Allowed()[0]] }, out NumaAllocator? allocator, out string fault), fault);
        MemoryArena arena = allocator.Arenas[0];
        using NativeBuffer<long> before = arena.Allocate<long>();
        using var cache = new QuoteCache(7, arena);
        Assert.Equal(128 + (7 * 128), arena.ByteCount - arena.FreeBytes);
        fixed (long* first = &cache.FirstWordOf(new InstrumentId(0)))
        {
            Assert.Equal(128, (byte*)first - (byte*)before.Start);
        }

        allocator.Dispose(); // the cache keeps its memory
        cache.WriteTop(Instrument, Top(5), new Nanoseconds(77));
        Assert.Equal(Top(5), cache.Read(Instrument).Top);
    }

    [Fact]
    public void A_disposed_cache_has_no_slots()
    {
        var cache = new QuoteCache(2);
        cache.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cache.TryRead(Instrument, out _));
    }

    [Fact]
    public void A_fresh_slot_is_an_empty_book_without_quotes()
    {
        Assert.True(new QuoteCache(2).TryRead(Instrument, out CachedQuote quote));
        Assert.Equal(TopOfBook.Empty, quote.Top);
        Assert.False(quote.OwnBid.IsPresent || quote.OwnAsk.IsPresent);
    }

    [Fact]
    public void What_was_written_is_read_and_the_parts_do_not_disturb_each_other()
    {
        using var cache = new QuoteCache(3);
        cache.WriteTop(Instrument, Top(5), new Nanoseconds(77));
        cache.WriteOwn(Instrument, new Price(1), new Quantity(2), new Price(3), new Quantity(4));
        cache.WritePosition(Instrument, new Quantity(-7), new Money(12_345));
        cache.WriteOpen(Instrument, new Quantity(30), new Quantity(40));
        cache.AddTraded(Instrument, new Quantity(500));
        cache.AddTraded(Instrument, new Quantity(60));
        CachedQuote quote = cache.Read(Instrument);
        Assert.Equal((30L, 40L, 560L), (quote.OpenBuys.Lots, quote.OpenSells.Lots, quote.Traded.Lots));
        Assert.Equal((-7L, 12_345L), (quote.Held.Lots, quote.Cash.Parts));
        Assert.Equal((Top(5), 77L), (quote.Top, quote.TopTime.Value));
        Assert.Equal((1L, 2L, 3L, 4L), (quote.OwnBid.Ticks, quote.OwnBidSize.Lots, quote.OwnAsk.Ticks, quote.OwnAskSize.Lots));
        Assert.Equal(TopOfBook.Empty, cache.Read(new InstrumentId(0)).Top);
        Assert.Equal(TopOfBook.Empty, cache.Read(new InstrumentId(2)).Top);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void An_instrument_beyond_the_limit_is_an_error(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuoteCache(3).TryRead(new InstrumentId(index), out _));

    [Fact]
    public void Readers_on_other_threads_never_see_a_mixture_and_never_go_back()
    {
        const int Writes = 400_000;
        using var cache = new QuoteCache(2);
        long mixtures = 0;
        bool isDone = false;
        void ReadAll()
        {
            long lastTime = 0;
            while (!Volatile.Read(ref isDone))
            {
                CachedQuote quote = cache.Read(Instrument);
                long n = quote.TopTime.Value;
                bool isWhole = n == 0 || quote.Top == Top(n);
                bool isOwnWhole = !quote.OwnBid.IsPresent
                    || (quote.OwnBidSize.Lots == quote.OwnBid.Ticks + 1
                        && quote.OwnAsk.Ticks == quote.OwnBid.Ticks + 2
                        && quote.OwnAskSize.Lots == quote.OwnBid.Ticks + 3);
                if (!isWhole || !isOwnWhole || n < lastTime)
                {
                    Interlocked.Increment(ref mixtures);
                }

                lastTime = n;
            }
        }

        Thread[] readers = [new Thread(ReadAll), new Thread(ReadAll)];
        Array.ForEach(readers, reader => reader.Start());
        for (int n = 1; n <= Writes; n++)
        {
            cache.WriteTop(Instrument, Top(n), new Nanoseconds(n));
            cache.WriteOwn(Instrument, new Price(n), new Quantity(n + 1), new Price(n + 2), new Quantity(n + 3));
        }

        Volatile.Write(ref isDone, true);
        Array.ForEach(readers, reader => reader.Join());
        Assert.Equal(0, Interlocked.Read(ref mixtures));
        Assert.Equal(Top(Writes), cache.Read(Instrument).Top);
    }

    [Fact]
    public void Writing_and_reading_allocate_nothing()
    {
        using var cache = new QuoteCache(2);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                cache.WriteTop(Instrument, Top(i), new Nanoseconds(i));
                cache.Read(Instrument);
            }
        }));
    }

    private static TopOfBook Top(long n) => new(new Price(n), new Quantity(-n), new Price(2 * n), new Quantity(3 * n));
}
