using System.Collections.Generic;
using Harrier.Host.Deployment;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Layout;

/// <summary>Which CPU does what on a machine, and why. Cannot be changed once planned; <see cref="LayoutPlanner"/> plans it.</summary>
public sealed class CpuLayout
{
    /// <summary>How far everything else is kept away.</summary>
    public required IsolationLevel Isolation { get; init; }

    /// <summary>Every CPU that may be used, each in one of them: the trading threads first, each on one CPU.</summary>
    public required IReadOnlyList<CpuAssignment> Assignments { get; init; }

    /// <summary>The interface that the feed comes through; null where there is none.</summary>
    public required string? NetworkInterface { get; init; }

    /// <summary>The receive queues that carry the feed; none where they are not known.</summary>
    public required IReadOnlyList<int> NetworkQueues { get; init; }

    /// <summary>The memory node of everything hot; null where the machine has no nodes.</summary>
    public required int? MemoryNode { get; init; }

    /// <summary>Why that one, as a sentence.</summary>
    public required string MemoryReason { get; init; }

    /// <summary>Where the interrupts go.</summary>
    public required IReadOnlyList<InterruptPlacement> Interrupts { get; init; }

    /// <summary>What the kernel must be started with; none unless the isolation is complete.</summary>
    public required IReadOnlyList<KernelParameter> KernelParameters { get; init; }

    /// <summary>What must be written while the machine runs.</summary>
    public required IReadOnlyList<LayoutWrite> Writes { get; init; }

    /// <summary>What this machine or this request cannot have, each as a sentence; none where nothing is given up.</summary>
    public required IReadOnlyList<string> GivenUp { get; init; }

    /// <summary>The CPUs of the trading threads.</summary>
    public CpuSet Hot => Of(CpuOwner.MarketData).Union(Of(CpuOwner.QuoteEngine)).Union(Of(CpuOwner.RiskMonitor));

    /// <summary>The CPUs of an owner.</summary>
    /// <param name="owner">Which.</param>
    public CpuSet Of(CpuOwner owner)
    {
        CpuSet cpus = CpuSet.Empty;
        foreach (CpuAssignment assignment in Assignments)
        {
            cpus = assignment.Owner == owner ? cpus.Union(assignment.Cpus) : cpus;
        }

        return cpus;
    }
}
