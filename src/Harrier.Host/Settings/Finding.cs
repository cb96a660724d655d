using System.Collections.Generic;

namespace Harrier.Host.Settings;

/// <summary>How one setting was found.</summary>
/// <param name="Status">Against its target.</param>
/// <param name="Found">What is set, as the machine says it; empty where nothing could be read.</param>
/// <param name="Wanted">The target on this machine; empty where it does not apply.</param>
/// <param name="Reason">What a reader needs beside the two values: which CPU differs, what is missing, who disagrees.</param>
/// <param name="Writes">What would bring it to its target at run time; none where nothing can.</param>
public sealed record Finding(SettingStatus Status, string Found, string Wanted, string Reason, IReadOnlyList<SettingWrite> Writes)
{
    /// <summary>What brings it to its target as a part of the kernel's boot line ("skew_tick=1"); empty where nothing
    /// does, or where it needs nothing.</summary>
    public string BootLine { get; init; } = "";

    internal static Finding Of(SettingStatus status, string found, string wanted, string reason = "") => new(status, found, wanted, reason, []);

    internal static Finding NotApplicable(string reason) => Of(SettingStatus.NotApplicable, "", "", reason);

    internal static Finding Unreadable(string reason, string wanted = "") => Of(SettingStatus.Unreadable, "", wanted, reason);

    internal static Finding PassIf(bool isMet, string found, string wanted, string reason = "") =>
        Of(isMet ? SettingStatus.Pass : SettingStatus.Fail, found, wanted, reason);
}
