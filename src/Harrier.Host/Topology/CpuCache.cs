using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>One cache of the processor. AMD's L3 is one for each core complex, so a package has several.</summary>
/// <param name="Level">1 is the nearest to the core.</param>
/// <param name="Type">What it holds.</param>
/// <param name="SizeBytes">Its size; null where it could not be read.</param>
/// <param name="LineBytes">The length of a line; null where it could not be read.</param>
/// <param name="Ways">The places that a line can be in; null where it could not be read.</param>
/// <param name="Cpus">The online CPUs that share it.</param>
public sealed record CpuCache(int Level, CacheType Type, long? SizeBytes, int? LineBytes, int? Ways, CpuSet Cpus);
