using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>One core; its CPUs are SMT siblings.</summary>
/// <param name="PackageId">The package that it is in; -1 where it could not be read.</param>
/// <param name="DieId">The die that it is on; numbers begin anew in each package.</param>
/// <param name="Id">The kernel's number of it; -1 where it could not be read. Has gaps and begins anew in each package.</param>
/// <param name="Cpus">Its online CPUs.</param>
public sealed record CpuCore(int PackageId, int DieId, int Id, CpuSet Cpus);
