using System;
using System.Runtime.InteropServices;
using Harrier.Runtime.Threads;

namespace Harrier.Runtime.Linux;

/// <summary>The CPUs that a thread may run on: one of this process, or another one of the machine, a kernel thread say.</summary>
/// <remarks>Cold; any thread. Source: sched_setaffinity(2).</remarks>
public static unsafe partial class TaskAffinity
{
    /// <summary>The number that stands for the calling thread.</summary>
    public const int CallingThread = 0;

    private const int MaskBytes = CpuSet.NumberLimit / 8;

    /// <summary>Sets the CPUs.</summary>
    /// <param name="task">The number of the thread.</param>
    /// <param name="cpus">The CPUs; at least one of them online.</param>
    /// <returns>0, or the error of errno(3): 1 where the right (CAP_SYS_NICE) is missing, 3 where the thread has ended,
    /// 22 where the kernel has bound it, or none of the CPUs is online and in its cpuset.</returns>
    public static int Set(int task, CpuSet cpus)
    {
        ArgumentNullException.ThrowIfNull(cpus);
        Span<byte> mask = stackalloc byte[MaskBytes];
        mask.Clear();
        foreach (int cpu in cpus)
        {
            mask[cpu / 8] |= (byte)(1 << (cpu % 8));
        }

        return Set(task, mask);
    }

    /// <summary>Asks for every CPU: the kernel grants those that are online and in the cpuset of the thread.</summary>
    /// <param name="task">The number of the thread.</param>
    /// <returns>0, or the error of errno(3).</returns>
    public static int SetWidest(int task)
    {
        Span<byte> mask = stackalloc byte[MaskBytes];
        mask.Fill(0xFF);
        return Set(task, mask);
    }

    /// <summary>The CPUs; none where the kernel does not say.</summary>
    /// <param name="task">The number of the thread.</param>
    public static CpuSet Of(int task)
    {
        Span<byte> mask = stackalloc byte[MaskBytes];
        mask.Clear();
        fixed (byte* bytes = mask)
        {
            if (Get(task, MaskBytes, bytes) < 0)
            {
                return CpuSet.Empty;
            }
        }

        int[] cpus = new int[CpuSet.NumberLimit];
        int count = 0;
        for (int cpu = 0; cpu < CpuSet.NumberLimit; cpu++)
        {
            if ((mask[cpu / 8] >> (cpu % 8) & 1) != 0)
            {
                cpus[count++] = cpu;
            }
        }

        return CpuSet.Of(cpus[..count]);
    }

    private static int Set(int task, Span<byte> mask)
    {
        fixed (byte* bytes = mask)
        {
            return Set(task, MaskBytes, bytes) < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int Set(int task, nuint bytes, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int Get(int task, nuint bytes, byte* mask);
}
