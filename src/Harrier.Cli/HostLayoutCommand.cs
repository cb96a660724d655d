using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Harrier.Host.Deployment;
using Harrier.Host.Layout;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;

namespace Harrier.Cli;

/// <summary><c>harrier host layout</c>: which CPU does what, and why. Reads only.</summary>
internal static class HostLayoutCommand
{
    private const string Description =
        """
        Plans which CPU does what for trading on this machine, and says why; changes nothing.

        Each CPU has one owner; CPU 0 is never a trading thread's; the hyper-threads beside trading threads stay idle; everything hot is on the node of the network interface, in one L3 where that is possible. What the machine cannot have is told; what contradicts itself is refused, with all faults at once.
        Exit codes: 0 done; 2 what was asked for contradicts itself; 3 the machine does not allow it.

        Examples:
          harrier host layout
          harrier host layout --network-interface eth1 --queues 0,1 --isolation reserved
          harrier host layout --root dump --cpus 4-6 --json layout.json
        """;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        Option<string> root = HostCommand.RootOption();
        var network = new Option<string>("--network-interface") { Description = "The interface of the feed, by name or PCI address; the first card if not given.", HelpName = "NAME" };
        var queues = new Option<string>("--queues") { Description = "Its receive queues that carry the feed, one thread each; its last one if not given.", HelpName = "LIST" };
        var cpus = new Option<string>("--cpus") { Description = "The CPUs of the trading threads; chosen if not given.", HelpName = "LIST" };
        var nodes = new Option<string>("--memory-nodes") { Description = "The memory nodes; that of the interface if not given.", HelpName = "LIST" };
        var memory = new Option<long?>("--memory") { Description = "The memory of the process, MiB; 8192 if not given.", HelpName = "MIB" };
        var huge = new Option<long?>("--huge-pages") { Description = "The part of it on huge pages, MiB; 2048, or all of less memory, if not given.", HelpName = "MIB" };
        var isolation = new Option<string>("--isolation") { Description = "How far everything else is kept away: none (threads are pinned), reserved (what can be done while the machine runs), complete (what needs a boot).", HelpName = "LEVEL", DefaultValueFactory = _ => "complete" };
        var json = new Option<string>("--json") { Description = "Writes everything as JSON (docs/json.md).", HelpName = "FILE" };
        var command = new Command("layout", Description) { root, network, queues, cpus, nodes, memory, huge, isolation, json };
        command.SetAction(parsed =>
        {
            if (!TryList(parsed.GetValue(cpus), "--cpus", error, out CpuSet hot)
                || !TryList(parsed.GetValue(queues), "--queues", error, out CpuSet feed)
                || !TryList(parsed.GetValue(nodes), "--memory-nodes", error, out CpuSet places)
                || !TryBytes(parsed.GetValue(memory), 8L << 10, "--memory", error, out long memoryBytes)
                || !TryBytes(parsed.GetValue(huge), Math.Min(2L << 10, memoryBytes >> 20), "--huge-pages", error, out long hugeBytes)
                || !TryIsolation(parsed.GetValue(isolation), error, out IsolationLevel level))
            {
                return ExitCode.BadInput;
            }

            var resources = new ResourceAllocation
            {
                Cpus = hot,
                MemoryNodes = [.. places],
                NetworkInterface = parsed.GetValue(network) ?? "",
                NetworkQueues = [.. feed],
                MemoryBytes = memoryBytes,
                HugePageBytes = hugeBytes,
            };
            return Run(parsed.GetValue(root) ?? "/", new DeploymentConfiguration { Isolation = level, Resources = resources }, parsed.GetValue(json), output, error);
        });
        return command;
    }

    private static int Run(string directory, DeploymentConfiguration configuration, string? path, TextWriter output, TextWriter error)
    {
        MachineTopology? topology = HostTopologyCommand.Read(directory, error);
        if (topology is null)
        {
            return ExitCode.NotAllowedHere;
        }

        if (!LayoutPlanner.TryPlan(topology, configuration, out CpuLayout? layout, out IReadOnlyList<LayoutFault> faults))
        {
            bool isOfMachine = true;
            error.WriteLine("There is no such layout:");
            foreach (LayoutFault fault in faults)
            {
                isOfMachine &= fault.IsOfMachine;
                error.WriteLine($"  {fault.Sentence}");
            }

            return isOfMachine ? ExitCode.NotAllowedHere : ExitCode.BadInput;
        }

        // Opened before anything is printed, so that a path that cannot be written is told at once.
        using FileStream? stream = OutputFile.Create("--json", path);
        Write(layout, output);
        if (stream is not null)
        {
            CpuLayoutJson.Write(layout, stream);
            output.WriteLine($"Layout: {path}");
        }

        return ExitCode.Done;
    }

    private static void Write(CpuLayout layout, TextWriter output)
    {
        var rows = new List<string[]>();
        foreach (CpuAssignment assignment in layout.Assignments)
        {
            rows.Add([Name(assignment.Owner), assignment.Cpus.ToString(), assignment.Reason]);
        }

        foreach (InterruptPlacement placement in layout.Interrupts)
        {
            string numbers = placement.Interrupts.Count == 0 ? "" : $" ({string.Join(", ", placement.Interrupts)})";
            rows.Add([$"interrupts of {placement.What}{numbers}", placement.Cpus.ToString(), placement.Reason]);
        }

        rows.Add(["memory", layout.MemoryNode is int node ? $"node {node.ToString(CultureInfo.InvariantCulture)}" : "any node", layout.MemoryReason]);
        var text = new TerminalText(output);
        text.Rows(rows, 0);
        if (layout.KernelParameters.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("At boot, on the kernel's command line:");
            output.WriteLine(string.Join(' ', layout.KernelParameters)); // never broken, so that it can be copied
        }

        if (layout.Writes.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("While the machine runs:");
        }

        foreach (LayoutWrite write in layout.Writes)
        {
            output.WriteLine($"  {write.Path} = {write.Value}");
            text.Line("    ", "    ", write.Reason);
        }

        if (layout.GivenUp.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Given up:");
        }

        foreach (string sentence in layout.GivenUp)
        {
            text.Line("  ", "  ", sentence);
        }
    }

    private static string Name(CpuOwner owner) => owner switch
    {
        CpuOwner.MarketData => "market data",
        CpuOwner.QuoteEngine => "quote engine",
        CpuOwner.RiskMonitor => "risk monitor",
        CpuOwner.Idle => "idle",
        CpuOwner.Spare => "spare",
        _ => "housekeeping",
    };

    private static bool TryIsolation(string? text, TextWriter error, out IsolationLevel level)
    {
        bool isLevel = Enum.TryParse(text, ignoreCase: true, out level) && Enum.IsDefined(level) && char.IsAsciiLetter(text![0]);
        if (!isLevel)
        {
            error.WriteLine($"--isolation {text}: give none, reserved or complete.");
        }

        return isLevel;
    }

    /// <summary>Numbers and ranges, for CPUs, queues and nodes alike.</summary>
    private static bool TryList(string? text, string option, TextWriter error, out CpuSet numbers)
    {
        numbers = CpuSet.Empty;
        if (text is null || (CpuSet.TryParseList(text, out numbers) && !numbers.IsEmpty))
        {
            return true;
        }

        error.WriteLine($"{option} {text}: this is no list. Give numbers and ranges, as in 2-4,8.");
        return false;
    }

    private static bool TryBytes(long? mebibytes, long otherwise, string option, TextWriter error, out long bytes)
    {
        long size = mebibytes ?? otherwise;
        bool isSound = size is >= 0 and <= long.MaxValue >> 20;
        bytes = isSound ? size << 20 : 0;
        if (!isSound)
        {
            error.WriteLine($"{option} {size.ToString(CultureInfo.InvariantCulture)}: give a number of MiB that is not below 0.");
        }

        return isSound;
    }
}
