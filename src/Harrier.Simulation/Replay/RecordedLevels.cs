using System;
using Harrier.Primitives;

namespace Harrier.Simulation.Replay;

/// <summary>The prices of all instruments at which recorded orders stand, each side a list from the best outward. Flat
/// memory taken at start.</summary>
internal sealed class RecordedLevels
{
    /// <summary>No level, and no order.</summary>
    public const int None = -1;

    private readonly Level[] _levels;
    private readonly int[] _best;
    private readonly ReferenceMap _byPrice;
    private int _firstFree;

    /// <summary>Takes the memory.</summary>
    /// <param name="limit">The most prices with orders, of all instruments together.</param>
    /// <param name="instrumentCount">The instruments.</param>
    public RecordedLevels(int limit, int instrumentCount)
    {
        _levels = new Level[limit];
        _best = new int[instrumentCount * 2];
        _byPrice = new ReferenceMap(limit);
        Clear();
    }

    /// <summary>A level by its index.</summary>
    public ref Level this[int index] => ref _levels[index];

    /// <summary>Gives the best level of a side, or none.</summary>
    public int Best(int instrument, Side side) => _best[Head(instrument, side)];

    /// <summary>Gives the level of a price, or none.</summary>
    public int Find(int instrument, Side side, int priceTicks) =>
        _byPrice.TryGet(Key(instrument, side, priceTicks), out int index) ? index : None;

    /// <summary>Gives the level of a price, a new one where there is none; none at the limit.</summary>
    public int FindOrAdd(int instrument, Side side, int priceTicks)
    {
        int index = Find(instrument, side, priceTicks);
        return index == None && _firstFree != None ? Add(instrument, side, priceTicks) : index;
    }

    /// <summary>Takes a level out; it has no orders.</summary>
    public void Remove(int index)
    {
        ref Level level = ref _levels[index];
        _byPrice.Remove(Key(level.Instrument, level.Side, level.PriceTicks));
        Join(Head(level.Instrument, level.Side), level.Better, level.Worse);
        level.Worse = _firstFree;
        _firstFree = index;
    }

    /// <summary>Takes all levels out.</summary>
    public void Clear()
    {
        Array.Fill(_best, None);
        _byPrice.Clear();
        for (int i = 0; i < _levels.Length; i++)
        {
            _levels[i].Worse = i + 1;
        }

        _levels[^1].Worse = None;
        _firstFree = 0;
    }

    private static int Head(int instrument, Side side) => (instrument * 2) + (side == Side.Buy ? 0 : 1);

    private static ulong Key(int instrument, Side side, int priceTicks) =>
        ((ulong)Head(instrument, side) << 32) | (uint)priceTicks;

    private int Add(int instrument, Side side, int priceTicks)
    {
        int head = Head(instrument, side);
        int better = None;
        int worse = _best[head];
        while (worse != None && !OwnOrders.IsBetter(side, priceTicks, _levels[worse].PriceTicks))
        {
            better = worse;
            worse = _levels[worse].Worse;
        }

        int index = _firstFree;
        _firstFree = _levels[index].Worse;
        _levels[index] = new Level
        {
            Instrument = instrument,
            Side = side,
            PriceTicks = priceTicks,
            FirstOrder = None,
            LastOrder = None,
        };
        _byPrice.TrySet(Key(instrument, side, priceTicks), index);
        Join(head, better, index);
        Join(head, index, worse);
        return index;
    }

    private void Join(int head, int better, int worse)
    {
        if (better == None)
        {
            _best[head] = worse;
        }
        else
        {
            _levels[better].Worse = worse;
        }

        if (worse != None)
        {
            _levels[worse].Better = better;
        }
    }

    /// <summary>One price of one side.</summary>
    public struct Level
    {
        /// <summary>The stock locate.</summary>
        public int Instrument;

        /// <summary>Buy or sell.</summary>
        public Side Side;

        /// <summary>The price in ticks.</summary>
        public int PriceTicks;

        /// <summary>The oldest order.</summary>
        public int FirstOrder;

        /// <summary>The newest order.</summary>
        public int LastOrder;

        /// <summary>The number of orders.</summary>
        public int Orders;

        /// <summary>The next better price, or none.</summary>
        public int Better;

        /// <summary>The next worse price, or none; of a free level the next free one.</summary>
        public int Worse;
    }
}
