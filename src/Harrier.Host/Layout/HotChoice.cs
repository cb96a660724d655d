using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Deployment;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Layout;

/// <summary>Chooses the CPUs of the trading threads, or checks those that were named.</summary>
internal sealed class HotChoice
{
    private readonly LayoutSite _site;

    internal HotChoice(LayoutSite site)
    {
        _site = site;
        Cpus = site.Resources.Cpus.IsEmpty ? Choose() : CheckNamed(site.Resources.Cpus);
    }

    /// <summary>One CPU a thread, market data first; fewer than threads where threads must share; more where more were named.</summary>
    internal CpuSet Cpus { get; }

    private CpuSet CheckNamed(CpuSet named)
    {
        CpuSet present = _site.Topology.OnlineCpus.Union(_site.Topology.OfflineCpus);
        foreach (int cpu in named)
        {
            if (cpu == 0)
            {
                _site.Refuse($"Cpus: CPU 0 is never a trading thread's. The kernel boots on it and keeps work there that cannot be moved.");
            }
            else if (!present.Contains(cpu))
            {
                _site.Refuse($"Cpus: there is no CPU {cpu}. The machine has {present}.");
            }
            else if (!_site.Topology.OnlineCpus.Contains(cpu))
            {
                _site.RefuseHere($"Cpus: CPU {cpu} is offline. Switch it on (/sys/devices/system/cpu/cpu{cpu}/online), or name others of {_site.Topology.OnlineCpus}.");
            }
            else if (!_site.Allowed.Contains(cpu))
            {
                _site.RefuseHere($"Cpus: CPU {cpu} is not allowed by the control group {_site.Topology.ControlGroup?.Path}, which has {_site.Topology.ControlGroup?.Cpus}. Widen its cpuset, or name others.");
            }
            else if (_site.BootCore.Cpus.Contains(0) && _site.BootCore.Cpus.Contains(cpu))
            {
                GiveUpOrRefuseBootSibling(cpu);
            }

            CpuSet shared = _site.CoreOf(cpu)?.Cpus.Intersect(named) ?? CpuSet.Empty;
            if (shared.Count > 1 && shared.First == cpu)
            {
                _site.Refuse($"Cpus: {shared} are the hyper-threads of one core: two trading threads there would each have half of it. Name one of them.");
            }
        }

        if (named.Count < _site.Threads)
        {
            _site.Refuse($"Cpus = {named}: {(named.Count == 1 ? "one CPU" : FormattableString.Invariant($"{named.Count} CPUs"))} for {_site.Threads} threads ({_site.MarketDataThreads} of market data, the quote engine's, the risk monitor's). One owner a CPU: name {_site.Threads}, or none for a choice.");
        }

        NoteDistance(named);
        return named;
    }

    private void GiveUpOrRefuseBootSibling(int cpu)
    {
        if (_site.IsComplete)
        {
            _site.RefuseHere($"Isolation = complete: CPU {cpu} is the hyper-thread beside CPU 0, whose work cannot be moved away. Name a CPU of another core, or ask for less isolation.");
        }
        else
        {
            _site.GiveUp($"CPU {cpu} shares its core with CPU 0: whatever the system does there takes part of it.");
        }
    }

    private void NoteDistance(CpuSet hot)
    {
        foreach (int cpu in hot)
        {
            if (_site.NetworkNode is NumaNode near && _site.NodeOf(cpu) is NumaNode own && own.Id != near.Id)
            {
                _site.GiveUp($"CPU {cpu} is on node {own.Id}, and {_site.NetworkName} hangs on node {near.Id}: every packet and every line of its memory comes over the interconnect.");
            }
        }

        CpuSet l3 = hot.IsEmpty ? CpuSet.Empty : _site.L3Of(hot.First);
        if (!l3.IsEmpty && !hot.IsSubsetOf(l3))
        {
            _site.GiveUp($"The trading CPUs {hot} are in more than one L3: what one thread writes, another reads through the fabric.");
        }
    }

    private CpuSet Choose()
    {
        List<CpuCore> everywhere = Candidates();
        List<CpuCore> near = OnNode(everywhere, PickNode(everywhere));
        List<CpuCore> pool = near.Count >= _site.MarketDataThreads ? near : everywhere;
        int wanted = Math.Min(_site.Threads, pool.Count);
        if (wanted < _site.MarketDataThreads)
        {
            return LastResort();
        }

        NoteSharedThreads(wanted);
        List<CpuCore> chosen = Take(pool, wanted);
        var cpus = new List<int>();
        foreach (CpuCore core in chosen)
        {
            CpuSet ours = core.Cpus.Intersect(_site.Allowed);
            cpus.Add(ours.First);
            if (ours.Count < core.Cpus.Count)
            {
                _site.GiveUp($"The hyper-thread {core.Cpus.Except(ours)} beside CPU {ours.First} is outside of the control group: somebody else may run there.");
            }
        }

        var hot = CpuSet.Of(cpus);
        NoteDistance(hot);
        if (!_site.SetApart.IsEmpty && !hot.IsSubsetOf(_site.SetApart))
        {
            _site.GiveUp($"The boot set {_site.SetApart} apart, which is not enough where it is wanted: CPU {hot.Except(_site.SetApart)} is of the others.");
        }

        return hot;
    }

    /// <summary>The cores that a thread may have: not the kept one; whole ones before others; and only those that the boot
    /// set apart where they are enough for market data, since sharing a thread costs less than sharing a CPU.</summary>
    private List<CpuCore> Candidates()
    {
        var cores = new List<CpuCore>();
        foreach (CpuCore core in _site.Topology.Cores)
        {
            bool isBoot = core.Cpus.Overlaps(_site.BootCore.Cpus);
            if (!isBoot && core.Cpus.Overlaps(_site.Allowed) && !core.Cpus.Overlaps(_site.Kept))
            {
                cores.Add(core);
            }
        }

        List<CpuCore> whole = cores.FindAll(core => core.Cpus.IsSubsetOf(_site.Allowed));
        cores = Room(whole) >= Math.Min(_site.Threads, Room(cores)) ? whole : cores;
        List<CpuCore> apart = cores.FindAll(core => core.Cpus.Intersect(_site.Allowed).IsSubsetOf(_site.SetApart));
        return Room(apart) >= _site.MarketDataThreads ? apart : cores;
    }

    /// <summary>How many of these cores are where the threads want to be.</summary>
    private int Room(List<CpuCore> cores) => OnNode(cores, PickNode(cores)).Count;

    /// <summary>The interface's node; else the first named for memory; else the first with room for all, or the roomiest.</summary>
    private NumaNode? PickNode(List<CpuCore> cores)
    {
        if (_site.NetworkNode is NumaNode near)
        {
            return near;
        }

        NumaNode? best = null;
        int most = -1;
        foreach (NumaNode node in _site.Topology.NumaNodes)
        {
            int room = Math.Min(_site.Threads, OnNode(cores, node).Count);
            bool isNamed = _site.Resources.MemoryNodes.Count > 0 && _site.Resources.MemoryNodes[0] == node.Id;
            if (isNamed || (node.MemoryBytes != 0 && !node.Cpus.IsEmpty && room > most))
            {
                best = node;
                most = isNamed ? int.MaxValue : room;
            }
        }

        return best;
    }

    private static List<CpuCore> OnNode(List<CpuCore> cores, NumaNode? node) =>
        node is null ? cores : cores.FindAll(core => core.Cpus.Overlaps(node.Cpus));

    private void NoteSharedThreads(int cores)
    {
        if (cores < _site.Threads)
        {
            _site.GiveUp($"There {(cores == 1 ? "is one core" : FormattableString.Invariant($"are {cores} cores"))} to spare{(_site.SetApart.IsEmpty ? "" : $" where the boot set {_site.SetApart} apart")} for {_site.Threads} threads: the risk monitor runs on a housekeeping CPU, where it may be late.");
        }

        if (cores < _site.Threads - 1)
        {
            _site.GiveUp($"The quote engine runs on the thread of market data: a quote waits until the packet is read.");
        }
    }

    /// <summary>The last cores of the last L3 that has room for all, since daemons and drivers fill the first ones; where no
    /// L3 has, of the roomiest first.</summary>
    private List<CpuCore> Take(List<CpuCore> pool, int count)
    {
        var groups = new Dictionary<string, List<CpuCore>>(StringComparer.Ordinal);
        var order = new List<List<CpuCore>>();
        foreach (CpuCore core in pool)
        {
            string l3 = _site.L3Of(core.Cpus.First).ToString();
            if (!groups.TryGetValue(l3, out List<CpuCore>? group))
            {
                groups.Add(l3, group = []);
                order.Add(group);
            }

            group.Add(core);
        }

        if (order.FindLast(group => group.Count >= count) is List<CpuCore> whole)
        {
            return whole.GetRange(whole.Count - count, count);
        }

        order.Sort(static (left, right) => right.Count.CompareTo(left.Count));
        var chosen = new List<CpuCore>();
        foreach (List<CpuCore> group in order)
        {
            int taken = Math.Min(count - chosen.Count, group.Count);
            chosen.AddRange(group.GetRange(group.Count - taken, taken));
        }

        return chosen;
    }

    /// <summary>One core in all: the hyper-thread beside CPU 0 is better than nothing, but never isolated.</summary>
    private CpuSet LastResort()
    {
        CpuSet beside = _site.BootCore.Cpus.Intersect(_site.Allowed).Except(CpuSet.Of(0));
        if (_site.MarketDataThreads == 1 && !_site.IsComplete && _site.BootCore.Cpus.Contains(0) && _site.Allowed.Contains(0) && !beside.IsEmpty)
        {
            NoteSharedThreads(1);
            GiveUpOrRefuseBootSibling(beside.First);
            return CpuSet.Of(beside.First);
        }

        string group = _site.Topology.ControlGroup?.Cpus is CpuSet cpus ? $" and the control group allows {cpus}" : "";
        string threads = _site.MarketDataThreads == 1 ? "a thread of market data" : string.Create(CultureInfo.InvariantCulture, $"{_site.MarketDataThreads} threads of market data");
        _site.RefuseHere($"There are not enough cores for {threads}: CPUs {_site.Topology.OnlineCpus} are online{group}, and the core of CPU {_site.Kept.First} is the system's.{(beside.IsEmpty || !_site.IsComplete ? "" : $" CPU {beside} is the hyper-thread beside CPU 0 and cannot be isolated: ask for less isolation (--isolation {IsolationLevel.Reserved.ToString().ToLowerInvariant()}).")}");
        return CpuSet.Empty;
    }
}
