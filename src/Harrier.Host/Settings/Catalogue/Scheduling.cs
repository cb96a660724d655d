using System;
using System.Collections.Generic;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>The scheduler and the rights to steer it.</summary>
internal static class Scheduling
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("sch.rt_runtime", Sysctl("kernel.sched_rt_runtime_us", Is("950000").OrByAnother("-1")))
        {
            Title = "Throttle of real-time threads",
            Read = "/proc/sys/kernel/sched_rt_runtime_us",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Quoted,
            Effect = "Real-time threads leave 5 % to the others. Without it a spinning real-time thread ends a CPU, and with it the machine.",
            TradeOff = "5 % of a CPU for a thread that spins as FIFO on one that is not isolated",
            Apply = "Write the target into the file.",
            Disagreement = "tuned's realtime profile writes -1. RHEL's guide allows that only without unbounded polling loops, and our threads poll: we keep the kernel's default.",
            Source = "RHEL real-time tuning guide; sched(7)",
        },
        new("sch.fair_server", By(CheckFairServer))
        {
            Title = "Fair server",
            Read = "/sys/kernel/debug/sched/fair_server/cpuN/runtime",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Quoted,
            Effect = "Since 6.12 the kernel itself guards ordinary threads against spinning real-time ones; it also brings the tick back.",
            TradeOff = "safety",
            Apply = "Leave it; 0 only on an isolated CPU that no kernel thread needs.",
            Source = "kernel scheduler/sched-deadline",
        },
        new("sch.policy", IsMeasured("the policy of each pinned thread is read back when it starts and stands in the report."))
        {
            Title = "Policy of the hot threads",
            Read = "chrt -p TID",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.High,
            Evidence = Evidence.Quoted,
            Effect = "SCHED_OTHER on an isolated CPU; FIFO below 50 on a shared one. 99 starves the interrupt threads.",
            Apply = "ThreadConfiguration of Harrier.Runtime.",
            Source = "RHEL real-time tuning guide; sched(7)",
        },
        new("sch.numa_balancing", Sysctl("kernel.numa_balancing", Is("0")))
        {
            Title = "NUMA balancing",
            Read = "/proc/sys/kernel/numa_balancing",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "The kernel does not unmap hot pages to see who uses them.",
            Apply = "Write the target into the file.",
            Source = "tuned network-latency",
        },
        new("sch.timer_migration", Sysctl("kernel.timer_migration", Is("0").OrByAnother("1")))
        {
            Title = "Timer migration",
            Read = "/proc/sys/kernel/timer_migration",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "With 1, timers of an idle CPU go to a busy one.",
            Apply = "Write the target into the file.",
            Disagreement = "tuned's network-latency writes 0, OpenShift's node tuning 1. We follow tuned: a timer that a hot thread does not set should not come to it. Measure it on your machine.",
            Source = "tuned network-latency; OpenShift node tuning",
        },
        new("sch.autogroup", Sysctl("kernel.sched_autogroup_enabled", Is("0")))
        {
            Title = "Autogroup",
            Read = "/proc/sys/kernel/sched_autogroup_enabled",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "nice counts across terminals.",
            Apply = "Write the target into the file.",
            Source = "sched(7)",
        },
        new("sch.preempt", By(CheckPreemption))
        {
            Title = "Preemption of the kernel",
            Read = "/sys/kernel/realtime, /proc/version",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "A real-time kernel shortens the worst case where the hot path makes system calls; where it spins in user space any will do.",
            TradeOff = "throughput",
            Apply = "preempt= at boot, or another kernel.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "OpenShift node tuning #1635",
        },
        new("sch.debug_knobs", IsMeasured("the defaults stay."))
        {
            Title = "Knobs of the scheduler in debugfs",
            Read = "/sys/kernel/debug/sched",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "None is proven to help; a locked-down kernel refuses them.",
            Apply = "Nothing is set.",
            Source = "OpenShift node tuning #1163",
        },
        new("sch.rlimit.rtprio", By(CheckPriorityLimit))
        {
            Title = "Right to real-time priority",
            Read = "/proc/self/limits",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "FIFO without root.",
            Apply = "LimitRTPRIO= in the unit, --ulimit rtprio= for a container.",
            Source = "getrlimit(2)",
        },
        new("sch.rt_group", By(CheckGroupBudget))
        {
            Title = "Real-time budget of the cgroup",
            Read = "/sys/fs/cgroup/cpu/.../cpu.rt_runtime_us",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Medium,
            Evidence = Evidence.Measured,
            Effect = "A kernel with CONFIG_RT_GROUP_SCHED refuses FIFO in every child group without a budget: the usual cause of EPERM in containers.",
            Apply = "Write a budget into cpu.rt_runtime_us of the group.",
            Source = "kernel scheduler/sched-rt-group",
        },
        new("sch.stalld", By(facts => facts.Root.Text(SysctlPath("kernel.sched_rt_runtime_us")) is not "-1" ? Finding.NotApplicable("The throttle of real-time threads is on.") : Finding.PassIf(facts.IsUnitInUse("stalld.service"), facts.IsUnitInUse("stalld.service") ? "in use" : "not in use", "in use")))
        {
            Title = "Guard against starved threads",
            Read = "stalld.service",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "Beside spinning FIFO threads with the throttle off, stalld keeps the kernel alive.",
            TradeOff = "a little noise",
            Apply = "systemctl enable --now stalld",
            Undo = "systemctl disable --now stalld",
            Source = "OpenShift node tuning",
        },
        new("sch.rcu_normal", File("/sys/kernel/rcu_normal", Is("1")))
        {
            Title = "No expedited grace periods",
            Read = "/sys/kernel/rcu_normal",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "RCU does not interrupt the hot CPUs to hurry.",
            TradeOff = "Some system calls of others take longer.",
            Apply = "Write the target into the file.",
            Source = "tuned network-latency",
        },
    ];

    private static Finding CheckFairServer(HostFacts facts) => HostPaths.Expand(facts, "/sys/kernel/debug/sched/fair_server/cpu*/runtime") is { Count: > 0 } paths
        ? Finding.PassIf(facts.Root.Text(paths[0]) is not ("0" or null), facts.Root.Text(paths[0]) ?? "", "the kernel's default, not 0")
        : facts.IsKernelAtLeast(6, 12) ? Finding.Unreadable("/sys/kernel/debug/sched/fair_server: debugfs is not mounted or refuses.")
        : Finding.NotApplicable("Kernels before 6.12 have none.");

    private static Finding CheckPreemption(HostFacts facts)
    {
        string version = (facts.Root.Text("/proc/sys/kernel/version") ?? "") + (facts.Root.Text("/proc/version") ?? "");
        string model = facts.Root.Text("/sys/kernel/realtime") is "1" || version.Contains("PREEMPT_RT", StringComparison.Ordinal) || version.Contains("PREEMPT RT", StringComparison.Ordinal) ? "PREEMPT_RT"
            : version.Contains("PREEMPT_DYNAMIC", StringComparison.Ordinal) ? "PREEMPT_DYNAMIC"
            : version.Contains("PREEMPT", StringComparison.Ordinal) ? "PREEMPT"
            : version.Length > 0 ? "no preemption" : "";
        return model.Length == 0 ? Finding.Unreadable("/proc/version: cannot be read.") : Finding.Of(SettingStatus.Pass, model, "any, for threads that spin in user space");
    }

    private static Finding CheckPriorityLimit(HostFacts facts)
    {
        if (!facts.Root.IsThisMachine)
        {
            return Finding.NotApplicable("A dump holds no process of ours.");
        }

        string? limit = ProcessLimits.Soft(facts, "Max realtime priority");
        return limit is null ? Finding.Unreadable("/proc/self/limits: there is no line 'Max realtime priority'.")
            : Finding.PassIf(limit != "0" || ProcessLimits.HasCapability(facts, ProcessLimits.SysNice), limit == "0" && ProcessLimits.HasCapability(facts, ProcessLimits.SysNice) ? "0, but CAP_SYS_NICE" : limit, "above 0, or CAP_SYS_NICE");
    }

    private static Finding CheckGroupBudget(HostFacts facts)
    {
        string group = "";
        foreach (string line in (facts.Root.Text("/proc/self/cgroup") ?? "").Split('\n'))
        {
            string[] parts = line.Split(':', 3);
            group = parts.Length == 3 && Array.IndexOf(parts[1].Split(','), "cpu") >= 0 ? parts[2].TrimEnd('/') : group;
        }

        return facts.Root.Text($"/sys/fs/cgroup/cpu{group}/cpu.rt_runtime_us") is string budget
            ? Finding.PassIf(budget != "0", $"{budget} microseconds in cgroup {(group.Length == 0 ? "/" : group)}", "above 0")
            : Finding.NotApplicable("The kernel keeps no real-time budget by group here.");
    }
}
