using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Harrier.Host.Hardware;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;

namespace Harrier.Cli;

/// <summary>Draws a machine for a terminal: packages, their memory nodes with network cards, the L3 groups of each, the cores.</summary>
internal static class TopologyDrawing
{
    private const int NotesShown = 12;
    private const int L3 = 3;
    private const string Isolated = "*";
    private const string Tickless = "~";

    internal static void Write(MachineTopology topology, TextWriter output)
    {
        var text = new TerminalText(output);
        WriteHead(topology, text);
        foreach (CpuPackage package in topology.Packages)
        {
            Draw(topology, package, text);
        }

        WriteTail(topology, text);
    }

    private static void WriteHead(MachineTopology topology, TerminalText text)
    {
        ProcessorIdentity processor = topology.Processor;
        string identity = processor.Vendor is null && processor.Family is null ? ""
            : Text($" ({processor.Vendor ?? "unknown vendor"} family {Or(processor.Family)} model {Or(processor.Model)} stepping {Or(processor.Stepping)})");
        text.Line($"{processor.ModelName ?? "Unknown processor"}{identity}{Machine(topology.Virtualization)}");
        text.Line(Text(
            $"{Count(topology.Packages.Count, "package")}, {Count(topology.Dies.Count, "die")}, {Count(topology.Cores.Count, "core")}, {Count(topology.OnlineCpus.Count, "CPU")} online{(topology.OfflineCpus.IsEmpty ? "" : $" (offline: {topology.OfflineCpus})")}; {Count(topology.NumaNodes.Count, "memory node")}"));
        string inner = InnerCaches(topology);
        if (inner.Length > 0)
        {
            text.Line(inner);
        }
    }

    private static void Draw(MachineTopology topology, CpuPackage package, TerminalText text)
    {
        text.Line(Text($"Package {Id(package.Id)}  cpu {package.Cpus}"));
        var nodes = new List<(string Name, CpuSet Cpus)>();
        CpuSet left = package.Cpus;
        foreach (NumaNode node in topology.NumaNodes)
        {
            CpuSet cpus = node.Cpus.Intersect(left);
            if (!cpus.IsEmpty)
            {
                nodes.Add((Describe(topology, node), cpus));
                left = left.Except(cpus);
            }
        }

        if (!left.IsEmpty)
        {
            nodes.Add(("no memory node", left));
        }

        for (int at = 0; at < nodes.Count; at++)
        {
            string below = Branch("", nodes[at].Name, at == nodes.Count - 1, text);
            List<string> groups = L3Groups(topology, nodes[at].Cpus);
            for (int group = 0; group < groups.Count; group++)
            {
                _ = Branch(below, groups[group], group == groups.Count - 1, text);
            }
        }
    }

    /// <summary>Draws a branch of the tree.</summary>
    /// <returns>What stands before each line below it.</returns>
    private static string Branch(string before, string name, bool isLast, TerminalText text)
    {
        string below = before + (isLast ? "    " : "│   ");
        text.Line(before + (isLast ? "└── " : "├── "), below, name);
        return below;
    }

    private static List<string> L3Groups(MachineTopology topology, CpuSet cpus)
    {
        var groups = new List<string>();
        CpuSet left = cpus;
        foreach (CpuCache cache in topology.Caches)
        {
            CpuSet here = cache.Cpus.Intersect(left);
            if (cache.Level == L3 && !here.IsEmpty)
            {
                CpuSet elsewhere = cache.Cpus.Except(here);
                string shared = elsewhere.IsEmpty ? "" : Text($" shared with cpu {elsewhere}");
                groups.Add(Text($"L3 {Size(cache.SizeBytes)}{shared}: {Cores(topology, here)}"));
                left = left.Except(here);
            }
        }

        if (!left.IsEmpty)
        {
            groups.Add(Text($"no L3: {Cores(topology, left)}"));
        }

        return groups;
    }

    /// <summary>Each core as its CPUs with a plus between siblings: "0+40 1*+41*".</summary>
    private static string Cores(MachineTopology topology, CpuSet cpus)
    {
        var text = new StringBuilder();
        foreach (CpuCore core in topology.Cores)
        {
            string separator = text.Length == 0 ? "" : " ";
            foreach (int cpu in core.Cpus)
            {
                if (cpus.Contains(cpu))
                {
                    string mark = topology.IsolatedCpus.Contains(cpu) ? Isolated : topology.NohzFullCpus.Contains(cpu) ? Tickless : "";
                    _ = text.Append(CultureInfo.InvariantCulture, $"{separator}{cpu}{mark}");
                    separator = "+";
                }
            }
        }

        return text.ToString();
    }

    private static string Describe(MachineTopology topology, NumaNode node)
    {
        var text = new StringBuilder();
        _ = text.Append(CultureInfo.InvariantCulture, $"Node {node.Id}  {(node.MemoryBytes is null ? "memory unknown" : Size(node.MemoryBytes))}");
        foreach (MemorySideCache cache in node.MemorySideCaches)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $", cached by {Size(cache.SizeBytes)} of memory");
        }

        foreach (NetworkInterface network in topology.NetworkInterfaces)
        {
            if (network.NumaNode == node.Id)
            {
                _ = text.Append("  ").Append(Describe(network));
            }
        }

        return text.ToString();
    }

    private static string Describe(NetworkInterface network) => network.Driver is null ? network.Name : $"{network.Name} ({network.Driver})";

    private static void WriteTail(MachineTopology topology, TerminalText text)
    {
        foreach (NumaNode node in topology.NumaNodes)
        {
            if (node.Cpus.IsEmpty)
            {
                text.Line($"{Describe(topology, node)}, no CPU");
            }
        }

        if (!topology.IsolatedCpus.IsEmpty)
        {
            text.Line($"{Isolated} isolated from the scheduler: {topology.IsolatedCpus}");
        }

        if (!topology.NohzFullCpus.IsEmpty)
        {
            text.Line($"{Tickless} without a tick (nohz_full): {topology.NohzFullCpus}{(topology.IsolatedCpus.IsEmpty ? "; none is isolated from the scheduler" : "")}");
        }

        WriteDistances(topology, text);
        WriteNetworkInterfaces(topology, text);
        if (topology.ControlGroup is ControlGroupLimits limits)
        {
            string quota = limits.CpuLimit is double limit ? Text($"CPU time of {limit:0.##} CPUs") : "CPU time without limit";
            string memory = limits.MemoryBytes is null ? "memory without limit" : $"memory {Size(limits.MemoryBytes)}";
            text.Line($"Control group {limits.Path}: {(limits.Cpus is null ? "CPUs unknown" : $"cpu {limits.Cpus}")}, {quota}, {memory}");
        }

        WriteHardware(HardwareProfiles.Detect(topology), text);
        WriteNotes(topology, text);
    }

    private static void WriteDistances(MachineTopology topology, TerminalText text)
    {
        var rows = new List<string>();
        foreach (NumaNode node in topology.NumaNodes)
        {
            if (node.Distances.Count > 0)
            {
                rows.Add(Text($"{node.Id}: {string.Join(' ', node.Distances)}"));
            }
        }

        if (topology.NumaNodes.Count > 1)
        {
            text.Line($"Distances of the nodes {(rows.Count == 0 ? "are unknown" : string.Join("; ", rows))}");
        }
    }

    /// <summary>The profile with its figures, and in brackets what each rests on.</summary>
    private static void WriteHardware(DetectedHardware hardware, TerminalText text)
    {
        text.Line($"Profile: {hardware.Configuration.Name}. {hardware.Reason}");
        var rows = new List<string[]>();
        foreach (HardwareFigure figure in hardware.Configuration.Figures())
        {
            rows.Add([figure.Name, $"{Shown(figure.Value)} ({HostCheckReport.Words(figure.Evidence)})"]);
        }

        text.Rows(rows, 2);
        foreach (string difference in hardware.Differences)
        {
            text.Line("  ", "    ", difference);
        }
    }

    private static string Shown(string value) => value == "0" ? "none"
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 9_999 ? Text($"{number:N0}")
        : value;

    private static void WriteNetworkInterfaces(MachineTopology topology, TerminalText text)
    {
        var names = new List<string>();
        foreach (NetworkInterface network in topology.NetworkInterfaces)
        {
            bool isDrawn = false;
            foreach (NumaNode node in topology.NumaNodes)
            {
                isDrawn |= node.Id == network.NumaNode;
            }

            if (!isDrawn && !network.IsVirtual)
            {
                names.Add(Describe(network));
            }
        }

        if (names.Count > 0)
        {
            text.Line($"Network interfaces without a node: {string.Join(", ", names)}");
        }
    }

    private static void WriteNotes(MachineTopology topology, TerminalText text)
    {
        if (topology.Notes.Count == 0)
        {
            return;
        }

        text.Line("Could not be read:");
        for (int at = 0; at < Math.Min(NotesShown, topology.Notes.Count); at++)
        {
            text.Line("  ", "    ", $"{topology.Notes[at].Path}: {topology.Notes[at].Cause}");
        }

        if (topology.Notes.Count > NotesShown)
        {
            text.Line(Text($"  and {topology.Notes.Count - NotesShown} more: --json FILE lists all"));
        }
    }

    /// <summary>The caches below L3 by kind: "L1 data 32 KiB" where all are alike.</summary>
    private static string InnerCaches(MachineTopology topology)
    {
        var kinds = new List<string>();
        foreach (CpuCache cache in topology.Caches)
        {
            string type = cache.Type switch { CacheType.Data => " data", CacheType.Instruction => " instructions", _ => "" };
            string kind = Text($"L{cache.Level}{type} {Size(cache.SizeBytes)} for {Count(cache.Cpus.Count, "CPU")}");
            if (cache.Level < L3 && !kinds.Contains(kind))
            {
                kinds.Add(kind);
            }
        }

        return string.Join(", ", kinds);
    }

    private static string Machine(Virtualization virtualization)
    {
        string kind = virtualization.IsVirtual switch { true => ", a virtual machine", false => "", null => ", virtual or not is unknown" };
        string maker = $"{virtualization.SystemVendor} {virtualization.ProductName}".Trim();
        string type = virtualization.HypervisorType is null ? "" : $" ({virtualization.HypervisorType})";
        return $"{kind}{type}{(maker.Length == 0 ? "" : $", {maker}")}";
    }

    private static string Size(long? bytes) => bytes switch
    {
        null => "unknown",
        >= 1L << 30 => Text($"{bytes.Value / (double)(1L << 30):0.#} GiB"),
        >= 1L << 20 => Text($"{bytes.Value / (double)(1L << 20):0.#} MiB"),
        _ => Text($"{bytes.Value / 1024.0:0.#} KiB"),
    };

    private static string Count(int count, string noun) => Text($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Id(int id) => id < 0 ? "unknown" : id.ToString(CultureInfo.InvariantCulture);

    private static string Or(int? number) => number is int value ? value.ToString(CultureInfo.InvariantCulture) : "unknown";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
