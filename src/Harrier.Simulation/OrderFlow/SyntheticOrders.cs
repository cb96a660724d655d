using System;
using Harrier.Primitives;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The live orders of a synthetic day. Any can be drawn; those near the touch also stand in queues by level, so
/// that the first of a side's best is found.</summary>
/// <remarks>A ladder holds <see cref="Levels"/> prices on each side of a symbol in a ring that a price index falls into,
/// so that nothing moves when the touch does. A far order is in no ladder.</remarks>
internal sealed class SyntheticOrders
{
    public const int Levels = 256;
    public const int Far = -1;
    public const int None = -1;

    private readonly int[] _heads;
    private readonly int[] _tails;
    private Order[] _orders = new Order[1 << 12];
    private int[] _live = new int[1 << 12]; // a permutation of all places, the first Count of them live

    public SyntheticOrders(int symbols)
    {
        _heads = new int[symbols * 2 * Levels];
        _tails = new int[symbols * 2 * Levels];
        Array.Fill(_heads, None);
        Array.Fill(_tails, None);
        Number(0);
    }

    public int Count { get; private set; }

    public ref Order this[int place] => ref _orders[place];

    /// <summary>A live order, all equally likely. There must be one.</summary>
    public int Any(Pcg64 random) => _live[random.NextBelow(Count)];

    /// <summary>Where a price is in its symbol's ladder.</summary>
    public static int Rung(int symbol, Side side, int priceIndex) =>
        (symbol * 2 + (side == Side.Sell ? 1 : 0)) * Levels + (priceIndex & (Levels - 1));

    public bool IsEmpty(int rung) => _heads[rung] == None;

    public int FirstAt(int rung) => _heads[rung];

    public int Add(in Order order)
    {
        if (Count == _orders.Length)
        {
            Grow();
        }

        int place = _live[Count];
        ref Order added = ref _orders[place];
        added = order;
        (added.Position, added.Next, added.Previous) = (Count++, None, None);
        if (order.Rung != Far)
        {
            added.Previous = _tails[order.Rung];
            (added.Previous == None ? ref _heads[order.Rung] : ref _orders[added.Previous].Next) = place;
            _tails[order.Rung] = place;
        }

        return place;
    }

    public void Remove(int place)
    {
        ref Order order = ref _orders[place];
        if (order.Rung != Far)
        {
            (order.Previous == None ? ref _heads[order.Rung] : ref _orders[order.Previous].Next) = order.Next;
            (order.Next == None ? ref _tails[order.Rung] : ref _orders[order.Next].Previous) = order.Previous;
        }

        int last = _live[--Count];
        _live[order.Position] = last;
        _orders[last].Position = order.Position;
        _live[Count] = place;
    }

    private void Grow()
    {
        int length = _orders.Length;
        Array.Resize(ref _orders, length * 2);
        Array.Resize(ref _live, length * 2);
        Number(length);
    }

    private void Number(int from)
    {
        for (int place = from; place < _live.Length; place++)
        {
            _live[place] = place;
        }
    }

    internal struct Order
    {
        public ulong Reference;
        public int Symbol;
        public int PriceTicks;
        public int Lots;
        public int Rung;
        public int Position;
        public int Next;
        public int Previous;
        public Side Side;
    }
}
