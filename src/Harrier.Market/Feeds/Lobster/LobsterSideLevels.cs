using System;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>The levels of one side in one sorted array, the best at the end, where levels come and go. Memory is taken
/// at construction; at the limit the caller stops.</summary>
internal sealed class LobsterSideLevels(Side side, int limit)
{
    private readonly LobsterSideLevel[] _levels = new LobsterSideLevel[limit];

    public int Count { get; private set; }

    public bool IsFull => Count == _levels.Length;

    public ref LobsterSideLevel this[int index] => ref _levels[index];

    public long RankOf(long priceTicks) => side == Side.Buy ? priceTicks : -priceTicks;

    public long PriceTicksOf(long rank) => side == Side.Buy ? rank : -rank;

    /// <summary>The index of a level, or the complement of the index where it belongs.</summary>
    public int Find(long rank)
    {
        int low = 0;
        int high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            long found = _levels[middle].Rank;
            if (found == rank)
            {
                return middle;
            }

            low = found < rank ? middle + 1 : low;
            high = found < rank ? high : middle - 1;
        }

        return ~low;
    }

    public void Insert(int index, long rank)
    {
        Array.Copy(_levels, index, _levels, index + 1, Count - index);
        _levels[index] = new LobsterSideLevel { Rank = rank, First = -1, Last = -1 };
        Count++;
    }

    public void Remove(int index)
    {
        Count--;
        Array.Copy(_levels, index + 1, _levels, index, Count - index);
    }
}
