using System.Threading;

namespace Harrier.Runtime.Threads;

/// <summary>Lets others that wait for the CPU go first where there was nothing to do (sched_yield(2)); a real-time thread
/// yields only to its equals. For threads that share a CPU and must come back soon.</summary>
public readonly struct YieldIdle : IIdleStrategy
{
    /// <inheritdoc/>
    public static bool IsSpinning => true;

    /// <inheritdoc/>
    public void Idle(int work)
    {
        if (work <= 0)
        {
            _ = Thread.Yield();
        }
    }
}
