using System;
using System.Runtime.InteropServices;
using Harrier.Runtime.Threads;

namespace Harrier.Runtime.Linux;

/// <summary>Moves a thread of the machine, a kernel thread say, to other CPUs.</summary>
/// <remarks>Cold; any thread. Source: sched_setaffinity(2).</remarks>
public static unsafe partial class TaskAffinity
{
    /// <summary>Sets the CPUs that a thread may run on.</summary>
    /// <param name="task">The number of the thread.</param>
    /// <param name="cpus">The CPUs; at least one of them online.</param>
    /// <returns>0, or the error of errno(3): 1 where the right (CAP_SYS_NICE) is missing, 3 where the thread has ended,
    /// 22 where the kernel has bound it.</returns>
    public static int Set(int task, CpuSet cpus)
    {
        ArgumentNullException.ThrowIfNull(cpus);
        Span<byte> mask = stackalloc byte[CpuSet.NumberLimit / 8];
        mask.Clear();
        foreach (int cpu in cpus)
        {
            mask[cpu / 8] |= (byte)(1 << (cpu % 8));
        }

        fixed (byte* bytes = mask)
        {
            return SetAffinity(task, (nuint)mask.Length, bytes) < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int task, nuint bytes, byte* mask);
}
