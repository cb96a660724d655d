using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Harrier.Runtime.Threads;

/// <summary>Sleeps for a stated time where there was nothing to do. For threads that are not hot.</summary>
public readonly unsafe partial struct ParkIdle : IIdleStrategy
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly long _nanoseconds;

    /// <summary>States the time.</summary>
    /// <param name="nanoseconds">1 to 1,000,000,000. Linux adds the thread's timer slack: 1 ns on threads that were
    /// placed, 50,000 on others. Elsewhere whole milliseconds, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public ParkIdle(long nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nanoseconds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nanoseconds, NanosecondsPerSecond);
        _nanoseconds = nanoseconds;
    }

    /// <inheritdoc/>
    public static bool IsSpinning => false;

    /// <inheritdoc/>
    public void Idle(int work)
    {
        if (work > 0)
        {
            return;
        }

        if (OperatingSystem.IsLinux())
        {
            // A signal ends the sleep early, that of the collector among them: the next duty comes sooner, no more.
            long* time = stackalloc long[2] { _nanoseconds / NanosecondsPerSecond, _nanoseconds % NanosecondsPerSecond };
            _ = Sleep(time, null);
        }
        else
        {
            SleepElsewhere();
        }
    }

    private void SleepElsewhere()
    {
#pragma warning disable RS0030 // This is the idle strategy that the ban asks for.
        Thread.Sleep((int)Math.Max(1, _nanoseconds / NanosecondsPerMillisecond));
#pragma warning restore RS0030
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(long* time, long* rest);
}
