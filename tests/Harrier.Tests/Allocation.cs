using System;

namespace Harrier.Tests;

/// <summary>Counts what the current thread allocates in a run after one that warms up. The runtime allocates a little of its
/// own on any thread, once, when it compiles again; what the code allocates comes every time. So the run is repeated where
/// there was something, and the least counts.</summary>
internal static class Allocation
{
    private const int RunsMax = 4;

    public static long OfSecondRun(Action run) => OfSecondRun(static () => 0, (int _) => run());

    /// <summary>The same of a run that uses up what it works on: each run has its own, whose making is not counted.</summary>
    public static long OfSecondRun<T>(Func<T> make, Action<T> run)
    {
        run(make());
        long least = long.MaxValue;
        for (int i = 0; i < RunsMax && least > 0; i++)
        {
            T made = make();
            long before = GC.GetAllocatedBytesForCurrentThread();
            run(made);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
