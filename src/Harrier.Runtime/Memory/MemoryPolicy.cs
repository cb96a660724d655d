namespace Harrier.Runtime.Memory;

/// <summary>Which memory nodes the pages of an arena come from.</summary>
/// <remarks>Source: mbind(2). The values are those of linux/mempolicy.h.</remarks>
public enum MemoryPolicy
{
    /// <summary>From its node, and from others where it is full (MPOL_PREFERRED).</summary>
    Preferred = 1,

    /// <summary>From its node alone (MPOL_BIND). Where the node is full the kernel ends a process of its choice, perhaps
    /// this one: take arenas at start, when there is room.</summary>
    Bind = 2,

    /// <summary>From all nodes by turns (MPOL_INTERLEAVE): bandwidth of all of them, and the latency of the far ones.</summary>
    Interleave = 3,

    /// <summary>From the node that the thread runs on that touches a page first (MPOL_LOCAL).</summary>
    Local = 4,
}
