using System;
using System.Collections.Generic;

namespace Harrier.Host.Settings;

/// <summary>Every setting of the catalogue as one machine has it. Reads only; nothing of the machine is changed.</summary>
public sealed class HostCheck
{
    private HostCheck(HostFacts facts, IReadOnlyList<CheckedSetting> settings)
    {
        Facts = facts;
        Settings = settings;
    }

    /// <summary>The machine.</summary>
    public HostFacts Facts { get; }

    /// <summary>The settings in the catalogue's order.</summary>
    public IReadOnlyList<CheckedSetting> Settings { get; }

    /// <summary>Checks a machine against the whole catalogue.</summary>
    /// <param name="facts">The machine.</param>
    public static HostCheck Run(HostFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var settings = new List<CheckedSetting>();
        foreach (HostSetting setting in SettingCatalogue.All)
        {
            settings.Add(new CheckedSetting(setting, setting.Check(facts)));
        }

        return new HostCheck(facts, settings);
    }

    /// <summary>The same check, of some settings alone.</summary>
    /// <param name="isWanted">Which.</param>
    public HostCheck Where(Predicate<CheckedSetting> isWanted) => new(Facts, new List<CheckedSetting>(Settings).FindAll(isWanted));

    /// <summary>How many settings have a status.</summary>
    /// <param name="status">The status.</param>
    public int Count(SettingStatus status)
    {
        int count = 0;
        foreach (CheckedSetting one in Settings)
        {
            count += one.Finding.Status == status ? 1 : 0;
        }

        return count;
    }
}
