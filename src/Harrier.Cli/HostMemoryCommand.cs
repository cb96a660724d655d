using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Harrier.Runtime.Memory;
using Harrier.Runtime.Threads;

namespace Harrier.Cli;

/// <summary><c>harrier host memory</c>: takes memory as the engine would and says where it really is.</summary>
internal static class HostMemoryCommand
{
    private const int MegabytesDefault = 64;
    private const int MegabytesMax = 1 << 24; // 16 TB

    private const string Description =
        """
        Takes memory on a node as the engine would, and says where every page of it really is.

        Reads the pages back from the kernel (move_pages, get_mempolicy, smaps), for a call that succeeds proves nothing. What was refused is listed with its cause; smaller pages are taken where larger ones are refused. Changes no setting; the memory is given back at the end.
        Exit codes: 0 all is as asked; 1 something is not; 2 bad arguments; 3 the memory cannot be had here.

        Examples:
          harrier host memory
          harrier host memory --node 1 --megabytes 512 --pages 2m --lock
          harrier host memory --node 0,1 --policy interleave --json memory.json
        """;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        var node = new Option<string>("--node") { Description = "The memory node, or several (0,1): an arena on each, or one over all of them with interleave. If not given, the first that this process may use; with local any of them.", HelpName = "LIST" };
        var megabytes = new Option<int>("--megabytes") { Description = "The size of each arena.", HelpName = "M", DefaultValueFactory = _ => MegabytesDefault };
        var pages = new Option<string>("--pages") { Description = "The largest pages wanted: 1g, 2m (from the pools of huge pages), thp (transparent) or 4k.", HelpName = "SIZE", DefaultValueFactory = _ => "thp" };
        var policy = new Option<string>("--policy") { Description = "bind, preferred, interleave or local.", HelpName = "POLICY", DefaultValueFactory = _ => "bind" };
        var isLocked = new Option<bool>("--lock") { Description = "Locks the pages into RAM." };
        var json = new Option<string>("--json") { Description = "Writes everything as JSON (docs/json.md).", HelpName = "FILE" };
        var command = new Command("memory", Description) { node, megabytes, pages, policy, isLocked, json };
        command.SetAction(parsed =>
        {
            string fault = Read(parsed.GetValue(node), parsed.GetValue(megabytes), parsed.GetValue(pages), parsed.GetValue(policy), out NumaConfiguration wanted);
            if (fault.Length > 0)
            {
                error.WriteLine($"harrier: {fault}");
                return ExitCode.BadInput;
            }

            return Run(wanted with { IsLocked = parsed.GetValue(isLocked) }, parsed.GetValue(json), output, error);
        });
        return command;
    }

    private static int Run(NumaConfiguration wanted, string? path, TextWriter output, TextWriter error)
    {
        using FileStream? stream = OutputFile.Create("--json", path);
        if (!NumaAllocator.TryCreate(wanted, out NumaAllocator? allocator, out string fault))
        {
            error.WriteLine($"harrier: {fault}");
            HostMemoryReport.WriteJson(wanted, [], fault, stream);
            return ExitCode.NotAllowedHere;
        }

        using (allocator)
        {
            HostMemoryReport.Write(wanted, allocator.Arenas, output);
            HostMemoryReport.WriteJson(wanted, allocator.Arenas, "", stream);
            if (path is not null)
            {
                output.WriteLine($"Figures: {path}");
            }

            return HostMemoryReport.IsAsAsked(allocator.Arenas) ? ExitCode.Done : ExitCode.No;
        }
    }

    private static string Read(string? node, int megabytes, string? pages, string? policy, out NumaConfiguration wanted)
    {
        wanted = new NumaConfiguration();
        if (megabytes is < 1 or > MegabytesMax)
        {
            return $"--megabytes {megabytes}: give 1 to {MegabytesMax}";
        }

        PageSize? size = pages switch { "1g" => PageSize.OneGigabyte, "2m" => PageSize.TwoMegabytes, "thp" => PageSize.Transparent, "4k" => PageSize.Plain, _ => null };
        if (size is null)
        {
            return $"--pages {pages}: give 1g, 2m, thp or 4k";
        }

        MemoryPolicy? kind = policy switch { "bind" => MemoryPolicy.Bind, "preferred" => MemoryPolicy.Preferred, "interleave" => MemoryPolicy.Interleave, "local" => MemoryPolicy.Local, _ => null };
        if (kind is null)
        {
            return $"--policy {policy}: give bind, preferred, interleave or local";
        }

        IReadOnlyList<int> allowed = OperatingSystem.IsLinux() ? MemoryNodes.Allowed() : [0];
        IReadOnlyList<int> nodes = kind == MemoryPolicy.Local ? allowed : [allowed[0]];
        if (node is not null)
        {
            nodes = CpuSet.TryParseList(node, out CpuSet list) ? [.. list] : []; // nodes are written as CPUs are
            if (nodes.Count == 0 || nodes[^1] >= NumaConfiguration.NodeLimit)
            {
                return $"--node {node}: give numbers from 0 to {NumaConfiguration.NodeLimit - 1}, as in 0 or 0,1";
            }
        }

        wanted = new NumaConfiguration { Nodes = nodes, ArenaBytes = (long)megabytes << 20, PageSize = size.Value, Policy = kind.Value };
        return "";
    }
}
