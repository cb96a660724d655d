using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>One network interface.</summary>
/// <param name="Name">The kernel's name of it ("eth0").</param>
/// <param name="IsVirtual">Whether there is no device behind it (loopback, bridge, tunnel).</param>
/// <param name="NumaNode">The node that its device hangs on; null where the machine does not say.</param>
/// <param name="LocalCpus">The CPUs that are nearest to its device; null where the machine does not say.</param>
/// <param name="Driver">The driver of its device ("mlx5_core"); null where there is none.</param>
public sealed record NetworkInterface(string Name, bool IsVirtual, int? NumaNode, CpuSet? LocalCpus, string? Driver);
