using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>What the control groups of this process allow, the narrowest of the group and all above it.</summary>
/// <param name="Path">The process's group: of version 2, or of the first controller of version 1 that was read.</param>
/// <param name="Version">2, or 1 where the CPU and memory controllers are those of version 1.</param>
/// <param name="Cpus">The CPUs it may run on; null where the groups do not say.</param>
/// <param name="CpuQuotaMicroseconds">CPU time it may use in a period; null for no limit. A limit stops a spinning
/// thread for the rest of the period.</param>
/// <param name="CpuPeriodMicroseconds">The period of the quota; null for no limit.</param>
/// <param name="MemoryBytes">Memory it may use; null for no limit.</param>
/// <remarks>Sources: Linux, Documentation/admin-guide/cgroup-v2.rst, "cpu.max", "memory.max", "cpuset.cpus.effective";
/// cgroup-v1/cpusets.rst, cgroup-v1/memory.rst; scheduler/sched-bwc.rst.</remarks>
public sealed record ControlGroupLimits(
    string Path, int Version, CpuSet? Cpus, long? CpuQuotaMicroseconds, long? CpuPeriodMicroseconds, long? MemoryBytes)
{
    /// <summary>The CPUs' worth of time it may use; null for no limit.</summary>
    public double? CpuLimit => (double?)CpuQuotaMicroseconds / CpuPeriodMicroseconds;
}
