namespace Harrier.Runtime.Threads;

/// <summary>How the kernel chooses among threads that want to run, with its own numbers: field 41 of
/// /proc/PID/task/TID/stat.</summary>
/// <remarks>Source: sched(7), linux/sched.h.</remarks>
public enum SchedulingPolicy
{
    /// <summary>SCHED_OTHER: shares by nice value.</summary>
    Other = 0,

    /// <summary>SCHED_FIFO: runs until it waits or a higher priority wants the CPU.</summary>
    Fifo = 1,

    /// <summary>SCHED_RR: the same in turns with its equals.</summary>
    RoundRobin = 2,

    /// <summary>SCHED_BATCH: as Other, preempts less.</summary>
    Batch = 3,

    /// <summary>SCHED_IDLE: when nobody else wants to.</summary>
    Idle = 5,

    /// <summary>SCHED_DEADLINE: a budget in each period.</summary>
    Deadline = 6,
}
