using System;

namespace Harrier.Engine.Books;

/// <summary>How long one pass over a feed took, over its repeats.</summary>
/// <param name="Median">Nanoseconds a message; the middle of the repeats.</param>
/// <param name="Min">Nanoseconds a message; the fastest repeat.</param>
public sealed record PassTiming(double Median, double Min)
{
    /// <summary>Messages a second at the median.</summary>
    public double MessagesPerSecond => Median > 0 ? 1e9 / Median : 0;

    /// <summary>Sums up the repeats.</summary>
    /// <param name="nanosecondsPerMessage">One number a repeat; is sorted.</param>
    /// <returns>Nothing where there were none.</returns>
    internal static PassTiming? Of(double[] nanosecondsPerMessage)
    {
        Array.Sort(nanosecondsPerMessage);
        int count = nanosecondsPerMessage.Length;
        return count == 0
            ? null
            : new PassTiming((nanosecondsPerMessage[(count - 1) / 2] + nanosecondsPerMessage[count / 2]) / 2, nanosecondsPerMessage[0]);
    }
}
