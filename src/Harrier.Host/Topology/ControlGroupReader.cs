using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>Reads what the control groups of this process allow, of version 1, 2, or both side by side.</summary>
internal static class ControlGroupReader
{
    private const string Membership = "/proc/self/cgroup";
    private const string Mounts = "/sys/fs/cgroup";

    /// <summary>No limit is written as the largest multiple of a page by version 1.</summary>
    private const ulong NoLimit = 1UL << 62;

    internal static ControlGroupLimits? Read(TopologyFiles files)
    {
        string? text = files.Text(Membership);
        if (text is null)
        {
            return null;
        }

        Group? cpuset = Find(files, text, "cpuset");
        Group? cpu = Find(files, text, "cpu");
        Group? memory = Find(files, text, "memory");
        Group? first = cpuset ?? cpu ?? memory;
        if (first is null)
        {
            files.Note(Membership, "names no group of this process that can be read.");
            return null;
        }

        (long Quota, long Period)? quota = cpu is null ? null : Quota(files, cpu);
        return new ControlGroupLimits(
            TopologyFiles.Printable(first.Name), first.Version, cpuset is null ? null : Cpus(files, cpuset), quota?.Quota, quota?.Period,
            memory is null ? null : Memory(files, memory));
    }

    /// <summary>The group of a controller: its own hierarchy in version 1, else the one of version 2.</summary>
    private static Group? Find(TopologyFiles files, string text, string controller)
    {
        string? unified = null;
        foreach (string line in text.Split('\n'))
        {
            // "4:cpu,cpuacct:/a/b", "0::/a/b"
            string[] parts = line.Split(':', 3);
            if (parts.Length == 3 && Array.IndexOf(parts[1].Split(','), controller) >= 0)
            {
                string own = $"{Mounts}/{controller}";
                return Locate(files, 1, files.Root.HasDirectory(own) || !IsPlain(parts[1]) ? own : $"{Mounts}/{parts[1]}", parts[2]);
            }

            unified = parts is ["0", "", string name] ? name : unified;
        }

        // Beside version 1 ("hybrid"), version 2 has its own directory.
        string mount = files.Root.HasDirectory($"{Mounts}/unified") ? $"{Mounts}/unified" : Mounts;
        return unified is null ? null : Locate(files, 2, mount, unified);
    }

    /// <summary>A container may see its group's path on the host while its own directory is the top: then the top counts.</summary>
    private static Group? Locate(TopologyFiles files, int version, string mount, string name)
    {
        if (!files.Root.HasDirectory(mount))
        {
            files.Note(mount, "there is no such directory.");
            return null;
        }

        if (name == "/" || (IsPlain(name) && name.StartsWith('/') && files.Root.HasDirectory(mount + name)))
        {
            return new Group(version, mount, name == "/" ? "" : name.TrimEnd('/'), name);
        }

        files.Note(Membership, $"names the group '{name}', which is not below {mount}; {mount} itself is taken.");
        return new Group(version, mount, "", name);
    }

    private static bool IsPlain(string name) =>
        !name.Contains('\0', StringComparison.Ordinal) && Array.IndexOf(name.Split('/'), "..") < 0;

    /// <summary>The directories from the group to the top.</summary>
    private static IEnumerable<string> Upward(Group group)
    {
        for (string name = group.Below; name.Length > 0; name = name[..name.LastIndexOf('/')])
        {
            yield return group.Mount + name;
        }

        yield return group.Mount;
    }

    private static CpuSet? Cpus(TopologyFiles files, Group group)
    {
        string[] names = group.Version == 1 ? ["cpuset.effective_cpus", "cpuset.cpus"] : ["cpuset.cpus.effective"];
        foreach (string directory in Upward(group))
        {
            foreach (string name in names)
            {
                string? text = files.TextIfThere($"{directory}/{name}");
                if (text is not null && CpuSet.TryParseList(text, out CpuSet cpus))
                {
                    return cpus;
                }

                if (text is not null)
                {
                    files.Note($"{directory}/{name}", $"'{text}' is no list of CPUs.");
                }
            }
        }

        files.Note($"{group.Mount}{group.Below}/{names[0]}", "there is no such file, nor in a group above.");
        return null;
    }

    /// <summary>The smallest share of a CPU's time on the way up. A group without the file has no limit.</summary>
    private static (long Quota, long Period)? Quota(TopologyFiles files, Group group)
    {
        (long Quota, long Period)? least = null;
        foreach (string directory in Upward(group))
        {
            if (OwnQuota(files, group.Version, directory) is (long Quota, long Period) own
                && (least is null || (Int128)own.Quota * least.Value.Period < (Int128)least.Value.Quota * own.Period))
            {
                least = own;
            }
        }

        return least;
    }

    private static (long Quota, long Period)? OwnQuota(TopologyFiles files, int version, string directory)
    {
        string path = version == 1 ? $"{directory}/cpu.cfs_quota_us" : $"{directory}/cpu.max";
        string? text = files.TextIfThere(path);
        string[] words = (text ?? "max").Split(' ');
        if (words[0] is "max" or "-1")
        {
            return null;
        }

        string? period = version == 1 ? files.Text($"{directory}/cpu.cfs_period_us") : words.Length == 2 ? words[1] : null;
        if (long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long quota) && quota > 0
            && long.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) && microseconds > 0)
        {
            return (quota, microseconds);
        }

        files.Note(path, $"'{text}' with the period '{period}' is no limit of CPU time.");
        return null;
    }

    private static long? Memory(TopologyFiles files, Group group)
    {
        long? least = null;
        foreach (string directory in Upward(group))
        {
            string path = group.Version == 1 ? $"{directory}/memory.limit_in_bytes" : $"{directory}/memory.max";
            string? text = files.TextIfThere(path);
            if (text is null or "max")
            {
                continue;
            }

            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong bytes))
            {
                files.Note(path, $"'{text}' is no limit of memory.");
            }
            else if (bytes < NoLimit)
            {
                least = Math.Min(least ?? long.MaxValue, (long)bytes);
            }
        }

        return least;
    }

    /// <summary>A group in one hierarchy.</summary>
    /// <param name="Version">1 or 2.</param>
    /// <param name="Mount">The directory of the hierarchy.</param>
    /// <param name="Below">The group's path below it; empty for the top.</param>
    /// <param name="Name">The path that the kernel gives.</param>
    private sealed record Group(int Version, string Mount, string Below, string Name);
}
