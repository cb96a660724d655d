using System.Runtime.Intrinsics.X86;
using System.Threading;

namespace Harrier.Runtime.Threads;

/// <summary>Never gives the CPU away: one PAUSE where there was nothing to do, which leaves the core to its sibling for
/// about 40 to 140 cycles and lets the loop end without a mispredicted order of loads. For threads with a CPU of their own.</summary>
/// <remarks>Source: Intel SDM volume 2, PAUSE; optimization manual 2.6.4 (its length since Skylake).</remarks>
public readonly struct BusySpinIdle : IIdleStrategy
{
    /// <inheritdoc/>
    public static bool IsSpinning => true;

    /// <inheritdoc/>
    public void Idle(int work)
    {
        if (work > 0)
        {
            return;
        }

        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }
}
