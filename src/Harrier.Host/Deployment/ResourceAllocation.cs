using System.Collections.Generic;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Deployment;

/// <summary>The parts of a machine that trading gets. What is not named is chosen from the machine's topology.</summary>
public sealed record ResourceAllocation
{
    /// <summary>The CPUs of the trading threads, one thread each; empty for a choice by the planner. CPU 0 is never one.</summary>
    public CpuSet Cpus { get; init; } = CpuSet.Empty;

    /// <summary>The CPUs of the process's other threads, those of the runtime among them; empty for a choice by the
    /// planner. None of them trades.</summary>
    public CpuSet HousekeepingCpus { get; init; } = CpuSet.Empty;

    /// <summary>The memory nodes; empty for that of the network interface.</summary>
    public IReadOnlyList<int> MemoryNodes { get; init; } = [];

    /// <summary>The network interface of the feed ("eth1"); empty where the feed comes another way.</summary>
    public string NetworkInterface { get; init; } = "";

    /// <summary>The receive queues of that interface that carry the feed; empty for its last one.</summary>
    public IReadOnlyList<int> NetworkQueues { get; init; } = [];

    /// <summary>The memory of the process, bytes.</summary>
    public long MemoryBytes { get; init; } = 8L << 30;

    /// <summary>The part of it on huge pages of 2 MiB, bytes.</summary>
    public long HugePageBytes { get; init; } = 2L << 30;
}
