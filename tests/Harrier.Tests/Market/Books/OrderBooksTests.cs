using System;
using System.Runtime.CompilerServices;
using Harrier.Market.Books;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.Books;

/// <summary>Limits, statistics and the places where memory layouts change: scenes worked out by hand.</summary>
public sealed class OrderBooksTests
{
    [Fact]
    public void An_add_beyond_the_limit_is_refused_and_counted_and_the_book_stays_right()
    {
        using var books = new OrderBooks(new OrderBookLimits { Instruments = 1, Orders = 2 });
        Assert.Equal(BookResult.Applied, books.Add(0, 1, Side.Buy, 5, 100));
        Assert.Equal(BookResult.Applied, books.Add(0, 2, Side.Buy, 6, 200));
        Assert.Equal(BookResult.AtLimit, books.Add(0, 3, Side.Buy, 7, 300));
        Assert.Equal(BookResult.AtLimit, books.Add(0, 1UL << 63, Side.Buy, 7, 300));
        Assert.Equal(BookResult.DuplicateReference, books.Add(0, 2, Side.Buy, 7, 300));
        Assert.Equal(BookResult.Applied, books.Replace(2, 3, 8, 300));
        Assert.Equal((2, 2L, 1L), (books.LiveOrders, books.Statistics.AtLimit, books.Statistics.DuplicateReferences));
        Assert.Equal(new TopOfBook(new Price(300), new Quantity(8), Price.None, Quantity.Zero), books.Top(0));
        Assert.Equal(BookResult.Applied, books.Delete(3));
        Assert.Equal(BookResult.Applied, books.Add(0, 4, Side.Buy, 7, 300));
    }

    [Fact]
    public void A_stub_quote_first_does_not_keep_the_window_from_the_market()
    {
        using var books = new OrderBooks(new OrderBookLimits { Instruments = 1, Orders = 100 });
        books.Add(0, 1, Side.Buy, 1, 1);
        books.Add(0, 2, Side.Sell, 1, 1_999_999_900);
        for (int i = 0; i < 20; i++)
        {
            books.Add(0, (ulong)(10 + i), Side.Buy, 1, 500_000 - (i * 100));
            books.Add(0, (ulong)(40 + i), Side.Sell, 1, 500_100 + (i * 100));
        }

        // Each side's window is placed twice, at the stub and at the market; nothing of the market is far.
        Assert.Equal((4L, 0L), (books.Statistics.Recentrings, books.Statistics.FarOrders));
        Assert.Equal((1L, 1L), (books.LotsAt(0, Side.Buy, 1), books.LotsAt(0, Side.Sell, 1_999_999_900)));
        Assert.True(books.TryGetNextLevel(0, Side.Buy, 498_100, out BookLevel last));
        Assert.Equal(new BookLevel(1, 1, 1), last);
    }

    [Fact]
    public void The_order_of_a_queue_survives_the_move_of_the_window()
    {
        using var books = new OrderBooks(new OrderBookLimits { Instruments = 1, Orders = 100 });
        books.Add(0, 1, Side.Sell, 10, 9_000_000);
        books.Add(0, 2, Side.Sell, 20, 9_000_000);
        books.Add(0, 3, Side.Sell, 30, 100_000); // far better: the window comes here, and the queue goes to the far prices
        Assert.Equal(BookResult.Applied, books.Add(0, 4, Side.Sell, 40, 9_000_000));
        Assert.True(books.TryGetPosition(4, out QueuePosition position));
        Assert.Equal(new QueuePosition(2, 30), position);
        books.Delete(3);
        Assert.Equal((9_000_000L, 70L), (books.Top(0).AskPrice.Ticks, books.Top(0).AskSize.Lots));
        books.Add(0, 5, Side.Sell, 50, 8_999_900); // a better one there: the window and the queue come back
        books.Delete(5);
        Assert.Equal((9_000_000L, 70L), (books.Top(0).AskPrice.Ticks, books.Top(0).AskSize.Lots));
        Assert.True(books.TryGetPosition(2, out position));
        Assert.Equal(new QueuePosition(1, 10), position);
    }

    [Fact]
    public void Sub_penny_prices_stand_between_the_cents()
    {
        using var books = new OrderBooks(new OrderBookLimits { Instruments = 1, Orders = 100 });
        books.Add(0, 1, Side.Buy, 1, 500_000);
        books.Add(0, 2, Side.Buy, 2, 500_050);
        books.Add(0, 3, Side.Buy, 3, 500_100);
        Assert.Equal((500_100L, 3L), Bid(books));
        books.Delete(3);
        Assert.Equal((500_050L, 2L), Bid(books));
        books.Delete(2);
        Assert.Equal((500_000L, 1L), Bid(books));
        Assert.Equal(1, books.Statistics.FarOrders);
    }

    [Fact]
    public void Lots_at_a_level_go_beyond_32_bits()
    {
        using var books = new OrderBooks(new OrderBookLimits { Instruments = 1, Orders = 10 });
        for (ulong reference = 1; reference <= 5; reference++)
        {
            books.Add(0, reference, Side.Sell, int.MaxValue, 100);
        }

        Assert.Equal(5L * int.MaxValue, books.Top(0).AskSize.Lots);
        Assert.Equal(5L * int.MaxValue, books.LotsAt(0, Side.Sell, 100));
    }

    [Fact]
    public void A_level_holds_more_than_two_to_the_24_orders()
    {
        const int Orders = (1 << 24) + 2;
        using var books = new OrderBooks(new OrderBookLimits { Instruments = 1, Orders = Orders });
        for (ulong reference = 1; reference <= Orders; reference++)
        {
            books.Add(0, reference, Side.Buy, 3, 100);
        }

        Assert.Equal(Orders, books.LiveOrders);
        Assert.Equal((100L, 3L * Orders), Bid(books));
        Assert.Equal(Orders, books.OrdersAt(0, Side.Buy, 100));
    }

    [Fact]
    public void Each_refusal_is_counted_by_its_reason()
    {
        using var books = new OrderBooks(new OrderBookLimits { Instruments = 2, Orders = 10 });
        books.Add(1, 1, Side.Buy, 5, 100);
        books.Add(1, 1, Side.Buy, 5, 100);
        books.Add(2, 2, Side.Buy, 5, 100);
        books.Add(-1, 2, Side.Buy, 5, 100);
        books.Add(1, 2, Side.None, 5, 100);
        books.Add(1, 2, Side.Buy, 0, 100);
        books.Add(1, 2, Side.Buy, 5, -1);
        books.Execute(1, 6);
        books.Delete(2);
        books.Cancel(2, 1);
        books.Replace(2, 3, 1, 1);
        BookStatistics statistics = books.Statistics;
        Assert.Equal(
            (1L, 3L, 1L, 6L, 2L),
            (statistics.Applied, statistics.UnknownReferences, statistics.DuplicateReferences, statistics.Malformed, statistics.UnknownInstruments));
    }

    [Fact]
    public void Live_orders_of_old_references_are_found_after_the_ring_came_round()
    {
        // 16 orders: the ring has 256 references, one page. Every order of it leaves for the table of old ones.
        using var books = new OrderBooks(new OrderBookLimits { Instruments = 1, Orders = 16 });
        for (ulong reference = 0; reference < 8; reference++)
        {
            books.Add(0, reference, Side.Buy, 1 + (int)reference, 100);
        }

        books.Add(0, 1_000, Side.Buy, 100, 100);
        Assert.Equal(8, books.Statistics.OldOrders);
        Assert.Equal(BookResult.DuplicateReference, books.Add(0, 3, Side.Buy, 1, 100));
        Assert.Equal(BookResult.Applied, books.Delete(3));
        Assert.Equal(BookResult.Applied, books.Add(0, 3, Side.Buy, 1, 100)); // older than its page: at home in the table
        Assert.True(books.TryGetPosition(1_000, out QueuePosition position));
        Assert.Equal(new QueuePosition(7, 32), position);
        Assert.True(books.TryGetPosition(3, out position));
        Assert.Equal(new QueuePosition(8, 132), position);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(65_537, 1)]
    [InlineData(1, 0)]
    [InlineData(1, (1 << 26) + 1)]
    public void A_limit_out_of_its_range_is_refused(int instruments, int orders) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderBooks(new OrderBookLimits { Instruments = instruments, Orders = orders }));

    [Fact]
    public void The_limits_say_how_much_memory_is_reserved()
    {
        var limits = new OrderBookLimits { Instruments = 10, Orders = 1_000 };

        // 10 x 2 x 1,024 + 2 x 1,001 records of 16; 10 headers of 64, bitmaps of 2 x 128 and 2 x 2 numbers of 4; a ring
        // of 16,384 numbers of 4 in pages of 256; 1,001 nodes of 16 and references of 8; 2,048 entries of 16.
        long expected = (22_482 * 16) + (10 * (64 + 256 + 16)) + (16_384 * 4) + (64 * 4) + (1_001 * 24) + (2_048 * 16);
        Assert.Equal(expected, limits.ByteCount);
    }

    [Fact]
    public void Layouts_are_what_the_books_count_on()
    {
        Assert.Equal(16, Unsafe.SizeOf<BookRecord>());
        Assert.Equal(16, Unsafe.SizeOf<BookSide>());
        Assert.Equal(64, Unsafe.SizeOf<BookHeader>());
        Assert.Equal(32, Unsafe.SizeOf<TopOfBook>());
        var header = new BookHeader { Top = new TopOfBook(new Price(1), new Quantity(2), new Price(3), new Quantity(4)) };
        Assert.Equal(
            [1L, 2L, 3L, 4L],
            new[] { At(ref header, 0), At(ref header, 1), At(ref header, 2), At(ref header, 3) });
    }

    private static long At(ref BookHeader header, int index) => Unsafe.Add(ref Unsafe.As<BookHeader, long>(ref header), index);

    private static (long Ticks, long Lots) Bid(OrderBooks books) => (books.Top(0).BidPrice.Ticks, books.Top(0).BidSize.Lots);
}
