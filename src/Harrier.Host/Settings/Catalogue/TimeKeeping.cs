using System;
using System.Collections.Generic;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Clocks and ticks.</summary>
internal static class TimeKeeping
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("clk.source", By(CheckSource))
        {
            Title = "Clock source",
            Read = "/sys/devices/system/clocksource/clocksource0/current_clocksource",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "20 ns to read the time instead of a system call.",
            Apply = "Write the target into the file.",
            Source = "kernel timers/timekeeping",
        },
        new("clk.tscflags", By(facts => facts.ProcessorText.Length == 0 ? Absent(facts, "/proc/cpuinfo") : Finding.PassIf(facts.HasProcessorFlag("constant_tsc") && facts.HasProcessorFlag("nonstop_tsc"), facts.HasProcessorFlag("nonstop_tsc") ? "constant, does not stop" : "not both", "constant_tsc and nonstop_tsc")))
        {
            Title = "Steady time-stamp counter",
            Read = "/proc/cpuinfo constant_tsc nonstop_tsc",
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.None,
            Evidence = Evidence.Measured,
            Effect = "It may serve as a clock.",
            Apply = "Nothing: the processor has it, or the hypervisor hides it.",
            Source = "Intel SDM 17.17.1",
        },
        new("clk.sync", ByUnits(CheckSync))
        {
            Title = "Clock set by the network",
            Read = "chronyd, ptp4l, systemd-timesyncd",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "Stamps that others can compare.",
            Apply = "chrony or ptp4l; with hardware stamps below a microsecond.",
        },
        new("clk.staticjump", NotVisible("Which sockets ask for time stamps, the kernel does not list."))
        {
            Title = "Time stamps of packets, on and off",
            Read = "a socket with SO_TIMESTAMP",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "Turning the first one on patches the kernel and interrupts every CPU: hold one open.",
            Apply = "A process that keeps one such socket, as tuned's rtentsk does.",
            Source = "RHEL 7.6 real-time notes",
        },
        new("clk.slack", IsMeasured("it is set and read back by each pinned thread."))
        {
            Title = "Timer slack of the hot threads",
            Read = "/proc/PID/timerslack_ns",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "50 microseconds less error where a thread sleeps.",
            Apply = "prctl(PR_SET_TIMERSLACK, 1)",
            Source = "prctl(2)",
        },
        new("clk.tick", IsMeasured("at most one a second."))
        {
            Title = "Ticks on the hot CPUs",
            Read = "/proc/interrupts, LOC",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Measured,
            Effect = "Shows whether nohz_full works.",
            Apply = "Nothing is set.",
        },
    ];

    // A name that is not among the available ones the kernel takes without an error and without effect; and it takes the
    // counter off the list where it found it unstable.
    private static Finding CheckSource(HostFacts facts)
    {
        const string Sources = "/sys/devices/system/clocksource/clocksource0";
        bool isOffered = Array.IndexOf((facts.Root.Text($"{Sources}/available_clocksource") ?? "").Split(' '), "tsc") >= 0;
        Finding finding = File($"{Sources}/current_clocksource", new Expectation("tsc, or kvm-clock in a guest", found => found is "tsc" or "kvm-clock" or "arch_sys_counter", isOffered ? "tsc" : null))(facts, "clk.source");
        return finding.Status == SettingStatus.Fail && !isOffered ? finding with { Reason = $"{Sources}/available_clocksource does not name tsc: the kernel does not trust it, or there is none." } : finding;
    }

    private static Finding CheckSync(HostFacts facts)
    {
        foreach (string unit in (ReadOnlySpan<string>)["ptp4l.service", "chronyd.service", "chrony.service", "ntpd.service", "systemd-timesyncd.service"])
        {
            if (facts.IsUnitInUse(unit))
            {
                return Finding.Of(SettingStatus.Pass, unit, "a service in use");
            }
        }

        return Finding.Of(SettingStatus.Fail, "none of chrony, ptp4l, ntpd and timesyncd", "a service in use");
    }
}
