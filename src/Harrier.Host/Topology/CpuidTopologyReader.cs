using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>Reads packages, cores and caches from CPUID alone: a dump with a file "puN" for each CPU, as
/// hwloc-gather-cpuid writes it. What the kernel knows (memory, network interfaces, limits) is not in it.</summary>
/// <remarks>Sources: Intel SDM volume 3A, "Detecting Hardware Multi-Threading Support and Topology", CPUID leaves 4, 0BH
/// and 1FH; AMD APM volume 3, CPUID Fn8000_0008, Fn8000_001D and Fn8000_001E.</remarks>
internal static class CpuidTopologyReader
{
    private const string Prefix = "pu";
    private const uint SubleafMax = 8;
    private const int LevelOfThreads = 1; // CPUID.0BH:ECX[15:8]
    private const int LevelOfDies = 5; // CPUID.1FH:ECX[15:8]

    /// <summary>Whether a directory holds such a dump.</summary>
    internal static bool IsDump(HostRoot root) => !MachineTopologyReader.Numbered(root.Names("/", Prefix + "*"), Prefix).IsEmpty;

    internal static bool TryRead(HostRoot root, [NotNullWhen(true)] out MachineTopology? topology, out string fault)
    {
        var files = new TopologyFiles(root);
        var cpus = new List<Cpu>();
        foreach (int number in MachineTopologyReader.Numbered(root.Names("/", Prefix + "*"), Prefix))
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"/{Prefix}{number}");
            if (files.Text(path) is string text)
            {
                if (CpuidLeaves.TryParse(text, out CpuidLeaves? leaves, out string cause))
                {
                    cpus.Add(Locate(number, leaves));
                }
                else
                {
                    files.Note(path, cause);
                }
            }
        }

        topology = cpus.Count == 0 ? null : Build(files, cpus);
        fault = topology is not null ? "" : files.Notes() is [TopologyNote first, ..] ? $"{root.Directory}: no CPU of this CPUID dump can be read. {first.Path}: {first.Cause}" : "";
        return topology is not null;
    }

    private static MachineTopology Build(TopologyFiles files, List<Cpu> cpus)
    {
        CpuidLeaves first = cpus[0].Leaves;
        List<CpuCore> cores = Cores(cpus);
        files.Note("/", "is a dump of CPUID alone: it does not say which memory, network interfaces and limits there are.");
        var online = CpuSet.Of(Numbers(cpus));
        return new MachineTopology
        {
            Root = files.Root.Directory,
            Processor = new ProcessorIdentity(first.Vendor, first.Family, first.Model, first.Stepping, first.BrandName.Length > 0 ? first.BrandName : null),
            Packages = MachineTopologyReader.Packages(cores),
            Dies = MachineTopologyReader.Dies(cores),
            Cores = cores,
            OnlineCpus = online,
            OfflineCpus = CpuSet.Empty,
            IsolatedCpus = CpuSet.Empty,
            NohzFullCpus = CpuSet.Empty,
            Caches = Caches(cpus),
            CacheAllocation = CacheAllocationReader.OfCpuid(first),
            Cpuid = first,
            NumaNodes = Nodes(cpus),
            NetworkInterfaces = [],
            ControlGroup = null,
            Virtualization = new Virtualization(first.IsVirtual, null, null, null),
            Notes = files.Notes(),
        };
    }

    /// <summary>Where the bits of the APIC id put a CPU.</summary>
    private static Cpu Locate(int number, CpuidLeaves leaves)
    {
        // Fn8000_0001 ECX[22]: the topology extensions are there. The first CPU answers zeros to Fn8000_001E, which is no absence.
        if (leaves.IsAmd && (leaves[0x8000_0001].Ecx >> 22 & 1) != 0)
        {
            // The number of bits of the APIC id within a package: Fn8000_0008 ECX[15:12].
            CpuidRegisters place = leaves[0x8000_001E];
            int bits = (int)(leaves[0x8000_0008].Ecx >> 12 & 0xF);
            uint threads = (place.Ebx >> 8 & 0xFF) + 1;
            return new Cpu(number, leaves, place.Eax, place.Eax >> bits, 0, place.Eax >> BitsFor(threads), (int)(place.Ebx & 0xFF), (int)(place.Ecx & 0xFF));
        }

        uint leaf = leaves[0x1F].Ebx != 0 ? 0x1Fu : 0xBu;
        uint id = leaves[leaf].Ebx != 0 ? leaves[leaf].Edx : leaves[1].Ebx >> 24;
        int ofThread = 0;
        int belowDie = -1;
        int below = 0;
        for (uint subleaf = 0; subleaf < SubleafMax && (leaves[leaf, subleaf].Ecx >> 8 & 0xFF) != 0; subleaf++)
        {
            int type = (int)(leaves[leaf, subleaf].Ecx >> 8 & 0xFF);
            belowDie = type == LevelOfDies ? below : belowDie;
            below = (int)(leaves[leaf, subleaf].Eax & 0x1F);
            ofThread = type == LevelOfThreads ? below : ofThread;
        }

        uint within = id & (uint)((1UL << below) - 1);
        return new Cpu(number, leaves, id, id >> below, belowDie < 0 ? 0 : (int)(within >> belowDie), id >> ofThread, (int)(within >> ofThread), null);
    }

    private static List<CpuCore> Cores(List<Cpu> cpus)
    {
        var members = new Dictionary<uint, (Cpu First, List<int> Numbers)>();
        foreach (Cpu cpu in cpus)
        {
            if (!members.TryGetValue(cpu.Core, out (Cpu First, List<int> Numbers) core))
            {
                members.Add(cpu.Core, core = (cpu, []));
            }

            core.Numbers.Add(cpu.Number);
        }

        var cores = new List<CpuCore>();
        foreach ((Cpu first, List<int> numbers) in members.Values)
        {
            cores.Add(new CpuCore((int)Math.Min(first.Package, int.MaxValue), first.Die, first.CoreId, CpuSet.Of(numbers)));
        }

        cores.Sort(static (left, right) => left.Cpus.First.CompareTo(right.Cpus.First));
        return cores;
    }

    /// <summary>The bits of an APIC id that count so many.</summary>
    private static int BitsFor(uint count) => BitOperations.Log2(BitOperations.RoundUpToPowerOf2(count));

    /// <summary>Two CPUs share a cache where their APIC ids differ only in the bits that count its sharers.</summary>
    private static List<CpuCache> Caches(List<Cpu> cpus)
    {
        var members = new Dictionary<(int Level, CacheType Type, uint Id), (CpuidRegisters Registers, List<int> Numbers)>();
        foreach (Cpu cpu in cpus)
        {
            uint leaf = cpu.Leaves.IsAmd ? 0x8000_001Du : 0x4u;
            for (uint subleaf = 0; subleaf < SubleafMax && (cpu.Leaves[leaf, subleaf].Eax & 0x1F) is >= 1 and <= 3; subleaf++)
            {
                CpuidRegisters registers = cpu.Leaves[leaf, subleaf];
                CacheType type = (registers.Eax & 0x1F) switch { 1 => CacheType.Data, 2 => CacheType.Instruction, _ => CacheType.Unified };
                uint sharers = (registers.Eax >> 14 & 0xFFF) + 1;
                (int Level, CacheType Type, uint Id) key = ((int)(registers.Eax >> 5 & 0x7), type, cpu.ApicId >> BitsFor(sharers));
                if (!members.TryGetValue(key, out (CpuidRegisters Registers, List<int> Numbers) cache))
                {
                    members.Add(key, cache = (registers, []));
                }

                cache.Numbers.Add(cpu.Number);
            }
        }

        var caches = new List<CpuCache>();
        foreach (((int level, CacheType type, _), (CpuidRegisters registers, List<int> numbers)) in members)
        {
            int line = (int)(registers.Ebx & 0xFFF) + 1;
            int partitions = (int)(registers.Ebx >> 12 & 0x3FF) + 1;
            int ways = (int)(registers.Ebx >> 22) + 1;
            Int128 size = (Int128)line * partitions * ways * (registers.Ecx + 1L);
            caches.Add(new CpuCache(level, type, size <= long.MaxValue ? (long)size : null, line, ways, CpuSet.Of(numbers)));
        }

        caches.Sort(CpuCacheReader.ByPlace);
        return caches;
    }

    /// <summary>AMD says which node a CPU is on; Intel does not.</summary>
    private static List<NumaNode> Nodes(List<Cpu> cpus)
    {
        var members = new SortedDictionary<int, List<int>>();
        foreach (Cpu cpu in cpus)
        {
            if (cpu.Node is int node)
            {
                if (!members.TryGetValue(node, out List<int>? numbers))
                {
                    members.Add(node, numbers = []);
                }

                numbers.Add(cpu.Number);
            }
        }

        var nodes = new List<NumaNode>();
        foreach ((int id, List<int> numbers) in members)
        {
            nodes.Add(new NumaNode(id, CpuSet.Of(numbers), null, [], []));
        }

        return nodes;
    }

    private static int[] Numbers(List<Cpu> cpus)
    {
        int[] numbers = new int[cpus.Count];
        for (int at = 0; at < numbers.Length; at++)
        {
            numbers[at] = cpus[at].Number;
        }

        return numbers;
    }

    /// <summary>A CPU and where it sits.</summary>
    /// <param name="Number">Of its file.</param>
    /// <param name="Leaves">What CPUID answers on it.</param>
    /// <param name="ApicId">Its own number; the upper bits are those of what it is part of.</param>
    /// <param name="Package">Its package.</param>
    /// <param name="Die">Its die within the package.</param>
    /// <param name="Core">Its core within the machine.</param>
    /// <param name="CoreId">The number of the core within the package.</param>
    /// <param name="Node">Its memory node; null where CPUID does not say.</param>
    private sealed record Cpu(int Number, CpuidLeaves Leaves, uint ApicId, uint Package, int Die, uint Core, int CoreId, int? Node);
}
