using System;
using System.Globalization;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>The settings of a driver that are one word of a structure, which is read and written whole.</summary>
internal static class EthtoolWords
{
    private static readonly Word[] Words =
    [
        new("rings/rx", 0x10, 0x11, 9, 5, "-G {0} rx {1}"), // struct ethtool_ringparam
        new("rings/tx", 0x10, 0x11, 9, 8, "-G {0} tx {1}"),
        new("coalesce/rx-usecs", 0x0e, 0x0f, 23, 1, "-C {0} rx-usecs {1}"), // struct ethtool_coalesce
        new("coalesce/rx-frames", 0x0e, 0x0f, 23, 2, "-C {0} rx-frames {1}"),
        new("coalesce/tx-usecs", 0x0e, 0x0f, 23, 5, "-C {0} tx-usecs {1}"),
        new("coalesce/adaptive-rx", 0x0e, 0x0f, 23, 10, "-C {0} adaptive-rx {1}", IsSwitch: true),
        new("coalesce/adaptive-tx", 0x0e, 0x0f, 23, 11, "-C {0} adaptive-tx {1}", IsSwitch: true),
        new("channels/rx", 0x3c, 0x3d, 9, 5, "-L {0} rx {1}"), // struct ethtool_channels
        new("channels/tx", 0x3c, 0x3d, 9, 6, "-L {0} tx {1}"),
        new("channels/combined", 0x3c, 0x3d, 9, 8, "-L {0} combined {1}"),
        new("channels/rx-max", 0x3c, 0, 9, 1, ""),
        new("channels/combined-max", 0x3c, 0, 9, 4, ""),
        new("pause/autoneg", 0x12, 0x13, 4, 1, "-A {0} autoneg {1}", IsSwitch: true), // struct ethtool_pauseparam
        new("pause/rx", 0x12, 0x13, 4, 2, "-A {0} rx {1}", IsSwitch: true),
        new("pause/tx", 0x12, 0x13, 4, 3, "-A {0} tx {1}", IsSwitch: true),
        new("eee/enabled", 0x44, 0x45, 10, 5, "--set-eee {0} eee {1}", IsSwitch: true), // struct ethtool_eee
        new("time-stamps/hardware-clock", 0x41, 0, 11, 2, ""), // struct ethtool_ts_info: phc_index, -1 for none
    ];

    /// <summary>0 with the number, or the error of errno(3).</summary>
    public static int Read(string name, string what, out string text)
    {
        text = "";
        if (Find(what) is not Word word)
        {
            return EthtoolStrings.NotSupported;
        }

        uint[] words = new uint[word.Count];
        words[0] = word.Get;
        int fault = EthtoolSocket.Call(name, words);
        text = unchecked((int)words[word.At]).ToString(CultureInfo.InvariantCulture);
        return fault;
    }

    /// <summary>0, or the error of errno(3); null where the text is no value of the setting.</summary>
    public static int? Write(string name, string what, string text)
    {
        if (Find(what) is not Word { Set: not 0 } word || !uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
        {
            return null;
        }

        // The driver gets all of the structure: read it, change one word, write it.
        uint[] words = new uint[word.Count];
        words[0] = word.Get;
        int fault = EthtoolSocket.Call(name, words);
        if (fault == 0)
        {
            words[word.At] = number;
            words[0] = word.Set;
            fault = EthtoolSocket.Call(name, words);
        }

        return fault;
    }

    public static string ToShell(string name, string what, string text)
    {
        Word? word = Find(what);
        string shown = word is not { IsSwitch: true } ? text : text == "0" ? "off" : "on";
        return "ethtool " + string.Format(CultureInfo.InvariantCulture, word?.Shell ?? "", name, shown);
    }

    private static Word? Find(string what) => Array.Find(Words, word => word.Path == what);

    private sealed record Word(string Path, uint Get, uint Set, int Count, int At, string Shell, bool IsSwitch = false);
}
