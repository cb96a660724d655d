using System;
using Harrier.Market.Books;
using Harrier.Primitives;

namespace Harrier.Simulation.Replay;

/// <summary>The books of the recorded day as the venue sees them: no order of ours is in them.</summary>
internal sealed class RecordedBook : IDisposable
{
    private readonly OrderBooks _books;
    private readonly ItchBookBuilder _builder;

    /// <summary>Takes the memory.</summary>
    public RecordedBook(RecordedVenueLimits limits)
    {
        _books = new OrderBooks(new OrderBookLimits { Instruments = limits.Instruments, LiveOrders = limits.RecordedOrders });
        _builder = new ItchBookBuilder(_books);
    }

    /// <summary>Takes a message of the day.</summary>
    public void Apply(ReadOnlySpan<byte> message) => _builder.Apply(message);

    /// <summary>Looks an order up.</summary>
    public bool TryGetOrder(ulong reference, out BookOrder order) => _books.TryGetOrder(reference, out order);

    /// <summary>Gives the orders ahead of a live order in the queue of its price.</summary>
    public int OrdersAheadOf(ulong reference) =>
        _books.TryGetPosition(reference, out QueuePosition position) ? position.OrdersAhead : 0;

    /// <summary>Gives the orders at a price.</summary>
    public int OrdersAt(int instrument, Side side, int priceTicks) => _books.OrdersAt(instrument, side, priceTicks);

    /// <summary>Gives the best price of a side.</summary>
    public bool TryGetBest(int instrument, Side side, out BookLevel level) =>
        _books.TryGetBestLevel(instrument, side, out level);

    /// <summary>Gives the next worse price of a side.</summary>
    public bool TryGetNext(int instrument, Side side, int afterPriceTicks, out BookLevel level) =>
        _books.TryGetNextLevel(instrument, side, afterPriceTicks, out level);

    /// <summary>Gives the first order in the queue of a price.</summary>
    public bool TryGetFirstOrder(int instrument, Side side, int priceTicks, out BookOrder order) =>
        _books.TryGetFirstOrder(instrument, side, priceTicks, out order);

    /// <summary>Gives the order behind another in its queue.</summary>
    public bool TryGetOrderBehind(ulong reference, out BookOrder order) =>
        _books.TryGetOrderBehind(reference, out order);

    /// <inheritdoc/>
    public void Dispose() => _books.Dispose();
}
