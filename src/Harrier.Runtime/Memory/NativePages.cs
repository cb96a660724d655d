using System;
using System.Runtime.InteropServices;

namespace Harrier.Runtime.Memory;

/// <summary>Takes zeroed memory from the operating system: the one place that maps any.</summary>
/// <remarks>Constants: Linux mmap(2), mprotect(2), madvise(2) and mlock(2), the same on x86-64 and Arm64. A result that
/// is an error is that of errno(3), 0 for none.</remarks>
internal static unsafe partial class NativePages
{
    public const nuint HugePageBytes = 2 << 20;
    public const nuint GiantPageBytes = 1 << 30;
    public const nuint SmallPageBytes = 4 << 10;

    private const int NoAccess = 0; // PROT_NONE
    private const int ReadAndWrite = 1 | 2; // PROT_READ | PROT_WRITE
    private const int PrivateAnonymous = 0x2 | 0x20; // MAP_PRIVATE | MAP_ANONYMOUS
    private const int Unreserved = 0x4000; // MAP_NORESERVE
    private const int FromPool = 0x40000; // MAP_HUGETLB
    private const int TwoMegabytes = 21 << 26; // MAP_HUGE_2MB
    private const int OneGigabyte = 30 << 26; // MAP_HUGE_1GB
    private const int UseHugePages = 14; // MADV_HUGEPAGE
    private const int UseSmallPages = 15; // MADV_NOHUGEPAGE
    private const int PopulateForWriting = 23; // MADV_POPULATE_WRITE, since Linux 5.14

    /// <summary>The bytes of the pages that hold so many; small tables do not take a huge page each.</summary>
    public static nuint RoundUp(nuint bytes) => RoundUp(bytes, bytes >= HugePageBytes ? HugePageBytes : SmallPageBytes);

    /// <summary>The bytes of the pages that hold so many.</summary>
    public static nuint RoundUp(nuint bytes, nuint pageBytes) => checked((bytes + pageBytes - 1) & ~(pageBytes - 1));

    /// <summary>The bytes of a page; of transparent ones, those of a huge page.</summary>
    public static nuint BytesOf(PageSize size) => size switch
    {
        PageSize.OneGigabyte => GiantPageBytes,
        PageSize.Plain => SmallPageBytes,
        _ => HugePageBytes,
    };

    /// <summary>Takes memory on 2 MiB boundaries; null where the system has none.</summary>
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

    /// <summary>Maps memory on pages of one size and no other; null with the error where the system refuses. Linux.</summary>
    /// <param name="bytes">A multiple of the size.</param>
    /// <param name="size">The pages.</param>
    /// <param name="error">Why not: 12 (ENOMEM) where a pool has too few pages.</param>
    public static void* TryMapOn(nuint bytes, PageSize size, out int error) => size switch
    {
        PageSize.OneGigabyte => TryMapFromPool(bytes, OneGigabyte, out error),
        PageSize.TwoMegabytes => TryMapFromPool(bytes, TwoMegabytes, out error),
        _ => TryMapGuarded(bytes, size, out error),
    };

    /// <summary>Gives back what <see cref="TryMapOn"/> mapped.</summary>
    public static void UnmapFrom(void* start, nuint bytes, PageSize size)
    {
        nuint guard = size > PageSize.Transparent ? 0 : SmallPageBytes;
        _ = Unmap((byte*)start - guard, checked(bytes + (2 * guard)));
    }

    /// <summary>Makes every page be there. A pool without a free page is error 14 (EFAULT), where a write would end the
    /// process. Error 22 (EINVAL): the kernel is older than 5.14.</summary>
    public static int Populate(void* start, nuint bytes) => Advise(start, bytes, PopulateForWriting) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Locks pages into RAM. Error 12 (ENOMEM) or 1 (EPERM): more than RLIMIT_MEMLOCK without CAP_IPC_LOCK.</summary>
    public static int Lock(void* start, nuint bytes) => LockPages(start, bytes) == 0 ? 0 : Marshal.GetLastPInvokeError();

    // mmap aligns to small pages alone: take one huge page more, and give back what is before and behind the boundary.
    private static void* TryMap(nuint bytes)
    {
        nuint alignment = bytes >= HugePageBytes ? HugePageBytes : SmallPageBytes;
        nuint takenBytes = checked(bytes + alignment - SmallPageBytes);
        nint taken = Map(null, takenBytes, ReadAndWrite, PrivateAnonymous | Unreserved, -1, 0);
        if (taken == -1)
        {
            return null;
        }

        nuint first = checked((nuint)taken);
        nuint start = RoundUp(first, alignment);
        UnmapSome(first, checked(start - first));
        UnmapSome(checked(start + bytes), checked(first + takenBytes - start - bytes));
        if (alignment == HugePageBytes)
        {
            _ = Advise((void*)start, bytes, UseHugePages); // refused where the kernel has none: slower, not wrong
        }

        return (void*)start;
    }

    // Without MAP_NORESERVE: the pages are set aside now, or the call fails.
    private static void* TryMapFromPool(nuint bytes, int size, out int error)
    {
        nint taken = Map(null, bytes, ReadAndWrite, PrivateAnonymous | FromPool | size, -1, 0);
        error = taken == -1 ? Marshal.GetLastPInvokeError() : 0;
        return taken == -1 ? null : (void*)taken;
    }

    // An untouchable page on either side keeps the kernel from joining the mapping with its neighbour, so that what smaps
    // says of it is about nothing else.
    private static void* TryMapGuarded(nuint bytes, PageSize size, out int error)
    {
        nuint alignment = BytesOf(size);
        nuint takenBytes = checked(bytes + alignment + (2 * SmallPageBytes));
        nint taken = Map(null, takenBytes, NoAccess, PrivateAnonymous, -1, 0);
        if (taken == -1)
        {
            error = Marshal.GetLastPInvokeError();
            return null;
        }

        nuint first = checked((nuint)taken);
        nuint start = RoundUp(checked(first + SmallPageBytes), alignment);
        nuint end = checked(start + bytes + SmallPageBytes);
        UnmapSome(first, checked(start - SmallPageBytes - first));
        UnmapSome(end, checked(first + takenBytes - end));
        if (Protect((void*)start, bytes, ReadAndWrite) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            UnmapFrom((void*)start, bytes, size);
            return null;
        }

        // Refused where the kernel has no transparent huge pages: what the memory lies on is read back.
        _ = Advise((void*)start, bytes, size == PageSize.Transparent ? UseHugePages : UseSmallPages);
        error = 0;
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

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int Advise(void* address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "mlock", SetLastError = true)]
    private static partial int LockPages(void* address, nuint length);
}
