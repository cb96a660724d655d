using System.Collections.Generic;
using Harrier.Host.Settings.Catalogue;

namespace Harrier.Host.Settings;

/// <summary>Every setting that Harrier knows, in the order in which a person would go through them.</summary>
public static class SettingCatalogue
{
    /// <summary>The settings.</summary>
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        .. CpuPower.All,
        .. Isolation.All,
        .. Scheduling.All,
        .. Interrupts.All,
        .. MemorySettings.All,
        .. NetworkCards.All,
        .. BusyPolling.All,
        .. CacheAllocation.All,
        .. CommandLine.All,
        .. Firmware.All,
        .. TimeKeeping.All,
        .. Services.All,
        .. Containers.All,
        .. Kubernetes.All,
        .. Security.All,
        .. DotNetRuntime.All,
        .. Measurements.All,
    ];

    /// <summary>Whether this is the name of a setting (mem.thp) or of a category (mem).</summary>
    /// <param name="name">The name.</param>
    public static bool IsKnown(string name)
    {
        foreach (HostSetting setting in All)
        {
            if (setting.Id == name || setting.Category == name)
            {
                return true;
            }
        }

        return false;
    }
}
