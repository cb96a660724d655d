using System;
using System.Collections.Generic;
using System.Globalization;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Network cards: rings, queues, offloads, and who owns them.</summary>
internal static class NetworkCards
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("nic.driver", By(CheckDriver))
        {
            Title = "Driver",
            Read = "/sys/class/net/X/device/driver",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Measured,
            Effect = "Says what else can be set.",
            Apply = "Nothing is set.",
            Source = "ethtool(8)",
        },
        new("nic.link", File("/sys/class/net/{nic}/carrier", Is("1").OnlyTold()))
        {
            Title = "Link",
            Read = "/sys/class/net/X/carrier",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Judgement,
            Effect = "A card without a link trades nothing.",
            Apply = "Plug it in, ip link set up.",
            Source = "ethtool(8)",
        },
        new("nic.pcie", By(CheckLanes))
        {
            Title = "PCI Express at full width and speed",
            Read = "/sys/class/net/X/device/{current,max}_link_{speed,width}",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.None,
            Evidence = Evidence.Quoted,
            Effect = "Half the lanes, half the bandwidth, more latency.",
            Apply = "Seat the card anew, or the firmware.",
            Source = "DPDK nic_perf_intel_platform",
        },
        new("nic.aspm", File("/sys/module/pcie_aspm/parameters/policy", Is("performance")))
        {
            Title = "Power saving of PCI Express",
            Read = "/sys/module/pcie_aspm/parameters/policy",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "The link does not have to wake up.",
            TradeOff = "power",
            Apply = "Write the target into the file.",
            Source = "DPDK amd_platform",
        },
        new("nic.ring", File("/@ethtool/{feed}/rings/rx", AtMost(1_024)))
        {
            Title = "Ring sizes",
            Read = "ethtool -g X",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            MayDropLink = true,
            Evidence = Evidence.Quoted,
            Effect = "256 to 1,024 on the hot queue: larger rings outgrow the cache ways of the card, smaller ones drop. Larger only where rx_missed grows.",
            TradeOff = "bursts",
            Apply = "ethtool -G X rx N",
            Source = "rxBisect, OSDI 2025",
        },
        new("nic.coalesce", Files(("/@ethtool/{feed}/coalesce/adaptive-rx", Is("0")), ("/@ethtool/{feed}/coalesce/adaptive-tx", Is("0")), ("/@ethtool/{feed}/coalesce/rx-usecs", Is("0")), ("/@ethtool/{feed}/coalesce/tx-usecs", Is("0"))))
        {
            Title = "Interrupt coalescing",
            Read = "ethtool -c X",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            MayDropLink = true,
            Evidence = Evidence.Judgement,
            Effect = "With adaptive on, the other values count for nothing.",
            TradeOff = "interrupts",
            Apply = "ethtool -C X adaptive-rx off adaptive-tx off rx-usecs 0 tx-usecs 0",
            Source = "ethtool(8)",
        },
        new("nic.channels", By(FeedQueues.CheckChannels))
        {
            Title = "Queues",
            Read = "ethtool -l X",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Order = WriteOrder.First,
            MayDropLink = true,
            Evidence = Evidence.Reference,
            Effect = "Some for housekeeping, one for the feed.",
            TradeOff = "throughput",
            Apply = "ethtool -L X combined N",
            Source = "tuned realtime",
        },
        new("nic.rss", By(FeedQueues.CheckTable))
        {
            Title = "Receive hashing (RSS)",
            Read = "ethtool -x X",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "Bulk traffic stays off the hot queue.",
            Apply = "ethtool -X X weight ..., without the queue that --feed names.",
            Source = "kernel networking/scaling",
        },
        new("nic.ntuple", By(FeedQueues.CheckRules))
        {
            Title = "Flow steering",
            Read = "ethtool -n X",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            MayDropLink = true,
            Evidence = Evidence.Judgement,
            Effect = "The feed comes to one queue and one CPU. The rules are lost when the card is reset.",
            Apply = "ethtool -K X ntuple on; ethtool -N X flow-type udp4 ...",
            Source = "ethtool(8)",
        },
        new("nic.gro_lro", Files(("/@ethtool/{feed}/features/rx-lro", Is("0")), ("/@ethtool/{feed}/features/rx-gro-hw", Is("0")), ("/@ethtool/{feed}/features/rx-gro", Is("0"))))
        {
            Title = "Receive offloads (GRO, LRO)",
            Read = "ethtool -k X",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            MayDropLink = true,
            Evidence = Evidence.Judgement,
            Effect = "No packet waits for the next one.",
            TradeOff = "processor time in bulk transfers",
            Apply = "ethtool -K X lro off rx-gro-hw off; gro off for feeds",
            Source = "ethtool(8)",
        },
        new("nic.tso_gso", File("/@ethtool/{feed}/features/tx-tcp-segmentation", new Expectation("any", _ => true, null)))
        {
            Title = "Segmentation offloads (TSO, GSO)",
            Read = "ethtool -k X",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "Orders are small: no effect.",
            Apply = "Leave it.",
        },
        new("nic.csum", File("/@ethtool/{feed}/features/rx-checksum", Is("1").OnlyTold()))
        {
            Title = "Checksums by the card",
            Read = "ethtool -k X",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "The card does it for nothing.",
            Apply = "Leave it on.",
        },
        // While the two ends agree on it, the driver takes what they agreed on and not what is written.
        new("nic.pause", Files(("/@ethtool/{feed}/pause/autoneg", Is("0")), ("/@ethtool/{feed}/pause/rx", Is("0")), ("/@ethtool/{feed}/pause/tx", Is("0"))))
        {
            Title = "Flow control of the link",
            Read = "ethtool -a X",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            MayDropLink = true,
            Evidence = Evidence.Judgement,
            Effect = "A slow neighbour cannot stop the port.",
            TradeOff = "drops where it would have waited",
            Apply = "ethtool -A X autoneg off rx off tx off",
            Source = "ethtool(8)",
        },
        new("nic.eee", File("/@ethtool/{feed}/eee/enabled", Is("0")))
        {
            Title = "Energy-efficient Ethernet",
            Read = "ethtool --show-eee X",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            MayDropLink = true,
            Evidence = Evidence.Judgement,
            Effect = "The link does not have to wake up.",
            TradeOff = "power",
            Apply = "ethtool --set-eee X eee off",
            Source = "ethtool(8)",
        },
        new("nic.privflags", By(FeedQueues.CheckFlags))
        {
            Title = "Flags of the vendor",
            Read = "ethtool --show-priv-flags X",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            MayDropLink = true,
            Evidence = Evidence.Judgement,
            Effect = "Compressed completions of mlx5 wait for the next one.",
            TradeOff = "bandwidth of PCI Express",
            Apply = "ethtool --set-priv-flags X rx_cqe_compress off",
        },
        new("nic.drops", Counter("/sys/class/net/{nic}/statistics/rx_missed_errors"))
        {
            Title = "Lost packets",
            Read = "/sys/class/net/X/statistics/rx_{dropped,missed_errors}",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "First correct, then fast.",
            Apply = "Nothing is set.",
        },
        new("nic.qdisc", By(FeedQueues.CheckDiscipline))
        {
            Title = "Queue discipline",
            Read = "tc qdisc show dev X",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Measured,
            Effect = "One queue discipline for each queue. A single one at the root puts all queues under one lock, and packets that bypass the kernel never see it.",
            Apply = "tc qdisc replace dev X root mq",
            Source = "tc(8)",
        },
        new("nic.hwts", By(CheckClock))
        {
            Title = "Time stamps by the card",
            Read = "ethtool -T X",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "Measures from the wire on.",
            Apply = "hwstamp_ctl",
            Source = "kernel networking/timestamping",
        },
        new("nic.threaded_napi", File("/sys/class/net/{nic}/threaded", Is("0")))
        {
            Title = "Polling in a kernel thread",
            Read = "/sys/class/net/X/threaded",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "One wake-up less where it is off; where it is on, the thread must be pinned.",
            Apply = "Write the target into the file.",
            Source = "kernel networking/napi",
        },
        new("nic.sockbuf", Sysctl("net.core.rmem_max", AtLeast(16 << 20)))
        {
            Title = "Largest socket buffer",
            Read = "/proc/sys/net/core/rmem_max",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "A burst of a feed is not dropped.",
            TradeOff = "cache",
            Apply = "Write the target into the file.",
            Source = "socket(7)",
        },
        new("nic.tcp", Sysctl("net.ipv4.tcp_slow_start_after_idle", Is("0")))
        {
            Title = "Slow start after a pause",
            Read = "/proc/sys/net/ipv4/tcp_slow_start_after_idle",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "An order connection that was quiet sends at once. tcp_low_latency has had no effect since 4.14.",
            Apply = "Write the target into the file.",
            Source = "tuned network-throughput; tcp(7)",
        },
        new("nic.netdev_budget", By(CheckSqueezes))
        {
            Title = "Budget of the receive interrupt",
            Read = "/proc/net/softnet_stat, third column",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "The default is right until the kernel runs out of it.",
            Apply = "net.core.netdev_budget, where the counter grows.",
            Source = "kernel admin-guide/sysctl/net",
        },
        new("nic.netfilter", By(facts => facts.Root.Text("/proc/sys/net/netfilter/nf_conntrack_count") is string count ? Finding.PassIf(count == "0", $"{count} tracked connections", "0, or the feed without tracking") : facts.Root.HasDirectory("/proc/sys/net") ? Finding.Of(SettingStatus.Pass, "not loaded", "0, or the feed without tracking") : Absent(facts, "/proc/sys/net/netfilter/nf_conntrack_count")))
        {
            Title = "Connection tracking",
            Read = "/proc/sys/net/netfilter/nf_conntrack_count",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Judgement,
            Effect = "Each packet of a tracked connection is looked up. Take the feed out of it; do not turn the firewall off.",
            TradeOff = "protection",
            Apply = "nft add rule raw prerouting ... notrack",
            Source = "nft(8)",
        },
        new("nic.multicast", Sysctl("net.ipv4.igmp_max_memberships", AtLeast(20)))
        {
            Title = "Multicast groups",
            Read = "/proc/sys/net/ipv4/igmp_max_memberships",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "All channels of a feed can be joined.",
            Apply = "Write the target into the file.",
            Source = "kernel networking/ip-sysctl",
        },
        new("nic.sriov", By(facts => HostPaths.Expand(facts, "/sys/class/net/{nic}/device/sriov_numvfs") is { Count: > 0 } paths && facts.Root.Text(paths[0]) is string count ? Finding.Of(SettingStatus.Pass, count, "as planned") : Finding.NotApplicable("No network card has virtual functions.")))
        {
            Title = "Virtual functions",
            Read = "/sys/class/net/X/device/sriov_numvfs",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            MayDropLink = true,
            Evidence = Evidence.Judgement,
            Effect = "As planned. Another number needs a 0 first.",
            TradeOff = "settings shared with the physical function",
            Apply = "Write 0, then the number.",
        },
        new("nic.bypass.vfio", File("/sys/module/vfio/parameters/enable_unsafe_noiommu_mode", Is("N")))
        {
            Title = "Cards taken from the kernel",
            Read = "/sys/module/vfio/parameters/enable_unsafe_noiommu_mode",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            MayDropLink = true,
            Evidence = Evidence.Quoted,
            Effect = "With the IOMMU on, a user program reaches only its own memory. Without, it reaches all, and the kernel is tainted. The interface vanishes: never the one that you are logged in over.",
            TradeOff = "tcpdump and other tools",
            Apply = "driver_override and bind, with intel_iommu=on iommu=pt.",
            Source = "DPDK linux_drivers",
        },
        new("nic.bypass.bifurcated", By(facts => { foreach (string name in facts.Interfaces) { if (facts.Root.LinkName($"/sys/class/net/{name}/device/driver") is "mlx5_core" or "mlx4_core" or "sfc") { return Finding.Of(SettingStatus.Pass, $"{name} has its driver", "it keeps it"); } } return Finding.NotApplicable("No network card of that kind."); }))
        {
            Title = "Cards that keep their driver",
            Read = "/sys/class/net/X/device/driver",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.High,
            Evidence = Evidence.Quoted,
            Effect = "mlx4, mlx5 and sfc bypass the kernel beside their driver: unbinding them takes the card away.",
            Apply = "Do not unbind.",
            Source = "DPDK linux_drivers",
        },
        new("nic.onload", By(facts => facts.Root.HasDirectory("/sys/module/onload") ? Finding.Unreadable("Onload is loaded; how a process uses it stands in its own environment.") : Finding.NotApplicable("Onload is not loaded.")))
        {
            Title = "Onload",
            Read = "LD_PRELOAD, EF_* of the process",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "With spinning, each stack needs a core of its own: on a shared one the delay doubles.",
            TradeOff = "processor time",
            Apply = "onload --profile=latency",
            Source = "Xilinx-CNS/onload",
        },
    ];

    private static Finding CheckDriver(HostFacts facts)
    {
        string found = "";
        foreach (string name in facts.Interfaces)
        {
            found += $"{(found.Length > 0 ? ", " : "")}{name} {facts.Root.LinkName($"/sys/class/net/{name}/device/driver") ?? "without a driver"}";
        }

        return found.Length == 0 ? NoCard(facts) : Finding.Of(SettingStatus.Pass, found, "known");
    }

    private static Finding CheckClock(HostFacts facts)
    {
        Finding finding = File("/@ethtool/{feed}/time-stamps/hardware-clock", AtLeast(0).OnlyTold())(facts, "nic.hwts");
        return finding.Found == "-1" && facts.Kind == HostKinds.VirtualMachine ? Finding.NotApplicable("The hypervisor gives the card no clock.") : finding;
    }

    private static Finding CheckLanes(HostFacts facts)
    {
        string slow = "";
        int read = 0;
        foreach (string name in facts.Interfaces)
        {
            foreach (string what in (ReadOnlySpan<string>)["link_width", "link_speed"])
            {
                string? now = facts.Root.Text($"/sys/class/net/{name}/device/current_{what}");
                string? most = facts.Root.Text($"/sys/class/net/{name}/device/max_{what}");
                read += now is null || most is null ? 0 : 1;
                slow += now is null || most is null || now == most ? "" : $"{(slow.Length > 0 ? ", " : "")}{name} {what} {now} of {most}";
            }
        }

        return read == 0 ? Finding.NotApplicable("No network card shows its link.") : Finding.PassIf(slow.Length == 0, slow.Length == 0 ? "full" : slow, "current as maximum");
    }

    private static Finding CheckSqueezes(HostFacts facts)
    {
        long squeezes = 0;
        string? text = facts.Root.Text("/proc/net/softnet_stat");
        foreach (string line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] columns = line.Split(' ');
            squeezes += columns.Length > 2 && uint.TryParse(columns[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint count) ? count : 0;
        }

        return text is null ? Absent(facts, "/proc/net/softnet_stat")
            : Finding.PassIf(squeezes == 0, string.Create(CultureInfo.InvariantCulture, $"{squeezes:N0} times out of budget"), "0", "Counted since the machine started.");
    }

    internal static Finding NoCard(HostFacts facts) => facts.Root.HasDirectory("/sys/class/net")
        ? Finding.NotApplicable("The machine shows no network card.")
        : Finding.Unreadable("/sys/class/net: the dump does not hold it.");
}
