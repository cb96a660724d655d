using Harrier.Market.Books;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.Books;

/// <summary>Scenes whose outcome is seen by eye; the twin of the fast books must be beyond doubt.</summary>
public sealed class NaiveOrderBooksTests
{
    private readonly NaiveOrderBooks _books = new(3);

    [Fact]
    public void A_book_starts_empty()
    {
        Assert.Equal(TopOfBook.Empty, _books.Top(1));
        Assert.Equal((0L, 0), (_books.LotsAt(1, Side.Buy, 100), _books.OrdersAt(1, Side.Buy, 100)));
        Assert.False(_books.TryGetOrder(1, out _));
        Assert.False(_books.TryGetPosition(1, out _));
    }

    [Fact]
    public void The_best_bid_is_the_highest_and_the_best_ask_the_lowest_price()
    {
        Scene();
        Assert.Equal(Top(101, 30, 103, 5), _books.Top(1));
        Assert.Equal([new BookLevel(101, 30, 2), new BookLevel(100, 7, 1)], _books.Depth(1, Side.Buy));
        Assert.Equal([new BookLevel(103, 5, 1), new BookLevel(110, 9, 1)], _books.Depth(1, Side.Sell));
        Assert.Equal(TopOfBook.Empty, _books.Top(2));
    }

    [Fact]
    public void Orders_at_one_price_stand_in_the_order_of_their_arrival()
    {
        Scene();
        Assert.Equal([2UL, 3UL], _books.Queue(1, Side.Buy, 101));
        Assert.Equal(new QueuePosition(1, 10), Position(3));
        Assert.Equal(new QueuePosition(0, 0), Position(2));
    }

    [Fact]
    public void An_order_that_is_cut_keeps_its_place()
    {
        Scene();
        Assert.Equal(BookResult.Applied, _books.Cancel(2, 4));
        Assert.Equal(BookResult.Applied, _books.Execute(2, 1));
        Assert.Equal(new QueuePosition(1, 5), Position(3));
        Assert.Equal(Top(101, 25, 103, 5), _books.Top(1));
    }

    [Fact]
    public void An_order_without_lots_is_gone_and_an_empty_level_with_it()
    {
        Scene();
        Assert.Equal(BookResult.Applied, _books.Execute(2, 10));
        Assert.Equal(BookResult.Applied, _books.Delete(3));
        Assert.Equal(Top(100, 7, 103, 5), _books.Top(1));
        Assert.Equal(3, _books.LiveOrders);
        Assert.Equal(BookResult.UnknownReference, _books.Delete(2));
    }

    [Fact]
    public void A_replaced_order_goes_to_the_end_of_the_queue_even_at_its_own_price()
    {
        Scene();
        Assert.Equal(BookResult.Applied, _books.Replace(2, 9, 10, 101));
        Assert.Equal([3UL, 9UL], _books.Queue(1, Side.Buy, 101));
        Assert.True(_books.TryGetOrder(9, out BookOrder order));
        Assert.Equal(new BookOrder(1, Side.Buy, 101, 10), order);
        Assert.False(_books.TryGetOrder(2, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(11)]
    public void More_than_there_is_or_nothing_cannot_be_taken(int lots)
    {
        Scene();
        Assert.Equal(BookResult.Malformed, _books.Execute(2, lots));
        Assert.Equal(BookResult.Malformed, _books.Cancel(2, lots));
        Assert.Equal(Top(101, 30, 103, 5), _books.Top(1));
    }

    [Fact]
    public void What_makes_no_sense_changes_nothing()
    {
        Scene();
        Assert.Equal(BookResult.DuplicateReference, _books.Add(2, 2, Side.Sell, 1, 50));
        Assert.Equal(BookResult.DuplicateReference, _books.Replace(3, 2, 1, 50));
        Assert.Equal(BookResult.UnknownReference, _books.Replace(77, 78, 1, 50));
        Assert.Equal(BookResult.Malformed, _books.Replace(3, 78, 0, 50));
        Assert.Equal(BookResult.Malformed, _books.Add(3, 78, Side.Buy, 1, 50));
        Assert.Equal(BookResult.Malformed, _books.Add(1, 78, Side.None, 1, 50));
        Assert.Equal(BookResult.Malformed, _books.Add(1, 78, Side.Buy, 0, 50));
        Assert.Equal((5, 30L), (_books.LiveOrders, _books.LotsAt(1, Side.Buy, 101)));
        Assert.Empty(_books.Depth(2, Side.Sell));
    }

    [Fact]
    public void Clearing_empties_one_book_alone()
    {
        Scene();
        Assert.Equal(BookResult.Applied, _books.Add(2, 50, Side.Sell, 8, 40));
        _books.Clear(1);
        Assert.Equal(TopOfBook.Empty, _books.Top(1));
        Assert.Equal((1, 8L), (_books.LiveOrders, _books.LotsAt(2, Side.Sell, 40)));
        Assert.Equal(BookResult.Applied, _books.Add(1, 2, Side.Buy, 1, 10));
    }

    /// <summary>Bids 100: order 1 (7). 101: orders 2 (10) and 3 (20). Asks 103: order 4 (5). 110: order 5 (9).</summary>
    private void Scene()
    {
        (ulong Reference, Side Side, int Lots, int PriceTicks)[] orders =
            [(1, Side.Buy, 7, 100), (2, Side.Buy, 10, 101), (3, Side.Buy, 20, 101), (4, Side.Sell, 5, 103), (5, Side.Sell, 9, 110)];
        Assert.All(orders, order => Assert.Equal(
            BookResult.Applied, _books.Add(1, order.Reference, order.Side, order.Lots, order.PriceTicks)));
    }

    private QueuePosition Position(ulong reference)
    {
        Assert.True(_books.TryGetPosition(reference, out QueuePosition position));
        return position;
    }

    private static TopOfBook Top(long bid, long bidSize, long ask, long askSize) =>
        new(new Price(bid), new Quantity(bidSize), new Price(ask), new Quantity(askSize));
}
