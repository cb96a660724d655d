using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Harrier.Runtime.Threads;

/// <summary>How one thread is to run.</summary>
public sealed record ThreadSettings
{
    /// <summary>The longest name that the kernel keeps, bytes of UTF-8.</summary>
    public const int NameBytesMax = 15;

    private const long StackBytesMin = 64 << 10;
    private const long StackBytesMax = 1 << 30;

    /// <summary>The name, as the kernel shows it (/proc/PID/task/TID/comm): 1 to 15 bytes, printable.</summary>
    public required string Name { get; init; }

    /// <summary>The CPUs it may run on; empty for all.</summary>
    public CpuSet Cpus { get; init; } = CpuSet.Empty;

    /// <summary>What it may take from others.</summary>
    public SchedulingPriority Priority { get; init; }

    /// <summary>The stack, bytes: 64 KiB to 1 GiB. With locked memory all of it is RAM.</summary>
    public long StackBytes { get; init; } = 1 << 20;

    /// <summary>Whether it never waits. Then its CPUs are its own.</summary>
    public bool IsSpinning { get; init; } = true;

    /// <summary>What to do where the system refuses.</summary>
    public RefusalChoice OnRefusal { get; init; }

    /// <summary>Says what is wrong with threads that are to run together, all of it at once. Looks at no machine.</summary>
    /// <param name="threads">The threads.</param>
    /// <returns>Sentences that name the threads; none where all is right.</returns>
    public static IReadOnlyList<string> Faults(IReadOnlyList<ThreadSettings> threads)
    {
        ArgumentNullException.ThrowIfNull(threads);
        var faults = new List<string>();
        for (int at = 0; at < threads.Count; at++)
        {
            threads[at].AddFaults(faults);
            for (int other = 0; other < at; other++)
            {
                AddFaultsBetween(threads[other], threads[at], faults);
            }
        }

        return faults;
    }

    private void AddFaults(List<string> faults)
    {
        int bytes = Encoding.UTF8.GetByteCount(Name);
        if (bytes is < 1 or > NameBytesMax || Name.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            faults.Add($"Thread '{Name}': a name has 1 to 15 printable ASCII characters and no blank; the kernel keeps no more.");
        }

        if (StackBytes is < StackBytesMin or > StackBytesMax)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Thread '{Name}': a stack of {StackBytes:N0} bytes; allowed are {StackBytesMin:N0} to {StackBytesMax:N0}."));
        }

        if (Priority.IsRealTime && Priority.FifoPriority is < SchedulingPriority.FifoMin or > SchedulingPriority.FifoMax)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Thread '{Name}': SCHED_FIFO {Priority.FifoPriority}; allowed are 1 to 99."));
        }

        if (Priority.Policy is not (SchedulingPolicy.Other or SchedulingPolicy.Fifo))
        {
            faults.Add($"Thread '{Name}': {Priority.Policy} is not among real-time (SCHED_FIFO), high and normal.");
        }

        // A real-time thread that never waits keeps everything else off its CPU, and CPU 0 is where the kernel puts what
        // it does not know where to put: timekeeping, unbound work, the interrupts that nobody moved.
        if (Priority.IsRealTime && IsSpinning && (Cpus.IsEmpty || Cpus.Contains(0)))
        {
            faults.Add($"Thread '{Name}': spins under SCHED_FIFO and may run on {(Cpus.IsEmpty ? "every CPU, CPU 0 among them" : "CPU 0")}. That starves the kernel's own work there. Give it another CPU, or the priority high or normal.");
        }
    }

    private static void AddFaultsBetween(ThreadSettings one, ThreadSettings other, List<string> faults)
    {
        if (one.Name == other.Name)
        {
            faults.Add($"Thread '{one.Name}': two threads have this name.");
        }

        if ((one.IsSpinning || other.IsSpinning) && one.Cpus.Overlaps(other.Cpus))
        {
            ThreadSettings owner = one.IsSpinning ? one : other;
            faults.Add($"Threads '{one.Name}' and '{other.Name}' may both run on CPU {one.Cpus.Intersect(other.Cpus)}, and '{owner.Name}' never waits. A CPU has one owner: give each its own.");
        }
    }
}
