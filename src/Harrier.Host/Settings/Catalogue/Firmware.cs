using System;
using System.Collections.Generic;
using System.Globalization;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>What the firmware decides: explained, never written.</summary>
internal static class Firmware
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("fw.smi", By(facts => facts.Root.Read($"/@msr/{facts.Online.First.ToString(CultureInfo.InvariantCulture)}/0x34") is { State: HostFileState.Read } file ? Finding.Of(SettingStatus.Pass, $"{file.Text.Trim()} so far", "does not grow in a session") : Finding.Unreadable(facts.Root.Read($"/@msr/{facts.Online.First.ToString(CultureInfo.InvariantCulture)}/0x34").Cause)))
        {
            Title = "System management interrupts",
            Read = "MSR 0x34",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "10 to 1,000 microseconds that no system sees.",
            Apply = "In the firmware: no legacy USB, no power management by it.",
            Source = "turbostat(8)",
        },
        new("fw.hwlat", IsMeasured("hwlatdetect shows at most 10 microseconds."))
        {
            Title = "Stalls by the hardware",
            Read = "/sys/kernel/tracing, hwlat",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.Never,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "Finds what the firmware hides. The tracer stops the CPU while it looks.",
            Apply = "Nothing is set.",
            Source = "rt-tests; kernel trace/hwlat_detector",
        },
        new("fw.numa.mode", By(CheckNodes))
        {
            Title = "Nodes a socket",
            Read = "/sys/devices/system/node/node*/cpulist",
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "Fewer nodes are simpler; more are nearer, for a program that fits into one.",
            TradeOff = "capacity of a node",
            Apply = "In the firmware: SNC on Intel, NPS on AMD.",
        },
        new("fw.profile", NotVisible("Only the board controller tells; what it leads to is checked under cpu."))
        {
            Title = "Power profile of the firmware",
            Read = "board controller (Redfish)",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "One choice that sets many of the others.",
            TradeOff = "power",
            Apply = "Maximum performance, in the firmware.",
            Source = "Lenovo LP1836, LP1977",
        },
        new("fw.eist_turbo", By(facts => facts.ProcessorText.Length == 0 ? Absent(facts, "/proc/cpuinfo") : Finding.PassIf(facts.HasProcessorFlag("est"), facts.HasProcessorFlag("est") ? "SpeedStep is on" : "SpeedStep is off", "on")))
        {
            Title = "SpeedStep and turbo",
            Read = "cpuinfo flag est",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "Turbo needs the top P-state to be asked for: without SpeedStep nobody asks.",
            Apply = "Both on, in the firmware.",
            Source = "Intel Xeon datasheet 3.4.1",
        },
        new("fw.microcode", By(CheckMicrocode))
        {
            Title = "Microcode",
            Read = "/proc/cpuinfo",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "It explains regressions: every benchmark should name it.",
            Apply = "A package, or the firmware.",
        },
        new("fw.patrol", NotVisible("Only the board controller tells."))
        {
            Title = "Patrol scrubbing",
            Read = "board controller (Redfish)",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.InFirmware,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "Periodic stalls.",
            TradeOff = "safety of the memory",
            Apply = "As the vendor's low-latency guide says.",
        },
        new("fw.xmp", By(_ => Finding.NotApplicable("Registered memory of servers has no such profile.")))
        {
            Title = "Memory overclocking profiles (XMP, EXPO)",
            Read = "none",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Server memory has none: the advice is for desktop modules.",
            Apply = "Nothing is set.",
        },
    ];

    private static Finding CheckNodes(HostFacts facts)
    {
        int nodes = 0;
        foreach (string path in HostPaths.Expand(facts, "/sys/devices/system/node/node*/cpulist"))
        {
            nodes += facts.ReadSet(path) is { IsEmpty: false } ? 1 : 0;
        }

        var packages = new HashSet<string>();
        foreach (string path in HostPaths.Expand(facts, "/sys/devices/system/cpu/cpu*/topology/physical_package_id"))
        {
            _ = packages.Add(facts.Root.Text(path) ?? "");
        }

        return nodes == 0 || packages.Count == 0 ? Finding.NotApplicable("The machine shows no nodes.")
            : Finding.Of(SettingStatus.Pass, string.Create(CultureInfo.InvariantCulture, $"{nodes} nodes, {packages.Count} sockets"), "known, and the hot CPUs in the card's node");
    }

    private static Finding CheckMicrocode(HostFacts facts)
    {
        foreach (string line in facts.ProcessorText.Split('\n'))
        {
            if (line.StartsWith("microcode", StringComparison.Ordinal))
            {
                return Finding.Of(SettingStatus.Pass, line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), "known");
            }
        }

        return facts.ProcessorText.Length == 0 ? Absent(facts, "/proc/cpuinfo") : Finding.NotApplicable("/proc/cpuinfo names no microcode.");
    }
}
