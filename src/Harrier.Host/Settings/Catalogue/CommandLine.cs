using System;
using System.Collections.Generic;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Parameters of the kernel that belong to no other room.</summary>
internal static class CommandLine
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("cl.skew_tick", BootParameter("skew_tick", _ => Is("1")))
        {
            Title = "Skewed ticks",
            Read = "/proc/cmdline skew_tick",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "The CPUs do not all fight for one lock at once.",
            TradeOff = "power",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "tuned network-latency",
        },
        new("cl.tsc", BootParameter("tsc", _ => Is("reliable").OrByAnother("nowatchdog")))
        {
            Title = "Trusted time-stamp counter",
            Read = "/proc/cmdline tsc",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "No watchdog looks at it from the hot CPUs. It hides a counter that is really wrong.",
            TradeOff = "safety",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Disagreement = "OpenShift found latency spikes with nowatchdog and took reliable; so do we.",
            Source = "OpenShift node tuning #756",
        },
        new("cl.idle", BootParameter("idle", _ => new Expectation("not given", found => found is "haltpoll", null) { IsOthers = static found => found is "poll" }, isAbsentRight: true))
        {
            Title = "Idling by polling",
            Read = "/proc/cmdline idle",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "A limit on wake-up time does the same where it is wanted, and leaves turbo to the others.",
            TradeOff = "With poll: heat, no turbo.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Disagreement = "Real-time hosts of OpenShift boot with idle=poll. We prefer limits per CPU: polling everywhere heats the machine and slows the other hyper-thread.",
        },
        new("cl.mce", BootParameter("mce", _ => new Expectation("not off", found => found != "off", null), isAbsentRight: true))
        {
            Title = "Machine checks",
            Read = "/proc/cmdline mce",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.High,
            Evidence = Evidence.Decoded,
            Effect = "off hides broken hardware; ignore_ce only stops the polling.",
            TradeOff = "With off: errors of the hardware go unseen.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "kernel arch/x86/x86_64/boot-options",
        },
        new("cl.audit", BootParameter("audit", _ => Is("0")))
        {
            Title = "Audit",
            Read = "/proc/cmdline audit",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "Cheaper system calls, where the rules of the house allow it.",
            TradeOff = "the audit trail",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "kernel-parameters",
        },
        new("cl.iommu", BootParameter("iommu", _ => Is("pt")))
        {
            Title = "IOMMU without translation for the kernel",
            Read = "/proc/cmdline iommu",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "No mapping cost for the kernel's own drivers, and safe bypass.",
            TradeOff = "The kernel's drivers are not fenced in.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "DPDK nic_perf_intel_platform",
        },
        new("cl.nohz_patience", BootParameter("rcutree.nohz_full_patience_delay", _ => Is("1000")))
        {
            Title = "Patience of RCU with tickless CPUs",
            Read = "/proc/cmdline rcutree.nohz_full_patience_delay",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "RCU waits a second before it disturbs a hot CPU.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "tuned network-latency",
        },
        new("cl.kthread_prio", By(CheckRcuPriority))
        {
            Title = "Priority of RCU's threads",
            Read = "/proc/cmdline rcutree.kthread_prio",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "On a real-time kernel they must come before FIFO threads that spin.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "OpenShift node tuning #408",
        },
        new("cl.psi", BootParameter("psi", _ => Is("1").OrByAnother("0"), isAbsentRight: true))
        {
            Title = "Pressure stall information (PSI)",
            Read = "/proc/cmdline psi",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "A trifle, for some insight.",
            TradeOff = "insight",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Disagreement = "Some hosts boot with psi=0. We leave it: the gain is tiny.",
        },
        new("cl.drift", By(CheckDrift))
        {
            Title = "Booted as configured",
            Read = "/proc/cmdline against the boot loader",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.None,
            Evidence = Evidence.Quoted,
            Effect = "A profile that is active and a list that is empty after the boot is a known trap.",
            Apply = "Boot anew.",
            Source = "tuned #98",
        },
    ];

    private static Finding CheckRcuPriority(HostFacts facts)
    {
        string version = (facts.Root.Text("/proc/sys/kernel/version") ?? "") + (facts.Root.Text("/proc/version") ?? "");
        bool isRealTime = facts.Root.Text("/sys/kernel/realtime") is "1" || version.Contains("PREEMPT_RT", StringComparison.Ordinal) || version.Contains("PREEMPT RT", StringComparison.Ordinal) || facts.BootLine["rcutree.kthread_prio"] is not null;
        return isRealTime ? BootParameter("rcutree.kthread_prio", _ => AtLeast(2))(facts, "cl.kthread_prio") : Finding.NotApplicable("It is no real-time kernel.");
    }

    private static Finding CheckDrift(HostFacts facts)
    {
        if (facts.ConfiguredBootLine is not KernelCommandLine configured)
        {
            return Finding.NotApplicable("No boot loader's configuration was found in /etc/default/grub, /etc/kernel/cmdline or /boot/loader/entries.");
        }

        string missing = "";
        foreach (string parameter in configured.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isRunning = Array.IndexOf(facts.BootLine.Text.Split(' '), parameter) >= 0;
            missing += isRunning || parameter[0] == '$' ? "" : $"{(missing.Length > 0 ? " " : "")}{parameter}";
        }

        return missing.Length == 0 ? Finding.Of(SettingStatus.Pass, "equal", "equal") : Finding.Of(SettingStatus.RebootPending, $"{missing} configured, not running", "equal");
    }
}
