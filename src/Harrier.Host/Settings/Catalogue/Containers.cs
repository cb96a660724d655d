using System;
using System.Collections.Generic;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>What a container gives or takes.</summary>
internal static class Containers
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("ct.cpuset", By(facts => facts.IsContainer ? Finding.PassIf(facts.Root.Text("/sys/fs/cgroup/cpuset.mems.effective") is not null, facts.Root.Text("/sys/fs/cgroup/cpuset.cpus.effective") ?? "", "the hot CPUs and one housekeeping CPU") : Finding.NotApplicable("This is no container.")))
        {
            Title = "CPUs of the container",
            Read = "/proc/self/status, Cpus_allowed_list",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "Only near CPUs and memory. It does not keep others off them.",
            Apply = "--cpuset-cpus, --cpuset-mems",
            Source = "docker run",
        },
        new("ct.quota", By(CheckQuota))
        {
            Title = "Quota of processor time",
            Read = "/sys/fs/cgroup/cpu.max",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "A quota stops the whole container for the rest of each 100 ms.",
            TradeOff = "fairness",
            Apply = "No --cpus; in Kubernetes see k8s.quota.",
            Source = "kubernetes #70585",
        },
        new("ct.net", By(facts => facts.IsContainer ? Finding.Unreadable("Whether this is the host's network, a container cannot see.") : Finding.NotApplicable("This is no container.")))
        {
            Title = "Way of the packets",
            Read = "/proc/1/ns/net",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Judgement,
            Effect = "No bridge, no virtual cable, no address translation.",
            TradeOff = "isolation",
            Apply = "--network host",
        },
        new("ct.caps", By(facts => !facts.Root.IsThisMachine ? Finding.NotApplicable("A dump holds no process of ours.") : Finding.PassIf(ProcessLimits.HasCapability(facts, ProcessLimits.SysNice) && ProcessLimits.HasCapability(facts, ProcessLimits.IpcLock), ProcessLimits.Capabilities(facts), "CAP_SYS_NICE and CAP_IPC_LOCK")))
        {
            Title = "Rights that are really there",
            Read = "/proc/self/status, CapEff",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "--cap-add gives nothing to a user that is not root: file or ambient capabilities do.",
            TradeOff = "safety",
            Apply = "setcap on the program, or root in the container.",
            Source = "moby #50083, kubernetes #56374",
        },
        new("ct.rlimits", By(facts => facts.IsContainer ? Finding.PassIf(ProcessLimits.Soft(facts, "Max locked memory") is "unlimited", $"memlock {ProcessLimits.Soft(facts, "Max locked memory") ?? "unknown"} bytes", "memlock unlimited") : Finding.NotApplicable("This is no container.")))
        {
            Title = "Limits of the process",
            Read = "/proc/self/limits",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "limits.conf has no effect in an image: no PAM reads it.",
            Apply = "--ulimit memlock=-1 --ulimit rtprio=N",
            Source = "docker run",
        },
        new("ct.hugetlb", By(facts => facts.IsContainer ? Finding.PassIf((facts.Root.Text("/proc/self/mounts") ?? "").Contains(" hugetlbfs ", StringComparison.Ordinal), (facts.Root.Text("/proc/self/mounts") ?? "").Contains(" hugetlbfs ", StringComparison.Ordinal) ? "mounted" : "not mounted", "mounted") : Finding.NotApplicable("This is no container.")))
        {
            Title = "Huge pages in the container",
            Read = "/proc/mounts",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "A directory is mounted, it is no device.",
            Apply = "-v /dev/hugepages:/dev/hugepages",
        },
        new("ct.seccomp", By(facts => facts.IsContainer ? Finding.Unreadable("Whether a filter is on can be seen, what it allows cannot: the allocator says what was refused.") : Finding.NotApplicable("This is no container.")))
        {
            Title = "Allowed system calls",
            Read = "/proc/self/status, Seccomp",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Judgement,
            Effect = "The usual filter allows mbind only with CAP_SYS_NICE.",
            Apply = "A profile, or the capability.",
            Source = "moby seccomp profile",
        },
        new("ct.host_knobs", By(facts => facts.IsContainer ? Finding.Of(SettingStatus.Conflict, "a container", "the host", "Kernel settings, interrupts and boot parameters belong to the host: check and apply there.") : Finding.NotApplicable("This is no container.")))
        {
            Title = "What a container cannot set",
            Read = "/proc/sys, /sys",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "A line in an image's sysctl.conf sets nothing.",
            Apply = "On the host.",
        },
    ];

    private static Finding CheckQuota(HostFacts facts)
    {
        foreach (string line in (facts.Root.Text("/proc/self/cgroup") ?? "").Split('\n'))
        {
            string? quota = line.StartsWith("0::", StringComparison.Ordinal) ? facts.Root.Text($"/sys/fs/cgroup{line[3..].TrimEnd('/')}/cpu.max") : null;
            if (quota is not null)
            {
                return Finding.PassIf(quota.StartsWith("max", StringComparison.Ordinal), quota, "max");
            }
        }

        return Finding.NotApplicable("The process is in no cgroup (v2) with a quota.");
    }
}
