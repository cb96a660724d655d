using System.Collections.Generic;

namespace Harrier.Runtime.Memory;

/// <summary>Where the pages of an arena really are, as the kernel says, and what of it is not as asked.</summary>
/// <remarks>Source: move_pages(2) without target nodes, get_mempolicy(2) of an address, proc_pid_smaps(5).</remarks>
public sealed record MemoryPlacement
{
    /// <summary>The bytes of the arena.</summary>
    public required long ByteCount { get; init; }

    /// <summary>The pages that it lies on; of memory that asked for transparent huge pages, the largest that it got.</summary>
    public required PageSize PageSize { get; init; }

    /// <summary>The bytes of a page of the mapping (KernelPageSize of smaps). Transparent huge pages leave it at 4,096.</summary>
    public required long PageBytes { get; init; }

    /// <summary>The bytes on pages of 2 MB or 1 GB, transparent or from a pool.</summary>
    public required long HugeBytes { get; init; }

    /// <summary>Whether the pages stay in RAM: locked (VmFlags lo of smaps), or of a pool, which the kernel never swaps.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>The policy that the kernel keeps for the memory; null where it does not say or has none.</summary>
    public required MemoryPolicy? Policy { get; init; }

    /// <summary>The nodes of that policy, which the kernel may have cut without an error.</summary>
    public required IReadOnlyList<int> PolicyNodes { get; init; }

    /// <summary>What lies where, by node; empty where the kernel does not say.</summary>
    public required IReadOnlyList<NodeBytes> Nodes { get; init; }

    /// <summary>The bytes of pages that do not exist yet.</summary>
    public required long AbsentBytes { get; init; }

    /// <summary>What is not as asked and why, a sentence each; none where all is as asked.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}
