using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Threads;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Huge pages, reclaim and what the kernel does with memory behind one's back.</summary>
internal static class MemorySettings
{
    /// <summary>Pages of 2 MB on a node for the engine's arenas: the books of a session at its default limits take 322 MB,
    /// the pools 20 MB. A test holds it.</summary>
    internal const int ArenaPages = 256;

    private const long HugePageKilobytes = 2_048;

    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("mem.huge2m", By(CheckHugePages))
        {
            Title = "Huge pages of 2 MB",
            Read = "/sys/devices/system/node/node*/hugepages/hugepages-2048kB/nr_hugepages",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Quoted,
            Effect = "Fewer misses in the address cache. The kernel may give fewer than asked without an error, and the file of the whole machine spreads them over the nodes: write the node's own file and read it back.",
            TradeOff = "The memory is lost for everything else: it is reserved only where the setting is named.",
            Apply = "Write the number into the file of each hot node, what others use on top.",
            Source = "DPDK sys_reqs; kernel admin-guide/mm/hugetlbpage",
        },
        new("mem.huge1g", File("/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", AtLeast(1).OnlyTold()))
        {
            Title = "Huge pages of 1 GB",
            Read = "/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "One entry of the address cache for an arena. They can hardly be had once the machine has run for a while.",
            TradeOff = "The memory is lost for everything else.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "DPDK sys_reqs",
        },
        new("mem.hugetlbfs", By(facts => facts.Root.Text("/proc/self/mounts") is string mounts ? Finding.PassIf(mounts.Contains(" hugetlbfs ", StringComparison.Ordinal), mounts.Contains(" hugetlbfs ", StringComparison.Ordinal) ? "mounted" : "not mounted", "mounted") : Finding.Unreadable("/proc/self/mounts: cannot be read.")))
        {
            Title = "File system of the huge pages",
            Read = "/proc/mounts",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "Programs that share huge pages find them. An arena of Harrier needs none.",
            Apply = "mount -t hugetlbfs",
            Undo = "umount",
            Source = "kernel admin-guide/mm/hugetlbpage",
        },
        new("mem.huge.surplus", Sysctl("vm.nr_overcommit_hugepages", Is("0")))
        {
            Title = "Huge pages beyond the pool",
            Read = "/proc/sys/vm/nr_overcommit_hugepages",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "The kernel does not compact memory while somebody waits.",
            Apply = "Write the target into the file.",
            Source = "kernel admin-guide/mm/hugetlbpage",
        },
        // Before the transparent huge pages: with those the kernel raises a lower number by itself.
        new("mem.min_free", By(CheckMinFree))
        {
            Title = "Memory kept free",
            Read = "/proc/sys/vm/min_free_kbytes",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "Nobody reclaims memory himself before he gets any.",
            TradeOff = "memory",
            Apply = "Write the target into the file.",
            Source = "tuned hpc-compute",
        },
        new("mem.thp", File("/sys/kernel/mm/transparent_hugepage/enabled", Is("madvise").OrByAnother("never", "always")))
        {
            Title = "Transparent huge pages",
            Read = "/sys/kernel/mm/transparent_hugepage/enabled",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "Who asks gets them; nobody else waits for 2 MB to be zeroed at a page fault.",
            TradeOff = "With always, programs with large heaps may run faster. Where it was never, the kernel raises vm.min_free_kbytes to what making huge pages needs, and does not always lower it again.",
            Apply = "Write the target into the file.",
            Disagreement = "tuned's network-latency says never, hpc-compute always. We say madvise: the books ask for them and a message costs them a seventh to a quarter less; nothing else gets them unasked.",
            Source = "tuned network-latency, hpc-compute",
        },
        new("mem.thp.defrag", File("/sys/kernel/mm/transparent_hugepage/defrag", OneOf("madvise", "defer", "never", "defer+madvise")))
        {
            Title = "Defragmentation at a page fault",
            Read = "/sys/kernel/mm/transparent_hugepage/defrag",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "No reclaim in the middle of a page fault of a program that did not ask for huge pages.",
            Apply = "Write the target into the file.",
            Source = "kernel admin-guide/mm/transhuge",
        },
        new("mem.khugepaged", File("/sys/kernel/mm/transparent_hugepage/khugepaged/defrag", Is("0")))
        {
            Title = "Defragmentation by khugepaged",
            Read = "/sys/kernel/mm/transparent_hugepage/khugepaged/defrag",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "The address caches are not flushed for it.",
            Apply = "Write the target into the file.",
            Source = "kernel admin-guide/mm/transhuge",
        },
        new("mem.ksm", File("/sys/kernel/mm/ksm/run", OneOf("0", "2")))
        {
            Title = "Same-page merging (KSM)",
            Read = "/sys/kernel/mm/ksm/run",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "No copy on the first write to a merged page. 2 also splits what was merged.",
            TradeOff = "memory of guests",
            Apply = "Write the target into the file.",
            Source = "tuned realtime-virtual-host",
        },
        new("mem.swap", By(CheckSwap))
        {
            Title = "Swapping",
            Read = "/proc/sys/vm/swappiness, /proc/swaps",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Reference,
            Effect = "No page of the engine is on a disk when it is wanted.",
            TradeOff = "The machine runs out of memory sooner.",
            Apply = "swapoff, or a low vm.swappiness.",
            Source = "tuned latency-performance",
        },
        new("mem.lock", By(CheckLock))
        {
            Title = "Locked memory",
            Read = "/proc/self/limits, Max locked memory",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Measured,
            Effect = "No page fault on memory that was touched once. Locking what is mapped in future as well makes .NET commit its whole reservation: lock arenas, not the process.",
            TradeOff = "resident memory",
            Apply = "LimitMEMLOCK=infinity in the unit, --ulimit memlock=-1 for a container.",
            Source = "mlock(2)",
        },
        new("mem.overcommit", Sysctl("vm.overcommit_memory", Is("0")))
        {
            Title = "Overcommit",
            Read = "/proc/sys/vm/overcommit_memory",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Judgement,
            Effect = "No gain in latency. 1 trades an error for a killed process; 2 breaks the reservation of .NET.",
            Apply = "Write the target into the file.",
            Source = "kernel vm/overcommit-accounting",
        },
        new("mem.compaction", Sysctl("vm.compaction_proactiveness", Is("0")))
        {
            Title = "Proactive compaction",
            Read = "/proc/sys/vm/compaction_proactiveness",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "No bursts of kcompactd.",
            TradeOff = "Huge pages are scarcer later.",
            Apply = "Write the target into the file.",
            Source = "kernel admin-guide/sysctl/vm",
        },
        new("mem.zone_reclaim", Sysctl("vm.zone_reclaim_mode", Is("0").OrByAnother("1")))
        {
            Title = "Zone reclaim",
            Read = "/proc/sys/vm/zone_reclaim_mode",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "A program that needs memory gets it from the other node at once, and does not clean up its own first.",
            Apply = "Write the target into the file.",
            Disagreement = "tuned's hpc-compute writes 1, the latency profiles leave 0. We keep 0: the arenas are bound to their node anyway.",
            Source = "tuned hpc-compute",
        },
        new("mem.stat_interval", Sysctl("vm.stat_interval", AtLeast(10)))
        {
            Title = "Interval of the memory statistics",
            Read = "/proc/sys/vm/stat_interval",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "Its worker comes once in ten seconds and not every second.",
            TradeOff = "statistics that are ten seconds old",
            Apply = "Write the target into the file.",
            Source = "tuned network-latency",
        },
        new("mem.dirty", By(facts => facts.Root.Text(SysctlPath("vm.dirty_background_bytes")) is string bytes && bytes != "0" ? Finding.Of(SettingStatus.Pass, $"{bytes} bytes", "from 3 % of the memory on") : Sysctl("vm.dirty_background_ratio", AtMost(3))(facts, "mem.dirty")))
        {
            Title = "Background writeback",
            Read = "/proc/sys/vm/dirty_background_ratio",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "Writing back starts early and in small pieces.",
            TradeOff = "throughput of disks",
            Apply = "Write the target into the file.",
            Source = "tuned latency-performance",
        },
        new("mem.numa.local", By(facts => HostPaths.Expand(facts, "/sys/devices/system/node/node*/cpulist").Count < 2 ? Finding.NotApplicable("The machine has one node.") : Finding.Unreadable("It is known once the engine runs: every arena reads back where its pages are.")))
        {
            Title = "Pages on the hot node",
            Read = "/proc/self/numa_maps",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "No access across the link: distance 21 against 10.",
            Apply = "NumaAllocator of Harrier.Runtime, before the first touch.",
            Source = "numa(7)",
        },
        new("mem.channels", By(MemoryModules.CheckChannels))
        {
            Title = "Memory channels",
            Read = "/sys/firmware/dmi/tables/DMI, type 17 (dmidecode(8))",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.None,
            Evidence = Evidence.Quoted,
            Effect = "A channel without a module costs bandwidth and latency under load.",
            TradeOff = "money",
            Apply = "Put in the modules.",
            Source = "DPDK nic_perf_intel_platform",
        },
        new("mem.speed", By(MemoryModules.CheckSpeed))
        {
            Title = "Memory clock",
            Read = "/sys/firmware/dmi/tables/DMI, type 17 (dmidecode(8))",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "A few nanoseconds.",
            Apply = "In the firmware; two modules a channel lower it.",
        },
        new("mem.ecc", Counter("/sys/devices/system/edac/mc/mc*/ce_count"))
        {
            Title = "Corrected memory errors",
            Read = "/sys/devices/system/edac/mc/mc*/ce_count",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Each may cost a system management interrupt.",
            Apply = "Replace the module.",
        },
        new("mem.faults", IsMeasured("a hot thread has no page fault in a session."))
        {
            Title = "Page faults of the hot threads",
            Read = "/proc/PID/task/TID/stat",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Half a microsecond to two, each.",
            Apply = "Touch memory in advance.",
            Source = "proc_pid_stat(5)",
        },
        new("mem.memcg", By(CheckMemoryLimit))
        {
            Title = "Memory limit of the cgroup",
            Read = "memory.max and memory.high of the cgroup",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Judgement,
            Effect = "memory.high brakes whoever allocates, without a word.",
            Apply = "MemoryHigh=infinity in the unit.",
            Source = "kernel admin-guide/cgroup-v2",
        },
        new("mem.splitlock", Sysctl("kernel.split_lock_mitigate", Is("1").OrByAnother("0")))
        {
            Title = "Penalty for split locks",
            Read = "/proc/sys/kernel/split_lock_mitigate",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "A locked access across two lines costs 10 ms with it. Better to have none: 0 only where all code on the machine is one's own.",
            TradeOff = "A program may slow the whole machine down.",
            Apply = "Write 0.",
            Disagreement = "Latency guides write 0. We keep 1: Harrier has no split lock, and the penalty finds the program that has.",
            Source = "kernel admin-guide/sysctl/kernel",
        },
        new("mem.readahead_fs", IsMeasured("the hot path maps no file."))
        {
            Title = "No files behind hot data",
            Read = "/proc/PID/smaps",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "A hot thread never waits for writing back.",
            Apply = "The journal has its own thread.",
        },
    ];

    // Each node has its own pool; the arenas are on the nodes of the hot CPUs.
    private static Finding CheckHugePages(HostFacts facts)
    {
        const string Nodes = "/sys/devices/system/node";
        string wanted = string.Create(CultureInfo.InvariantCulture, $"{ArenaPages} on each node with hot CPUs");
        var counts = new List<string>();
        var writes = new List<SettingWrite>();
        string reason = "";
        bool isMet = true;
        foreach (string node in facts.Root.Names(Nodes, "node*"))
        {
            string path = $"{Nodes}/{node}/hugepages/hugepages-2048kB/nr_hugepages";
            HostFile file = facts.Root.Read(path);
            if (!long.TryParse(file.Text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long pages))
            {
                continue;
            }

            counts.Add(string.Create(CultureInfo.InvariantCulture, $"{pages:N0} on {node}"));
            bool isHot = facts.ReadSet($"{Nodes}/{node}/cpulist") is CpuSet cpus && cpus.Overlaps(facts.Hot);
            if (!isHot || pages >= ArenaPages)
            {
                continue;
            }

            isMet = false;
            long free = NumberIn(facts, $"{Nodes}/{node}/hugepages/hugepages-2048kB/free_hugepages", "");
            long target = ArenaPages + Math.Max(0, pages - free);
            long freeKilobytes = NumberIn(facts, $"{Nodes}/{node}/meminfo", "MemFree:");
            if (freeKilobytes / 2 < (target - pages) * HugePageKilobytes)
            {
                reason = string.Create(CultureInfo.InvariantCulture, $"{node} has {freeKilobytes >> 10:N0} MB free: reserving more than half of that is not proposed. Transparent huge pages serve too: see mem.thp.");
            }
            else
            {
                writes.Add(new SettingWrite("mem.huge2m", path, file.Text, target.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return counts.Count == 0
            ? Finding.NotApplicable("The machine has no huge pages of 2 MB by node.")
            : Finding.PassIf(isMet, string.Join(", ", counts), wanted, reason) with { Writes = writes };
    }

    // "Node 0 MemFree:         6703384 kB", or a file with nothing but the number; 0 where there is none.
    private static long NumberIn(HostFacts facts, string path, string key)
    {
        foreach (string line in (facts.Root.Text(path) ?? "").Split('\n'))
        {
            int at = line.IndexOf(key, StringComparison.Ordinal);
            if (at >= 0 && long.TryParse(line[(at + key.Length)..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number))
            {
                return number;
            }
        }

        return 0;
    }

    private static Finding CheckSwap(HostFacts facts) =>
        (facts.Root.Text("/proc/swaps") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 1
            ? Finding.Of(SettingStatus.Pass, "no swap space", "none, or swappiness at most 10")
            : Sysctl("vm.swappiness", AtMost(10))(facts, "mem.swap");

    private static Finding CheckLock(HostFacts facts)
    {
        if (!facts.Root.IsThisMachine)
        {
            return Finding.NotApplicable("A dump holds no process of ours.");
        }

        string? limit = ProcessLimits.Soft(facts, "Max locked memory");
        bool isFree = ProcessLimits.HasCapability(facts, ProcessLimits.IpcLock);
        return limit is null ? Finding.Unreadable("/proc/self/limits: there is no line 'Max locked memory'.")
            : Finding.PassIf(limit == "unlimited" || isFree, isFree ? $"{limit}, and CAP_IPC_LOCK" : limit, "unlimited, or CAP_IPC_LOCK");
    }

    private static Finding CheckMinFree(HostFacts facts)
    {
        const long Wanted = 131_072; // 128 MB, on machines with at least 16 GB; less memory, less kept free: 1/128
        long total = 0;
        foreach (string line in (facts.Root.Text("/proc/meminfo") ?? "").Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            total = words.Length > 1 && words[0] == "MemTotal:" && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes : total;
        }

        return total == 0 ? Finding.Unreadable("/proc/meminfo: there is no line 'MemTotal'.")
            : Sysctl("vm.min_free_kbytes", AtLeast(Math.Min(Wanted, total / 128)))(facts, "mem.min_free");
    }

    private static Finding CheckMemoryLimit(HostFacts facts)
    {
        foreach (string line in (facts.Root.Text("/proc/self/cgroup") ?? "").Split('\n'))
        {
            if (line.StartsWith("0::", StringComparison.Ordinal) && facts.Root.Text($"/sys/fs/cgroup{line[3..].TrimEnd('/')}/memory.high") is string high)
            {
                return Finding.PassIf(high == "max", high, "max");
            }
        }

        return Finding.NotApplicable("The process is in no cgroup (v2) with a memory limit.");
    }
}
