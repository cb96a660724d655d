using Harrier.Primitives;

namespace Harrier.Engine.MarketMaking;

/// <summary>Adds up the time in which both our quotes of an instrument stand. One thread; nothing is allocated after
/// construction.</summary>
internal sealed class TwoSidedTime
{
    private const long NotTwoSided = -1;

    private readonly long[] _since;
    private readonly long[] _sum;

    /// <summary>Takes the memory, 16 bytes an instrument.</summary>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    public TwoSidedTime(int instrumentLimit)
    {
        _since = new long[instrumentLimit];
        _sum = new long[instrumentLimit];
        System.Array.Fill(_since, NotTwoSided);
    }

    /// <summary>States how it is from now on.</summary>
    public void Place(int instrument, bool isTwoSided, Nanoseconds now)
    {
        ref long since = ref _since[instrument];
        if (isTwoSided == (since != NotTwoSided))
        {
            return;
        }

        if (isTwoSided)
        {
            since = now.Value;
            return;
        }

        _sum[instrument] += now.Value - since;
        since = NotTwoSided;
    }

    /// <summary>Counts what is still running.</summary>
    public void Finish(Nanoseconds end)
    {
        for (int i = 0; i < _since.Length; i++)
        {
            Place(i, isTwoSided: false, end);
        }
    }

    /// <summary>The time so far, without what is still running.</summary>
    public Nanoseconds Of(int instrument) => new(_sum[instrument]);
}
