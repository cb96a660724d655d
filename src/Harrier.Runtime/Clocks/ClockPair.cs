using System.Diagnostics;

namespace Harrier.Runtime.Clocks;

/// <summary>The cycle clock and CLOCK_MONOTONIC, read at one moment.</summary>
/// <param name="Ticks">The cycle clock.</param>
/// <param name="SystemTicks">CLOCK_MONOTONIC in ticks of <see cref="Stopwatch"/>, read within half of
/// <paramref name="Width"/> of it.</param>
/// <param name="Width">Ticks of the cycle clock between the readings on both sides of the system's.</param>
internal readonly record struct ClockPair(ulong Ticks, long SystemTicks, ulong Width)
{
    private const int Tries = 32;

    /// <summary>Reads both several times, and keeps the pair that took the least time: an interrupt between two readings
    /// makes a pair wide, never wrong.</summary>
    public static ClockPair Read()
    {
        ClockPair best = ReadOnce();
        for (int again = 1; again < Tries; again++)
        {
            ClockPair pair = ReadOnce();
            best = pair.Width < best.Width ? pair : best;
        }

        return best;
    }

    private static ClockPair ReadOnce()
    {
        ulong before = CycleClock.Now();
        long system = Stopwatch.GetTimestamp();
        ulong width = unchecked(CycleClock.Now() - before);
        return new ClockPair(unchecked(before + (width / 2)), system, width);
    }
}
