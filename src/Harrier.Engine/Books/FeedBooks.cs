using System;
using System.Collections.Generic;
using Harrier.Market.Books;
using Harrier.Primitives;

namespace Harrier.Engine.Books;

/// <summary>The books of every stock locate, kept by a feed in chunks, with look-ahead, or message by message.</summary>
internal sealed class FeedBooks : IDisposable
{
    private readonly OrderBooks _books;
    private readonly ItchBookBuilder _builder;
    private TopSum _tops;

    public FeedBooks(int liveOrdersMax)
    {
        _books = new OrderBooks(new OrderBookLimits { Instruments = OrderBookLimits.InstrumentsMax, Orders = liveOrdersMax });
        _builder = new ItchBookBuilder(_books);
    }

    public long LiveOrders => _books.LiveOrders;

    public BookStatistics Statistics => _books.Statistics;

    /// <summary>The sum over the best bids and offers, prices and sizes, after each message that changed a book.</summary>
    public ulong SumOfTops => _tops.Sum;

    public void Apply(ReadOnlySpan<byte> chunk) => _builder.ApplyChunk(chunk, ref _tops);

    /// <summary>Applies one message.</summary>
    /// <param name="message">The message, without its length.</param>
    /// <param name="locate">The book that changed.</param>
    /// <returns>Whether one did.</returns>
    public bool TryApplyOne(ReadOnlySpan<byte> message, out int locate)
    {
        BookChange change = _builder.Apply(message);
        locate = change.Instrument;
        return change.Result == BookResult.Applied;
    }

    /// <summary>Empties all books. The statistics go on.</summary>
    public void Reset()
    {
        _books.ClearAll();
        _tops = default;
    }

    public TopOfBook Top(int locate) => _books.Top(locate);

    public IEnumerable<BookLevel> Depth(int locate, Side side)
    {
        bool isThere = _books.TryGetBestLevel(locate, side, out BookLevel level);
        while (isThere)
        {
            yield return level;
            isThere = _books.TryGetNextLevel(locate, side, level.PriceTicks, out level);
        }
    }

    public bool TryGetPosition(ulong reference, out QueuePosition position) => _books.TryGetPosition(reference, out position);

    public void Dispose() => _books.Dispose();
}
