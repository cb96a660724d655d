using System.Collections.Generic;
using Harrier.Primitives;

namespace Harrier.Market.Books;

/// <summary>The books of all instruments, written to be seen to be right: a dictionary of orders, and per instrument and
/// side the prices in order with their queues. The oracle that fast books are compared with.</summary>
/// <remarks>Nothing is kept twice: sizes and positions are counted from the queue each time they are asked for. Every
/// add allocates, and there is no limit but memory. One thread.</remarks>
public sealed class NaiveOrderBooks
{
    private static readonly Comparer<int> HighestFirst = Comparer<int>.Create((left, right) => right.CompareTo(left));

    private readonly Dictionary<ulong, LinkedListNode<Order>> _orders = [];
    private readonly SortedList<int, LinkedList<Order>>[] _bids;
    private readonly SortedList<int, LinkedList<Order>>[] _asks;

    /// <summary>Starts with empty books.</summary>
    /// <param name="instruments">How many; their indexes begin at 0.</param>
    public NaiveOrderBooks(int instruments)
    {
        _bids = new SortedList<int, LinkedList<Order>>[instruments];
        _asks = new SortedList<int, LinkedList<Order>>[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            _bids[instrument] = new SortedList<int, LinkedList<Order>>(HighestFirst);
            _asks[instrument] = [];
        }
    }

    /// <summary>The instruments that there are books for.</summary>
    public int Instruments => _bids.Length;

    /// <summary>The orders in all books.</summary>
    public int LiveOrders => _orders.Count;

    /// <summary>Puts an order at the end of the queue at its price.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="reference">The exchange's number of the order.</param>
    /// <param name="side">The side.</param>
    /// <param name="lots">Above zero.</param>
    /// <param name="priceTicks">The price, not below zero.</param>
    /// <returns>Whether it is in the book now, or why not.</returns>
    public BookResult Add(int instrument, ulong reference, Side side, int lots, int priceTicks)
    {
        bool isSound = instrument >= 0 && instrument < Instruments && side is Side.Buy or Side.Sell && lots > 0 && priceTicks >= 0;
        if (!isSound)
        {
            return BookResult.Malformed;
        }

        if (_orders.ContainsKey(reference))
        {
            return BookResult.DuplicateReference;
        }

        SortedList<int, LinkedList<Order>> levels = Levels(instrument, side);
        if (!levels.TryGetValue(priceTicks, out LinkedList<Order>? queue))
        {
            queue = [];
            levels.Add(priceTicks, queue);
        }

        _orders.Add(reference, queue.AddLast(new Order(reference, instrument, side, priceTicks, lots)));
        return BookResult.Applied;
    }

    /// <summary>Takes executed lots off an order.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="lots">Above zero, at most what is left of it.</param>
    /// <returns>Whether it was done, or why not.</returns>
    public BookResult Execute(ulong reference, int lots) => Take(reference, lots);

    /// <summary>Takes cancelled lots off an order, which keeps its place.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="lots">Above zero, at most what is left of it.</param>
    /// <returns>Whether it was done, or why not.</returns>
    public BookResult Cancel(ulong reference, int lots) => Take(reference, lots);

    /// <summary>Removes an order.</summary>
    /// <param name="reference">The order.</param>
    /// <returns>Whether it was there.</returns>
    public BookResult Delete(ulong reference) =>
        _orders.TryGetValue(reference, out LinkedListNode<Order>? order)
            ? Take(reference, order.Value.Lots)
            : BookResult.UnknownReference;

    /// <summary>Removes an order and puts another of the same instrument and side at the end of the queue at its
    /// price. Nothing changes where either cannot be done.</summary>
    /// <param name="oldReference">The order that goes.</param>
    /// <param name="newReference">The order that comes.</param>
    /// <param name="lots">The lots of the new order, above zero.</param>
    /// <param name="priceTicks">The price of the new order, not below zero.</param>
    /// <returns>Whether it was done, or why not.</returns>
    public BookResult Replace(ulong oldReference, ulong newReference, int lots, int priceTicks)
    {
        if (!_orders.TryGetValue(oldReference, out LinkedListNode<Order>? old))
        {
            return BookResult.UnknownReference;
        }

        if (lots <= 0 || priceTicks < 0)
        {
            return BookResult.Malformed;
        }

        if (newReference != oldReference && _orders.ContainsKey(newReference))
        {
            return BookResult.DuplicateReference;
        }

        Order order = old.Value;
        Delete(oldReference);
        return Add(order.Instrument, newReference, order.Side, lots, priceTicks);
    }

    /// <summary>The best bid and offer.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <returns>Prices and sizes.</returns>
    public TopOfBook Top(int instrument)
    {
        (Price bid, Quantity bidSize) = Best(_bids[instrument]);
        (Price ask, Quantity askSize) = Best(_asks[instrument]);
        return new TopOfBook(bid, bidSize, ask, askSize);
    }

    /// <summary>The lots at a price.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="priceTicks">The price.</param>
    /// <returns>Zero where nobody stands.</returns>
    public long LotsAt(int instrument, Side side, int priceTicks) =>
        Levels(instrument, side).TryGetValue(priceTicks, out LinkedList<Order>? queue) ? Lots(queue) : 0;

    /// <summary>The orders at a price.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="priceTicks">The price.</param>
    /// <returns>Zero where nobody stands.</returns>
    public int OrdersAt(int instrument, Side side, int priceTicks) =>
        Levels(instrument, side).TryGetValue(priceTicks, out LinkedList<Order>? queue) ? queue.Count : 0;

    /// <summary>All levels of a side from the best outward.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <returns>The levels.</returns>
    public IEnumerable<BookLevel> Depth(int instrument, Side side)
    {
        foreach ((int priceTicks, LinkedList<Order> queue) in Levels(instrument, side))
        {
            yield return new BookLevel(priceTicks, Lots(queue), queue.Count);
        }
    }

    /// <summary>The references at a price in the order in which they are filled.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="priceTicks">The price.</param>
    /// <returns>The references.</returns>
    public IEnumerable<ulong> Queue(int instrument, Side side, int priceTicks)
    {
        if (Levels(instrument, side).TryGetValue(priceTicks, out LinkedList<Order>? queue))
        {
            foreach (Order order in queue)
            {
                yield return order.Reference;
            }
        }
    }

    /// <summary>Looks an order up.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="order">The order, if it is live.</param>
    /// <returns>Whether it is live.</returns>
    public bool TryGetOrder(ulong reference, out BookOrder order)
    {
        bool isLive = _orders.TryGetValue(reference, out LinkedListNode<Order>? node);
        order = isLive ? new BookOrder(node!.Value.Instrument, node.Value.Side, node.Value.PriceTicks, node.Value.Lots) : default;
        return isLive;
    }

    /// <summary>Counts what stands before an order.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="position">Its place in the queue, if it is live.</param>
    /// <returns>Whether it is live.</returns>
    public bool TryGetPosition(ulong reference, out QueuePosition position)
    {
        bool isLive = _orders.TryGetValue(reference, out LinkedListNode<Order>? node);
        int orders = 0;
        long lots = 0;
        for (LinkedListNode<Order>? ahead = node?.Previous; ahead is not null; ahead = ahead.Previous)
        {
            orders++;
            lots += ahead.Value.Lots;
        }

        position = new QueuePosition(orders, lots);
        return isLive;
    }

    /// <summary>Empties the book of one instrument.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    public void Clear(int instrument)
    {
        ClearSide(_bids[instrument]);
        ClearSide(_asks[instrument]);
    }

    private BookResult Take(ulong reference, int lots)
    {
        if (!_orders.TryGetValue(reference, out LinkedListNode<Order>? node))
        {
            return BookResult.UnknownReference;
        }

        Order order = node.Value;
        if (lots <= 0 || lots > order.Lots)
        {
            return BookResult.Malformed;
        }

        node.Value = order with { Lots = order.Lots - lots };
        if (lots == order.Lots)
        {
            Remove(node);
        }

        return BookResult.Applied;
    }

    private void Remove(LinkedListNode<Order> node)
    {
        Order order = node.Value;
        LinkedList<Order> queue = node.List!;
        queue.Remove(node);
        _orders.Remove(order.Reference);
        if (queue.Count == 0)
        {
            Levels(order.Instrument, order.Side).Remove(order.PriceTicks);
        }
    }

    private void ClearSide(SortedList<int, LinkedList<Order>> levels)
    {
        foreach (LinkedList<Order> queue in levels.Values)
        {
            foreach (Order order in queue)
            {
                _orders.Remove(order.Reference);
            }
        }

        levels.Clear();
    }

    private SortedList<int, LinkedList<Order>> Levels(int instrument, Side side) =>
        (side == Side.Buy ? _bids : _asks)[instrument];

    private static (Price Price, Quantity Size) Best(SortedList<int, LinkedList<Order>> levels) =>
        levels.Count == 0
            ? (Price.None, Quantity.Zero)
            : (new Price(levels.GetKeyAtIndex(0)), new Quantity(Lots(levels.GetValueAtIndex(0))));

    private static long Lots(LinkedList<Order> queue)
    {
        long lots = 0;
        foreach (Order order in queue)
        {
            lots += order.Lots;
        }

        return lots;
    }

    private readonly record struct Order(ulong Reference, int Instrument, Side Side, int PriceTicks, int Lots);
}
