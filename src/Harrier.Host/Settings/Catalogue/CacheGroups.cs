using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Devices;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>A group of resctrl with ways of its own for the hot CPUs.</summary>
/// <remarks>Source: the kernel's filesystems/resctrl.</remarks>
internal static class CacheGroups
{
    private const string Id = "cat.partition";
    private const string Top = "/sys/fs/resctrl";
    private const string Wanted = "a group with the hot CPUs, on ways that no other group has";

    public static Finding Check(HostFacts facts)
    {
        if (facts.Root.Text($"{Top}/schemata") is null)
        {
            return Finding.NotApplicable("resctrl is not mounted, or the processor has no cache allocation.");
        }

        if (facts.Hot.IsEmpty)
        {
            return Finding.NotApplicable("No CPU is hot.");
        }

        if (!CacheWays.TryRead(facts.Root, out CacheWays ways, out string reason))
        {
            return Finding.Unreadable(reason, Wanted);
        }

        if (!TryFindCaches(facts, out HashSet<string> caches, out string missing))
        {
            return Finding.Unreadable(missing, Wanted);
        }

        Dictionary<string, string> groups = Groups(facts.Root);
        foreach ((string group, string masks) in groups)
        {
            if (group.Length > 0 && facts.ReadSet($"{Top}/{group}/cpus_list") is { IsEmpty: false } cpus && cpus.Overlaps(facts.Hot))
            {
                string shared = SharedWith(groups, group, masks, caches);
                bool isAll = facts.Hot.IsSubsetOf(cpus);
                return Finding.PassIf(isAll && shared.Length == 0, $"{group}: {cpus} on {masks}", Wanted, shared.Length > 0 ? $"It shares ways with {shared}." : isAll ? "" : $"{facts.Hot.Except(cpus)} are not in it.");
            }
        }

        return Divide(facts, ways, caches, groups);
    }

    // The group first, then its CPUs, and the default group gives up the ways last: put back, it has them first.
    private static Finding Divide(HostFacts facts, CacheWays ways, HashSet<string> caches, Dictionary<string, string> groups)
    {
        string others = groups[""];
        string found = $"the default group, {others}";
        if (!ways.TryDivide(out ulong hot, out ulong rest))
        {
            return Finding.Of(SettingStatus.Fail, found, Wanted, $"{ways.Text(ways.All)} cannot be divided without the ways of the devices, {ways.Text(ways.Shareable)}.");
        }

        if (int.TryParse(facts.Root.Text($"{Top}/info/L3/num_closids"), NumberStyles.None, CultureInfo.InvariantCulture, out int most) && groups.Count >= most)
        {
            return Finding.Of(SettingStatus.Fail, found, Wanted, $"The hardware has {most.ToString(CultureInfo.InvariantCulture)} classes, and there are as many groups.");
        }

        HostFile group = facts.Root.Read("/@resctrl/groups/harrier");
        HostFile rests = facts.Root.Read("/@resctrl/default");
        string hotMasks = Replace(others, caches, ways.Text(hot), ways.Text(ways.All));
        string restMasks = Replace(others, caches, ways.Text(rest), null);
        return new Finding(SettingStatus.Fail, found, $"{facts.Hot} on {hotMasks}, the others on {restMasks}", "", group.Text.Trim() != "none" || rests.State != HostFileState.Read ? [] :
        [
            new SettingWrite(Id, group.Path, group.Text, $"cpus {facts.Hot} L3:{hotMasks}"),
            new SettingWrite(Id, rests.Path, rests.Text, restMasks),
        ]);
    }

    /// <summary>The third caches of the hot CPUs, by the numbers that resctrl calls them.</summary>
    private static bool TryFindCaches(HostFacts facts, out HashSet<string> caches, out string missing)
    {
        caches = [];
        missing = "";
        foreach (int cpu in facts.Hot)
        {
            HostFile id = facts.Root.Read(string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{cpu}/cache/index3/id"));
            missing = id.State == HostFileState.Read ? missing : id.Cause;
            _ = caches.Add(id.Text.Trim());
        }

        return missing.Length == 0;
    }

    /// <summary>The masks of every group; the default group has the empty name.</summary>
    private static Dictionary<string, string> Groups(HostRoot root)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = ResctrlTree.Ways(root.Text($"{Top}/schemata") ?? "") };
        foreach (string name in root.Names(Top))
        {
            if (root.Text($"{Top}/{name}/schemata") is string schemata)
            {
                groups[name] = ResctrlTree.Ways(schemata);
            }
        }

        return groups;
    }

    private static string SharedWith(Dictionary<string, string> groups, string hot, string masks, HashSet<string> caches)
    {
        foreach ((string group, string others) in groups)
        {
            foreach (string cache in caches)
            {
                if (group != hot && (Mask(masks, cache) & Mask(others, cache)) != 0)
                {
                    return group.Length == 0 ? "the default group" : group;
                }
            }
        }

        return "";
    }

    private static ulong Mask(string masks, string cache)
    {
        foreach (string one in masks.Split(';'))
        {
            string[] sides = one.Split('=', 2);
            if (sides.Length == 2 && sides[0] == cache && ulong.TryParse(sides[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong mask))
            {
                return mask;
            }
        }

        return 0;
    }

    /// <summary>Other masks for some caches; for the rest another one, or what they have.</summary>
    private static string Replace(string masks, HashSet<string> caches, string mask, string? elsewhere)
    {
        string[] parts = masks.Split(';');
        for (int at = 0; at < parts.Length; at++)
        {
            string cache = parts[at].Split('=', 2)[0];
            parts[at] = caches.Contains(cache) ? $"{cache}={mask}" : elsewhere is null ? parts[at] : $"{cache}={elsewhere}";
        }

        return string.Join(';', parts);
    }
}
