using System.Collections.Generic;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>Reads which CPUs are one core, and where the core sits.</summary>
internal static class CpuCoreReader
{
    private const int Unknown = -1;

    internal static CpuCore[] Read(TopologyFiles files, CpuSet online)
    {
        var cores = new List<CpuCore>();
        CpuSet taken = CpuSet.Empty;
        foreach (int cpu in online)
        {
            string directory = $"{TopologyFiles.CpuDirectory}/cpu{cpu}/topology";
            if (!files.Root.HasDirectory(directory))
            {
                files.Note(directory, "there is no such directory.");
            }
            else if (!taken.Contains(cpu))
            {
                // Kernels before 5.3 have only the second name. Broken files may name a CPU in two cores: the first keeps it.
                CpuSet siblings = files.Cpus(directory, "core_cpus_list", "thread_siblings_list", "core_cpus", "thread_siblings") ?? CpuSet.Empty;
                cores.Add(ReadCore(files, siblings.Union(CpuSet.Of(cpu)).Intersect(online).Except(taken)));
                taken = taken.Union(cores[^1].Cpus);
                continue;
            }

            if (!taken.Contains(cpu))
            {
                cores.Add(new CpuCore(Unknown, 0, Unknown, CpuSet.Of(cpu)));
                taken = taken.Union(cores[^1].Cpus);
            }
        }

        return [.. cores];
    }

    /// <summary>The numbers stand at each sibling; the first that can be read counts.</summary>
    private static CpuCore ReadCore(TopologyFiles files, CpuSet cpus)
    {
        int? package = null;
        int? die = null;
        int? core = null;
        foreach (int cpu in cpus)
        {
            string directory = $"{TopologyFiles.CpuDirectory}/cpu{cpu}/topology";
            package ??= files.Number($"{directory}/physical_package_id");
            die ??= files.Number($"{directory}/die_id"); // since Linux 5.2
            core ??= files.Number($"{directory}/core_id");
        }

        return new CpuCore(package ?? Unknown, die ?? 0, core ?? Unknown, cpus);
    }
}
