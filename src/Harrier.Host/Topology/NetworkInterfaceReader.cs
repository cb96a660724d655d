using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>Reads the network interfaces and the node that each hangs on.</summary>
internal static partial class NetworkInterfaceReader
{
    private const string Directory = "/sys/class/net";
    private const string Devices = "/sys/devices/";
    private const string PciDevices = "/sys/bus/pci/devices";
    private const string EthernetClass = "0x0200"; // PCI Code and ID Assignment Specification: base class 02h, subclass 00h

    internal static List<NetworkInterface> Read(TopologyFiles files)
    {
        var interfaces = new List<NetworkInterface>();
        if (!files.Root.HasDirectory(Directory))
        {
            files.Note(Directory, "there is no such directory.");
        }

        var interrupts = new QueueInterruptReader(files.Root);
        foreach (string name in files.Root.Names(Directory))
        {
            // Not all entries are interfaces: bonding_masters is a file.
            if (files.Root.HasDirectory($"{Directory}/{name}") && files.Root.Follow($"{Directory}/{name}") is string path)
            {
                interfaces.Add(ReadInterface(files, TopologyFiles.Printable(name), path, interrupts));
            }
        }

        foreach (string address in files.Root.Names(PciDevices))
        {
            if (files.Root.Text($"{PciDevices}/{address}/class") is string code && code.StartsWith(EthernetClass, StringComparison.Ordinal)
                && !interfaces.Exists(one => one.PciAddress == address) && files.Root.Follow($"{PciDevices}/{address}") is string device)
            {
                interfaces.Add(ReadDevice(files, TopologyFiles.Printable(address), device));
            }
        }

        return interfaces;
    }

    private static NetworkInterface ReadInterface(TopologyFiles files, string name, string path, QueueInterruptReader interrupts)
    {
        string? device = files.Root.HasDirectory($"{path}/device") ? files.Root.Follow($"{path}/device") : null;
        if (device is null)
        {
            return new NetworkInterface(name, IsVirtual: true, null, null, null);
        }

        int queues = files.Root.Names($"{path}/queues", "rx-*").Count;
        return ReadDevice(files, name, device) with
        {
            ReceiveQueues = queues == 0 ? null : queues,
            QueueInterrupts = interrupts.Of(name, device[(device.LastIndexOf('/') + 1)..]),
        };
    }

    private static NetworkInterface ReadDevice(TopologyFiles files, string name, string device)
    {
        string? driver = files.Root.LinkName($"{device}/driver");
        if (driver is null)
        {
            files.Note($"{device}/driver", "there is no such link.");
        }

        // A virtio device has no node and no address; the PCI device above it has.
        string? address = null;
        int? node = null;
        CpuSet? local = null;
        bool hasNode = false;
        for (string at = device; at.StartsWith(Devices, StringComparison.Ordinal); at = at[..at.LastIndexOf('/')])
        {
            string own = at[(at.LastIndexOf('/') + 1)..];
            address ??= PciAddress().IsMatch(own) ? own : null;
            if (!hasNode && files.NumberIfThere($"{at}/numa_node") is int number)
            {
                hasNode = true;
                node = number < 0 ? null : number;
                local = files.Cpus(at, "local_cpulist", "local_cpus");
            }
        }

        if (!hasNode)
        {
            files.Note($"{device}/numa_node", "there is no such file, nor in a directory above.");
        }

        return new NetworkInterface(name, IsVirtual: false, node, local, driver is null ? null : TopologyFiles.Printable(driver)) { PciAddress = address };
    }

    [GeneratedRegex(@"^[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$")]
    private static partial Regex PciAddress();
}
