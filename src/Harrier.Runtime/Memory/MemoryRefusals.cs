using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using Harrier.Runtime.Linux;

namespace Harrier.Runtime.Memory;

/// <summary>What the kernel refused, why, and what to do about it, in a sentence each.</summary>
internal static class MemoryRefusals
{
    public const int OutOfMemory = 12; // ENOMEM
    public const int BadAddress = 14; // EFAULT
    public const int UnknownAdvice = 22; // EINVAL

    public static string OfMapping(nuint bytes, int error) => string.Create(
        CultureInfo.InvariantCulture,
        $"mmap of {bytes:N0} bytes: {Reason(error)}. Lower the size of the arena, or raise the memory limit of the process.");

    public static string OfTouching(nuint bytes, IReadOnlyList<int> nodes, int error) => string.Create(
        CultureInfo.InvariantCulture,
        $"Touching {bytes:N0} bytes on node {List(nodes)}: {Reason(error)}. Lower the size of the arena.");

    public static string OfPool(PageSize size, nuint bytes, IReadOnlyList<int> nodes, int error)
    {
        string name = size == PageSize.OneGigabyte ? "1 GB" : "2 MB";
        if (error is not (OutOfMemory or BadAddress))
        {
            string cause = error == UnknownAdvice ? "the processor or the kernel has no such pages, or the kernel is older than 5.14 and cannot make sure that they are there" : Reason(error);
            return $"Pages of {name} are refused: {cause}.";
        }

        var free = new List<string>();
        foreach (int node in nodes)
        {
            free.Add(string.Create(CultureInfo.InvariantCulture, $"node {node} has {MemoryNodes.FreePages(node, size) ?? 0:N0} free"));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Pages of {name} cannot be had: {bytes / NativePages.BytesOf(size):N0} wanted, {string.Join(", ", free)}. Reserve them, what others use on top, in {MemoryNodes.PoolOf(nodes[0], size)}/nr_hugepages, and read it back: the kernel may grant fewer.");
    }

    public static string OfPolicy(IReadOnlyList<int> nodes, int error) => error switch
    {
        MemoryPolicyCalls.NoSuchNode => $"mbind to node {List(nodes)}: there is no memory for this process (EINVAL). It may have memory of node {List(MemoryNodes.Allowed())}: see Mems_allowed_list of /proc/self/status and /sys/devices/system/node/has_memory.",
        MemoryPolicyCalls.NotPermitted => $"mbind to node {List(nodes)} is forbidden (EPERM): a container's filter of system calls allows it with CAP_SYS_NICE.",
        MemoryPolicyCalls.NoSuchCall => $"mbind to node {List(nodes)}: this kernel was built without memory policies (ENOSYS).",
        _ => $"mbind to node {List(nodes)}: {Reason(error)}.",
    };

    public static string OfLocking(nuint bytes, int error) => string.Create(
        CultureInfo.InvariantCulture,
        $"mlock of {bytes:N0} bytes: {Reason(error)}. 'Max locked memory' of /proc/self/limits is {LockLimit()}, and the process has no CAP_IPC_LOCK. Raise it: LimitMEMLOCK=infinity in the unit, --ulimit memlock=-1 for a container.");

    public static string Reason(int error) => string.Create(CultureInfo.InvariantCulture, $"{Marshal.GetPInvokeErrorMessage(error)} (error {error})");

    public static string List(IReadOnlyList<int> nodes) => nodes.Count == 0 ? "none" : string.Join(", ", nodes);

    private static string LockLimit()
    {
        // "Max locked memory         8388608              8388608              bytes"
        foreach (string line in MemoryNodes.TextOf("/proc/self/limits").Split('\n'))
        {
            if (line.StartsWith("Max locked memory", StringComparison.Ordinal))
            {
                return line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] + " bytes";
            }
        }

        return "not known";
    }
}
