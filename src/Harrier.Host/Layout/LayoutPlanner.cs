using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Harrier.Host.Deployment;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Layout;

/// <summary>Plans which CPU does what: one owner a CPU, never CPU 0 for a trading thread, everything hot on the node of the
/// network interface and in one L3 where that is possible. docs/layout.md has the rules and their reasons.</summary>
public static class LayoutPlanner
{
    /// <summary>Plans a layout. Changes nothing.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="configuration">What is asked of it.</param>
    /// <param name="layout">The layout; null where there is none.</param>
    /// <param name="faults">Everything that speaks against it; none where there is a layout.</param>
    /// <returns>Whether there is a layout.</returns>
    /// <exception cref="ArgumentException">The topology has no CPU.</exception>
    public static bool TryPlan(MachineTopology topology, DeploymentConfiguration configuration, [NotNullWhen(true)] out CpuLayout? layout, out IReadOnlyList<LayoutFault> faults)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(configuration);
        if (topology.OnlineCpus.IsEmpty)
        {
            throw new ArgumentException("It has no CPU that runs.", nameof(topology));
        }

        var site = new LayoutSite(topology, configuration);
        CpuSet hot = new HotChoice(site).Cpus;
        var memory = new LayoutMemory(site, hot);
        CheckLimit(site, hot);
        CpuSet idle = IdleSiblings(site, hot);
        (CpuSet housekeeping, CpuSet spare) = Divide(site, hot, idle);
        if (housekeeping.IsEmpty && site.Faults.Count == 0)
        {
            site.Refuse($"Cpus = {hot}: with their siblings these are all CPUs that may be used ({site.Allowed}). Leave a core for the system and for the threads of the runtime.");
        }

        faults = site.Faults;
        layout = site.Faults.Count > 0 ? null : Compose(site, hot, idle, housekeeping, spare, memory);
        return layout is not null;
    }

    private static CpuLayout Compose(LayoutSite site, CpuSet hot, CpuSet idle, CpuSet housekeeping, CpuSet spare, LayoutMemory memory)
    {
        if (site.Configuration.Isolation == IsolationLevel.None)
        {
            site.GiveUp($"Isolation = none: threads are pinned, and nothing keeps other work off their CPUs.");
        }

        List<CpuAssignment> assignments = Assign(site, hot, idle, housekeeping, spare);
        CpuSet apart = hot.Union(idle).Union(spare);
        List<InterruptPlacement> interrupts = PlaceInterrupts(site, hot, housekeeping);
        return new CpuLayout
        {
            Isolation = site.Configuration.Isolation,
            Assignments = assignments,
            NetworkInterface = site.Network?.Name,
            NetworkQueues = site.Queues,
            MemoryNode = memory.Node,
            MemoryReason = memory.Reason,
            Interrupts = interrupts,
            KernelParameters = site.IsComplete ? LayoutEffects.KernelParameters(site, apart) : [],
            Writes = LayoutEffects.Writes(site, apart, idle, interrupts, memory),
            GivenUp = site.GivenUp,
        };
    }

    /// <summary>A quota stops a spinning thread for the rest of each period.</summary>
    private static void CheckLimit(LayoutSite site, CpuSet hot)
    {
        if (site.Topology.ControlGroup?.CpuLimit is double limit && limit < hot.Count)
        {
            site.RefuseHere($"The control group {site.Topology.ControlGroup.Path} allows CPU time of {limit:0.##} CPUs, and {hot.Count} threads spin: each would be stopped for a part of every period. Take the quota (cpu.max) away.");
        }
    }

    private static CpuSet IdleSiblings(LayoutSite site, CpuSet hot)
    {
        CpuSet siblings = CpuSet.Empty;
        foreach (int cpu in hot)
        {
            siblings = siblings.Union(site.CoreOf(cpu)?.Cpus ?? CpuSet.Empty);
        }

        return siblings.Except(hot).Intersect(site.Allowed).Except(CpuSet.Of(0));
    }

    /// <summary>The rest is the system's, but for what the boot set apart: the scheduler puts nothing there, and it may be
    /// somebody else's. Where it set apart all that may be used, as in a container on isolated CPUs, the kept core serves.</summary>
    private static (CpuSet Housekeeping, CpuSet Spare) Divide(LayoutSite site, CpuSet hot, CpuSet idle)
    {
        CpuSet rest = site.Allowed.Except(hot).Except(idle);
        CpuSet housekeeping = rest.Except(site.SetApart.Except(CpuSet.Of(0)));
        if (housekeeping.IsEmpty && !rest.IsEmpty)
        {
            housekeeping = rest.Overlaps(site.Kept) ? rest.Intersect(site.Kept) : CpuSet.Of(rest.First);
            site.GiveUp($"All CPUs that may be used are set apart: threads of the runtime stay on {housekeeping} only if they are pinned there.");
        }

        return (housekeeping, rest.Except(housekeeping));
    }

    private static List<CpuAssignment> Assign(LayoutSite site, CpuSet hot, CpuSet idle, CpuSet housekeeping, CpuSet spare)
    {
        var assignments = new List<CpuAssignment>();
        int number = 0;
        foreach (int cpu in hot)
        {
            CpuOwner owner = number < site.MarketDataThreads ? CpuOwner.MarketData
                : number == site.MarketDataThreads ? CpuOwner.QuoteEngine
                : number == site.MarketDataThreads + 1 ? CpuOwner.RiskMonitor
                : CpuOwner.Spare;
            assignments.Add(new CpuAssignment(owner, CpuSet.Of(cpu), Explain(site, owner, number, cpu, hot)));
            number++;
        }

        Add(CpuOwner.Idle, idle, site.Configuration.Isolation switch
        {
            IsolationLevel.None => "The hyper-threads beside the trading threads: keep them free, since each would take part of a core.",
            IsolationLevel.Reserved => "The hyper-threads beside the trading threads, switched off: each would take part of a core.",
            _ => "The hyper-threads beside the trading threads, isolated with them: each would take part of a core.",
        });
        Add(CpuOwner.Spare, spare, "Set apart since boot and not needed here: left as they are.");
        Add(CpuOwner.Housekeeping, housekeeping, housekeeping.Contains(0)
            ? "The system, interrupts, and the threads of the runtime; CPU 0 with them, whose work cannot be moved."
            : "The system, interrupts, and the threads of the runtime.");
        return assignments;

        void Add(CpuOwner owner, CpuSet cpus, string reason)
        {
            if (!cpus.IsEmpty)
            {
                assignments.Add(new CpuAssignment(owner, cpus, reason));
            }
        }
    }

    private static string Explain(LayoutSite site, CpuOwner owner, int number, int cpu, CpuSet hot)
    {
        string duty = owner switch
        {
            CpuOwner.MarketData when site.Queues.Count > number => string.Create(CultureInfo.InvariantCulture, $"Polls queue {site.Queues[number]} of {site.NetworkName}"),
            CpuOwner.MarketData => "Reads the feed",
            CpuOwner.QuoteEngine => "Quotes from the books that market data writes",
            CpuOwner.RiskMonitor => "Watches positions beside the path of the quotes",
            _ => "Named beyond the threads that there are: kept free",
        };
        string node = site.NodeOf(cpu) is not NumaNode own ? ""
            : own.Id == site.NetworkNode?.Id ? string.Create(CultureInfo.InvariantCulture, $", on node {own.Id} like {site.NetworkName}")
            : string.Create(CultureInfo.InvariantCulture, $", on node {own.Id}");
        CpuSet others = hot.Intersect(site.L3Of(cpu)).Except(CpuSet.Of(cpu));
        string l3 = others.IsEmpty ? "" : $", in one L3 with {others}";
        return $"{duty}{node}{l3}.";
    }

    /// <summary>The housekeeping CPUs that the interrupts of the feed do least harm on, and what speaks for them. CPU 0 is
    /// taken only where no other is as near.</summary>
    private static (CpuSet Cpus, string Why) Neighbours(LayoutSite site, CpuSet hot, CpuSet housekeeping)
    {
        CpuSet? node = site.Network?.LocalCpus ?? site.NodeOf(hot.First)?.Cpus;
        CpuSet l3 = site.L3Of(hot.First);
        CpuSet near = node is null ? housekeeping : housekeeping.Intersect(node);
        foreach ((CpuSet among, string why) in ((CpuSet, string)[])[(near.Intersect(l3), "shares the L3 of the trading threads"), (near, "is near the card")])
        {
            CpuSet others = among.Except(CpuSet.Of(0));
            if (!among.IsEmpty)
            {
                return (others.IsEmpty ? among : others, why);
            }
        }

        site.GiveUp($"No housekeeping CPU is near {(site.Network is null ? "the trading threads" : site.NetworkName)}: interrupts of the feed go to {housekeeping}.");
        return (housekeeping, "is what there is");
    }

    /// <summary>The trading threads poll, with kernel bypass or with busy polling: an interrupt on their CPU would only
    /// stop them. What interrupts the queues still raise goes to a neighbour, so that the lines it touches are near.</summary>
    /// <remarks>Source: Linux, Documentation/networking/napi.rst, "Busy polling", "IRQ mitigation".</remarks>
    private static List<InterruptPlacement> PlaceInterrupts(LayoutSite site, CpuSet hot, CpuSet housekeeping)
    {
        (CpuSet targets, string why) = Neighbours(site, hot, housekeeping);
        var placements = new List<InterruptPlacement>();
        int[] cpus = [.. targets];
        for (int at = 0; at < site.Queues.Count; at++)
        {
            var interrupts = new List<int>();
            foreach (QueueInterrupt one in site.Network?.QueueInterrupts ?? [])
            {
                if (one.Queue == site.Queues[at])
                {
                    interrupts.Add(one.Interrupt);
                }
            }

            int cpu = cpus[cpus.Length - 1 - (at % cpus.Length)];
            placements.Add(new InterruptPlacement(
                string.Create(CultureInfo.InvariantCulture, $"queue {site.Queues[at]} of {site.NetworkName}"), interrupts, CpuSet.Of(cpu),
                string.Create(CultureInfo.InvariantCulture, $"The queue is polled, so that its interrupt has nothing to do on a trading CPU; CPU {cpu} {why}.")));
        }

        placements.Add(new InterruptPlacement("all others", [], housekeeping, "Nothing but the system's CPUs takes interrupts."));
        return placements;
    }
}
