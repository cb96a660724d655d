using System.Collections.Generic;
using System.Linq;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;

namespace Harrier.Tests.Host.Topology;

/// <summary>The topology of a machine that a test makes up. CPUs are numbered as Linux does on servers: the first thread of
/// every core, then the second ones.</summary>
internal sealed record MadeTopology
{
    public int Packages { get; init; } = 1;

    public int CoresPerPackage { get; init; } = 8;

    public int ThreadsPerCore { get; init; } = 1;

    public int CoresPerL3 { get; init; } = 8;

    public int NodesPerPackage { get; init; } = 1;

    public long? MemoryPerNode { get; init; } = 64L << 30;

    /// <summary>The node of "eth1"; null where the machine does not say.</summary>
    public int? NetworkNode { get; init; } = 0;

    public int? Queues { get; init; } = 4;

    public string Offline { get; init; } = "";

    public string Isolated { get; init; } = "";

    /// <summary>The CPUs of the control group; null for no group.</summary>
    public string? Allowed { get; init; }

    public long? QuotaMicroseconds { get; init; }

    public long? GroupMemory { get; init; }

    public ProcessorIdentity Processor { get; init; } = new("GenuineIntel", 6, 85, 4, "Made");

    public bool? IsVirtual { get; init; } = false;

    public int? L3Ways { get; init; } = 11;

    public IReadOnlyList<CacheAllocationLimits> CacheAllocation { get; init; } = [];

    private int CoreCount => Packages * CoresPerPackage;

    public static CpuSet Set(string list)
    {
        _ = CpuSet.TryParseList(list, out CpuSet set);
        return set;
    }

    public MachineTopology Make()
    {
        CpuSet online = CpuSet.Of(Enumerable.Range(0, CoreCount * ThreadsPerCore)).Except(Set(Offline));
        CpuCore[] cores =
        [
            .. Enumerable.Range(0, CoreCount)
                .Select(core => new CpuCore(core / CoresPerPackage, 0, core % CoresPerPackage, Threads([core]).Intersect(online)))
                .Where(core => !core.Cpus.IsEmpty),
        ];
        NumaNode[] nodes = [.. Groups(CoresPerPackage / NodesPerPackage).Select((cpus, id) => new NumaNode(id, cpus.Intersect(online), MemoryPerNode, [], []))];
        return new MachineTopology
        {
            Root = "/made",
            Processor = Processor,
            Packages = [.. Groups(CoresPerPackage).Select((cpus, id) => new CpuPackage(id, cpus.Intersect(online)))],
            Dies = [],
            Cores = cores,
            OnlineCpus = online,
            OfflineCpus = Set(Offline),
            IsolatedCpus = Set(Isolated),
            NohzFullCpus = CpuSet.Empty,
            Caches = [.. Groups(CoresPerL3).Select(cpus => new CpuCache(3, CacheType.Unified, 32L << 20, 64, L3Ways, cpus.Intersect(online)))],
            CacheAllocation = CacheAllocation,
            Cpuid = null,
            NumaNodes = nodes,
            NetworkInterfaces =
            [
                new NetworkInterface("eth1", IsVirtual: false, NetworkNode, NetworkNode is int node ? nodes[node].Cpus : null, "mlx5_core") { ReceiveQueues = Queues },
                new NetworkInterface("lo", IsVirtual: true, null, null, null),
            ],
            ControlGroup = Allowed is null && QuotaMicroseconds is null && GroupMemory is null ? null
                : new ControlGroupLimits("/trading", 2, Allowed is null ? null : Set(Allowed), QuotaMicroseconds, QuotaMicroseconds is null ? null : 100_000, GroupMemory),
            Virtualization = new Virtualization(IsVirtual, null, null, null),
            Notes = [],
        };
    }

    private IEnumerable<CpuSet> Groups(int cores) => Enumerable.Range(0, CoreCount).Chunk(cores).Select(Threads);

    private CpuSet Threads(int[] cores) => CpuSet.Of([.. cores.SelectMany(core => Enumerable.Range(0, ThreadsPerCore).Select(thread => core + (thread * CoreCount)))]);
}
