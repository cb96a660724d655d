using System;

namespace Harrier.Tests.Trading;

/// <summary>Counts what the current thread allocates in the second of two runs: the first one warms up.</summary>
internal static class Allocation
{
    public static long OfSecondRun(Action run)
    {
        run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
