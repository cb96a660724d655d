using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Harrier.Runtime.Threads;

namespace Harrier.Tests.Host.Topology;

/// <summary>Reads what hwloc says of a machine: the console output of 'lstopo -v -', and its XML.</summary>
internal static partial class HwlocOutput
{
    /// <summary>"  L2Cache L#1 (P#4 size=1024KB linesize=64 ways=16)": two spaces a level; what is deeper is within.</summary>
    public static ReadMachine OfConsole(string text)
    {
        var machine = new ReadMachine();
        string[] lines = text.Split('\n');
        var nodes = new Dictionary<int, int>(); // by logical number
        for (int at = 0; at < lines.Length; at++)
        {
            foreach (string address in CardsIn(lines[at]))
            {
                _ = machine.Cards.Add(address);
            }

            Match match = Object().Match(lines[at]);
            if (!match.Success)
            {
                continue;
            }

            string details = match.Groups["details"].Value;
            int number = Attribute(details, "P#") is string own ? Number(own) : -1;
            switch (match.Groups["type"].Value)
            {
                case "Package":
                    _ = machine.Packages.Add(ReadMachine.Text($"{number}: {CpusBelow(lines, at)}"));
                    break;
                case "Core":
                    _ = machine.Cores.Add(ReadMachine.Text($"{number}: {CpusBelow(lines, at)}"));
                    break;
                case "PU":
                    machine.Cpus = machine.Cpus.Union(CpuSet.Of(number));
                    break;
                case "NUMANode":
                    nodes.Add(Number(match.Groups["logical"].Value), number);
                    machine.AddNode(number, CpusBelow(lines, Holder(lines, at)), Attribute(details, "local=") is string memory ? Kibibytes(memory) : null);
                    if (Object().Match(lines[at - 1]) is { Success: true } above && above.Groups["type"].Value == "MemCache")
                    {
                        string cache = above.Groups["details"].Value;
                        _ = machine.MemorySideCaches.Add(ReadMachine.Text($"{number}: {Kibibytes(Attribute(cache, "size=")!)} line {Attribute(cache, "linesize=")}"));
                    }

                    break;
                case ['L', >= '1' and <= '5', ..] and string type when type.EndsWith("Cache", StringComparison.Ordinal):
                    machine.AddCache(
                        type[1] - '0', type[2] switch { 'd' => "data", 'i' => "instruction", _ => "unified" }, Kibibytes(Attribute(details, "size=")!),
                        Number(Attribute(details, "linesize=")!), Number(Attribute(details, "ways=")!), CpusBelow(lines, at));
                    break;
                default:
                    break;
            }
        }

        ReadDistances(machine, lines, nodes);
        return machine;
    }

    /// <summary>hwloc's XML of version 2: objects within objects, each with its set of CPUs.</summary>
    public static ReadMachine OfXml(string text, bool hasNodes)
    {
        var machine = new ReadMachine();
        foreach (XElement one in XDocument.Parse(text).Descendants("object"))
        {
            string type = one.Attribute("type")!.Value;
            CpuSet cpus = Set(one.Attribute("cpuset")!.Value);
            int number = one.Attribute("os_index") is XAttribute index ? Number(index.Value) : -1;
            switch (type)
            {
                case "Package":
                    _ = machine.Packages.Add(ReadMachine.Text($"{number}: {cpus}"));
                    break;
                case "Core":
                    _ = machine.Cores.Add(ReadMachine.Text($"{number}: {cpus}"));
                    break;
                case "PU":
                    machine.Cpus = machine.Cpus.Union(CpuSet.Of(number));
                    break;
                case "NUMANode" when hasNodes:
                    machine.AddNode(number, cpus, null);
                    break;
                case "L1Cache" or "L1iCache" or "L2Cache" or "L3Cache":
                    machine.AddCache(
                        Number(one.Attribute("depth")!.Value), one.Attribute("cache_type")!.Value switch { "1" => "data", "2" => "instruction", _ => "unified" },
                        long.Parse(one.Attribute("cache_size")!.Value, CultureInfo.InvariantCulture), Number(one.Attribute("cache_linesize")!.Value),
                        Number(one.Attribute("cache_associativity")!.Value), cpus);
                    break;
                default:
                    break;
            }
        }

        return machine;
    }

    /// <summary>"0x80000000,,0x0": words of 32 bits, highest first, an empty one is zero.</summary>
    private static CpuSet Set(string mask)
    {
        string words = string.Join(',', mask.Split(',').Select(word => word.Length == 0 ? "0" : word.Replace("0x", "", StringComparison.Ordinal)));
        return CpuSet.TryParseMask(words, out CpuSet set) ? set : throw new FormatException(mask);
    }

    private static CpuSet CpusBelow(string[] lines, int at)
    {
        var cpus = new List<int>();
        for (int below = at; below < lines.Length && (below == at || Depth(lines[below]) > Depth(lines[at])); below++)
        {
            Match match = Object().Match(lines[below]);
            if (match.Success && match.Groups["type"].Value == "PU")
            {
                cpus.Add(Number(Attribute(match.Groups["details"].Value, "P#")!));
            }
        }

        return CpuSet.Of(cpus);
    }

    /// <summary>Memory hangs on what it is near to: the object above that is no cache of memory itself.</summary>
    private static int Holder(string[] lines, int at)
    {
        int depth = Depth(lines[at]);
        int above = at;
        while (Depth(lines[above]) >= depth || lines[above].TrimStart().StartsWith("MemCache", StringComparison.Ordinal))
        {
            above--;
        }

        return above;
    }

    private static void ReadDistances(ReadMachine machine, string[] lines, Dictionary<int, int> nodes)
    {
        int at = Array.FindIndex(lines, line => line.StartsWith("Relative latency matrix (name NUMALatency", StringComparison.Ordinal));
        if (at < 0)
        {
            return;
        }

        int[] columns = [.. lines[at + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Number)];
        for (int row = 0; row < columns.Length; row++)
        {
            int[] values = [.. lines[at + 2 + row].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
            for (int column = 0; column < columns.Length; column++)
            {
                _ = machine.Distances.Add(ReadMachine.Text($"{nodes[values[0]]} to {nodes[columns[column]]}: {values[column + 1]}"));
            }
        }
    }

    /// <summary>"PCI L#10 (busid=0000:60:00.0 id=... class=0200(Ethernet)": alike ones are one line, "(busid=01:00.0-1".</summary>
    private static IEnumerable<string> CardsIn(string line)
    {
        Match match = Card().Match(line);
        if (!match.Success)
        {
            yield break;
        }

        string domain = match.Groups["domain"].Success ? match.Groups["domain"].Value : "0000:";
        int first = Number(match.Groups["first"].Value);
        int last = match.Groups["last"].Success ? Number(match.Groups["last"].Value) : first;
        for (int function = first; function <= last; function++)
        {
            yield return ReadMachine.Text($"{domain}{match.Groups["device"].Value}.{function}");
        }
    }

    private static int Depth(string line) => line.Length - line.TrimStart(' ').Length;

    private static string? Attribute(string details, string name) =>
        Regex.Match(details, $@"(^|\s){Regex.Escape(name)}(\S+)") is { Success: true } match ? match.Groups[2].Value : null;

    private static long Kibibytes(string text) => long.Parse(text.Replace("KB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) << 10;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ *(?<type>[A-Z]\w*) L#(?<logical>\d+)( \((?<details>.*)\))?$")]
    private static partial Regex Object();

    [GeneratedRegex(@"PCI L#[\d-]+ \(busid=(?<domain>[0-9a-f]{4}:)?(?<device>[0-9a-f]{2}:[0-9a-f]{2})\.(?<first>\d)(-(?<last>\d))? .*\(Ethernet\)")]
    private static partial Regex Card();
}
