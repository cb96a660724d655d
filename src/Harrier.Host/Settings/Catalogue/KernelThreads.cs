using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Devices;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>The kernel's own threads, and which of them may be moved.</summary>
/// <remarks>Source: proc_pid_stat(5); linux/sched.h, PF_KTHREAD and PF_NO_SETAFFINITY.</remarks>
internal static class KernelThreads
{
    private const uint IsKernel = 0x0020_0000; // PF_KTHREAD
    private const uint IsBound = 0x0400_0000; // PF_NO_SETAFFINITY: it belongs to a CPU, or to a work queue
    private const int FlagsColumn = 6; // of stat, counted behind the name: state, ppid, pgrp, session, tty, tpgid, flags

    public static Finding Check(HostFacts facts)
    {
        var writes = new List<SettingWrite>();
        int free = 0;
        foreach (string entry in facts.Root.Names("/proc"))
        {
            if (!char.IsAsciiDigit(entry[0]) || !IsFree(facts.Root.Text($"/proc/{entry}/stat")) || facts.Root.Text($"/proc/{entry}/comm") is not string name || name.StartsWith("irq/", StringComparison.Ordinal)) // an interrupt's follows it
            {
                continue;
            }

            HostFile allowed = facts.Root.Read(AffinityTree.PathOf(int.Parse(entry, CultureInfo.InvariantCulture), name));
            free += allowed.State == HostFileState.Read ? 1 : 0;
            if (CpuSet.TryParseList(allowed.Text.Trim(), out CpuSet cpus) && cpus.Overlaps(facts.Hot))
            {
                writes.Add(new SettingWrite("iso.kthreads", allowed.Path, allowed.Text, facts.Housekeeping.ToString()));
            }
        }

        string found = string.Create(CultureInfo.InvariantCulture, $"{writes.Count} of {free} free kernel threads may come to {facts.Hot}");
        return facts.Hot.IsEmpty || facts.Housekeeping.IsEmpty ? Finding.NotApplicable("No CPU is hot.")
            : free == 0 ? Finding.Unreadable("/proc: no kernel thread is to be seen here, in a container or a dump.", "none")
            : new Finding(writes.Count == 0 ? SettingStatus.Pass : SettingStatus.Fail, found, "none", "", writes);
    }

    // The name stands in brackets and may hold anything.
    private static bool IsFree(string? stat)
    {
        string[] columns = stat is null ? [] : stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns.Length > FlagsColumn && uint.TryParse(columns[FlagsColumn], NumberStyles.None, CultureInfo.InvariantCulture, out uint flags)
            && (flags & IsKernel) != 0 && (flags & IsBound) == 0;
    }
}
