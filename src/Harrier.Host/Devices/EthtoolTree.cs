using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>Settings of network interfaces: "/@ethtool/eth0/rings/rx" is a number, as ethtool(8) shows it.</summary>
/// <remarks>Source: linux/ethtool.h; the words are those of its structures.</remarks>
internal sealed class EthtoolTree : IHostTree
{
    private const int NotSupported = 95; // EOPNOTSUPP
    private const int NoDevice = 19; // ENODEV
    private const uint TableSizeMax = 4_096;

    private static readonly Value[] Values =
    [
        new("rings/rx", 0x10, 0x11, 9, 5, "-G {0} rx {1}"), // struct ethtool_ringparam
        new("rings/tx", 0x10, 0x11, 9, 8, "-G {0} tx {1}"),
        new("coalesce/rx-usecs", 0x0e, 0x0f, 23, 1, "-C {0} rx-usecs {1}"), // struct ethtool_coalesce
        new("coalesce/rx-frames", 0x0e, 0x0f, 23, 2, "-C {0} rx-frames {1}"),
        new("coalesce/tx-usecs", 0x0e, 0x0f, 23, 5, "-C {0} tx-usecs {1}"),
        new("coalesce/adaptive-rx", 0x0e, 0x0f, 23, 10, "-C {0} adaptive-rx {1}"),
        new("coalesce/adaptive-tx", 0x0e, 0x0f, 23, 11, "-C {0} adaptive-tx {1}"),
        new("channels/rx", 0x3c, 0x3d, 9, 5, "-L {0} rx {1}"), // struct ethtool_channels
        new("channels/tx", 0x3c, 0x3d, 9, 6, "-L {0} tx {1}"),
        new("channels/combined", 0x3c, 0x3d, 9, 8, "-L {0} combined {1}"),
        new("pause/rx", 0x12, 0x13, 4, 2, "-A {0} rx {1}"), // struct ethtool_pauseparam
        new("pause/tx", 0x12, 0x13, 4, 3, "-A {0} tx {1}"),
        new("features/gro", 0x2b, 0x2c, 2, 1, "-K {0} gro {1}"), // struct ethtool_value
        new("features/tso", 0x1e, 0x1f, 2, 1, "-K {0} tso {1}"),
        new("features/gso", 0x23, 0x24, 2, 1, "-K {0} gso {1}"),
        new("features/rx-checksum", 0x14, 0x15, 2, 1, "-K {0} rx {1}"),
        new("features/lro", 0x25, 0x26, 2, 1, "-K {0} lro {1}", Bit: 15), // ETH_FLAG_LRO
        new("features/ntuple", 0x25, 0x26, 2, 1, "-K {0} ntuple {1}", Bit: 27), // ETH_FLAG_NTUPLE
        new("eee/enabled", 0x44, 0x45, 12, 5, "--set-eee {0} eee {1}"), // struct ethtool_eee
        new("time-stamps/hardware-clock", 0x41, 0, 11, 2, ""), // struct ethtool_ts_info: phc_index, -1 for none
    ];

    /// <inheritdoc/>
    public HostFile Read(string path)
    {
        (string name, string what) = Split(path);
        if (what == "rss")
        {
            return ReadTable(path, name);
        }

        if (Find(what) is not Value value)
        {
            return new HostFile(path, HostFileState.Missing, "", $"{path}: ethtool has no such setting.");
        }

        uint[] words = new uint[value.WordCount];
        words[0] = value.Get;
        int fault = EthtoolSocket.Call(name, words);
        return fault != 0 ? Refused(path, fault)
            : new HostFile(path, HostFileState.Read, string.Create(CultureInfo.InvariantCulture, $"{value.Of(words)}\n"), "");
    }

    /// <inheritdoc/>
    public string Write(string path, string text)
    {
        (string name, string what) = Split(path);
        if (what == "rss")
        {
            return WriteTable(name, text);
        }

        if (Find(what) is not Value { Set: not 0 } value || !uint.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
        {
            return $"{path} takes no '{text.Trim()}'.";
        }

        // The driver gets all of the structure: read it, change one word, write it.
        uint[] words = new uint[value.WordCount];
        words[0] = value.Get;
        int fault = EthtoolSocket.Call(name, words);
        if (fault == 0)
        {
            value.Put(words, number);
            words[0] = value.Set;
            fault = EthtoolSocket.Call(name, words);
        }

        return fault == 0 ? "" : Marshal.GetPInvokeErrorMessage(fault);
    }

    /// <inheritdoc/>
    public string ToShell(string path, string text)
    {
        (string name, string what) = Split(path);
        if (what == "rss")
        {
            return $"# the indirection table of {name}: ethtool -X {name} weight ...";
        }

        bool isSwitch = what.StartsWith("features/", StringComparison.Ordinal) || what.StartsWith("pause/", StringComparison.Ordinal) || what.StartsWith("eee/", StringComparison.Ordinal) || what.Contains("adaptive", StringComparison.Ordinal);
        string shown = !isSwitch ? text : text == "0" ? "off" : "on";
        return "ethtool " + string.Format(CultureInfo.InvariantCulture, Find(what)?.Shell ?? "", name, shown);
    }

    // struct ethtool_rxfh_indir: the command, the entries, one queue each.
    private static HostFile ReadTable(string path, string name)
    {
        Span<uint> size = [0x38, 0];
        int fault = EthtoolSocket.Call(name, size);
        if (fault != 0 || size[1] is 0 or > TableSizeMax)
        {
            return Refused(path, fault == 0 ? NotSupported : fault);
        }

        uint[] words = new uint[size[1] + 2];
        words[0] = 0x38;
        words[1] = size[1];
        fault = EthtoolSocket.Call(name, words);
        if (fault != 0)
        {
            return Refused(path, fault);
        }

        var text = new StringBuilder();
        foreach (uint queue in words.AsSpan(2))
        {
            _ = text.Append(text.Length == 0 ? "" : " ").Append(CultureInfo.InvariantCulture, $"{queue}");
        }

        return new HostFile(path, HostFileState.Read, text.Append('\n').ToString(), "");
    }

    private static string WriteTable(string name, string text)
    {
        string[] queues = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        uint[] words = new uint[queues.Length + 2];
        words[0] = 0x39;
        words[1] = checked((uint)queues.Length);
        for (int at = 0; at < queues.Length; at++)
        {
            if (!uint.TryParse(queues[at], NumberStyles.None, CultureInfo.InvariantCulture, out words[at + 2]))
            {
                return $"'{queues[at]}' is no queue.";
            }
        }

        int fault = EthtoolSocket.Call(name, words);
        return fault == 0 ? "" : Marshal.GetPInvokeErrorMessage(fault);
    }

    private static HostFile Refused(string path, int fault) => fault is NotSupported or NoDevice
        ? new HostFile(path, HostFileState.Missing, "", $"{path}: the driver has no such setting.")
        : new HostFile(path, HostFileState.Refused, "", $"{path}: {Marshal.GetPInvokeErrorMessage(fault)}.");

    private static Value? Find(string what) => Array.Find(Values, value => value.Path == what);

    private static (string Name, string What) Split(string path)
    {
        string[] parts = path.Split('/', 4); // "", "@ethtool", the interface, the rest
        return (parts[2], parts.Length > 3 ? parts[3] : "");
    }

    /// <summary>One word, or one bit of a word, of a structure that is read and written whole.</summary>
    private sealed record Value(string Path, uint Get, uint Set, int WordCount, int Word, string Shell, int Bit = -1)
    {
        public int Of(uint[] words) => unchecked(Bit < 0 ? (int)words[Word] : (int)(words[Word] >> Bit & 1));

        public void Put(uint[] words, uint number) =>
            words[Word] = Bit < 0 ? number : (words[Word] & ~(1u << Bit)) | ((number & 1) << Bit);
    }
}
