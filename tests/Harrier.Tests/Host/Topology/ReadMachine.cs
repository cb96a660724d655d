using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Topology;

/// <summary>A machine in lines that compare: each part is one line, sorted, whoever read it.</summary>
internal sealed class ReadMachine
{
    public SortedSet<string> Packages { get; } = new(StringComparer.Ordinal);

    /// <summary>Number within the package and CPUs.</summary>
    public SortedSet<string> Cores { get; } = new(StringComparer.Ordinal);

    public CpuSet Cpus { get; set; } = CpuSet.Empty;

    /// <summary>Level, type, size, line, ways and sharers.</summary>
    public SortedSet<string> Caches { get; } = new(StringComparer.Ordinal);

    /// <summary>Number, CPUs and memory.</summary>
    public SortedSet<string> Nodes { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> MemorySideCaches { get; } = new(StringComparer.Ordinal);

    /// <summary>From, to and distance.</summary>
    public SortedSet<string> Distances { get; } = new(StringComparer.Ordinal);

    /// <summary>PCI addresses of Ethernet cards.</summary>
    public SortedSet<string> Cards { get; } = new(StringComparer.Ordinal);

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public void AddCache(int level, string type, long sizeBytes, int lineBytes, int ways, CpuSet cpus) =>
        Caches.Add(Text($"L{level} {type} {sizeBytes} line {lineBytes} ways {ways}: {cpus}"));

    public void AddNode(int id, CpuSet cpus, long? memoryBytes) => Nodes.Add(Text($"{id}: {cpus} {memoryBytes}"));

    /// <summary>What 'harrier host topology --json' writes.</summary>
    public static ReadMachine ByHarrier(string root)
    {
        string file = Path.GetTempFileName();
        try
        {
            using var output = new StringWriter(CultureInfo.InvariantCulture);
            using var error = new StringWriter(CultureInfo.InvariantCulture);
            int code = CommandLine.Run(["host", "topology", "--root", root, "--json", file], (_, _, _) => throw new InvalidOperationException(), output, error);
            Assert.Equal((0, ""), (code, error.ToString()));
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return Of(json.RootElement);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public void AssertEqual(ReadMachine other)
    {
        Assert.Equal(Packages, other.Packages);
        Assert.Equal(Cores, other.Cores);
        Assert.Equal(Cpus.ToString(), other.Cpus.ToString());
        Assert.Equal(Caches, other.Caches);
        Assert.Equal(Nodes, other.Nodes);
        Assert.Equal(MemorySideCaches, other.MemorySideCaches);
        Assert.Equal(Distances, other.Distances);
    }

    private static ReadMachine Of(JsonElement root)
    {
        var machine = new ReadMachine { Cpus = Set(root, "onlineCpus") };
        Assert.Equal(machine.Cpus.Count, root.GetProperty("processingUnits").GetInt32());
        foreach (JsonElement package in root.GetProperty("packageList").EnumerateArray())
        {
            _ = machine.Packages.Add(Text($"{package.GetProperty("id").GetInt32()}: {Set(package, "cpus")}"));
        }

        foreach (JsonElement core in root.GetProperty("coreList").EnumerateArray())
        {
            _ = machine.Cores.Add(Text($"{core.GetProperty("id").GetInt32()}: {Set(core, "cpus")}"));
        }

        Assert.Equal((machine.Packages.Count, machine.Cores.Count), (root.GetProperty("packages").GetInt32(), root.GetProperty("cores").GetInt32()));
        foreach (JsonElement cache in root.GetProperty("caches").EnumerateArray())
        {
            machine.AddCache(
                cache.GetProperty("level").GetInt32(), cache.GetProperty("type").GetString()!, cache.GetProperty("sizeBytes").GetInt64(),
                cache.GetProperty("lineBytes").GetInt32(), cache.GetProperty("ways").GetInt32(), Set(cache, "cpus"));
        }

        JsonElement[] nodes = [.. root.GetProperty("numaNodes").EnumerateArray()];
        foreach (JsonElement node in nodes)
        {
            int id = node.GetProperty("id").GetInt32();
            JsonElement memory = node.GetProperty("memoryBytes");
            machine.AddNode(id, Set(node, "cpus"), memory.ValueKind == JsonValueKind.Null ? null : memory.GetInt64());
            foreach (JsonElement cache in node.GetProperty("memorySideCaches").EnumerateArray())
            {
                _ = machine.MemorySideCaches.Add(Text($"{id}: {cache.GetProperty("sizeBytes").GetInt64()} line {cache.GetProperty("lineBytes").GetInt32()}"));
            }

            int to = 0;
            foreach (JsonElement distance in node.GetProperty("distances").EnumerateArray())
            {
                _ = machine.Distances.Add(Text($"{id} to {nodes[to++].GetProperty("id").GetInt32()}: {distance.GetInt32()}"));
            }
        }

        foreach (JsonElement network in root.GetProperty("networkInterfaces").EnumerateArray())
        {
            if (network.GetProperty("pciAddress").GetString() is string address)
            {
                _ = machine.Cards.Add(address);
            }
        }

        return machine;
    }

    private static CpuSet Set(JsonElement parent, string name)
    {
        Assert.True(CpuSet.TryParseList(parent.GetProperty(name).GetString()!, out CpuSet set));
        return set;
    }
}
