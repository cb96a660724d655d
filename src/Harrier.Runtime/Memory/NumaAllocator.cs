using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Harrier.Runtime.Linux;
using Harrier.Runtime.Threads;

namespace Harrier.Runtime.Memory;

/// <summary>Arenas on memory nodes, and the way to take memory of a node by its number. Linux.</summary>
/// <remarks>At start; one thread at a time. A table with a class of its own is given the arena:
/// <code>
/// var cache = new QuoteCache(instruments, allocator.On(0));
/// </code>
/// </remarks>
public sealed class NumaAllocator : IDisposable
{
    private readonly MemoryArena[] _arenas;

    private NumaAllocator(NumaConfiguration configuration, MemoryArena[] arenas)
    {
        Configuration = configuration;
        _arenas = arenas;
    }

    /// <summary>What was asked for.</summary>
    public NumaConfiguration Configuration { get; }

    /// <summary>The arenas: one for each node, in their order, or one for all of them.</summary>
    public IReadOnlyList<MemoryArena> Arenas => _arenas;

    /// <summary>Takes all memory and reads back where it is. What is not as asked is in each arena's placement.</summary>
    /// <param name="configuration">Where and on which pages.</param>
    /// <param name="allocator">The arenas; null where the memory cannot be had.</param>
    /// <param name="fault">Why not, and what to do; empty where it can.</param>
    /// <exception cref="ArgumentOutOfRangeException">A node or a size is out of range, or a node is named twice.</exception>
    public static bool TryCreate(NumaConfiguration configuration, [NotNullWhen(true)] out NumaAllocator? allocator, out string fault)
    {
        configuration.Check();
        allocator = null;
        if (!OperatingSystem.IsLinux())
        {
            fault = "Memory of a chosen node or page size is taken on Linux. Tables without an allocator take theirs here too.";
            return false;
        }

        bool isShared = configuration.Policy is MemoryPolicy.Interleave or MemoryPolicy.Local;
        var arenas = new MemoryArena[isShared ? 1 : configuration.Nodes.Count];
        for (int at = 0; at < arenas.Length; at++)
        {
            if (ArenaMapping.TryMake(configuration, isShared ? configuration.Nodes : [configuration.Nodes[at]], out fault) is not ArenaMapping mapping)
            {
                Array.ForEach(arenas, arena => arena?.Dispose());
                return false;
            }

            arenas[at] = new MemoryArena(mapping);
        }

        allocator = new NumaAllocator(configuration, arenas);
        fault = "";
        return true;
    }

    /// <summary>The arena of a node.</summary>
    /// <param name="node">One of the configuration's nodes.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    /// <exception cref="InvalidOperationException">The affinity is strict, and the calling thread may run on another node.</exception>
    public MemoryArena On(int node)
    {
        int at = 0;
        while (at < Configuration.Nodes.Count && Configuration.Nodes[at] != node)
        {
            at++;
        }

        if (at == Configuration.Nodes.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(node), node, $"There is no arena on it. Nodes are {MemoryRefusals.List(Configuration.Nodes)}.");
        }

        if (Configuration.ThreadAffinity == ThreadAffinity.Strict
            && AffinityFault(node, TaskAffinity.Of(TaskAffinity.CallingThread), MemoryNodes.CpusOf(node)) is { Length: > 0 } fault)
        {
            throw new InvalidOperationException(fault);
        }

        return _arenas[Math.Min(at, _arenas.Length - 1)];
    }

    /// <summary>Takes memory of a node for some structs, zeroed.</summary>
    /// <typeparam name="T">The struct; it holds no references.</typeparam>
    /// <param name="node">One of the configuration's nodes.</param>
    /// <param name="count">The number of structs, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    /// <exception cref="InvalidOperationException">The affinity is strict, and the calling thread may run on another node.</exception>
    /// <exception cref="InsufficientMemoryException">The arena is full. <see cref="MemoryArena.TryAllocate"/> says so without one.</exception>
    public NativeBuffer<T> Allocate<T>(int node, long count = 1)
        where T : unmanaged => On(node).Allocate<T>(count);

    /// <summary>Gives the arenas back, each as soon as no table has any of it.</summary>
    public void Dispose() => Array.ForEach(_arenas, arena => arena.Dispose());

    /// <summary>Why a thread may not take strict memory of a node; empty where it may.</summary>
    internal static string AffinityFault(int node, CpuSet threadCpus, CpuSet nodeCpus) =>
        !threadCpus.IsEmpty && threadCpus.IsSubsetOf(nodeCpus) ? ""
        : $"The calling thread may run on CPUs {threadCpus}, and node {node} has CPUs {nodeCpus}. Pin the thread to the node first, or say ThreadAffinity.Relaxed.";
}
