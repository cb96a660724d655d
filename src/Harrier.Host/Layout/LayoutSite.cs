using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Deployment;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Layout;

/// <summary>The part of a machine that a layout may use, and the faults and sacrifices found on the way.</summary>
internal sealed class LayoutSite
{
    internal LayoutSite(MachineTopology topology, DeploymentConfiguration configuration)
    {
        Topology = topology;
        Configuration = configuration;
        Allowed = topology.ControlGroup?.Cpus?.Intersect(topology.OnlineCpus) ?? topology.OnlineCpus;
        SetApart = topology.IsolatedCpus.Union(topology.NohzFullCpus).Intersect(Allowed);
        BootCore = CoreOf(0) ?? CoreOf(topology.OnlineCpus.First)!;
        Kept = Keep();
        Network = FindNetwork();
        Queues = FindQueues();
        NetworkNode = Network?.NumaNode is int id ? FindNode(id) : null;
        MarketDataThreads = Math.Max(1, Resources.NetworkQueues.Count);
    }

    internal MachineTopology Topology { get; }

    internal DeploymentConfiguration Configuration { get; }

    internal ResourceAllocation Resources => Configuration.Resources;

    internal bool IsComplete => Configuration.Isolation == IsolationLevel.Complete;

    /// <summary>The CPUs that run and that the control group allows.</summary>
    internal CpuSet Allowed { get; }

    /// <summary>Those of them that the scheduler leaves alone already, or that have no tick.</summary>
    internal CpuSet SetApart { get; }

    /// <summary>The core of CPU 0: the kernel does there what it does nowhere else.</summary>
    internal CpuCore BootCore { get; }

    /// <summary>The core that housekeeping has whatever comes: that of CPU 0 where it is allowed.</summary>
    internal CpuSet Kept { get; }

    internal NetworkInterface? Network { get; }

    internal NumaNode? NetworkNode { get; }

    internal IReadOnlyList<int> Queues { get; }

    /// <summary>A thread for each queue of the feed.</summary>
    internal int MarketDataThreads { get; }

    /// <summary>Those, the quote engine's and the risk monitor's.</summary>
    internal int Threads => MarketDataThreads + 2;

    internal List<LayoutFault> Faults { get; } = [];

    internal List<string> GivenUp { get; } = [];

    internal string NetworkName => Network?.Name ?? "";

    internal void Refuse(FormattableString sentence) => Faults.Add(new LayoutFault(IsOfMachine: false, sentence.ToString(CultureInfo.InvariantCulture)));

    internal void RefuseHere(FormattableString sentence) => Faults.Add(new LayoutFault(IsOfMachine: true, sentence.ToString(CultureInfo.InvariantCulture)));

    internal void GiveUp(FormattableString sentence) => GivenUp.Add(sentence.ToString(CultureInfo.InvariantCulture));

    internal CpuCore? CoreOf(int cpu)
    {
        foreach (CpuCore core in Topology.Cores)
        {
            if (core.Cpus.Contains(cpu))
            {
                return core;
            }
        }

        return null;
    }

    internal NumaNode? FindNode(int id)
    {
        foreach (NumaNode node in Topology.NumaNodes)
        {
            if (node.Id == id)
            {
                return node;
            }
        }

        return null;
    }

    internal NumaNode? NodeOf(int cpu)
    {
        foreach (NumaNode node in Topology.NumaNodes)
        {
            if (node.Cpus.Contains(cpu))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>The CPUs that share the L3 of a CPU; none where there is no L3.</summary>
    internal CpuSet L3Of(int cpu)
    {
        foreach (CpuCache cache in Topology.Caches)
        {
            if (cache.Level == 3 && cache.Cpus.Contains(cpu))
            {
                return cache.Cpus;
            }
        }

        return CpuSet.Empty;
    }

    /// <summary>A core that the scheduler still uses, if there is one: housekeeping on another is not balanced.</summary>
    private CpuSet Keep()
    {
        CpuCore? kept = BootCore.Cpus.Overlaps(Allowed) ? BootCore : null;
        foreach (CpuCore core in Topology.Cores)
        {
            kept ??= core.Cpus.Overlaps(Allowed.Except(SetApart)) ? core : null;
        }

        foreach (CpuCore core in Topology.Cores)
        {
            kept ??= core.Cpus.Overlaps(Allowed) ? core : null;
        }

        return kept?.Cpus.Intersect(Allowed) ?? CpuSet.Empty;
    }

    private NetworkInterface? FindNetwork()
    {
        string name = Resources.NetworkInterface;
        var names = new List<string>();
        NetworkInterface? first = null;
        NetworkInterface? bypassed = null;
        foreach (NetworkInterface one in Topology.NetworkInterfaces)
        {
            if (name.Length > 0 && (one.Name == name || one.PciAddress == name))
            {
                return one;
            }

            bool isBypassed = one.Name == one.PciAddress;
            first ??= one.IsVirtual || isBypassed ? null : one;
            bypassed ??= isBypassed ? one : null;
            names.Add(one.Name);
        }

        if (name.Length > 0)
        {
            Refuse($"NetworkInterface = '{name}': the machine has none of that name. It has: {(names.Count == 0 ? "none" : string.Join(", ", names))}.");
            return null;
        }

        return first ?? bypassed;
    }

    private IReadOnlyList<int> FindQueues()
    {
        IReadOnlyList<int> asked = Resources.NetworkQueues;
        var seen = new HashSet<int>();
        foreach (int queue in asked)
        {
            if (!seen.Add(queue))
            {
                Refuse($"NetworkQueues: {queue} is named twice. Each queue has one thread that polls it.");
            }
            else if (queue < 0 || (Network?.ReceiveQueues is int count && queue >= count))
            {
                Refuse($"NetworkQueues: there is no receive queue {queue}. {(Network?.ReceiveQueues is int have ? $"{NetworkName} has {(have == 1 ? "queue 0 alone" : FormattableString.Invariant($"0 to {have - 1}"))}." : "Queues are numbered from 0.")}");
            }
        }

        if (asked.Count > 0 && Network is null && Resources.NetworkInterface.Length == 0)
        {
            Refuse($"NetworkQueues: the machine has no network interface that they could be of.");
        }

        if (asked.Count > 0 || Network?.ReceiveQueues is not int queues)
        {
            return asked;
        }

        return [queues - 1];
    }
}
