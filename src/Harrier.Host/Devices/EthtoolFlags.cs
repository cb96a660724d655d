using System;
using System.Text;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>The flags that a driver has for itself.</summary>
/// <remarks>Source: linux/ethtool.h, ETHTOOL_GPFLAGS and ETHTOOL_SPFLAGS: one word, a bit a name.</remarks>
internal static class EthtoolFlags
{
    private const uint Get = 0x27; // ETHTOOL_GPFLAGS
    private const uint Set = 0x28; // ETHTOOL_SPFLAGS
    private const int FlagsMax = 32;

    /// <summary>0 with "0" or "1" of one flag, or with "NAME=1, NAME=0" of all where none is named; or the error of
    /// errno(3).</summary>
    public static int Read(string name, string flag, out string text)
    {
        text = "";
        int fault = Read(name, out string[] names, out uint bits);
        if (fault != 0)
        {
            return fault;
        }

        if (flag.Length > 0)
        {
            int at = Array.IndexOf(names, flag);
            text = at < 0 ? "" : (bits >> at & 1) == 0 ? "0" : "1";
            return at < 0 ? EthtoolStrings.NotSupported : 0;
        }

        var all = new StringBuilder();
        for (int at = 0; at < names.Length; at++)
        {
            _ = all.Append(at == 0 ? "" : ", ").Append(names[at]).Append((bits >> at & 1) == 0 ? "=0" : "=1");
        }

        text = all.ToString();
        return 0;
    }

    /// <summary>0, or the error of errno(3); null where the text is neither 0 nor 1.</summary>
    public static int? Write(string name, string flag, string text)
    {
        int fault = Read(name, out string[] names, out uint bits);
        int at = Array.IndexOf(names, flag);
        if (fault != 0 || at < 0)
        {
            return fault == 0 ? EthtoolStrings.NotSupported : fault;
        }

        return text is "0" or "1" ? EthtoolSocket.Call(name, [Set, text == "1" ? bits | (1u << at) : bits & ~(1u << at)]) : null;
    }

    private static int Read(string name, out string[] names, out uint bits)
    {
        Span<uint> words = [Get, 0];
        int fault = EthtoolStrings.Read(name, EthtoolStrings.DriverFlags, out names);
        fault = fault != 0 ? fault : names.Length > FlagsMax ? EthtoolStrings.NotSupported : EthtoolSocket.Call(name, words);
        bits = words[1];
        return fault;
    }
}
