namespace Harrier.Runtime.Threads;

/// <summary>Why the system did not give what was asked.</summary>
public enum RefusalCause
{
    /// <summary>None of those below; the sentence gives the system's own words.</summary>
    Other,

    /// <summary>It is not Linux.</summary>
    NotLinux,

    /// <summary>Neither the capability is there nor a limit that allows it without.</summary>
    MissingRight,

    /// <summary>The control group has no real-time budget.</summary>
    NoGroupBudget,

    /// <summary>A CPU is not online.</summary>
    CpuNotOnline,

    /// <summary>A CPU does not belong to the cpuset of the process.</summary>
    CpuOutsideOfCpuset,

    /// <summary>It was not asked for, because the thread has not the CPUs that it was to have.</summary>
    NotOnItsCpu,

    /// <summary>RLIMIT_MEMLOCK is lower.</summary>
    MemoryLimit,
}
