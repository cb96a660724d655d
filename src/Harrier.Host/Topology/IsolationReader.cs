using System;
using System.Collections.Generic;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>Reads which CPUs are kept free of other work.</summary>
/// <remarks>Source: Linux, Documentation/admin-guide/kernel-parameters.txt, "isolcpus" and "nohz_full".</remarks>
internal static class IsolationReader
{
    private const string CommandLine = "/proc/cmdline";
    private const string Domain = "domain";
    private const string Nohz = "nohz";

    private static readonly string[] Flags = [Domain, Nohz, "managed_irq"];

    internal static CpuSet ReadIsolated(TopologyFiles files)
    {
        CpuSet isolated = ReadList(files, $"{TopologyFiles.CpuDirectory}/isolated") ?? FromCommandLine(files, "isolated", Domain);

        // Since Linux 6.7 groups can isolate CPUs without the kernel's command line.
        return isolated.Union(ReadList(files, "/sys/fs/cgroup/cpuset.cpus.isolated") ?? CpuSet.Empty);
    }

    internal static CpuSet ReadNohzFull(TopologyFiles files) =>
        ReadList(files, $"{TopologyFiles.CpuDirectory}/nohz_full") ?? FromCommandLine(files, "nohz_full", Nohz);

    /// <summary>Null where it is absent or no list. Kernels without such CPUs write "(null)" into nohz_full, that of EL7 a
    /// zero byte.</summary>
    private static CpuSet? ReadList(TopologyFiles files, string path)
    {
        string? text = files.TextIfThere(path);
        if (text is null)
        {
            return null;
        }

        if (CpuSet.TryParseList(text is "(null)" or "\0" ? "" : text, out CpuSet set))
        {
            return set;
        }

        files.Note(path, $"'{text}' is no list of CPUs.");
        return null;
    }

    /// <summary>What the kernel was told, where it does not tell what it does.</summary>
    private static CpuSet FromCommandLine(TopologyFiles files, string name, string flag)
    {
        string? text = files.Root.Text(CommandLine);
        if (text is null)
        {
            files.Note($"{TopologyFiles.CpuDirectory}/{name}", $"cannot be read, and {CommandLine} neither.");
            return CpuSet.Empty;
        }

        CpuSet set = CpuSet.Empty;
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string? list = word.StartsWith("isolcpus=", StringComparison.Ordinal) ? ListWithFlag(word["isolcpus=".Length..], flag)
                : flag == Nohz && word.StartsWith("nohz_full=", StringComparison.Ordinal) ? word["nohz_full=".Length..]
                : null;
            if (list is not null && CpuSet.TryParseList(list, out CpuSet cpus))
            {
                set = set.Union(cpus);
            }
            else if (list is not null)
            {
                files.Note(CommandLine, $"'{word}': its list of CPUs is not understood.");
            }
        }

        return set;
    }

    /// <summary>"managed_irq,0-4,11-79" leaves the scheduler as it is: without a flag it is domain, with flags only those.</summary>
    private static string? ListWithFlag(string value, string flag)
    {
        var given = new List<string>();
        string rest = value;
        while (Array.Find(Flags, name => rest.StartsWith(name + ",", StringComparison.Ordinal)) is string found)
        {
            given.Add(found);
            rest = rest[(found.Length + 1)..];
        }

        return given.Contains(flag) || (given.Count == 0 && flag == Domain) ? rest : null;
    }
}
