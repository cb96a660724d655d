using System.Runtime.InteropServices;
using Harrier.Host.Settings;

namespace Harrier.Host.Devices;

/// <summary>Settings of network interfaces, in the words of ethtool(8): "/@ethtool/eth0/rings/rx" is a number,
/// "features/rx-gro" is 0 or 1 ("0 fixed" where the driver cannot change it), "flags/NAME" one of the driver's own, "rss"
/// the queue of each entry of the indirection table, "rules/1023" what is steered by that place of the filter.</summary>
/// <remarks>Source: linux/ethtool.h.</remarks>
internal sealed class EthtoolTree : IHostTree
{
    private const int NotSupported = 95; // EOPNOTSUPP
    private const int NoDevice = 19; // ENODEV

    /// <inheritdoc/>
    public HostFile Read(HostRoot root, string path)
    {
        if (!root.IsThisMachine)
        {
            return HostTrees.NotInDump(path);
        }

        (string name, string what, string which) = Split(path);
        string text;
        int fault = what switch
        {
            "features" => EthtoolFeatures.Read(name, which, out text),
            "flags" => EthtoolFlags.Read(name, which, out text),
            "rss" => EthtoolQueueTable.Read(name, out text),
            "rules" => EthtoolRules.Read(name, which, out text),
            _ => EthtoolWords.Read(name, $"{what}/{which}", out text),
        };
        return fault switch
        {
            0 => new HostFile(path, HostFileState.Read, text + "\n", ""),
            NotSupported or NoDevice => new HostFile(path, HostFileState.Missing, "", $"{path}: the driver has no such setting."),
            _ => new HostFile(path, HostFileState.Refused, "", $"{path}: {Marshal.GetPInvokeErrorMessage(fault)}."),
        };
    }

    /// <inheritdoc/>
    public string WhyNotWritable(HostRoot root, string path) => HostTrees.WhyNotPermitted(root, path, ProcessLimits.NetAdmin, "CAP_NET_ADMIN");

    /// <inheritdoc/>
    public string Write(HostRoot root, string path, string text)
    {
        (string name, string what, string which) = Split(path);
        string value = text.Trim();
        int? fault = what switch
        {
            "features" => EthtoolFeatures.Write(name, which, value),
            "flags" => EthtoolFlags.Write(name, which, value),
            "rss" => EthtoolQueueTable.Write(name, value),
            "rules" => EthtoolRules.Write(name, which, value),
            _ => EthtoolWords.Write(name, $"{what}/{which}", value),
        };
        return fault is null ? $"{path} takes no '{value}'." : fault == 0 ? "" : Marshal.GetPInvokeErrorMessage(fault.Value);
    }

    /// <inheritdoc/>
    public string ToShell(string path, string text)
    {
        (string name, string what, string which) = Split(path);
        string onOrOff = text == "0" ? "off" : "on";
        return what switch
        {
            "features" => $"ethtool -K {name} {which} {onOrOff}",
            "flags" => $"ethtool --set-priv-flags {name} '{which}' {onOrOff}",
            "rss" => EthtoolQueueTable.ToShell(name, text),
            "rules" => EthtoolRules.ToShell(name, which, text),
            _ => EthtoolWords.ToShell(name, $"{what}/{which}", text),
        };
    }

    private static (string Name, string What, string Which) Split(string path)
    {
        string[] parts = path.Split('/', 5); // "", "@ethtool", the interface, the group, the rest
        return (parts[2], parts.Length > 3 ? parts[3] : "", parts.Length > 4 ? parts[4] : "");
    }
}
