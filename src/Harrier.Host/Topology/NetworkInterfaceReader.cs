using System;
using System.Collections.Generic;

namespace Harrier.Host.Topology;

/// <summary>Reads the network interfaces and the node that each hangs on.</summary>
internal static class NetworkInterfaceReader
{
    private const string Directory = "/sys/class/net";
    private const string Devices = "/sys/devices/";

    internal static List<NetworkInterface> Read(TopologyFiles files)
    {
        var interfaces = new List<NetworkInterface>();
        if (!files.Root.HasDirectory(Directory))
        {
            files.Note(Directory, "there is no such directory.");
        }

        foreach (string name in files.Root.Names(Directory))
        {
            // Not all entries are interfaces: bonding_masters is a file.
            if (files.Root.HasDirectory($"{Directory}/{name}") && files.Root.Follow($"{Directory}/{name}") is string path)
            {
                interfaces.Add(ReadInterface(files, TopologyFiles.Printable(name), path));
            }
        }

        return interfaces;
    }

    private static NetworkInterface ReadInterface(TopologyFiles files, string name, string path)
    {
        string? device = files.Root.HasDirectory($"{path}/device") ? files.Root.Follow($"{path}/device") : null;
        if (device is null)
        {
            return new NetworkInterface(name, IsVirtual: true, null, null, null);
        }

        string? driver = files.Root.LinkName($"{device}/driver");
        if (driver is null)
        {
            files.Note($"{device}/driver", "there is no such link.");
        }

        // A virtio device has no node; the PCI device above it has.
        for (string at = device; at.StartsWith(Devices, StringComparison.Ordinal); at = at[..at.LastIndexOf('/')])
        {
            if (files.NumberIfThere($"{at}/numa_node") is int node)
            {
                return new NetworkInterface(
                    name, IsVirtual: false, node < 0 ? null : node, files.Cpus(at, "local_cpulist", "local_cpus"), Shown(driver));
            }
        }

        files.Note($"{device}/numa_node", "there is no such file, nor in a directory above.");
        return new NetworkInterface(name, IsVirtual: false, null, null, Shown(driver));
    }

    private static string? Shown(string? driver) => driver is null ? null : TopologyFiles.Printable(driver);
}
