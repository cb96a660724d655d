using Harrier.Engine.Configuration;
using Harrier.Primitives;

namespace Harrier.Engine.Sessions;

/// <summary>A time in which nothing of the feed arrives; what was sent meanwhile arrives at its end.</summary>
/// <param name="From">The first instant of it.</param>
/// <param name="To">The first instant after it.</param>
internal readonly record struct FeedSilence(Nanoseconds From, Nanoseconds To)
{
    /// <summary>The silence that is configured; an empty one when none is.</summary>
    /// <param name="faults">The section.</param>
    /// <param name="start">The start of trading.</param>
    /// <returns>The silence.</returns>
    public static FeedSilence Of(FaultsSection faults, Nanoseconds start)
    {
        if (faults.FeedSilenceAtSeconds <= 0)
        {
            return new FeedSilence(Nanoseconds.Never, Nanoseconds.Never);
        }

        Nanoseconds from = start + Nanoseconds.FromSeconds(faults.FeedSilenceAtSeconds);
        return new FeedSilence(from, from + Nanoseconds.FromSeconds(faults.FeedSilenceSeconds));
    }

    /// <summary>When a message arrives that is due at a time.</summary>
    /// <param name="due">The time.</param>
    /// <returns>The time, or the end of the silence.</returns>
    public Nanoseconds Delay(Nanoseconds due) => due >= From && due < To ? To : due;
}
