using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>One die of a package.</summary>
/// <param name="PackageId">The package that it is in; -1 where it could not be read.</param>
/// <param name="Id">Its number; numbers begin anew in each package.</param>
/// <param name="Cpus">Its online CPUs.</param>
public sealed record CpuDie(int PackageId, int Id, CpuSet Cpus);
