using System.Collections.Generic;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>What a machine is made of and what of it may be used: packages, cores, caches, memory nodes, network
/// interfaces, limits. Cannot be changed once read; <see cref="MachineTopologyReader"/> reads it.</summary>
public sealed class MachineTopology
{
    /// <summary>The directory that it was read below.</summary>
    public required string Root { get; init; }

    /// <summary>Which processor it is.</summary>
    public required ProcessorIdentity Processor { get; init; }

    /// <summary>The packages, by number.</summary>
    public required IReadOnlyList<CpuPackage> Packages { get; init; }

    /// <summary>The dies, by package and number.</summary>
    public required IReadOnlyList<CpuDie> Dies { get; init; }

    /// <summary>The cores, by their first CPU.</summary>
    public required IReadOnlyList<CpuCore> Cores { get; init; }

    /// <summary>The CPUs that run: logical ones, with SMT two a core.</summary>
    public required CpuSet OnlineCpus { get; init; }

    /// <summary>The CPUs that are there and switched off.</summary>
    public required CpuSet OfflineCpus { get; init; }

    /// <summary>The CPUs that the scheduler leaves alone.</summary>
    public required CpuSet IsolatedCpus { get; init; }

    /// <summary>The CPUs without a timer tick while one thread runs on them.</summary>
    public required CpuSet NohzFullCpus { get; init; }

    /// <summary>The caches, by level, type and first CPU.</summary>
    public required IReadOnlyList<CpuCache> Caches { get; init; }

    /// <summary>How the caches can be divided, L3 first; none where the machine cannot, or does not say.</summary>
    public required IReadOnlyList<CacheAllocationLimits> CacheAllocation { get; init; }

    /// <summary>What CPUID answers on one of the CPUs; null for the files of another machine, which do not hold it.</summary>
    public required CpuidLeaves? Cpuid { get; init; }

    /// <summary>The memory nodes, by number.</summary>
    public required IReadOnlyList<NumaNode> NumaNodes { get; init; }

    /// <summary>The network interfaces, by name.</summary>
    public required IReadOnlyList<NetworkInterface> NetworkInterfaces { get; init; }

    /// <summary>The limits of this process; null where its control groups could not be read.</summary>
    public required ControlGroupLimits? ControlGroup { get; init; }

    /// <summary>Whether it is a virtual machine.</summary>
    public required Virtualization Virtualization { get; init; }

    /// <summary>What could not be read; what stands for it is said at the member.</summary>
    public required IReadOnlyList<TopologyNote> Notes { get; init; }
}
