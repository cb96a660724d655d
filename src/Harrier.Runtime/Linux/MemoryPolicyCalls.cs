using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Harrier.Runtime.Memory;

namespace Harrier.Runtime.Linux;

/// <summary>Tells and asks the kernel which memory nodes pages come from. The C library has no functions for these calls.</summary>
/// <remarks>Cold; any thread. Source: mbind(2), get_mempolicy(2), move_pages(2), syscall(2); numbers and constants from
/// asm/unistd_64.h, asm-generic/unistd.h and linux/mempolicy.h. A result is 0 or the error of errno(3).</remarks>
internal static unsafe partial class MemoryPolicyCalls
{
    public const int NotPermitted = 1; // EPERM: a filter of system calls, in a container
    public const int NoSuchNode = 22; // EINVAL
    public const int NoSuchCall = 38; // ENOSYS: a kernel without NUMA

    private const int WordBits = 64;
    private const int Words = NumaConfiguration.NodeLimit / WordBits;
    private const nuint MaskBits = NumaConfiguration.NodeLimit + 1; // the kernel takes one off before it counts

    private const int OfAddress = 1 << 1; // MPOL_F_ADDR
    private const int AllowedMemories = 1 << 2; // MPOL_F_MEMS_ALLOWED
    private const int ModeFlags = (1 << 15) | (1 << 14) | (1 << 13); // MPOL_MODE_FLAGS

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Sets the policy of memory whose pages are not there yet.</summary>
    public static int Bind(void* start, nuint bytes, MemoryPolicy policy, IReadOnlyList<int> nodes)
    {
        ulong* mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        foreach (int node in nodes)
        {
            mask[node / WordBits] |= 1UL << (node % WordBits);
        }

        // MPOL_LOCAL has no nodes: with any the kernel refuses it.
        nint result = Call(IsArm ? 235 : 237, (nint)start, (nint)bytes, (nint)policy, policy == MemoryPolicy.Local ? 0 : (nint)mask, policy == MemoryPolicy.Local ? 0 : (nint)MaskBits, 0);
        return ErrorOf(result);
    }

    /// <summary>Reads the policy of an address back.</summary>
    public static int PolicyOf(void* address, out MemoryPolicy policy, out int[] nodes) => GetPolicy(address, OfAddress, out policy, out nodes);

    /// <summary>Reads the nodes that the process may have memory of.</summary>
    public static int AllowedNodes(out int[] nodes) => GetPolicy(null, AllowedMemories, out _, out nodes);

    /// <summary>Reads the node of each page: below zero the reason why it has none, -2 (ENOENT) for a page that is not there.</summary>
    public static int NodesOf(ReadOnlySpan<nint> pages, Span<int> nodes)
    {
        fixed (nint* page = pages)
        fixed (int* node = nodes)
        {
            return ErrorOf(Call(IsArm ? 239 : 279, 0, pages.Length, (nint)page, 0, (nint)node, 0));
        }
    }

    private static int GetPolicy(void* address, int flags, out MemoryPolicy policy, out int[] nodes)
    {
        int mode = 0;
        ulong* mask = stackalloc ulong[Words]; // all of it is written: MaskBits / 8 bytes, however few nodes there are
        new Span<ulong>(mask, Words).Clear();
        int error = ErrorOf(Call(IsArm ? 236 : 239, (nint)(&mode), (nint)mask, (nint)MaskBits, (nint)address, flags, 0));
        policy = (MemoryPolicy)(mode & ~ModeFlags);
        var set = new List<int>();
        for (int node = 0; node < NumaConfiguration.NodeLimit; node++)
        {
            if ((mask[node / WordBits] >> (node % WordBits) & 1) != 0)
            {
                set.Add(node);
            }
        }

        nodes = [.. set];
        return error;
    }

    private static int ErrorOf(nint result) => result < 0 ? Marshal.GetLastPInvokeError() : 0;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);
}
