using System.Collections.Generic;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>One NUMA node: memory, and the CPUs that are nearest to it.</summary>
/// <param name="Id">The kernel's number of it; has gaps.</param>
/// <param name="Cpus">Its online CPUs; none for a node of memory alone (CXL, HBM).</param>
/// <param name="MemoryBytes">The memory that the kernel uses; null where it could not be read.</param>
/// <param name="Distances">The distances to all nodes in the order of <see cref="MachineTopology.NumaNodes"/>, 10 being
/// the node itself; empty where they could not be read.</param>
/// <param name="MemorySideCaches">What caches its memory; usually nothing.</param>
public sealed record NumaNode(
    int Id, CpuSet Cpus, long? MemoryBytes, IReadOnlyList<int> Distances, IReadOnlyList<MemorySideCache> MemorySideCaches);
