using System;
using System.Runtime.InteropServices;

namespace Harrier.Runtime.Memory;

/// <summary>Takes zeroed memory on 2 MiB boundaries from the operating system.</summary>
/// <remarks>Constants: Linux mmap(2) and madvise(2), the same on x86-64 and Arm64.</remarks>
internal static unsafe partial class NativePages
{
    public const nuint HugePageBytes = 2 << 20;
    public const nuint SmallPageBytes = 4 << 10;

    private const int ReadAndWrite = 1 | 2; // PROT_READ | PROT_WRITE
    private const int PrivateAnonymous = 0x2 | 0x20 | 0x4000; // MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    private const int UseHugePages = 14; // MADV_HUGEPAGE

    /// <summary>The bytes of the pages that hold so many; small tables do not take a huge page each.</summary>
    public static nuint RoundUp(nuint bytes)
    {
        nuint page = bytes >= HugePageBytes ? HugePageBytes : SmallPageBytes;
        return checked((bytes + page - 1) & ~(page - 1));
    }

    /// <summary>Takes memory; null where the system has none.</summary>
    public static void* TryTake(nuint bytes) => OperatingSystem.IsLinux() ? TryMap(bytes) : TryAllocate(bytes);

    public static void GiveBack(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Unmap(start, bytes);
        }
        else
        {
            NativeMemory.AlignedFree(start);
        }
    }

    // mmap aligns to small pages alone: take one huge page more, and give back what is before and behind the boundary.
    private static void* TryMap(nuint bytes)
    {
        nuint alignment = bytes >= HugePageBytes ? HugePageBytes : SmallPageBytes;
        nuint takenBytes = checked(bytes + alignment - SmallPageBytes);
        nint taken = Map(null, takenBytes, ReadAndWrite, PrivateAnonymous, -1, 0);
        if (taken == -1)
        {
            return null;
        }

        nuint first = checked((nuint)taken);
        nuint start = checked((first + alignment - 1) & ~(alignment - 1));
        UnmapSome(first, checked(start - first));
        UnmapSome(checked(start + bytes), checked(first + takenBytes - start - bytes));
        if (alignment == HugePageBytes)
        {
            _ = Advise((void*)start, bytes, UseHugePages); // refused where the kernel has none: slower, not wrong
        }

        return (void*)start;
    }

    private static void UnmapSome(nuint start, nuint bytes)
    {
        if (bytes > 0)
        {
            _ = Unmap((void*)start, bytes);
        }
    }

    private static void* TryAllocate(nuint bytes)
    {
        try
        {
            void* start = NativeMemory.AlignedAlloc(bytes, bytes >= HugePageBytes ? HugePageBytes : SmallPageBytes);
            NativeMemory.Clear(start, bytes);
            return start;
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
