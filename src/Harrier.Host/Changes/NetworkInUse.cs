using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Harrier.Host.Changes;

/// <summary>The network interfaces that this machine is reached by: with a default route, or with the SSH session that
/// this process runs in, and the devices below them (of a bond, a bridge, a VLAN).</summary>
/// <remarks>Sources: proc_pid_net(5), net/route and net/ipv6_route; ssh(1), SSH_CONNECTION, which sudo(8) drops: so the
/// environments of the processes above are asked as well.</remarks>
internal static class NetworkInUse
{
    private const int DepthMax = 64;

    /// <summary>Each interface, and why it is in use: "it has the default route".</summary>
    /// <param name="root">The machine.</param>
    public static Dictionary<string, string> Find(HostRoot root)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in (root.Text("/proc/net/route") ?? "").Split('\n'))
        {
            string[] columns = line.Split('\t'); // Iface Destination Gateway Flags RefCnt Use Metric Mask
            if (columns.Length > 7 && columns[1] == "00000000" && columns[7] == "00000000")
            {
                Add(root, found, columns[0], "it has the default route");
            }
        }

        foreach (string line in (root.Text("/proc/net/ipv6_route") ?? "").Split('\n'))
        {
            string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries); // destination, length, source, ..., device
            if (columns.Length > 9 && columns[1] == "00" && columns[0].AsSpan().Trim('0').IsEmpty && columns[9] != "lo")
            {
                Add(root, found, columns[9], "it has the default route");
            }
        }

        if (root.IsThisMachine && SessionAddress(root) is IPAddress address && InterfaceOf(address) is string name)
        {
            Add(root, found, name, $"your SSH session came in by it, at {address}");
        }

        return found;
    }

    /// <summary>The interface that a path belongs to; null where it is none of an interface.</summary>
    public static string? InterfaceOf(string path)
    {
        string[] parts = path.Split('/');
        return parts is ["", "@ethtool" or "@qdisc", _, ..] ? parts[2] : parts is ["", "sys", "class", "net", _, ..] ? parts[4] : null;
    }

    private static void Add(HostRoot root, Dictionary<string, string> found, string name, string why)
    {
        if (!found.TryAdd(name, why))
        {
            return;
        }

        foreach (string lower in root.Names($"/sys/class/net/{name}", "lower_*"))
        {
            Add(root, found, lower["lower_".Length..], $"{name} is on it, and {why}");
        }
    }

    private static IPAddress? SessionAddress(HostRoot root)
    {
        string? connection = Environment.GetEnvironmentVariable("SSH_CONNECTION");
        string process = "self";
        for (int depth = 0; connection is null && depth < DepthMax && Parent(root, process) is string parent && parent != "0"; depth++)
        {
            process = parent;
            foreach (string variable in (root.Text($"/proc/{process}/environ") ?? "").Split('\0'))
            {
                connection = variable.StartsWith("SSH_CONNECTION=", StringComparison.Ordinal) ? variable["SSH_CONNECTION=".Length..] : connection;
            }
        }

        string[] words = (connection ?? "").Split(' '); // client address, its port, server address, its port
        return words.Length == 4 && IPAddress.TryParse(words[2], out IPAddress? address) ? address : null;
    }

    private static string? Parent(HostRoot root, string process)
    {
        foreach (string line in (root.Text($"/proc/{process}/status") ?? "").Split('\n'))
        {
            if (line.StartsWith("PPid:", StringComparison.Ordinal))
            {
                return int.TryParse(line.AsSpan("PPid:".Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int parent) ? parent.ToString(CultureInfo.InvariantCulture) : null;
            }
        }

        return null;
    }

    private static string? InterfaceOf(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (NetworkInterface one in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (UnicastIPAddressInformation local in one.GetIPProperties().UnicastAddresses)
            {
                if (local.Address.Equals(plain))
                {
                    return one.Name;
                }
            }
        }

        return null;
    }
}
