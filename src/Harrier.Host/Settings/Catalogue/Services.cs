using System;
using System.Collections.Generic;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>What else runs on the host.</summary>
internal static class Services
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("svc.noise", ByUnits(CheckNoise))
        {
            Title = "Periodic services",
            Read = "/etc/systemd/system/*.wants/*.timer",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "No bursts of disk and processor in trading hours.",
            TradeOff = "Updates must be planned.",
            Apply = "systemctl disable --now TIMER, or on housekeeping CPUs.",
            Undo = "systemctl enable --now TIMER",
            Source = "OpenShift node tuning",
        },
        new("svc.nm", ByUnits(facts => facts.IsUnitInUse("NetworkManager.service") ? Finding.Of(SettingStatus.Pass, "NetworkManager", "in use; the hot card unmanaged") : facts.IsUnitInUse("systemd-networkd.service") ? Finding.Of(SettingStatus.Pass, "systemd-networkd", "in use; the hot card unmanaged") : Finding.NotApplicable("Neither runs here.")))
        {
            Title = "Owner of the network",
            Read = "NetworkManager.service, systemd-networkd.service",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Judgement,
            Effect = "Where it is the only one, disabling it leaves no network after the next boot. Take the hot card out of its hands instead.",
            Apply = "nmcli device set X managed no",
        },
        new("svc.firewall", ByUnits(facts => facts.IsUnitInUse("firewalld.service") || facts.IsUnitInUse("nftables.service") || facts.IsUnitInUse("ufw.service") ? Finding.Of(SettingStatus.Pass, "in use", "kept") : Finding.NotApplicable("No firewall service is in use here.")))
        {
            Title = "Firewall",
            Read = "firewalld.service, nftables.service",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.High,
            Evidence = Evidence.Judgement,
            Effect = "Keep it, and take the feed out of its tracking: see nic.netfilter.",
            TradeOff = "protection",
            Apply = "Nothing is set.",
        },
        new("svc.conflict", ByUnits(CheckTuners))
        {
            Title = "Other tuners",
            Read = "tuned.service, thermald.service and others",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "Exactly one may own the settings: two undo each other at the next restart.",
            Apply = "Stop the others, or leave the settings to them.",
            Source = "openshift-docs #53941",
        },
        new("svc.selinux", File("/sys/fs/selinux/avc/cache_threshold", AtLeast(8192)))
        {
            Title = "Cache of SELinux",
            Read = "/sys/fs/selinux/avc/cache_threshold",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "Fewer look-ups of rights.",
            Apply = "Write the target into the file.",
            Source = "tuned network-latency",
        },
        new("svc.core", By(facts => facts.Root.Text("/proc/sys/kernel/core_pattern") is string pattern ? Finding.Of(SettingStatus.Pass, pattern, "bounded in size by the unit") : Finding.Unreadable("/proc/sys/kernel/core_pattern: cannot be read.")))
        {
            Title = "Core dumps",
            Read = "/proc/sys/kernel/core_pattern",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "A crash does not write locked gigabytes for minutes.",
            TradeOff = "something to look into after a crash",
            Apply = "LimitCORE=0 in the unit, or a size that is bounded.",
            Source = "core(5)",
        },
    ];

    private static Finding CheckNoise(HostFacts facts)
    {
        string found = "";
        foreach (string unit in (ReadOnlySpan<string>)["fwupd-refresh.timer", "apt-daily.timer", "apt-daily-upgrade.timer", "dnf-makecache.timer", "man-db.timer", "plocate-updatedb.timer", "snapd.service", "packagekit.service", "unattended-upgrades.service", "ModemManager.service"])
        {
            found += facts.IsUnitInUse(unit) ? $"{(found.Length > 0 ? ", " : "")}{unit}" : "";
        }

        return Finding.PassIf(found.Length == 0, found.Length == 0 ? "none" : found, "none, or only on housekeeping CPUs");
    }

    private static Finding CheckTuners(HostFacts facts)
    {
        string found = "";
        foreach (string unit in (ReadOnlySpan<string>)["tuned.service", "power-profiles-daemon.service", "thermald.service", "tlp.service", "auto-cpufreq.service", "bpftune.service", "google-guest-agent.service"])
        {
            found += facts.IsUnitInUse(unit) ? $"{(found.Length > 0 ? ", " : "")}{unit}" : "";
        }

        string profile = facts.Root.Text("/etc/tuned/active_profile") is string { Length: > 0 } active && facts.IsUnitInUse("tuned.service") ? $" (profile {active})" : "";
        return found.Length == 0 ? Finding.Of(SettingStatus.Pass, "none", "none") : Finding.Of(SettingStatus.Conflict, found + profile, "none", "What Harrier writes, it may write over.");
    }
}
