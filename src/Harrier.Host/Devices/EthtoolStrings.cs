using System;
using System.Runtime.InteropServices;
using System.Text;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>The names that the kernel or a driver gives to the bits of a setting.</summary>
/// <remarks>Source: linux/ethtool.h, struct ethtool_sset_info and ethtool_gstrings.</remarks>
internal static class EthtoolStrings
{
    /// <summary>ETH_SS_PRIV_FLAGS: the driver's own flags.</summary>
    public const int DriverFlags = 2;

    /// <summary>ETH_SS_FEATURES: the kernel's features.</summary>
    public const int Features = 4;

    /// <summary>EOPNOTSUPP.</summary>
    public const int NotSupported = 95;

    private const uint GetCount = 0x37; // ETHTOOL_GSSET_INFO
    private const uint GetNames = 0x1b; // ETHTOOL_GSTRINGS
    private const int NameBytes = 32; // ETH_GSTRING_LEN
    private const uint CountMax = 1_024;

    /// <summary>0 with the names in the order of their bits, or the error of errno(3).</summary>
    public static int Read(string name, int set, out string[] names)
    {
        names = [];
        Span<uint> count = [GetCount, 0, 1u << set, 0, 0];
        int fault = EthtoolSocket.Call(name, count);
        if (fault != 0 || count[2] == 0 || count[4] is 0 or > CountMax)
        {
            return fault == 0 ? NotSupported : fault;
        }

        const int HeaderWords = 3; // the command, the set, how many
        uint[] words = new uint[HeaderWords + (count[4] * NameBytes / sizeof(uint))];
        words[0] = GetNames;
        words[1] = (uint)set;
        words[2] = count[4];
        fault = EthtoolSocket.Call(name, words);
        if (fault == 0)
        {
            names = new string[count[4]];
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(words.AsSpan(HeaderWords));
            for (int at = 0; at < names.Length; at++)
            {
                names[at] = Encoding.UTF8.GetString(bytes.Slice(at * NameBytes, NameBytes)).Split('\0', 2)[0];
            }
        }

        return fault;
    }
}
