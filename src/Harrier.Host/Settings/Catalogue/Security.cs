using System;
using System.Collections.Generic;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>What safety costs, and what it forbids.</summary>
internal static class Security
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("sec.mitigations", BootParameter("mitigations", _ => new Expectation("auto", found => found.StartsWith("auto", StringComparison.Ordinal), null) { IsOthers = static found => found is "off" }, isAbsentRight: true))
        {
            Title = "Mitigations of processor faults",
            Read = "/proc/cmdline mitigations",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.High,
            Evidence = Evidence.Quoted,
            Effect = "Cheaper system calls; next to nothing for a thread that spins in user space. auto unless the machine has one tenant and nobody else's code.",
            TradeOff = "With off: safety.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Disagreement = "Low-latency guides write off. We keep auto: the hot path makes no system calls.",
            Source = "rigtorp.se/low-latency-guide; kernel hw-vuln",
        },
        new("sec.lockdown", By(facts => facts.Root.Text("/sys/kernel/security/lockdown") is string text ? Finding.PassIf(HostPaths.Chosen(text) == "none", HostPaths.Chosen(text), "none, or no settings by registers") : Finding.NotApplicable("/sys/kernel/security/lockdown: this kernel has none, or securityfs is not mounted.")))
        {
            Title = "Kernel lockdown",
            Read = "/sys/kernel/security/lockdown",
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "Explains why registers and debugfs refuse.",
            Apply = "In the firmware (secure boot).",
            Source = "OpenShift node tuning #1163",
        },
        new("sec.perf", Sysctl("kernel.perf_event_paranoid", AtMost(1)))
        {
            Title = "Right to measure",
            Read = "/proc/sys/kernel/perf_event_paranoid",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Measured,
            Effect = "Lets the measurements run. For a machine that is measured, not for one that trades.",
            TradeOff = "Others on the machine can be watched.",
            Apply = "Write the target into the file.",
            Source = "kernel admin-guide/perf-security",
        },
    ];
}
