using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>Reads a machine, or the dump of one. Changes nothing; never throws for what the files say or lack.</summary>
/// <remarks>Source: Linux, Documentation/admin-guide/cputopology.rst and Documentation/ABI.</remarks>
public static class MachineTopologyReader
{
    /// <summary>Reads everything that is there. What is not becomes a note.</summary>
    /// <param name="root">The machine's files.</param>
    /// <param name="topology">What was read; null where this is no machine.</param>
    /// <param name="fault">Why this is no machine, as a sentence; empty where it is.</param>
    /// <returns>Whether there is a directory of CPUs, or a dump of CPUID.</returns>
    public static bool TryRead(HostRoot root, [NotNullWhen(true)] out MachineTopology? topology, out string fault)
    {
        ArgumentNullException.ThrowIfNull(root);
        topology = null;
        fault = "";
        if (!root.HasDirectory(TopologyFiles.CpuDirectory) && CpuidTopologyReader.IsDump(root))
        {
            return CpuidTopologyReader.TryRead(root, out topology, out fault);
        }

        if (!root.HasDirectory(TopologyFiles.CpuDirectory))
        {
            fault = $"{root.Directory}: there is no {TopologyFiles.CpuDirectory} below it. Name the directory that holds a Linux machine's 'sys' and 'proc', or leave --root out for this machine.";
            return false;
        }

        topology = Read(root);
        if (topology.OnlineCpus.IsEmpty)
        {
            topology = null;
            fault = $"{root.Directory}: {TopologyFiles.CpuDirectory} names no CPU that runs: it has no directory 'cpu0' or the like, or its file 'online' is of another machine. The dump is not whole.";
            return false;
        }

        return true;
    }

    private static MachineTopology Read(HostRoot root)
    {
        var files = new TopologyFiles(root);
        (CpuSet online, CpuSet offline) = ReadOnline(files);
        CpuCore[] cores = CpuCoreReader.Read(files, online);
        CpuidLeaves? cpuid = root.IsThisMachine ? CpuidLeaves.OfThisProcessor() : null;
        return new MachineTopology
        {
            Root = root.Directory,
            Processor = ProcessorReader.ReadIdentity(files),
            Packages = Packages(cores),
            Dies = Dies(cores),
            Cores = cores,
            OnlineCpus = online,
            OfflineCpus = offline,
            IsolatedCpus = IsolationReader.ReadIsolated(files),
            NohzFullCpus = IsolationReader.ReadNohzFull(files),
            Caches = CpuCacheReader.Read(files, online),
            CacheAllocation = CacheAllocationReader.Read(files, cpuid),
            Cpuid = cpuid,
            NumaNodes = NumaNodeReader.Read(files, online),
            NetworkInterfaces = NetworkInterfaceReader.Read(files),
            ControlGroup = ControlGroupReader.Read(files),
            Virtualization = ProcessorReader.ReadVirtualization(files),
            Notes = files.Notes(),
        };
    }

    /// <summary>A CPU counts where it has a directory, so that one broken line cannot make thousands of them.</summary>
    private static (CpuSet Online, CpuSet Offline) ReadOnline(TopologyFiles files)
    {
        CpuSet present = Numbered(files.Root.Names(TopologyFiles.CpuDirectory, "cpu*"), "cpu");
        const string Path = TopologyFiles.CpuDirectory + "/online";
        string? text = files.Text(Path);
        if (text is not null && CpuSet.TryParseList(text, out CpuSet online) && !online.IsEmpty)
        {
            if (!online.IsSubsetOf(present))
            {
                files.Note(Path, $"says that cpu {online.Except(present)} are online; they have no directory and are left out.");
            }

            return (online.Intersect(present), present.Except(online));
        }

        if (text is not null)
        {
            files.Note(Path, $"'{text}' is no list of CPUs.");
        }

        CpuSet offline = CpuSet.TryParseList(files.Root.Text(TopologyFiles.CpuDirectory + "/offline") ?? "", out CpuSet list) ? list : CpuSet.Empty;
        return (present.Except(offline), present.Intersect(offline));
    }

    /// <summary>The numbers of the entries that are the prefix and a number: "cpu7", not "cpufreq".</summary>
    internal static CpuSet Numbered(IReadOnlyList<string> names, string prefix)
    {
        var numbers = new List<int>();
        foreach (string name in names)
        {
            if (int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < CpuSet.NumberLimit)
            {
                numbers.Add(number);
            }
        }

        return CpuSet.Of(numbers);
    }

    internal static List<CpuPackage> Packages(IReadOnlyList<CpuCore> cores)
    {
        var cpus = new SortedDictionary<int, CpuSet>();
        foreach (CpuCore core in cores)
        {
            cpus[core.PackageId] = cpus.GetValueOrDefault(core.PackageId, CpuSet.Empty).Union(core.Cpus);
        }

        var packages = new List<CpuPackage>();
        foreach ((int id, CpuSet set) in cpus)
        {
            packages.Add(new CpuPackage(id, set));
        }

        return packages;
    }

    internal static List<CpuDie> Dies(IReadOnlyList<CpuCore> cores)
    {
        var cpus = new SortedDictionary<(int PackageId, int DieId), CpuSet>();
        foreach (CpuCore core in cores)
        {
            (int PackageId, int DieId) key = (core.PackageId, core.DieId);
            cpus[key] = cpus.GetValueOrDefault(key, CpuSet.Empty).Union(core.Cpus);
        }

        var dies = new List<CpuDie>();
        foreach (((int packageId, int dieId), CpuSet set) in cpus)
        {
            dies.Add(new CpuDie(packageId, dieId, set));
        }

        return dies;
    }
}
