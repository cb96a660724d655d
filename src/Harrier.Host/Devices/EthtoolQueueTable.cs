using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>The table by which a card spreads packets over its queues: "0 1 2 0 1 2", one queue an entry.</summary>
/// <remarks>Source: linux/ethtool.h, struct ethtool_rxfh_indir.</remarks>
internal static class EthtoolQueueTable
{
    private const uint Get = 0x38; // ETHTOOL_GRXFHINDIR
    private const uint Set = 0x39; // ETHTOOL_SRXFHINDIR
    private const int HeaderWords = 2; // the command, the entries
    private const uint EntriesMax = 4_096;

    /// <summary>A table that spreads over all queues but one.</summary>
    /// <param name="entries">The entries of the table.</param>
    /// <param name="queues">The queues of the card, at least two.</param>
    /// <param name="hot">The one that is left out.</param>
    public static string Without(int entries, int queues, int hot)
    {
        var text = new StringBuilder();
        for (int at = 0, queue = 0; at < entries; at++, queue = (queue + 1) % queues)
        {
            queue = queue == hot ? (queue + 1) % queues : queue;
            _ = text.Append(at == 0 ? "" : " ").Append(CultureInfo.InvariantCulture, $"{queue}");
        }

        return text.ToString();
    }

    /// <summary>0 with the queues, or the error of errno(3).</summary>
    public static int Read(string name, out string text)
    {
        text = "";
        Span<uint> size = [Get, 0];
        int fault = EthtoolSocket.Call(name, size);
        if (fault != 0 || size[1] is 0 or > EntriesMax)
        {
            return fault == 0 ? EthtoolStrings.NotSupported : fault;
        }

        uint[] words = new uint[HeaderWords + size[1]];
        words[0] = Get;
        words[1] = size[1];
        fault = EthtoolSocket.Call(name, words);
        text = string.Join(' ', words[HeaderWords..]);
        return fault;
    }

    /// <summary>0, or the error of errno(3); null where the text is no list of queues.</summary>
    public static int? Write(string name, string text)
    {
        string[] queues = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        uint[] words = new uint[HeaderWords + queues.Length];
        words[0] = Set;
        words[1] = (uint)queues.Length;
        for (int at = 0; at < queues.Length; at++)
        {
            if (!uint.TryParse(queues[at], NumberStyles.None, CultureInfo.InvariantCulture, out words[HeaderWords + at]))
            {
                return null;
            }
        }

        return queues.Length == 0 ? null : EthtoolSocket.Call(name, words);
    }

    /// <summary>ethtool(8) takes weights: how many entries each queue has.</summary>
    public static string ToShell(string name, string text)
    {
        var weights = new List<int>();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int queue = int.Parse(word, CultureInfo.InvariantCulture);
            while (weights.Count <= queue)
            {
                weights.Add(0);
            }

            weights[queue]++;
        }

        return $"ethtool -X {name} weight {string.Join(' ', weights)}";
    }
}
