using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>One processor package: what sits in a socket.</summary>
/// <param name="Id">The kernel's number of it; -1 for CPUs whose package could not be read.</param>
/// <param name="Cpus">Its online CPUs.</param>
public sealed record CpuPackage(int Id, CpuSet Cpus);
