using System.Collections.Generic;

namespace Harrier.Host.Hardware;

/// <summary>The memory nodes: how many the firmware can make of a package, and how many this machine has.</summary>
public sealed record NumaTopology
{
    /// <summary>The nodes of a package: of this machine where it says so, else as it is shipped.</summary>
    public Graded<int>? NodesPerPackage { get; init; }

    /// <summary>What the firmware can be set to (sub-NUMA clustering, NPS); empty where it is not known.</summary>
    public IReadOnlyList<int> NodesPerPackageChoices { get; init; } = [];

    /// <summary>The nodes of the machine that have CPUs; null where it does not say.</summary>
    public int? Nodes { get; init; }

    /// <summary>The cores of its smallest node; null where it does not say.</summary>
    public int? CoresPerNode { get; init; }

    /// <summary>The memory of its smallest node that has CPUs, bytes; null where it does not say.</summary>
    public long? MemoryPerNodeBytes { get; init; }
}
