using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Harrier.Host.Hardware;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;
using Spectre.Console;

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
        WriteHead(topology, output);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        foreach (CpuPackage package in topology.Packages)
        {
            console.Write(Draw(topology, package));
        }

        WriteTail(topology, output);
    }

    private static void WriteHead(MachineTopology topology, TextWriter output)
    {
        ProcessorIdentity processor = topology.Processor;
        output.WriteLine(Text(
            $"{processor.ModelName ?? "unknown processor"} ({processor.Vendor ?? "unknown vendor"} family {Or(processor.Family)} model {Or(processor.Model)} stepping {Or(processor.Stepping)}){Machine(topology.Virtualization)}"));
        output.WriteLine(Text(
            $"{Count(topology.Packages.Count, "package")}, {Count(topology.Dies.Count, "die")}, {Count(topology.Cores.Count, "core")}, {Count(topology.OnlineCpus.Count, "CPU")} online{(topology.OfflineCpus.IsEmpty ? "" : $" (offline: {topology.OfflineCpus})")}; {Count(topology.NumaNodes.Count, "memory node")}"));
        string inner = InnerCaches(topology);
        if (inner.Length > 0)
        {
            output.WriteLine(inner);
        }
    }

    private static Tree Draw(MachineTopology topology, CpuPackage package)
    {
        var tree = new Tree(new Text(Text($"Package {Id(package.Id)}  cpu {package.Cpus}"))) { Guide = TreeGuide.Line };
        CpuSet left = package.Cpus;
        foreach (NumaNode node in topology.NumaNodes)
        {
            CpuSet cpus = node.Cpus.Intersect(left);
            if (!cpus.IsEmpty)
            {
                DrawL3Groups(tree.AddNode(new Text(Describe(topology, node))), topology, cpus);
                left = left.Except(cpus);
            }
        }

        if (!left.IsEmpty)
        {
            DrawL3Groups(tree.AddNode(new Text("no memory node")), topology, left);
        }

        return tree;
    }

    private static void DrawL3Groups(TreeNode parent, MachineTopology topology, CpuSet cpus)
    {
        CpuSet left = cpus;
        foreach (CpuCache cache in topology.Caches)
        {
            CpuSet here = cache.Cpus.Intersect(left);
            if (cache.Level == L3 && !here.IsEmpty)
            {
                CpuSet elsewhere = cache.Cpus.Except(here);
                string shared = elsewhere.IsEmpty ? "" : Text($" shared with cpu {elsewhere}");
                parent.AddNode(new Text(Text($"L3 {Size(cache.SizeBytes)}{shared}: {Cores(topology, here)}")));
                left = left.Except(here);
            }
        }

        if (!left.IsEmpty)
        {
            parent.AddNode(new Text(Text($"no L3: {Cores(topology, left)}")));
        }
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

    private static void WriteTail(MachineTopology topology, TextWriter output)
    {
        foreach (NumaNode node in topology.NumaNodes)
        {
            if (node.Cpus.IsEmpty)
            {
                output.WriteLine($"{Describe(topology, node)}, no CPU");
            }
        }

        WriteDistances(topology, output);
        WriteHardware(HardwareProfiles.Detect(topology), output);
        WriteNetworkInterfaces(topology, output);
        if (!topology.IsolatedCpus.IsEmpty || !topology.NohzFullCpus.IsEmpty)
        {
            output.WriteLine($"{Isolated} isolated: {OrNone(topology.IsolatedCpus)}; {Tickless} not isolated, without a tick; without a tick in all: {OrNone(topology.NohzFullCpus)}");
        }

        if (topology.ControlGroup is ControlGroupLimits limits)
        {
            string quota = limits.CpuLimit is double limit ? Text($"CPU time of {limit:0.##} CPUs") : "CPU time without limit";
            string memory = limits.MemoryBytes is null ? "memory without limit" : $"memory {Size(limits.MemoryBytes)}";
            output.WriteLine($"Control group {limits.Path}: {(limits.Cpus is null ? "CPUs unknown" : $"cpu {limits.Cpus}")}, {quota}, {memory}");
        }

        WriteNotes(topology, output);
    }

    private static void WriteDistances(MachineTopology topology, TextWriter output)
    {
        if (topology.NumaNodes.Count < 2)
        {
            return;
        }

        var text = new StringBuilder("Distances of the nodes");
        string separator = " ";
        foreach (NumaNode node in topology.NumaNodes)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{separator}{node.Id}: {(node.Distances.Count == 0 ? "unknown" : string.Join(' ', node.Distances))}");
            separator = "; ";
        }

        output.WriteLine(text);
    }

    /// <summary>The profile with its figures, each with what it rests on.</summary>
    private static void WriteHardware(DetectedHardware hardware, TextWriter output)
    {
        output.WriteLine($"Profile: {hardware.Configuration.Name}. {hardware.Reason}");
        IReadOnlyList<HardwareFigure> figures = hardware.Configuration.Figures();
        int width = 0;
        foreach (HardwareFigure figure in figures)
        {
            width = Math.Max(width, figure.Name.Length);
        }

        foreach (HardwareFigure figure in figures)
        {
            output.WriteLine($"  {figure.Name.PadRight(width)}  {figure.Value} ({figure.Evidence.ToString().ToLowerInvariant()})");
        }

        foreach (string difference in hardware.Differences)
        {
            output.WriteLine($"  {difference}");
        }
    }

    private static void WriteNetworkInterfaces(MachineTopology topology, TextWriter output)
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
            output.WriteLine($"Network interfaces without a node: {string.Join(", ", names)}");
        }
    }

    private static void WriteNotes(MachineTopology topology, TextWriter output)
    {
        if (topology.Notes.Count == 0)
        {
            return;
        }

        output.WriteLine("Could not be read:");
        for (int at = 0; at < Math.Min(NotesShown, topology.Notes.Count); at++)
        {
            output.WriteLine($"  {topology.Notes[at].Path}: {topology.Notes[at].Cause}");
        }

        if (topology.Notes.Count > NotesShown)
        {
            output.WriteLine(Text($"  and {topology.Notes.Count - NotesShown} more: --json FILE lists all"));
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

    private static string OrNone(CpuSet cpus) => cpus.IsEmpty ? "none" : cpus.ToString();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
