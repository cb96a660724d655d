using System.Collections.Generic;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Layout;

/// <summary>Where interrupts go.</summary>
/// <param name="What">Which: "queue 3 of eth1", "all others".</param>
/// <param name="Interrupts">Their numbers; none where they are all others, or could not be told.</param>
/// <param name="Cpus">The CPUs, all of them of housekeeping.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record InterruptPlacement(string What, IReadOnlyList<int> Interrupts, CpuSet Cpus, string Reason);
