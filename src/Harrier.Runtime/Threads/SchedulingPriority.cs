using System;
using System.Globalization;

namespace Harrier.Runtime.Threads;

/// <summary>What a thread may take from others: real-time (SCHED_FIFO), high (a negative nice value) or normal. The
/// default is normal.</summary>
/// <param name="Policy">Fifo for real-time; Other for high and normal.</param>
/// <param name="FifoPriority">1 to 99 for real-time, else 0. Interrupt threads run at 50.</param>
/// <param name="Nice">The nice value of high and normal; 0 for real-time.</param>
public readonly record struct SchedulingPriority(SchedulingPolicy Policy, int FifoPriority, int Nice)
{
    /// <summary>The lowest priority of SCHED_FIFO.</summary>
    public const int FifoMin = 1;

    /// <summary>The highest priority of SCHED_FIFO: that of the kernel's own migration and watchdog threads.</summary>
    public const int FifoMax = 99;

    // Nine times the share of a normal thread. Not -20, which the kernel's urgent work queues have.
    private const int HighNice = -10;

    /// <summary>SCHED_OTHER, nice 0.</summary>
    public static SchedulingPriority Normal => default;

    /// <summary>SCHED_OTHER, nice -10.</summary>
    public static SchedulingPriority High => new(SchedulingPolicy.Other, 0, HighNice);

    /// <summary>Whether it is SCHED_FIFO.</summary>
    public bool IsRealTime => Policy == SchedulingPolicy.Fifo;

    /// <summary>SCHED_FIFO.</summary>
    /// <param name="priority">1 to 99.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public static SchedulingPriority RealTime(int priority)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(priority, FifoMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priority, FifoMax);
        return new SchedulingPriority(SchedulingPolicy.Fifo, priority, 0);
    }

    /// <summary>Reads "fifo:80", "high" or "normal".</summary>
    /// <param name="text">The text.</param>
    /// <param name="priority">What it says; normal where it is none of these.</param>
    public static bool TryParse(string text, out SchedulingPriority priority)
    {
        ArgumentNullException.ThrowIfNull(text);
        priority = text == "high" ? High : Normal;
        if (text is "high" or "normal")
        {
            return true;
        }

        if (!text.StartsWith("fifo:", StringComparison.Ordinal)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int fifo)
            || fifo is < FifoMin or > FifoMax)
        {
            return false;
        }

        priority = RealTime(fifo);
        return true;
    }

    /// <summary>"fifo:80", "high", "normal".</summary>
    public override string ToString() => IsRealTime
        ? string.Create(CultureInfo.InvariantCulture, $"fifo:{FifoPriority}")
        : Nice < 0 ? "high" : "normal";
}
