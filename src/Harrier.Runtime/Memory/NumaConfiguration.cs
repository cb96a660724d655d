using System;
using System.Collections.Generic;

namespace Harrier.Runtime.Memory;

/// <summary>Where a process wants its memory, on which pages, and what is to happen where it cannot be had.</summary>
/// <remarks>Cannot be changed once made.</remarks>
public sealed record NumaConfiguration
{
    /// <summary>Memory nodes end below this: the largest MAX_NUMNODES that the kernel can be built with.</summary>
    public const int NodeLimit = 1_024;

    /// <summary>The nodes, each once. <see cref="MemoryPolicy.Bind"/> and <see cref="MemoryPolicy.Preferred"/> make an
    /// arena on each; <see cref="MemoryPolicy.Interleave"/> makes one over all of them; <see cref="MemoryPolicy.Local"/>
    /// makes one, and they are the nodes that its pages may turn out to be on.</summary>
    public IReadOnlyList<int> Nodes { get; init; } = [0];

    /// <summary>How the kernel chooses among nodes.</summary>
    public MemoryPolicy Policy { get; init; } = MemoryPolicy.Bind;

    /// <summary>Which threads may take memory of a node.</summary>
    public ThreadAffinity ThreadAffinity { get; init; } = ThreadAffinity.Relaxed;

    /// <summary>The pages wanted. What is refused falls back: 1 GB, 2 MB, transparent, plain.</summary>
    public PageSize PageSize { get; init; } = PageSize.Transparent;

    /// <summary>Whether less is taken and reported where what was asked for is refused: smaller pages, pages of other
    /// nodes, memory that is not locked. Otherwise nothing is taken.</summary>
    public bool MayFallBack { get; init; } = true;

    /// <summary>Whether every page is there before it is used. Pages of a pool always are: one that is missing when it is
    /// used ends the process (SIGBUS).</summary>
    public bool IsTouched { get; init; } = true;

    /// <summary>Whether the pages are locked into RAM.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The size of each arena in bytes, at least 1; rounded up to whole pages.</summary>
    public long ArenaBytes { get; init; } = 64L << 20;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ArenaBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ArenaBytes, 1L << 46); // what user space can address with four levels of page tables, halved
        ArgumentOutOfRangeException.ThrowIfZero(Nodes.Count);
        for (int at = 0; at < Nodes.Count; at++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(Nodes[at], nameof(Nodes));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Nodes[at], NodeLimit, nameof(Nodes));
            for (int before = 0; before < at; before++)
            {
                ArgumentOutOfRangeException.ThrowIfEqual(Nodes[at], Nodes[before], nameof(Nodes));
            }
        }
    }
}
