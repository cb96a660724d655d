using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Threads;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Keeping everything else off the hot CPUs.</summary>
internal static class Isolation
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("iso.isolcpus", By(CheckIsolated))
        {
            Title = "Isolation at boot",
            Read = "/sys/devices/system/cpu/isolated; isolcpus=",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.High,
            Evidence = Evidence.Decoded,
            Effect = "The scheduler neither balances nor places other threads on the hot CPUs. A thread that is given a range of isolated CPUs stays on the first of them.",
            TradeOff = "The CPUs are lost for anything else until the next boot.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "tuned realtime; kernel-parameters",
        },
        new("iso.nohz_full", By(CheckNoTick))
        {
            Title = "No tick on the hot CPUs",
            Read = "/sys/devices/system/cpu/nohz_full",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "No timer interrupt where one thread runs alone: 100 to 1,000 a second, 1 to 5 microseconds each.",
            TradeOff = "System calls cost more: wrong for threads that use kernel sockets.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "kernel timers/no_hz",
        },
        new("iso.rcu_nocbs", By(CheckCallbacks))
        {
            Title = "Callbacks of RCU off the hot CPUs",
            Read = "/proc/cmdline rcu_nocbs=",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "No soft interrupt for them on the hot CPUs. nohz_full implies it.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "tuned cpu-partitioning",
        },
        new("iso.cpuset.partition", By(CheckPartition))
        {
            Title = "Isolation at run time",
            Read = "/sys/fs/cgroup/cpuset.cpus.isolated",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "The same as isolcpus without a boot, but for the tick and RCU.",
            TradeOff = "The kernel moves all threads of the top cgroup off the hot CPUs, and when the partition goes it lets them run everywhere: kswapd and kcompactd keep to their node no longer, until the next boot.",
            Apply = "Make a cgroup, give it the hot CPUs and write \"isolated\" into cpuset.cpus.partition; read it back, since it may say \"isolated invalid\".",
            Undo = "Write \"member\" and remove the cgroup.",
            Source = "kernel admin-guide/cgroup-v2",
        },
        new("iso.housekeeping", By(CheckHousekeeping))
        {
            Title = "A core for everything else",
            Read = "the hot CPUs against those online",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.High,
            Evidence = Evidence.Reference,
            Effect = "The kernel lives: at least one core stays, CPU 0 is never hot.",
            TradeOff = "capacity",
            Apply = "Choose other hot CPUs.",
            Source = "tuned realtime (calc_isolated_cores)",
        },
        new("iso.systemd", By(CheckInit))
        {
            Title = "Daemons off the hot CPUs",
            Read = "/etc/systemd/system.conf CPUAffinity=, /proc/1/status",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Measured,
            Effect = "No daemon on the hot CPUs. A .NET program that systemd starts inherits the list, and its thread pool shrinks with it: that is wanted.",
            Apply = "CPUAffinity= in /etc/systemd/system.conf.d, or AllowedCPUs= of system.slice at run time.",
            Source = "tuned plugin_systemd",
        },
        new("iso.workqueue", File("/sys/devices/virtual/workqueue/cpumask", facts => MaskWithin(facts.Housekeeping, "housekeeping")))
        {
            Title = "Work queues of the kernel",
            Read = "/sys/devices/virtual/workqueue/cpumask",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "No unbound kworker on the hot CPUs.",
            Apply = "Write the mask of the housekeeping CPUs.",
            Source = "tuned realtime",
        },
        new("iso.kthreads", By(KernelThreads.Check))
        {
            Title = "Kernel threads off the hot CPUs",
            Read = "/proc/PID/status of kernel threads",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Reference,
            Effect = "Less noise; threads that belong to one CPU refuse with EINVAL and stay.",
            Apply = "sched_setaffinity of each, or kthread_cpus= at boot.",
            Source = "tuned plugin_scheduler",
        },
        new("iso.sibling", By(CheckWholeCores))
        {
            Title = "Whole cores",
            Read = "cpuN/topology/thread_siblings_list against the isolated CPUs",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "A sibling that is not isolated takes half of a hot core.",
            TradeOff = "capacity",
            Apply = "Isolate both threads of each hot core.",
        },
        new("iso.numa.nic", By(CheckNearCard))
        {
            Title = "Hot CPUs near the network card",
            Read = "/sys/class/net/X/device/local_cpulist",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "No packet crosses the link between the sockets.",
            Apply = "Choose hot CPUs from the list.",
            Source = "DPDK nic_perf_intel_platform",
        },
        new("iso.l3.domain", By(CheckOneCache))
        {
            Title = "Hot CPUs in one last cache",
            Read = "cpuN/cache/index3/shared_cpu_list",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "A hand-over between threads stays in the cache: on EPYC 3 to 16 cores share one, on Xeon the socket.",
            TradeOff = "fewer cores for a pipeline",
            Apply = "Choose hot CPUs from one list.",
        },
        new("iso.thread.pin", IsMeasured("the placement of each pinned thread is read back when it starts and stands in the report."))
        {
            Title = "One thread a hot CPU",
            Read = "/proc/PID/task/TID/status",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "No migration. .NET has no call for it: Harrier.Runtime pins by sched_setaffinity from inside the thread.",
            Apply = "PinnedThread of Harrier.Runtime.",
            Source = "dotnet/runtime #21363, #25028",
        },
        new("iso.intruders", IsMeasured("no other thread runs on a hot CPU in a session."))
        {
            Title = "Foreign threads on the hot CPUs",
            Read = "/proc/PID/task/TID/stat, sched_switch",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Measured,
            Effect = "Proves the isolation.",
            Apply = "Nothing is set.",
            Source = "rt-tests oslat",
        },
        new("iso.steal", By(CheckSteal))
        {
            Title = "Steal time",
            Read = "/proc/stat, column steal",
            Kinds = HostKinds.VirtualMachine,
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Nothing in a guest can mend it: a dedicated host can.",
            Apply = "Nothing is set.",
            Source = "proc_stat(5)",
        },
    ];

    private static Finding CheckIsolated(HostFacts facts)
    {
        bool isShown = facts.Root.Text("/sys/devices/system/cpu/isolated") is not null;
        if (!isShown && !facts.IsBootLineKnown)
        {
            return Finding.Unreadable("/sys/devices/system/cpu/isolated and /proc/cmdline cannot be read.", Wanted(facts));
        }

        string asked = facts.BootLine["isolcpus"] is string value ? $"isolcpus={value}" : "";
        string found = $"{Named(facts.Isolated)}{(asked.Length > 0 ? $" ({asked})" : "")}";
        bool isEnough = !facts.Hot.IsEmpty && facts.Hot.IsSubsetOf(facts.Isolated);
        if (!isEnough && facts.ConfiguredBootLine?["isolcpus"] is string configured && configured != facts.BootLine["isolcpus"])
        {
            return Finding.Of(SettingStatus.RebootPending, found, Wanted(facts), $"isolcpus={configured} is in the boot loader's configuration, and the machine was not started with it yet.");
        }

        return Finding.PassIf(isEnough, found, Wanted(facts), !isEnough && asked.Length > 0 ? "Where flags are given, only the flag 'domain' keeps the scheduler off the CPUs." : "") with { BootLine = isEnough || facts.Hot.IsEmpty ? "" : Wanted(facts) };
    }

    private static string Wanted(HostFacts facts) => $"isolcpus=managed_irq,domain,{Apart(facts)}";

    // The same as the layout's: whole cores, or the next check would find half of one.
    private static CpuSet Apart(HostFacts facts) => facts.Hot.Union(facts.IdleSiblings);

    private static string Named(CpuSet set) => set.IsEmpty ? "none" : set.ToString();

    private static Finding CheckNoTick(HostFacts facts)
    {
        if (facts.Root.Text("/sys/devices/system/cpu/nohz_full") is null && facts.BootLine["nohz_full"] is null)
        {
            return Finding.NotApplicable("/sys/devices/system/cpu/nohz_full: this kernel was built without CONFIG_NO_HZ_FULL.");
        }

        CpuSet tickless = facts.ReadSet("/sys/devices/system/cpu/nohz_full") is { IsEmpty: false } read ? read : ListOf(facts.BootLine["nohz_full"]);
        return ByBootLine(facts, tickless, $"nohz_full={Apart(facts)}");
    }

    private static CpuSet ListOf(string? text) => CpuSet.TryParseList(text ?? "", out CpuSet set) ? set : CpuSet.Empty;

    private static Finding CheckCallbacks(HostFacts facts)
    {
        if (!facts.IsBootLineKnown)
        {
            return Finding.Unreadable(facts.Root.Read("/proc/cmdline").Cause);
        }

        string? list = facts.BootLine["rcu_nocbs"];
        CpuSet offloaded = (list is "all" ? facts.Online : ListOf(list)).Union(ListOf(facts.BootLine["nohz_full"]));
        return ByBootLine(facts, offloaded, $"rcu_nocbs={Apart(facts)}");
    }

    private static Finding ByBootLine(HostFacts facts, CpuSet set, string parameter)
    {
        bool isMet = !facts.Hot.IsEmpty && facts.Hot.IsSubsetOf(set);
        return Finding.PassIf(isMet, Named(set), parameter) with { BootLine = isMet || facts.Hot.IsEmpty ? "" : parameter };
    }

    private static Finding CheckPartition(HostFacts facts)
    {
        if (facts.Hot.IsEmpty || facts.Hot.IsSubsetOf(facts.Isolated))
        {
            return facts.Hot.IsEmpty ? Finding.NotApplicable("No CPU is hot.") : Finding.NotApplicable("The hot CPUs are isolated since boot.");
        }

        // The file that lists the CPUs of all partitions is younger than isolated partitions (Linux 6.1): without it, ours tells.
        HostFile group = facts.Root.Read("/@partition/harrier");
        CpuSet? listed = facts.ReadSet("/sys/fs/cgroup/cpuset.cpus.isolated");
        if (listed is null && (group.State != HostFileState.Read || !facts.IsKernelAtLeast(6, 1)))
        {
            return Absent(facts, "/sys/fs/cgroup/cpuset.cpus.isolated");
        }

        CpuSet isolated = listed ?? (group.Text.StartsWith("isolated ", StringComparison.Ordinal) ? ListOf(group.Text[9..].Trim()) : CpuSet.Empty);
        CpuSet set = Apart(facts);
        bool isIsolated = facts.Hot.IsSubsetOf(isolated);
        return new Finding(isIsolated ? SettingStatus.Pass : SettingStatus.Fail, Named(isolated), $"a partition with {set}", "", isIsolated || group.State != HostFileState.Read || group.Text.Trim() is not ("none" or "off") ? [] : [new SettingWrite("iso.cpuset.partition", group.Path, group.Text, $"isolated {set}")]);
    }

    private static Finding CheckHousekeeping(HostFacts facts) => facts.Online.Count == 1
        ? Finding.Of(SettingStatus.Fail, "1 CPU", "at least 2", "A machine with one CPU has none to spare for a trading thread.")
        : Finding.PassIf(!facts.Housekeeping.IsEmpty && !facts.Hot.Contains(facts.Online.First), $"{Named(facts.Housekeeping)} of {facts.Online.Count.ToString(CultureInfo.InvariantCulture)}", $"CPU {facts.Online.First.ToString(CultureInfo.InvariantCulture)} and a whole core at least");

    private static Finding CheckInit(HostFacts facts)
    {
        HostFile status = facts.Root.Read("/proc/1/status");
        if (status.State != HostFileState.Read)
        {
            return facts.BootLine["systemd.cpu_affinity"] is string booted
                ? Finding.PassIf(!ListOf(booted).Overlaps(facts.Hot), booted, $"only {facts.Housekeeping}", "By the kernel's command line.")
                : Finding.Unreadable(status.Cause, $"only {facts.Housekeeping}");
        }

        CpuSet allowed = CpuSet.Empty;
        foreach (string line in status.Text.Split('\n'))
        {
            allowed = line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal) ? ListOf(line[18..]) : allowed;
        }

        return facts.Hot.IsEmpty ? Finding.NotApplicable("No CPU is hot.") : Finding.PassIf(!allowed.Overlaps(facts.Hot), Named(allowed), $"only {facts.Housekeeping}");
    }

    private static Finding CheckWholeCores(HostFacts facts) => facts.Isolated.IsEmpty ? Finding.NotApplicable("No CPU is isolated.")
        : Finding.PassIf(facts.IdleSiblings.IsSubsetOf(facts.Isolated), facts.IdleSiblings.IsEmpty ? "no sibling is outside" : $"{facts.IdleSiblings.Except(facts.Isolated)} are not isolated", "both threads of each hot core");

    private static Finding CheckNearCard(HostFacts facts)
    {
        foreach (string name in facts.Interfaces)
        {
            if (facts.Root.Text($"/sys/class/net/{name}/device/numa_node") is string node && node != "-1" && facts.ReadSet($"/sys/class/net/{name}/device/local_cpulist") is CpuSet local)
            {
                return Finding.PassIf(facts.Hot.IsSubsetOf(local), $"{name} is on node {node}: {local}", "hot CPUs on the card's node");
            }
        }

        return Finding.NotApplicable("No network card says on which node it is.");
    }

    private static Finding CheckOneCache(HostFacts facts)
    {
        CpuSet? cache = facts.Hot.IsEmpty ? null : facts.ReadSet(string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{facts.Hot.First}/cache/index3/shared_cpu_list"));
        return cache is null ? Finding.NotApplicable("No CPU is hot, or the machine does not show its third cache.")
            : Finding.PassIf(facts.Hot.IsSubsetOf(cache), $"the cache of CPU {facts.Hot.First.ToString(CultureInfo.InvariantCulture)} serves {cache}", $"all of {facts.Hot} in one");
    }

    private static Finding CheckSteal(HostFacts facts)
    {
        const int StealColumn = 8; // proc_stat(5): after the name user, nice, system, idle, iowait, irq, softirq, steal
        foreach (string line in (facts.Root.Text("/proc/stat") ?? "").Split('\n'))
        {
            string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > StealColumn && columns[0] == "cpu")
            {
                return Finding.PassIf(columns[StealColumn] == "0", $"{columns[StealColumn]} ticks since the start", "0");
            }
        }

        return Finding.Unreadable("/proc/stat: there is no line 'cpu' with the stolen time.");
    }
}
