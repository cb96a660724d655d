using System;
using Harrier.Primitives;

namespace Harrier.Simulation.Venue;

/// <summary>The price levels of both sides of every book, each side sorted with its best price last, so that opening
/// or closing a level near the touch moves few others. Flat memory taken at start.</summary>
/// <remarks>Levels are sorted by a key that grows with the priority of the price: the price itself for bids, its
/// negative for asks. One search then serves both sides.</remarks>
internal sealed class PriceLadders
{
    private readonly int[] _keys;
    private readonly PriceLevel[] _levels;
    private readonly int[] _counts;

    public PriceLadders(int instruments, int levelsPerSide)
    {
        LevelsPerSide = levelsPerSide;
        _keys = new int[instruments * 2 * levelsPerSide];
        _levels = new PriceLevel[_keys.Length];
        _counts = new int[instruments * 2];
    }

    public int LevelsPerSide { get; }

    public static int LadderOf(int instrument, Side side) => (instrument * 2) + (side == Side.Buy ? 0 : 1);

    /// <summary>The priority of a price on a ladder; turning the sign again gives the price back.</summary>
    public static int KeyOf(int ladder, int priceTicks) => (ladder & 1) == 0 ? priceTicks : -priceTicks;

    public int Count(int ladder) => _counts[ladder];

    /// <summary>The key at a depth counted from the best level, which is depth 0.</summary>
    public int KeyAtDepth(int ladder, int depth) => _keys[IndexOf(ladder, depth)];

    public ref PriceLevel AtDepth(int ladder, int depth) => ref _levels[IndexOf(ladder, depth)];

    /// <summary>Finds the level of a key.</summary>
    /// <returns>Its place, or the complement of the place where it would be inserted.</returns>
    public int Find(int ladder, int key)
    {
        int low = ladder * LevelsPerSide;
        int high = low + _counts[ladder] - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int found = _keys[middle];
            if (found == key)
            {
                return middle;
            }

            if (found < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    public ref PriceLevel At(int place) => ref _levels[place];

    /// <summary>Opens an empty level at a place that <see cref="Find"/> gave. There must be room.</summary>
    public ref PriceLevel Insert(int ladder, int place, int key)
    {
        int end = (ladder * LevelsPerSide) + _counts[ladder]++;
        Array.Copy(_keys, place, _keys, place + 1, end - place);
        Array.Copy(_levels, place, _levels, place + 1, end - place);
        _keys[place] = key;
        _levels[place] = new PriceLevel { First = -1, Last = -1 };
        return ref _levels[place];
    }

    public void Remove(int ladder, int place)
    {
        int end = (ladder * LevelsPerSide) + --_counts[ladder];
        Array.Copy(_keys, place + 1, _keys, place, end - place);
        Array.Copy(_levels, place + 1, _levels, place, end - place);
    }

    public void Clear() => Array.Clear(_counts);

    private int IndexOf(int ladder, int depth) => (ladder * LevelsPerSide) + _counts[ladder] - 1 - depth;
}
