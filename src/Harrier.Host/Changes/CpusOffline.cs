using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Harrier.Host.Settings;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Changes;

/// <summary>The CPUs that a plan takes offline. Their files go away with them, so that nothing that is written to them can
/// be read back.</summary>
internal static partial class CpusOffline
{
    /// <summary>The writes without those to a CPU that another of them takes offline.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="writes">The writes, in order.</param>
    public static List<SettingWrite> LeaveOut(HostRoot root, List<SettingWrite> writes)
    {
        CpuSet offline = CpuSet.Empty;
        foreach (SettingWrite write in writes)
        {
            Match switched = Switch().Match(write.Path);
            if (switched.Success && write.Value == "0")
            {
                offline = offline.Union(CpuSet.Of(Number(switched)));
            }
        }

        return offline.IsEmpty ? writes : writes.FindAll(write => Switch().IsMatch(write.Path) || Owners(root, write.Path) is not { IsEmpty: false } owners || !owners.IsSubsetOf(offline));
    }

    // A clock policy goes with the last of its CPUs; where it does not tell them, it is that of the CPU in its name.
    private static CpuSet Owners(HostRoot root, string path)
    {
        Match owned = Owned().Match(path);
        return !owned.Success ? CpuSet.Empty
            : owned.Groups["policy"].Success && root.Text($"{owned.Value}affected_cpus") is string affected
                && CpuSet.TryParseList(affected.Replace(' ', ','), out CpuSet cpus) ? cpus
            : CpuSet.Of(Number(owned));
    }

    private static int Number(Match match) => int.Parse(match.Groups["cpu"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^/sys/devices/system/cpu/cpu(?<cpu>[0-9]{1,5})/online$")]
    private static partial Regex Switch();

    [GeneratedRegex("^(/sys/devices/system/cpu/cpu|/sys/devices/system/machinecheck/machinecheck|(?<policy>/sys/devices/system/cpu/cpufreq/policy))(?<cpu>[0-9]{1,5})/")]
    private static partial Regex Owned();
}
