using System.Collections.Generic;
using Harrier.Market.Books;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.Books;

/// <summary>Holds fast books against the slow twin: tops, whole depth, queues and positions.</summary>
internal static class BookComparison
{
    public static void AssertSameTops(NaiveOrderBooks expected, OrderBooks actual)
    {
        Assert.Equal(expected.LiveOrders, actual.LiveOrders);
        for (int instrument = 0; instrument < expected.Instruments; instrument++)
        {
            if (expected.Top(instrument) != actual.Top(instrument))
            {
                Assert.Fail($"Instrument {instrument}: {expected.Top(instrument)} expected, {actual.Top(instrument)} found.");
            }
        }
    }

    public static void AssertSame(NaiveOrderBooks expected, OrderBooks actual)
    {
        AssertSameTops(expected, actual);
        for (int instrument = 0; instrument < expected.Instruments; instrument++)
        {
            AssertSameSide(expected, actual, instrument, Side.Buy);
            AssertSameSide(expected, actual, instrument, Side.Sell);
        }
    }

    private static void AssertSameSide(NaiveOrderBooks expected, OrderBooks actual, int instrument, Side side)
    {
        var levels = new List<BookLevel>(expected.Depth(instrument, side));
        Assert.Equal(levels, Depth(actual, instrument, side));
        foreach (BookLevel level in levels)
        {
            Assert.Equal(level.Lots, actual.LotsAt(instrument, side, level.PriceTicks));
            Assert.Equal(level.Orders, actual.OrdersAt(instrument, side, level.PriceTicks));
            var queue = new List<ulong>(expected.Queue(instrument, side, level.PriceTicks));
            Assert.Equal(queue, Queue(actual, instrument, side, level.PriceTicks));
            foreach (ulong reference in queue)
            {
                AssertSameOrder(expected, actual, reference);
            }
        }
    }

    private static void AssertSameOrder(NaiveOrderBooks expected, OrderBooks actual, ulong reference)
    {
        Assert.True(expected.TryGetOrder(reference, out BookOrder expectedOrder));
        Assert.True(actual.TryGetOrder(reference, out BookOrder order));
        Assert.Equal(expectedOrder, order);
        Assert.True(expected.TryGetPosition(reference, out QueuePosition expectedPosition));
        Assert.True(actual.TryGetPosition(reference, out QueuePosition position));
        Assert.Equal(expectedPosition, position);
    }

    private static List<BookLevel> Depth(OrderBooks books, int instrument, Side side)
    {
        var levels = new List<BookLevel>();
        bool isThere = books.TryGetBestLevel(instrument, side, out BookLevel level);
        while (isThere)
        {
            levels.Add(level);
            bool hasPrice = books.TryGetNextPrice(instrument, side, level.PriceTicks, out int next);
            isThere = books.TryGetNextLevel(instrument, side, level.PriceTicks, out level);
            Assert.Equal((isThere, level.PriceTicks), (hasPrice, next));
        }

        return levels;
    }

    private static List<ulong> Queue(OrderBooks books, int instrument, Side side, int priceTicks)
    {
        var queue = new List<ulong>();
        bool isThere = books.TryGetFirstOrder(instrument, side, priceTicks, out ulong reference);
        while (isThere)
        {
            queue.Add(reference);
            isThere = books.TryGetNextOrder(reference, out reference);
        }

        return queue;
    }
}
