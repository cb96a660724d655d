using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Deployment;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Layout;

/// <summary>Chooses the memory node of everything hot, and checks that what was asked for fits there.</summary>
internal sealed class LayoutMemory
{
    /// <summary>The size of a huge page, bytes.</summary>
    internal const long HugePageSize = 2L << 20;

    private readonly LayoutSite _site;

    internal LayoutMemory(LayoutSite site, CpuSet hot)
    {
        _site = site;
        CheckNodes();
        NumaNode? node = site.NetworkNode
            ?? (site.Resources.MemoryNodes.Count > 0 ? site.FindNode(site.Resources.MemoryNodes[0]) : null)
            ?? (hot.IsEmpty ? null : site.NodeOf(hot.First));
        Node = node?.Id;
        Reason = node is null ? "The machine says nothing of memory nodes: memory is where the kernel puts it."
            : site.NetworkNode is not null ? string.Create(CultureInfo.InvariantCulture, $"{site.NetworkName} hangs on node {node.Id}: its packets are written there, and the trading threads read them there.")
            : string.Create(CultureInfo.InvariantCulture, $"The trading threads run on node {node.Id}.{(site.Network is null ? "" : $" Which node {site.NetworkName} hangs on, the machine does not say.")}");
        CheckSizes(node);
    }

    internal int? Node { get; }

    internal string Reason { get; }

    private void CheckNodes()
    {
        IReadOnlyList<int> asked = _site.Resources.MemoryNodes;
        int before = _site.Faults.Count;
        bool isNear = asked.Count == 0 || _site.NetworkNode is null;
        foreach (int id in asked)
        {
            isNear |= id == _site.NetworkNode?.Id;
            NumaNode? node = _site.FindNode(id);
            if (node is null)
            {
                _site.Refuse($"MemoryNodes: there is no node {id}. The machine has {Ids()}.");
            }
            else if (node.MemoryBytes == 0)
            {
                _site.Refuse($"MemoryNodes: node {id} has no memory. Those with memory: {Ids(withMemory: true)}.");
            }
            else if (node.Cpus.IsEmpty)
            {
                _site.Refuse($"MemoryNodes: node {id} is memory without a CPU: no thread is near it.");
            }
        }

        if (!isNear && _site.Faults.Count == before)
        {
            _site.Refuse($"MemoryNodes = {string.Join(", ", asked)}: {_site.NetworkName} hangs on node {_site.NetworkNode!.Id}, and what the trading threads read must be there. Name node {_site.NetworkNode.Id}, or another interface.");
        }

        if (_site.NetworkNode is { MemoryBytes: 0 } empty && asked.Count == 0)
        {
            _site.RefuseHere($"{_site.NetworkName} hangs on node {empty.Id}, which has no memory: fit modules there, or use a card of another node.");
        }
    }

    private void CheckSizes(NumaNode? node)
    {
        ResourceAllocation resources = _site.Resources;
        if (resources.MemoryBytes < 0 || resources.HugePageBytes < 0)
        {
            _site.Refuse($"MemoryBytes = {resources.MemoryBytes}, HugePageBytes = {resources.HugePageBytes}: neither may be below 0.");
            return;
        }

        if (resources.HugePageBytes > resources.MemoryBytes)
        {
            _site.Refuse($"HugePageBytes = {resources.HugePageBytes}: huge pages are a part of MemoryBytes, which is {resources.MemoryBytes}.");
        }

        if (_site.Topology.ControlGroup?.MemoryBytes is long limit && resources.MemoryBytes > limit)
        {
            _site.RefuseHere($"MemoryBytes = {resources.MemoryBytes}: the control group {_site.Topology.ControlGroup.Path} allows {limit}. Widen its limit, or ask for less.");
        }

        if (node?.MemoryBytes is long available && resources.MemoryBytes > available && available > 0)
        {
            _site.RefuseHere($"MemoryBytes = {resources.MemoryBytes}: node {node.Id} has {available}, and memory of another node is far. Ask for less, or fit more.");
        }
    }

    private string Ids(bool withMemory = false)
    {
        var ids = new List<string>();
        foreach (NumaNode node in _site.Topology.NumaNodes)
        {
            if (!withMemory || node.MemoryBytes != 0)
            {
                ids.Add(node.Id.ToString(CultureInfo.InvariantCulture));
            }
        }

        return ids.Count == 0 ? "none" : string.Join(", ", ids);
    }
}
