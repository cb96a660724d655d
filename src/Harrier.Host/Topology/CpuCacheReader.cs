using System;
using System.Collections.Generic;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>Reads the caches; each stands at every CPU that shares it and is taken once.</summary>
internal static class CpuCacheReader
{
    /// <summary>By level, type and first CPU.</summary>
    internal static readonly Comparison<CpuCache> ByPlace = static (left, right) =>
        (left.Level, left.Type, left.Cpus.First).CompareTo((right.Level, right.Type, right.Cpus.First));

    private const int LevelMax = 8;

    internal static List<CpuCache> Read(TopologyFiles files, CpuSet online)
    {
        List<(string Directory, int Cpu, int Level, CacheType Type, CpuSet? Sharers)> entries = ReadEntries(files, online);
        var caches = new List<CpuCache>();
        var taken = new Dictionary<(int Level, CacheType Type), CpuSet>();

        // Those that say who shares them first: one that does not is then in another's set, or alone.
        foreach (bool isKnown in (ReadOnlySpan<bool>)[true, false])
        {
            foreach ((string directory, int cpu, int level, CacheType type, CpuSet? sharers) in entries)
            {
                CpuSet before = taken.GetValueOrDefault((level, type), CpuSet.Empty);
                if (sharers is not null == isKnown && !before.Contains(cpu))
                {
                    CpuSet cpus = (sharers ?? CpuSet.Empty).Union(CpuSet.Of(cpu)).Intersect(online).Except(before);
                    taken[(level, type)] = before.Union(cpus);
                    caches.Add(new CpuCache(
                        level, type, files.Size($"{directory}/size"), files.Number($"{directory}/coherency_line_size"),
                        files.Number($"{directory}/ways_of_associativity"), cpus));
                }
            }
        }

        caches.Sort(ByPlace);
        return caches;
    }

    private static List<(string Directory, int Cpu, int Level, CacheType Type, CpuSet? Sharers)> ReadEntries(TopologyFiles files, CpuSet online)
    {
        var entries = new List<(string Directory, int Cpu, int Level, CacheType Type, CpuSet? Sharers)>();
        foreach (int cpu in online)
        {
            string parent = $"{TopologyFiles.CpuDirectory}/cpu{cpu}/cache";
            CpuSet indexes = MachineTopologyReader.Numbered(files.Root.Names(parent, "index*"), "index");
            if (indexes.IsEmpty)
            {
                files.Note(parent, "there is no cache in it.");
            }

            foreach (int index in indexes)
            {
                string directory = $"{parent}/index{index}";
                int? level = files.Number($"{directory}/level");
                CacheType? type = ReadType(files, $"{directory}/type");
                CpuSet? sharers = files.Cpus(directory, "shared_cpu_list", "shared_cpu_map");
                if (level is < 1 or > LevelMax)
                {
                    files.Note($"{directory}/level", $"{level} is no level of a cache.");
                }
                else if (level is not null && type is not null)
                {
                    entries.Add((directory, cpu, level.Value, type.Value, sharers));
                }
            }
        }

        return entries;
    }

    private static CacheType? ReadType(TopologyFiles files, string path)
    {
        string? text = files.Text(path);
        switch (text)
        {
            case "Unified":
                return CacheType.Unified;
            case "Data":
                return CacheType.Data;
            case "Instruction":
                return CacheType.Instruction;
            case null:
                return null;
            default:
                files.Note(path, $"'{text}' is no type of a cache.");
                return null;
        }
    }
}
