using System;
using Harrier.Primitives;
using Harrier.Trading.Positions;

namespace Harrier.Engine.MarketMaking;

/// <summary>The last few mids of each instrument with the venue's times, to tell what the mid was when an order was
/// executed: the answer about it often comes after the feed has shown what it did to the book. One thread; nothing is
/// allocated after construction.</summary>
internal sealed class RecentMids
{
    private const int Kept = 8;

    private readonly Change[] _changes;
    private readonly int[] _next;

    /// <summary>Takes the memory, 132 bytes an instrument.</summary>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    public RecentMids(int instrumentLimit)
    {
        _changes = new Change[instrumentLimit * Kept];
        _next = new int[instrumentLimit];
        Array.Fill(_changes, new Change { MidTicksTwice = PositionBook.NoMid, Time = long.MinValue });
    }

    /// <summary>Takes a new mid.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="midTicksTwice">Twice the mid.</param>
    /// <param name="since">Since when it holds at the venue. One that corrects the last one, and is told by an earlier
    /// message, holds since that one: what was before is left as it was known.</param>
    public void Add(int instrument, long midTicksTwice, Nanoseconds since)
    {
        ref int next = ref _next[instrument];
        long last = _changes[(instrument * Kept) + ((next - 1 + Kept) % Kept)].Time;
        _changes[(instrument * Kept) + next] = new Change { MidTicksTwice = midTicksTwice, Time = Math.Max(since.Value, last) };
        next = (next + 1) % Kept;
    }

    /// <summary>The mid just before a time of the venue.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="time">The time.</param>
    /// <returns>Twice the mid; the oldest one kept where all are younger; <see cref="PositionBook.NoMid"/> when there
    /// was none.</returns>
    public long Before(int instrument, Nanoseconds time)
    {
        long mid = PositionBook.NoMid;
        for (int age = 1; age <= Kept; age++)
        {
            ref Change change = ref _changes[(instrument * Kept) + ((_next[instrument] - age + Kept) % Kept)];
            if (change.MidTicksTwice == PositionBook.NoMid)
            {
                break;
            }

            mid = change.MidTicksTwice;
            if (change.Time < time.Value)
            {
                break;
            }
        }

        return mid;
    }

    private struct Change
    {
        public long MidTicksTwice;
        public long Time;
    }
}
