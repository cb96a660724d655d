using System;
using System.Globalization;

namespace Harrier.Host.Settings;

/// <summary>What this process may do, as /proc/self tells.</summary>
internal static class ProcessLimits
{
    /// <summary>CAP_IPC_LOCK of capabilities(7).</summary>
    public const int IpcLock = 14;

    /// <summary>CAP_SYS_ADMIN of capabilities(7).</summary>
    public const int SysAdmin = 21;

    /// <summary>CAP_NET_ADMIN of capabilities(7).</summary>
    public const int NetAdmin = 12;

    /// <summary>CAP_SYS_NICE of capabilities(7).</summary>
    public const int SysNice = 23;

    /// <summary>The soft limit of a line of /proc/self/limits; null where there is no such line.</summary>
    public static string? Soft(HostFacts facts, string name)
    {
        foreach (string line in (facts.Root.Text("/proc/self/limits") ?? "").Split('\n'))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                string[] words = line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return words.Length > 0 ? words[0] : null;
            }
        }

        return null;
    }

    public static bool HasCapability(HostFacts facts, int number) => HasCapability(facts.Root, number);

    public static bool HasCapability(HostRoot root, int number) => (Effective(root) >> number & 1) != 0;

    /// <summary>The two that matter here, in words.</summary>
    public static string Capabilities(HostFacts facts) => (HasCapability(facts, SysNice), HasCapability(facts, IpcLock)) switch
    {
        (true, true) => "CAP_SYS_NICE and CAP_IPC_LOCK",
        (true, false) => "CAP_SYS_NICE alone",
        (false, true) => "CAP_IPC_LOCK alone",
        _ => "neither",
    };

    private static ulong Effective(HostRoot root)
    {
        foreach (string line in (root.Text("/proc/self/status") ?? "").Split('\n'))
        {
            if (line.StartsWith("CapEff:", StringComparison.Ordinal)
                && ulong.TryParse(line.AsSpan(7).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong mask))
            {
                return mask;
            }
        }

        return 0;
    }
}
