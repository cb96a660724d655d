using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Settings;
using Harrier.Host.Topology;

namespace Harrier.Host.Hardware;

/// <summary>What a machine says of itself, put in place of what its profile says.</summary>
internal sealed class MachineFigures(MachineTopology topology)
{
    private const uint PrefetchControlBit = 13; // CPUID.80000021H:EAX, "PrefetchCtlMsr"

    private readonly List<string> _differences = [];

    internal IReadOnlyList<string> Differences => _differences;

    internal HardwareConfiguration Correct(HardwareConfiguration profile)
    {
        NoteTooManyCores(profile);
        return profile with
        {
            CacheOptimization = Correct(profile.CacheOptimization),
            NumaTopology = Correct(profile.NumaTopology),
        };
    }

    private CacheOptimization Correct(CacheOptimization profile)
    {
        CpuCache? l3 = null;
        foreach (CpuCache cache in topology.Caches)
        {
            l3 ??= cache.Level == 3 ? cache : null;
        }

        CacheAllocationLimits? l3Limits = Limits(3);
        CacheAllocationLimits? l2Limits = Limits(2);
        string source = l3Limits?.Source ?? "";
        return profile with
        {
            L3Bytes = Prefer("the size of an L3 in bytes", profile.L3Bytes, l3?.SizeBytes, "the machine's L3"),
            L3Ways = Prefer("the ways of an L3", profile.L3Ways, l3?.Ways, "the machine's L3"),
            CoresPerL3 = profile.CoresPerL3 is null && !IsWithinOnePackagesL3(l3) ? null
                : Prefer("the number of cores that share an L3", profile.CoresPerL3, l3 is null ? null : CoresOf(l3), "the machine's L3"),
            L3MaskBits = Prefer("the length of an L3 mask", profile.L3MaskBits, l3Limits?.MaskBits ?? NoDivision(), source.Length > 0 ? source : "CPUID.10H"),
            L3ShareableMask = Prefer("the L3 mask shared with devices", profile.L3ShareableMask, l3Limits?.ShareableMask, source),
            L3Classes = Prefer("the number of L3 classes", profile.L3Classes, l3Limits?.Classes, source),
            L2MaskBits = Prefer("the length of an L2 mask", profile.L2MaskBits, l2Limits?.MaskBits ?? NoDivision(), l2Limits?.Source ?? "CPUID.10H"),
            PrefetchControl = Correct(profile.PrefetchControl),
        };
    }

    private NumaTopology Correct(NumaTopology profile)
    {
        int nodes = 0;
        int? cores = null;
        long? memory = null;
        foreach (NumaNode node in topology.NumaNodes)
        {
            if (!node.Cpus.IsEmpty)
            {
                int here = 0;
                foreach (CpuCore core in topology.Cores)
                {
                    here += node.Cpus.Contains(core.Cpus.First) ? 1 : 0;
                }

                nodes++;
                cores = Math.Min(cores ?? int.MaxValue, here);
                memory = node.MemoryBytes is long bytes ? Math.Min(memory ?? long.MaxValue, bytes) : memory;
            }
        }

        bool isWhole = nodes > 0 && topology.Packages.Count > 0 && nodes % topology.Packages.Count == 0;
        return profile with
        {
            NodesPerPackage = Prefer("the number of memory nodes of a package", profile.NodesPerPackage, isWhole ? nodes / topology.Packages.Count : null, "the machine's nodes"),
            Nodes = nodes > 0 ? nodes : null,
            CoresPerNode = cores,
            MemoryPerNodeBytes = memory,
        };
    }

    /// <summary>AMD's register is there only where CPUID says so; without CPUID the profile's word stands.</summary>
    private PrefetchControl? Correct(PrefetchControl? profile)
    {
        if (profile is null || topology.Cpuid is not { IsAmd: true } cpuid || (cpuid[0x8000_0021].Eax >> (int)PrefetchControlBit & 1) != 0)
        {
            return profile;
        }

        _differences.Add("CPUID.80000021H:EAX[13] is 0: the register of the prefetchers that the profile names is not there.");
        return null;
    }

    /// <summary>CPUID says that nothing can be divided by not naming a level; files say nothing by their absence.</summary>
    private int? NoDivision() => topology.Cpuid is null ? null : 0;

    private CacheAllocationLimits? Limits(int level)
    {
        foreach (CacheAllocationLimits limits in topology.CacheAllocation)
        {
            if (limits.Level == level)
            {
                return limits;
            }
        }

        return null;
    }

    private bool IsWithinOnePackagesL3(CpuCache? l3) => l3 is not null && topology.Packages.Count > 0 && CoresOf(l3) < topology.Cores.Count / topology.Packages.Count;

    private int CoresOf(CpuCache cache)
    {
        int count = 0;
        foreach (CpuCore core in topology.Cores)
        {
            count += cache.Cpus.Overlaps(core.Cpus) ? 1 : 0;
        }

        return count;
    }

    private void NoteTooManyCores(HardwareConfiguration profile)
    {
        int most = 0;
        foreach (CpuPackage package in topology.Packages)
        {
            int count = 0;
            foreach (CpuCore core in topology.Cores)
            {
                count += core.PackageId == package.Id ? 1 : 0;
            }

            most = Math.Max(most, count);
        }

        if (profile.CoresPerPackageMax is Graded<int> limit && most > limit.Value)
        {
            _differences.Add(string.Create(CultureInfo.InvariantCulture, $"A package has {most} cores on this machine; the profile has {limit.Value} at most ({limit.Source})."));
        }
    }

    private Graded<T>? Prefer<T>(string what, Graded<T>? profile, T? machine, string source)
        where T : struct, IEquatable<T>
    {
        if (machine is not T own)
        {
            return profile;
        }

        if (profile is Graded<T> one && !one.Value.Equals(own))
        {
            _differences.Add(string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(what[0])}{what[1..]} is {Text(own)} on this machine ({source}); the profile has {Text(one.Value)} ({one.Source})."));
        }

        return new Graded<T>(own, Evidence.Decoded, source);
    }

    private static string Text<T>(T value) => value is uint mask ? $"0x{mask.ToString("x", CultureInfo.InvariantCulture)}" : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
