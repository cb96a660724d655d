using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Linux;

namespace Harrier.Runtime.Memory;

/// <summary>Asks the kernel where the pages of an arena are and compares the answer with what was asked for. A call that
/// returned 0 proves nothing.</summary>
internal static unsafe class PlacementReading
{
    public static MemoryPlacement Read(ArenaMapping arena)
    {
        var faults = new List<string>(arena.Refusals);
        long bytes = (long)arena.ByteCount;
        if (!MappingFacts.TryRead((nint)arena.Start, bytes, out MappingFacts facts))
        {
            faults.Add("/proc/self/smaps does not show the mapping: the pages that it lies on are not known.");
        }

        int error = MemoryNodes.Count((nint)arena.Start, bytes, Math.Max(facts.PageBytes, (long)NativePages.SmallPageBytes), out IReadOnlyList<NodeBytes> nodes, out long absent);
        if (error != 0)
        {
            faults.Add($"move_pages: {MemoryRefusals.Reason(error)}: where the pages are is not known.");
        }

        bool isPolicyKnown = MemoryPolicyCalls.PolicyOf(arena.Start, out MemoryPolicy policy, out int[] policyNodes) == 0 && Enum.IsDefined(policy);
        long huge = arena.IsOfPool ? bytes - absent : facts.TransparentHugeBytes;
        bool isLocked = facts.IsLocked || arena.IsOfPool;
        CheckPages(arena, facts, huge, absent, faults);
        CheckPolicy(arena, isPolicyKnown, policy, policyNodes, faults);
        CheckNodes(arena, nodes, faults);
        if (arena.Configuration.IsLocked && !isLocked && arena.Refusals.Count == 0)
        {
            faults.Add("mlock succeeded, and smaps shows no locked memory.");
        }

        return new MemoryPlacement
        {
            ByteCount = bytes,
            PageSize = arena.IsOfPool ? arena.PageSize : huge > 0 ? PageSize.Transparent : PageSize.Plain,
            PageBytes = facts.PageBytes,
            HugeBytes = huge,
            IsLocked = isLocked,
            Policy = isPolicyKnown ? policy : null,
            PolicyNodes = policyNodes,
            Nodes = nodes,
            AbsentBytes = absent,
            Faults = faults,
        };
    }

    private static void CheckPages(ArenaMapping arena, MappingFacts facts, long huge, long absent, List<string> faults)
    {
        long bytes = (long)arena.ByteCount;
        if (arena.IsOfPool && facts.PageBytes != (long)NativePages.BytesOf(arena.PageSize))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Pages of {NativePages.BytesOf(arena.PageSize) >> 10:N0} kB were mapped, and smaps shows {facts.PageBytes >> 10:N0} kB."));
        }

        if (absent > 0 && (arena.IsOfPool || arena.Configuration.IsTouched))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{absent:N0} bytes were touched and are not there."));
        }

        if (arena.PageSize == PageSize.Transparent && huge + absent < bytes)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{bytes - huge - absent:N0} of {bytes:N0} bytes lie on pages of 4 kB: {TransparentState()}."));
        }

        if (arena.PageSize == PageSize.Plain && huge > 0)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Plain pages were asked for, and {huge:N0} bytes lie on huge ones."));
        }
    }

    private static void CheckPolicy(ArenaMapping arena, bool isKnown, MemoryPolicy policy, int[] nodes, List<string> faults)
    {
        MemoryPolicy asked = arena.Configuration.Policy;
        if (!isKnown)
        {
            faults.Add("get_mempolicy does not say which policy the memory has.");
        }
        else if (policy != asked)
        {
            faults.Add($"The policy {asked} was asked for, and the kernel has {policy}.");
        }
        else if (policy != MemoryPolicy.Local && !IsSame(nodes, arena.Nodes))
        {
            faults.Add($"{policy} over nodes {MemoryRefusals.List(arena.Nodes)} was cut to node {MemoryRefusals.List(nodes)} without an error: this process may have memory of node {MemoryRefusals.List(MemoryNodes.Allowed())}.");
        }
    }

    private static void CheckNodes(ArenaMapping arena, IReadOnlyList<NodeBytes> nodes, List<string> faults)
    {
        string why = arena.Configuration.Policy switch
        {
            MemoryPolicy.Preferred => ", which was full",
            MemoryPolicy.Local => ", and the thread that touched them runs elsewhere",
            _ => "",
        };
        foreach (NodeBytes there in nodes)
        {
            if (!Contains(arena.Nodes, there.Node))
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{there.ByteCount:N0} bytes lie on node {there.Node}; asked for was node {MemoryRefusals.List(arena.Nodes)}{why}."));
            }
        }
    }

    private static string TransparentState()
    {
        string state = MemoryNodes.TextOf("/sys/kernel/mm/transparent_hugepage/enabled");
        return state.Length == 0 ? "the kernel has no transparent huge pages"
            : state.Contains("[never]", StringComparison.Ordinal) ? $"/sys/kernel/mm/transparent_hugepage/enabled is '{state}'. Write madvise into it"
            : "the kernel had no more free blocks of 2 MB. Reserve a pool of them";
    }

    private static bool Contains(IReadOnlyList<int> nodes, int wanted)
    {
        foreach (int node in nodes)
        {
            if (node == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(int[] found, IReadOnlyList<int> asked) =>
        found.Length == asked.Count && Array.TrueForAll(found, node => Contains(asked, node));
}
