using System;
using System.Globalization;
using System.IO;
using Harrier.Host.Settings.Catalogue;
using Harrier.Market.Books;
using Harrier.Runtime.Memory;
using Harrier.Tests.Host.Changes;
using Xunit;

namespace Harrier.Tests.Runtime.Memory;

/// <summary>Huge pages of the real kernel, reserved, used, seen and given back.</summary>
[Collection(ThisMachineTests.Collection)]
public sealed unsafe class HugePageTests : IDisposable
{
    private const string Pool = "/sys/devices/system/node/node0/hugepages/hugepages-2048kB";
    private const string GiantPool = "/sys/devices/system/node/node0/hugepages/hugepages-1048576kB";
    private const long HugePage = 2 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-pages-").FullName;
    private readonly string _found;

    public HugePageTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists($"{Pool}/nr_hugepages"), "Huge pages are reserved on Linux, as root, where the kernel has them by node.");
        _found = File.ReadAllText($"{Pool}/nr_hugepages");
    }

    public void Dispose()
    {
        if (_found is not null)
        {
            File.WriteAllText($"{Pool}/nr_hugepages", _found);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Reserved_pages_are_used_are_seen_in_smaps_and_are_given_back()
    {
        Reserve(32);
        long free = Free();
        using (NumaAllocator allocator = NumaAllocatorTests.Create(new NumaConfiguration { PageSize = PageSize.TwoMegabytes, IsLocked = true, ArenaBytes = (16 * HugePage) - 5 }))
        {
            MemoryPlacement placement = allocator.Arenas[0].Placement;
            Assert.Empty(placement.Faults);
            Assert.Equal((PageSize.TwoMegabytes, HugePage, 16 * HugePage), (placement.PageSize, placement.PageBytes, placement.HugeBytes));
            Assert.Equal([new NodeBytes(0, 16 * HugePage)], placement.Nodes);
            Assert.True(placement.IsLocked);
            Assert.Equal(free - 16, Free());

            using NativeBuffer<byte> first = allocator.Allocate<byte>(0);
            Assert.Equal(2_048, ProcessMaps.Kilobytes(first.Start, "KernelPageSize"));
            Assert.Equal(16 * 2_048, ProcessMaps.Kilobytes(first.Start, "Private_Hugetlb"));
            string map = ProcessMaps.NumaMap(first.Start);
            Assert.Contains(" bind:0 ", map, StringComparison.Ordinal);
            Assert.Contains(" huge ", map, StringComparison.Ordinal);
            Assert.Contains(" N0=16 ", map, StringComparison.Ordinal);
        }

        Assert.Equal(free, Free());
    }

    [Fact]
    public void A_pool_that_is_too_small_falls_back_and_says_so_or_stops()
    {
        Reserve(8);
        long free = Free();
        var wanted = new NumaConfiguration { PageSize = PageSize.OneGigabyte, ArenaBytes = (free + 1) * HugePage };
        using (NumaAllocator allocator = NumaAllocatorTests.Create(wanted))
        {
            MemoryPlacement placement = allocator.Arenas[0].Placement;
            Assert.InRange(placement.PageSize, PageSize.Plain, PageSize.Transparent);
            Assert.StartsWith("Pages of 1 GB cannot be had: 1 wanted, node 0 has 0 free.", placement.Faults[0], StringComparison.Ordinal);
            Assert.StartsWith($"Pages of 2 MB cannot be had: {free + 1} wanted, node 0 has {free} free.", placement.Faults[1], StringComparison.Ordinal);
        }

        Assert.False(NumaAllocator.TryCreate(wanted with { MayFallBack = false, PageSize = PageSize.TwoMegabytes }, out _, out string fault));
        Assert.Contains($"{Pool}/nr_hugepages", fault, StringComparison.Ordinal);
        Assert.Equal(free, Free());
    }

    [Fact]
    public void Without_transparent_huge_pages_the_memory_is_plain_and_the_file_that_says_so_is_named()
    {
        const string Enabled = "/sys/kernel/mm/transparent_hugepage/enabled";
        string before = File.ReadAllText(Enabled).Split('[', ']')[1];
        try
        {
            File.WriteAllText(Enabled, "never");
            using NumaAllocator allocator = NumaAllocatorTests.Create(new NumaConfiguration { ArenaBytes = HugePage });
            MemoryPlacement placement = allocator.Arenas[0].Placement;
            Assert.Equal((PageSize.Plain, 0L), (placement.PageSize, placement.HugeBytes));
            Assert.Equal($"2,097,152 of 2,097,152 bytes lie on pages of 4 kB: {Enabled} is 'always madvise [never]'. Write madvise into it.", Assert.Single(placement.Faults));
        }
        finally
        {
            File.WriteAllText(Enabled, before);
        }
    }

    [Fact]
    public void A_page_of_one_gigabyte_is_one_page()
    {
        Assert.SkipUnless(File.Exists($"{GiantPool}/nr_hugepages"), "The processor has no pages of 1 GB.");
        string before = File.ReadAllText($"{GiantPool}/nr_hugepages");
        try
        {
            File.WriteAllText($"{GiantPool}/nr_hugepages", (Number($"{GiantPool}/nr_hugepages") + 1).ToString(CultureInfo.InvariantCulture));
            Assert.SkipUnless(Number($"{GiantPool}/free_hugepages") > 0, "The kernel grants no page of 1 GB now.");
            using NumaAllocator allocator = NumaAllocatorTests.Create(new NumaConfiguration { PageSize = PageSize.OneGigabyte, ArenaBytes = 1_000_000 });
            MemoryPlacement placement = allocator.Arenas[0].Placement;
            Assert.Empty(placement.Faults);
            Assert.Equal((1L << 30, 1L << 30), (placement.PageBytes, placement.ByteCount));
            Assert.Equal([new NodeBytes(0, 1L << 30)], placement.Nodes);
        }
        finally
        {
            File.WriteAllText($"{GiantPool}/nr_hugepages", before);
        }
    }

    [Fact]
    public void The_host_tool_reserves_what_the_engines_arenas_need_and_puts_back_what_it_found()
    {
        string journal = Path.Combine(_folder, "host.journal");
        Assert.Equal(0, HarrierProcess.Run("host", "apply", "mem.huge2m", "--yes", "--journal", journal));
        Assert.InRange(Number($"{Pool}/nr_hugepages"), MemorySettings.ArenaPages, long.MaxValue);
        Assert.Equal(0, HarrierProcess.Run("host", "check", "mem.huge2m"));
        Assert.Equal(0, HarrierProcess.Run("host", "memory", "--pages", "2m", "--megabytes", "512", "--lock"));
        Assert.Equal(0, HarrierProcess.Run("host", "rollback", "--journal", journal));
        Assert.Equal(_found, File.ReadAllText($"{Pool}/nr_hugepages"));
    }

    [Fact]
    public void What_it_reserves_holds_the_books_of_a_session_at_its_default_limits_and_the_pools()
    {
        var books = new OrderBookLimits { Instruments = 64, Orders = 2_000_000 }; // Limits:BookOrders
        const long PooledBytes = (10_000L + 50_000 + 100_000) * (128 + 4);
        Assert.InRange(books.ArenaBytes + PooledBytes, MemorySettings.ArenaPages * HugePage / 2, MemorySettings.ArenaPages * HugePage);
    }

    private static void Reserve(int pages)
    {
        File.WriteAllText($"{Pool}/nr_hugepages", (Number($"{Pool}/nr_hugepages") - Free() + pages).ToString(CultureInfo.InvariantCulture));
        Assert.SkipUnless(Free() == pages, $"{pages} huge pages were asked for and {Free()} granted.");
    }

    private static long Free() => Number($"{Pool}/free_hugepages");

    private static long Number(string path) => long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);
}
