using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Harrier.Host.Settings;

/// <summary>Where the market data come in: a queue of a network interface that is the feed's alone, and, for a card that
/// steers by rules, the feed's multicast group.</summary>
/// <param name="Interface">The interface ("eth1").</param>
/// <param name="Queue">The receive queue, counted from 0.</param>
/// <param name="Group">The multicast group; null where no rule is wanted.</param>
/// <param name="Port">The UDP port of the group; 0 without one.</param>
public sealed record NetworkFeed(string Interface, int Queue, IPAddress? Group, int Port)
{
    /// <summary>Reads "eth1:7" or "eth1:7=233.54.12.1:26477".</summary>
    /// <param name="text">The interface, the queue, and the group with its port.</param>
    /// <param name="feed">The feed; null where the text is none.</param>
    public static bool TryParse(string text, out NetworkFeed? feed)
    {
        feed = null;
        string[] sides = (text ?? "").Split('=', 2);
        int colon = sides[0].LastIndexOf(':');
        if (colon <= 0 || sides[0].Contains('/', StringComparison.Ordinal) || !ushort.TryParse(sides[0].AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort queue))
        {
            return false;
        }

        IPEndPoint? group = null;
        if (sides.Length == 2 && !(IPEndPoint.TryParse(sides[1], out group) && IsMulticast(group)))
        {
            return false;
        }

        feed = new NetworkFeed(sides[0][..colon], queue, group?.Address, group?.Port ?? 0);
        return true;
    }

    private static bool IsMulticast(IPEndPoint group) =>
        group.AddressFamily == AddressFamily.InterNetwork && group.Port > 0 && (group.Address.GetAddressBytes()[0] & 0xF0) == 0xE0;
}
