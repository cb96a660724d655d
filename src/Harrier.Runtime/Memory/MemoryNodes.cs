using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Harrier.Runtime.Linux;
using Harrier.Runtime.Threads;

namespace Harrier.Runtime.Memory;

/// <summary>The memory nodes as this process sees them. Cold; any thread; Linux.</summary>
/// <remarks>Source: numa(7), cpuset(7), kernel admin-guide/mm/hugetlbpage.</remarks>
public static class MemoryNodes
{
    private const int PagesAtOnce = 1_024;

    /// <summary>The nodes that this process may have memory of: those with memory, less what its cpuset leaves out.
    /// Node 0 where the kernel does not say.</summary>
    public static IReadOnlyList<int> Allowed() =>
        MemoryPolicyCalls.AllowedNodes(out int[] nodes) == 0 && nodes.Length > 0 ? nodes : [0];

    /// <summary>The CPUs of a node; none where there is no such node.</summary>
    /// <param name="node">The node.</param>
    public static CpuSet CpusOf(int node) =>
        CpuSet.TryParseList(TextOf(string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/node/node{node}/cpulist")), out CpuSet cpus) ? cpus : CpuSet.Empty;

    /// <summary>The free pages of a node's pool; null where the machine has no such pool.</summary>
    internal static long? FreePages(int node, PageSize size) =>
        long.TryParse(TextOf($"{PoolOf(node, size)}/free_hugepages"), NumberStyles.None, CultureInfo.InvariantCulture, out long pages) ? pages : null;

    /// <summary>The directory of a node's pool.</summary>
    internal static string PoolOf(int node, PageSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/node/node{node}/hugepages/hugepages-{NativePages.BytesOf(size) >> 10}kB");

    /// <summary>The text of a file of the kernel, without the white space around it; empty where it cannot be read.</summary>
    internal static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Counts the pages of some memory by node.</summary>
    /// <param name="start">Its first byte.</param>
    /// <param name="bytes">A multiple of the bytes of a page.</param>
    /// <param name="pageBytes">The bytes of a page.</param>
    /// <param name="nodes">What lies where, ascending by node.</param>
    /// <param name="absentBytes">The bytes of pages that are not there yet.</param>
    /// <returns>0, or the error of errno(3).</returns>
    internal static int Count(nint start, long bytes, long pageBytes, out IReadOnlyList<NodeBytes> nodes, out long absentBytes)
    {
        nint[] pages = new nint[PagesAtOnce];
        int[] found = new int[PagesAtOnce];
        var counts = new SortedDictionary<int, long>();
        absentBytes = 0;
        nodes = [];
        for (long at = 0; at < bytes;)
        {
            int count = 0;
            for (; count < PagesAtOnce && at < bytes; count++, at += pageBytes)
            {
                pages[count] = (nint)(start + at);
            }

            int error = MemoryPolicyCalls.NodesOf(pages.AsSpan(0, count), found.AsSpan(0, count));
            if (error != 0)
            {
                return error;
            }

            foreach (int node in found.AsSpan(0, count))
            {
                // Below zero: no page (ENOENT), the page of zeros (EFAULT), or one on its way. Nothing of ours is there.
                absentBytes += node < 0 ? pageBytes : 0;
                if (node >= 0)
                {
                    counts[node] = counts.GetValueOrDefault(node) + pageBytes;
                }
            }
        }

        var list = new List<NodeBytes>();
        foreach ((int node, long count) in counts)
        {
            list.Add(new NodeBytes(node, count));
        }

        nodes = list;
        return 0;
    }
}
