using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>Reads the memory nodes.</summary>
internal static class NumaNodeReader
{
    private const string Directory = "/sys/devices/system/node";
    private const string Prefix = "node";
    private const long KibibytesMax = long.MaxValue >> 10;

    internal static List<NumaNode> Read(TopologyFiles files, CpuSet online)
    {
        CpuSet ids = MachineTopologyReader.Numbered(files.Root.Names(Directory, Prefix + "*"), Prefix);
        if (ids.IsEmpty)
        {
            files.Note(Directory, "there is no node in it: the kernel is built without NUMA, or the dump lacks it.");
        }

        var nodes = new List<NumaNode>();
        foreach (int id in ids)
        {
            string directory = $"{Directory}/{Prefix}{id}";
            CpuSet cpus = files.Cpus(directory, "cpulist", "cpumap") ?? CpuSet.Empty;
            nodes.Add(new NumaNode(
                id, cpus.Intersect(online), ReadMemory(files, $"{directory}/meminfo"), ReadDistances(files, $"{directory}/distance", ids.Count),
                ReadMemorySideCaches(files, $"{directory}/memory_side_cache")));
        }

        return nodes;
    }

    /// <summary>The line "Node 0 MemTotal:       388492316 kB".</summary>
    private static long? ReadMemory(TopologyFiles files, string path)
    {
        string? text = files.Text(path);
        if (text is null)
        {
            return null;
        }

        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [_, _, "MemTotal:", string kibibytes, "kB"]
                && long.TryParse(kibibytes, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= KibibytesMax)
            {
                return value << 10;
            }
        }

        files.Note(path, "has no line 'Node N MemTotal: SIZE kB'.");
        return null;
    }

    private static int[] ReadDistances(TopologyFiles files, string path, int nodes)
    {
        string? text = files.Text(path);
        if (text is null)
        {
            return [];
        }

        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int[] distances = new int[words.Length];
        bool isSound = words.Length == nodes;
        for (int at = 0; at < words.Length && isSound; at++)
        {
            isSound = int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out distances[at]);
        }

        if (isSound)
        {
            return distances;
        }

        files.Note(path, string.Create(CultureInfo.InvariantCulture, $"'{text}' is not one distance for each of {nodes} nodes."));
        return [];
    }

    private static List<MemorySideCache> ReadMemorySideCaches(TopologyFiles files, string parent)
    {
        var caches = new List<MemorySideCache>();
        foreach (int level in MachineTopologyReader.Numbered(files.Root.Names(parent, "index*"), "index"))
        {
            caches.Add(new MemorySideCache(level, files.Size($"{parent}/index{level}/size"), files.Number($"{parent}/index{level}/line_size")));
        }

        return caches;
    }
}
