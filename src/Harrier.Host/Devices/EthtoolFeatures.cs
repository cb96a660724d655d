using System;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>What the kernel and the card do with packets on their own: "rx-gro", "rx-lro", "rx-ntuple-filter".</summary>
/// <remarks>Source: linux/ethtool.h, struct ethtool_gfeatures and ethtool_sfeatures; names of net/ethtool/common.c.</remarks>
internal static class EthtoolFeatures
{
    private const uint Get = 0x3a; // ETHTOOL_GFEATURES
    private const uint Set = 0x3b; // ETHTOOL_SFEATURES
    private const int HeaderWords = 2; // the command, the number of blocks
    private const int GetBlockWords = 4; // available, requested, active, never changed
    private const int SetBlockWords = 2; // valid, requested

    /// <summary>0 with "0" or "1", and " fixed" behind it where it cannot be changed; or the error of errno(3).</summary>
    public static int Read(string name, string feature, out string text)
    {
        text = "";
        int fault = Find(name, feature, out int bit, out int blocks);
        if (fault != 0)
        {
            return fault;
        }

        uint[] words = new uint[HeaderWords + (blocks * GetBlockWords)];
        words[0] = Get;
        words[1] = (uint)blocks;
        fault = EthtoolSocket.Call(name, words);
        ReadOnlySpan<uint> block = words.AsSpan(HeaderWords + (bit / 32 * GetBlockWords), GetBlockWords);
        bool isAvailable = (block[0] >> (bit % 32) & 1) != 0;
        bool isActive = (block[2] >> (bit % 32) & 1) != 0;
        bool isNeverChanged = (block[3] >> (bit % 32) & 1) != 0;
        text = (isActive ? "1" : "0") + (isAvailable && !isNeverChanged ? "" : " fixed");
        return fault;
    }

    /// <summary>0, or the error of errno(3); null where the text is neither 0 nor 1.</summary>
    public static int? Write(string name, string feature, string text)
    {
        int fault = Find(name, feature, out int bit, out int blocks);
        if (fault != 0 || text is not ("0" or "1"))
        {
            return fault == 0 ? null : fault;
        }

        uint[] words = new uint[HeaderWords + (blocks * SetBlockWords)];
        words[0] = Set;
        words[1] = (uint)blocks;
        words[HeaderWords + (bit / 32 * SetBlockWords)] = 1u << (bit % 32);
        words[HeaderWords + (bit / 32 * SetBlockWords) + 1] = text == "1" ? 1u << (bit % 32) : 0;
        return EthtoolSocket.Call(name, words);
    }

    private static int Find(string name, string feature, out int bit, out int blocks)
    {
        int fault = EthtoolStrings.Read(name, EthtoolStrings.Features, out string[] names);
        bit = Array.IndexOf(names, feature);
        blocks = (names.Length + 31) / 32;
        return fault != 0 ? fault : bit < 0 ? EthtoolStrings.NotSupported : 0;
    }
}
