using System.Collections.Generic;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>One network interface. A card that the kernel has no interface for, because it is bound to a driver for kernel
/// bypass (vfio-pci), is one too: its name is its PCI address.</summary>
/// <param name="Name">The kernel's name of it ("eth0"), or the PCI address ("0000:86:00.0").</param>
/// <param name="IsVirtual">Whether there is no device behind it (loopback, bridge, tunnel).</param>
/// <param name="NumaNode">The node that its device hangs on; null where the machine does not say.</param>
/// <param name="LocalCpus">The CPUs that are nearest to its device; null where the machine does not say.</param>
/// <param name="Driver">The driver of its device ("mlx5_core"); null where there is none.</param>
public sealed record NetworkInterface(string Name, bool IsVirtual, int? NumaNode, CpuSet? LocalCpus, string? Driver)
{
    /// <summary>The PCI address of its card; null where it is on no PCI bus.</summary>
    public string? PciAddress { get; init; }

    /// <summary>The number of its receive queues; null where the machine does not say.</summary>
    public int? ReceiveQueues { get; init; }

    /// <summary>The interrupts of its receive queues, by queue; none where they could not be told.</summary>
    public IReadOnlyList<QueueInterrupt> QueueInterrupts { get; init; } = [];
}
