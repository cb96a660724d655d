using System.IO;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Topology;
using Xunit;

namespace Harrier.Tests.Host.Topology;

/// <summary>Interfaces of made machines; the names of interrupts are those that the drivers give.</summary>
public sealed class NetworkInterfaceTests
{
    [Fact]
    public void Queues_and_their_interrupts_are_those_of_the_interface()
    {
        using var machine = new MadeMachine((
            "/proc/interrupts",
            """
                       CPU0       CPU1
              40:          0          0  PCI-MSI 1-edge      eno3
              41:          7          0  PCI-MSI 2-edge      eno3-TxRx-0
              42:          0          9  PCI-MSI 3-edge      eno3-TxRx-1
              43:          0          9  PCI-MSI 4-edge      eno31-TxRx-1
              44:          0          9  PCI-MSI 5-edge      eno3-tx-1
             NMI:          0          0  Non-maskable interrupts
            """));
        Card(machine, "eno3", "0000:3b:00.0", "1", queues: 2);
        NetworkInterface one = Assert.Single(Read(machine));
        Assert.Equal(("eno3", false, 1, "0000:3b:00.0", 2), (one.Name, one.IsVirtual, one.NumaNode, one.PciAddress, one.ReceiveQueues));
        Assert.Equal([new QueueInterrupt(0, 41), new QueueInterrupt(1, 42)], one.QueueInterrupts);
    }

    [Theory]
    [InlineData("i40e-ens1f0-TxRx-7", 7)]
    [InlineData("ice-ens1f0-TxRx-7", 7)]
    [InlineData("ens1f0-rx-3", 3)]
    [InlineData("ens1f0-3", 3)]
    [InlineData("mlx5_comp5@pci:0000:3b:00.0", 5)]
    [InlineData("mlx5_comp5@pci:0000:3b:00.1", null)]
    [InlineData("ens1f0-tx-3", null)]
    [InlineData("i40e-ens1f01-TxRx-7", null)]
    [InlineData("i40e-0000:3b:00.0:misc", null)]
    public void A_drivers_name_of_an_interrupt_gives_the_queue(string action, int? queue)
    {
        using var machine = new MadeMachine(("/proc/interrupts", $"           CPU0\n 55:          1  PCI-MSI 1-edge      {action}\n"));
        Card(machine, "ens1f0", "0000:3b:00.0", "0", queues: 8);
        Assert.Equal(queue is int number ? [new QueueInterrupt(number, 55)] : [], Assert.Single(Read(machine)).QueueInterrupts);
    }

    [Fact]
    public void A_card_that_is_bound_for_kernel_bypass_is_an_interface_with_its_address_for_a_name()
    {
        using var machine = new MadeMachine();
        machine.Write("/sys/devices/pci0000:85/0000:86:00.0/class", "0x020000\n");
        machine.Write("/sys/devices/pci0000:85/0000:86:00.0/numa_node", "1\n");
        machine.Write("/sys/devices/pci0000:85/0000:86:00.0/local_cpulist", "2-3\n");
        machine.Write("/sys/devices/pci0000:85/0000:87:00.0/class", "0x010802\n"); // a disk
        Link(machine, "/sys/devices/pci0000:85/0000:86:00.0/driver", "../../../bus/pci/drivers/vfio-pci");
        Link(machine, "/sys/bus/pci/devices/0000:86:00.0", "../../../devices/pci0000:85/0000:86:00.0");
        Link(machine, "/sys/bus/pci/devices/0000:87:00.0", "../../../devices/pci0000:85/0000:87:00.0");
        NetworkInterface one = Assert.Single(Read(machine));
        Assert.Equal(("0000:86:00.0", false, 1, "2-3", "vfio-pci"), (one.Name, one.IsVirtual, one.NumaNode, one.LocalCpus?.ToString(), one.Driver));
    }

    /// <summary>Under virtio the interface hangs on a device without a node, which hangs on the PCI device that has it.</summary>
    [Fact]
    public void A_virtual_card_has_the_node_and_address_of_the_device_above()
    {
        using var machine = new MadeMachine(("/proc/interrupts", "           CPU0\n 38:          1  PCI-MSIX 1-edge      virtio2-input.0\n 39:          1  PCI-MSIX 2-edge      virtio2-output.0\n"));
        machine.Write("/sys/devices/pci0000:00/0000:00:03.0/numa_node", "-1\n");
        machine.Write("/sys/devices/pci0000:00/0000:00:03.0/local_cpulist", "0-3\n");
        machine.Write("/sys/devices/pci0000:00/0000:00:03.0/class", "0x020000\n");
        machine.Write("/sys/devices/pci0000:00/0000:00:03.0/virtio2/net/eth0/queues/rx-0/rps_cpus", "0\n");
        Link(machine, "/sys/devices/pci0000:00/0000:00:03.0/virtio2/net/eth0/device", "../../../virtio2");
        Link(machine, "/sys/class/net/eth0", "../../devices/pci0000:00/0000:00:03.0/virtio2/net/eth0");
        Link(machine, "/sys/bus/pci/devices/0000:00:03.0", "../../../devices/pci0000:00/0000:00:03.0");
        NetworkInterface one = Assert.Single(Read(machine));
        Assert.Equal(("eth0", null, "0000:00:03.0", 1), (one.Name, one.NumaNode, one.PciAddress, one.ReceiveQueues));
        Assert.Equal([new QueueInterrupt(0, 38)], one.QueueInterrupts);
    }

    private static NetworkInterface[] Read(MadeMachine machine)
    {
        Assert.True(MachineTopologyReader.TryRead(new HostRoot(machine.Root), out MachineTopology? topology, out string fault), fault);
        return [.. topology.NetworkInterfaces];
    }

    private static void Card(MadeMachine machine, string name, string address, string node, int queues)
    {
        string device = $"/sys/devices/pci0000:3a/{address}";
        machine.Write($"{device}/numa_node", node + "\n");
        machine.Write($"{device}/local_cpulist", "0-3\n");
        machine.Write($"{device}/class", "0x020000\n");
        foreach (int queue in Enumerable.Range(0, queues))
        {
            machine.Write(ReadMachine.Text($"{device}/net/{name}/queues/rx-{queue}/rps_cpus"), "0\n");
        }

        Link(machine, $"{device}/net/{name}/device", $"../../../{address}");
        Link(machine, $"/sys/class/net/{name}", $"../../devices/pci0000:3a/{address}/net/{name}");
        Link(machine, $"/sys/bus/pci/devices/{address}", $"../../../devices/pci0000:3a/{address}");
    }

    private static void Link(MadeMachine machine, string path, string target)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(machine.At(path))!);
        _ = Directory.CreateSymbolicLink(machine.At(path), target);
    }
}
