using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Threads;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Clock rates, idle states and hyper-threads.</summary>
internal static class CpuPower
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        // Before the governor: with that at performance intel_pstate refuses other preferences, when this one is put back.
        new("cpu.epp", File("/sys/devices/system/cpu/cpufreq/policy*/energy_performance_preference", Is("performance")))
        {
            Title = "Energy preference",
            Read = "/sys/devices/system/cpu/cpufreq/policy*/energy_performance_preference",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "The processor picks its top clock sooner. Where the governor is performance already the kernel refuses other values with EBUSY.",
            TradeOff = "power",
            Apply = "Write the target into the file.",
            Source = "tuned throughput-performance",
        },
        new("cpu.governor", File("/sys/devices/system/cpu/cpufreq/policy*/scaling_governor", Is("performance")))
        {
            Title = "Clock governor",
            Read = "/sys/devices/system/cpu/cpufreq/policy*/scaling_governor",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "The clock does not have to climb after each pause.",
            TradeOff = "power and heat",
            Apply = "Write the target into the file.",
            Source = "tuned latency-performance",
        },
        new("cpu.driver", By(CheckDriver))
        {
            Title = "Clock driver",
            Read = "/sys/devices/system/cpu/cpufreq/policy*/scaling_driver",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Medium,
            Evidence = Evidence.Reference,
            Effect = "It decides which of the other settings exist.",
            TradeOff = "Without intel_pstate the processor does not manage its own P-states.",
            Apply = "Kernel parameter intel_pstate= or amd_pstate=.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Disagreement = "tuned's realtime and cpu-partitioning profiles disable intel_pstate, latency-performance keeps it. We keep it: with the governor at performance both hold the top clock.",
            Source = "tuned realtime, cpu-partitioning",
        },
        new("cpu.epb", File("/sys/devices/system/cpu/cpu*/power/energy_perf_bias", Is("0")))
        {
            Title = "Energy bias",
            Read = "/sys/devices/system/cpu/cpu*/power/energy_perf_bias",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "Turbo and the mesh clock favour speed.",
            TradeOff = "power",
            Apply = "Write the target into the file.",
            Source = "tuned plugin_cpu; Intel SDM, IA32_ENERGY_PERF_BIAS (0x1B0)",
        },
        new("cpu.turbo.intel", File("/sys/devices/system/cpu/intel_pstate/no_turbo", Is("0")))
        {
            Title = "Turbo",
            Read = "/sys/devices/system/cpu/intel_pstate/no_turbo",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "Up to half as much clock again. The file is the other way round: 1 forbids turbo.",
            TradeOff = "The clock depends on how many cores work and what they compute; where every run must be alike, 1 is right.",
            Apply = "Write the target into the file.",
            Source = "kernel admin-guide/pm/intel_pstate",
        },
        new("cpu.boost.amd", File("/sys/devices/system/cpu/cpufreq/boost", Is("1")))
        {
            Title = "Core performance boost",
            Read = "/sys/devices/system/cpu/cpufreq/boost",
            Kinds = HostKinds.Amd,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "Clocks above the base clock. 0 does not turn off power management: it caps the clock.",
            TradeOff = "The clock varies with heat; where every run must be alike, 0 is right.",
            Apply = "Write the target into the file.",
            Source = "kernel admin-guide/pm/cpufreq",
        },
        new("cpu.min_perf", File("/sys/devices/system/cpu/intel_pstate/min_perf_pct", Is("100")))
        {
            Title = "Lowest clock",
            Read = "/sys/devices/system/cpu/intel_pstate/min_perf_pct",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "No slower clock between bursts.",
            TradeOff = "power",
            Apply = "Write the target into the file.",
            Source = "tuned latency-performance",
        },
        new("cpu.freq.observed", IsMeasured("the clock under the real load within 2 % of its target on every hot CPU."))
        {
            Title = "Clock under load",
            Read = "APERF and MPERF (MSR 0xE8, 0xE7), turbostat(8)",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Shows that the other settings did anything.",
            Apply = "Nothing is set.",
            Source = "turbostat(8)",
        },
        new("cpu.cstate.pmqos", By(CheckWakeLatency))
        {
            Title = "Longest wake-up of the whole machine",
            Read = "/dev/cpu_dma_latency",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "No idle state that takes longer than 2 microseconds to leave: C6 costs 133 on Skylake, 290 on Sapphire Rapids.",
            TradeOff = "heat on every core, and less turbo for the busy ones",
            Apply = "A process opens the device, writes a 32-bit number of microseconds and keeps it open.",
            Undo = "The process closes the device.",
            Source = "kernel power/pm_qos_interface; drivers/idle/intel_idle.c",
        },
        new("cpu.cstate.percpu", File("/sys/devices/system/cpu/cpu{hot}/power/pm_qos_resume_latency_us", new Expectation("n/a (no delay at all)", found => found == "n/a", "n/a")))
        {
            Title = "Longest wake-up of each hot CPU",
            Read = "/sys/devices/system/cpu/cpuN/power/pm_qos_resume_latency_us",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "Only the hot CPUs stay awake, the others leave them their turbo. The trap: 0 means no limit; \"n/a\" means no delay at all.",
            TradeOff = "heat on the hot cores",
            Apply = "Write the target into the file.",
            Source = "kernel testing/sysfs-devices-power",
        },
        new("cpu.cstate.disable", By(CheckIdleStates))
        {
            Title = "Deep idle states of the hot CPUs",
            Read = "/sys/devices/system/cpu/cpuN/cpuidle/stateM/{latency,disable}",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "The same per state, where the limit above is not obeyed. Disabling every state, C1 too, on every CPU only heats the machine.",
            TradeOff = "heat",
            Apply = "Write 1 into \"disable\" of the deep states of the hot CPUs.",
            Source = "cpupower-idle-set(1)",
        },
        new("cpu.cstate.residency", IsMeasured("deep states of the hot CPUs are not entered in a session."))
        {
            Title = "Idle states that are used",
            Read = "/sys/devices/system/cpu/cpuN/cpuidle/stateM/usage",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Shows that the limits are obeyed.",
            Apply = "Nothing is set.",
        },
        new("cpu.c1e", File("/@msr/{cpu}/0x1fc", new Expectation("bit 1 clear", found => !IsBitSet(found, 1), null)))
        {
            Title = "Promotion of C1 to C1E",
            Read = "MSR 0x1FC bit 1",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "C1E takes 10 microseconds to leave on Skylake and Cascade Lake.",
            TradeOff = "power",
            Apply = "In the firmware, or the bit in MSR 0x1FC on each core.",
            Source = "drivers/idle/intel_idle.c",
        },
        new("cpu.cpuidle.driver", By(CheckIdleDriver))
        {
            Title = "Idle driver",
            Read = "/sys/devices/system/cpu/cpuidle/current_driver",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Decoded,
            Effect = "Says which idle states there are; a guest with haltpoll spins before it halts.",
            Apply = "Nothing is set.",
            Source = "kernel admin-guide/pm/cpuidle",
        },
        new("cpu.smt", By(CheckSiblings))
        {
            Title = "Hyper-threads beside the hot CPUs",
            Read = "/sys/devices/system/cpu/smt/control, cpuN/topology/thread_siblings_list",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Quoted,
            Effect = "Two threads of a core share its first and second cache and its execution ports.",
            TradeOff = "capacity. Numbers in other lists of CPUs change their meaning.",
            Order = WriteOrder.Last,
            Apply = "Keep the siblings idle, or take them offline; turning all of them off halves the throughput.",
            Source = "rigtorp.se/low-latency-guide",
        },
        new("cpu.uncore.intel", By(CheckUncore))
        {
            Title = "Clock of the mesh",
            Read = "/sys/devices/system/cpu/intel_uncore_frequency/package_*/min_freq_khz",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "The last cache and the memory answer at one speed.",
            TradeOff = "power that the cores could have had",
            Apply = "Write initial_max_freq_khz into min_freq_khz.",
            Source = "tuned plugin_uncore",
        },
        new("cpu.fabric.amd", NotVisible("Only the firmware and the hsmp driver tell."))
        {
            Title = "Clock of the fabric",
            Read = "firmware (APBDIS, DfPstate), /dev/hsmp",
            Kinds = HostKinds.Amd,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "The fabric between the core complexes does not have to wake up.",
            TradeOff = "idle power",
            Apply = "In the firmware: APBDIS 1, data fabric state P0, its idle states off.",
            Source = "Lenovo LP1977",
        },
        new("cpu.throttle", Counter("/sys/devices/system/cpu/cpu*/thermal_throttle/core_throttle_count"))
        {
            Title = "Throttling by heat or power",
            Read = "/sys/devices/system/cpu/cpu*/thermal_throttle/*_throttle_count",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Explains a clock that is suddenly lower.",
            Apply = "Nothing is set: cooling, or the power limit.",
        },
        new("cpu.sst", By(CheckBaseClocks))
        {
            Title = "Speed Select",
            Read = "/sys/devices/system/cpu/cpufreq/policy*/base_frequency",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Medium,
            Evidence = Evidence.Reference,
            Effect = "A few cores get a higher base clock at the cost of others: the hot CPUs should be those.",
            TradeOff = "The other cores are slower.",
            Apply = "intel-speed-select, before the hot CPUs are chosen.",
            Source = "tuned intel-sst",
        },
    ];

    private static Finding CheckDriver(HostFacts facts)
    {
        IReadOnlyList<string> paths = HostPaths.Expand(facts, "/sys/devices/system/cpu/cpufreq/policy*/scaling_driver");
        string driver = paths.Count > 0 ? facts.Root.Text(paths[0]) ?? "" : "";
        bool isDisabled = facts.BootLine["intel_pstate"] is "disable" || facts.BootLine["amd_pstate"] is "disable";
        return driver.Length == 0 && !isDisabled ? Absent(facts, "/sys/devices/system/cpu/cpufreq/policy*/scaling_driver")
            : isDisabled ? Finding.Of(SettingStatus.Conflict, driver.Length == 0 ? "disabled at boot" : $"{driver}, the vendor's own is disabled at boot", "the vendor's driver")
            : Finding.Of(SettingStatus.Pass, driver, "the vendor's driver");
    }

    // The device hands out a 32-bit number of microseconds, as bytes; HostRoot reads text, so the bytes are its characters.
    private static Finding CheckWakeLatency(HostFacts facts)
    {
        if (!facts.Root.IsThisMachine)
        {
            return Finding.NotApplicable("A dump holds no devices.");
        }

        HostFile file = facts.Root.Read("/dev/cpu_dma_latency");
        return file.State switch
        {
            HostFileState.Missing => Finding.NotApplicable(file.Cause),
            HostFileState.Refused => Finding.Unreadable(file.Cause, "at most 2 microseconds"),
            _ => Finding.PassIf(file.Text.Length == 4 && file.Text[0] <= 2 && file.Text[1..].Trim('\0').Length == 0, file.Text.Length == 4 && file.Text[1..].Trim('\0').Length == 0 ? $"{(int)file.Text[0]} microseconds" : "no limit", "at most 2 microseconds"),
        };
    }

    private static Finding CheckIdleStates(HostFacts facts)
    {
        const int WakeMicrosecondsMax = 2;
        var writes = new List<SettingWrite>();
        int states = 0;
        foreach (string disable in HostPaths.Expand(facts, "/sys/devices/system/cpu/cpu{hot}/cpuidle/state*/disable"))
        {
            string state = disable[..disable.LastIndexOf('/')];
            bool isDeep = int.TryParse(facts.Root.Text($"{state}/latency"), NumberStyles.None, CultureInfo.InvariantCulture, out int microseconds) && microseconds > WakeMicrosecondsMax;
            states += isDeep ? 1 : 0;
            HostFile file = facts.Root.Read(disable);
            if (isDeep && file.State == HostFileState.Read && file.Text.Trim() == "0")
            {
                writes.Add(new SettingWrite("cpu.cstate.disable", disable, file.Text, "1"));
            }
        }

        string count = string.Create(CultureInfo.InvariantCulture, $"{states} deep states of the hot CPUs, {writes.Count} of them in use");
        return facts.Hot.IsEmpty ? Finding.NotApplicable("No CPU is hot.")
            : states == 0 && !facts.Root.IsThisMachine && !facts.Root.HasDirectory(string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{facts.Hot.First}/cpuidle")) ? Absent(facts, "/sys/devices/system/cpu/cpu{hot}/cpuidle/state*/disable")
            : states == 0 ? Finding.NotApplicable("The hot CPUs have no idle state that takes longer than 2 microseconds to leave.")
            : new Finding(writes.Count == 0 ? SettingStatus.Pass : SettingStatus.Fail, count, "none in use", "", writes);
    }

    private static bool IsBitSet(string register, int bit) => register.StartsWith("0x", StringComparison.Ordinal)
        && ulong.TryParse(register.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) && (value >> bit & 1) != 0;

    private static Finding CheckIdleDriver(HostFacts facts) => facts.Root.Text("/sys/devices/system/cpu/cpuidle/current_driver") is string driver
        ? Finding.Of(SettingStatus.Pass, driver, "known")
        : Absent(facts, "/sys/devices/system/cpu/cpuidle/current_driver");

    private static Finding CheckSiblings(HostFacts facts)
    {
        CpuSet siblings = facts.IdleSiblings;
        CpuSet both = CpuSet.Empty;
        foreach (int cpu in facts.Hot)
        {
            CpuSet shared = facts.Siblings(cpu).Intersect(facts.Hot);
            both = shared.Count > 1 ? both.Union(shared) : both;
        }

        return facts.Hot.IsEmpty ? Finding.NotApplicable("No CPU is hot.")
            : !both.IsEmpty ? Finding.Of(SettingStatus.Fail, $"{both} are hot and share cores", "one hot CPU a core", "Name one CPU of each core with --hot.")
            : siblings.IsEmpty || siblings.IsSubsetOf(facts.Isolated) ? Finding.Of(SettingStatus.Pass, siblings.IsEmpty ? "none online" : siblings.ToString(), "offline, or isolated and left idle")
            : new Finding(SettingStatus.Fail, siblings.ToString(), "offline, or isolated and left idle", "", OfflineWrites(facts, siblings));
    }

    private static List<SettingWrite> OfflineWrites(HostFacts facts, CpuSet siblings)
    {
        var writes = new List<SettingWrite>();
        foreach (int cpu in siblings)
        {
            HostFile online = facts.Root.Read(string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{cpu}/online"));
            if (online.State == HostFileState.Read && online.Text.Trim() == "1")
            {
                writes.Add(new SettingWrite("cpu.smt", online.Path, online.Text, "0"));
            }
        }

        return writes;
    }

    // Where Speed Select is on, the cores differ in their base clock.
    private static Finding CheckBaseClocks(HostFacts facts)
    {
        const string Pattern = "/sys/devices/system/cpu/cpu{cpu}/cpufreq/base_frequency";
        long highest = 0;
        long lowest = long.MaxValue;
        CpuSet fast = CpuSet.Empty;
        foreach (int cpu in facts.Online)
        {
            if (long.TryParse(facts.Root.Text(Pattern.Replace("{cpu}", cpu.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture, out long kilohertz))
            {
                fast = kilohertz > highest ? CpuSet.Of(cpu) : kilohertz == highest ? fast.Union(CpuSet.Of(cpu)) : fast;
                highest = Math.Max(highest, kilohertz);
                lowest = Math.Min(lowest, kilohertz);
            }
        }

        return highest == 0 ? Absent(facts, Pattern)
            : lowest == highest ? Finding.NotApplicable("All cores have one base clock: Speed Select is off, or the processor has none.")
            : Finding.PassIf(facts.Hot.IsSubsetOf(fast), string.Create(CultureInfo.InvariantCulture, $"CPUs {fast} at {highest / 1_000} MHz, others from {lowest / 1_000}"), "the hot CPUs among the fast ones");
    }

    private static Finding CheckUncore(HostFacts facts)
    {
        var findings = new List<Finding>();
        foreach (string path in HostPaths.Expand(facts, "/sys/devices/system/cpu/intel_uncore_frequency/package_*/min_freq_khz"))
        {
            if (facts.Root.Text(path.Replace("min_freq_khz", "initial_max_freq_khz", StringComparison.Ordinal)) is string top)
            {
                findings.Add(File(path, Is(top))(facts, "cpu.uncore.intel"));
            }
        }

        return findings.Count == 0 ? Finding.NotApplicable("This kernel does not show the clock of the mesh.") : Worst(findings);
    }
}
