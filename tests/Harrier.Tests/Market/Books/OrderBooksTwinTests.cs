using System;
using CsCheck;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Market.Books;

/// <summary>Random changes, sensible or not, give the same answers and the same books as the slow twin.</summary>
public sealed class OrderBooksTwinTests
{
    private const int Instruments = 3;

    /// <summary>The ring of recent references of these limits has 256 numbers, one page: it turns all the time.</summary>
    private static readonly OrderBookLimits Small = new() { Instruments = Instruments, Orders = 60 };

    private static readonly Gen<Change> AnyChange = Gen.Select(
        Gen.Int[0, 19], Gen.Int[-1, Instruments], Gen.Int[0, 60], Gen.Int[0, 4], Gen.Int[0, 40], Gen.Int[0, 9], Gen.Int[-1, 9])
        .Select((kind, instrument, order, family, price, zone, lots) =>
            new Change(kind, instrument, Reference(order, family), Reference(order + 1, family), Price(price, zone), lots));

    [Fact]
    public void Any_changes_give_the_books_of_the_twin()
    {
        using var books = new OrderBooks(Small);
        AnyChange.Array[0, 120].Sample(changes => AssertSame(books, changes), iter: 3_000, threads: 1);
    }

    [Fact]
    public void A_long_run_gives_the_books_of_the_twin()
    {
        using var books = new OrderBooks(new OrderBookLimits { Instruments = Instruments, Orders = 200 });
        AnyChange.Array[3_000, 3_000].Sample(changes => AssertSame(books, changes), iter: 12, threads: 1);
    }

    [Fact]
    public void In_an_arena_they_are_the_same_and_take_no_more_of_it_than_their_limits_say()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Arenas are taken on Linux.");
        Assert.True(NumaAllocator.TryCreate(new NumaConfiguration { Nodes = MemoryNodes.Allowed(), Policy = MemoryPolicy.Local, ArenaBytes = Small.ArenaBytes }, out NumaAllocator? allocator, out string fault), fault);
        MemoryArena arena = allocator.Arenas[0];
        using var books = new OrderBooks(Small, isTouched: true, arena);
        Assert.InRange(arena.ByteCount - arena.FreeBytes, Small.ByteCount - Small.Instruments, Small.ArenaBytes);
        allocator.Dispose(); // the books keep their memory
        AnyChange.Array[3_000, 3_000].Sample(changes => AssertSame(books, changes), iter: 2, threads: 1);
    }

    private static void AssertSame(OrderBooks books, Change[] changes)
    {
        books.ClearAll();
        var twin = new NaiveOrderBooks(Instruments);
        for (int i = 0; i < changes.Length; i++)
        {
            Change change = changes[i];
            bool isFull = twin.LiveOrders == books.Limits.Orders;
            BookResult result = change.ApplyTo(books);
            if (result == BookResult.AtLimit)
            {
                Assert.True(isFull);
            }
            else
            {
                Assert.Equal(change.ApplyTo(twin), result);
            }

            BookComparison.AssertSameTops(twin, books);
            if (i % 32 == 31 || i == changes.Length - 1)
            {
                BookComparison.AssertSame(twin, books);
            }
        }
    }

    // Dense, twice round the ring, made-up numbers from 2^40, scattered over all 64 bits, and dense from 2^63.
    private static ulong Reference(int order, int family) => family switch
    {
        0 => (ulong)order,
        1 => (ulong)order * 1_000,
        2 => (1UL << 40) + (ulong)order,
        3 => unchecked((ulong)order * 0x9E37_79B9_7F4A_7C15),
        _ => (1UL << 63) + (ulong)order,
    };

    // Near a market that stands in different places, by cents and between them; below a unit; stubs at both ends.
    private static int Price(int price, int zone) => zone switch
    {
        0 or 1 or 2 => 500_000 + (price * 100),
        3 => 500_000 + (price * 37),
        4 => 620_000 + (price * 1_700),
        5 => 9_000 + (price * 50),
        6 => 4_000 + price,
        7 => price,
        8 => 1_999_999_900 - (price * 100),
        _ => int.MaxValue - price,
    };

    internal readonly record struct Change(int Kind, int Instrument, ulong Reference, ulong Other, int Price, int Lots)
    {
        private Side Side => Kind % 2 == 0 ? Side.Buy : Side.Sell;

        // 1 and 7 in a hundred: big lots, whose sums do not fit into 32 bits.
        private int SomeLots => Lots == 9 ? int.MaxValue - 5 : Lots;

        public BookResult ApplyTo(OrderBooks books)
        {
            if (Kind == 19 && Instrument is >= 0 and < Instruments && Lots == 3)
            {
                books.Clear(Instrument);
                return BookResult.None;
            }

            return Kind switch
            {
                < 9 => books.Add(Instrument, Reference, Side, SomeLots, Price),
                9 => books.Add(Instrument, Reference, (Side)(Lots & 3), SomeLots, Price - 100),
                < 12 => books.Execute(Reference, SomeLots),
                12 => books.Cancel(Reference, SomeLots),
                < 16 => books.Delete(Reference),
                < 19 => books.Replace(Reference, Kind == 16 ? Reference : Other, SomeLots, Price),
                _ => BookResult.None,
            };
        }

        public BookResult ApplyTo(NaiveOrderBooks books)
        {
            if (Kind == 19 && Instrument is >= 0 and < Instruments && Lots == 3)
            {
                books.Clear(Instrument);
                return BookResult.None;
            }

            return Kind switch
            {
                < 9 => books.Add(Instrument, Reference, Side, SomeLots, Price),
                9 => books.Add(Instrument, Reference, (Side)(Lots & 3), SomeLots, Price - 100),
                < 12 => books.Execute(Reference, SomeLots),
                12 => books.Cancel(Reference, SomeLots),
                < 16 => books.Delete(Reference),
                < 19 => books.Replace(Reference, Kind == 16 ? Reference : Other, SomeLots, Price),
                _ => BookResult.None,
            };
        }
    }
}
