using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsCheck;
using Harrier.Runtime.Memory;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Runtime.Memory;

/// <summary>On the real kernel, beside its own listings (smaps, numa_maps). A machine with two nodes is emulated
/// elsewhere: here node 1 is one that is not there.</summary>
public sealed unsafe class NumaAllocatorTests
{
    private const long Megabyte = 1 << 20;

    public NumaAllocatorTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory of a node is taken on Linux.");

    private static int Node => MemoryNodes.Allowed()[0];

    [Theory]
    [InlineData(MemoryPolicy.Bind, "bind:")]
    [InlineData(MemoryPolicy.Preferred, "prefer")] // "prefer (many):" since Linux 5.15 for what mbind was given as one
    [InlineData(MemoryPolicy.Interleave, "interleave:")]
    [InlineData(MemoryPolicy.Local, "local")]
    public void Pages_are_where_the_kernels_own_listing_says(MemoryPolicy policy, string name)
    {
        using NumaAllocator allocator = Create(new NumaConfiguration { Nodes = [Node], Policy = policy, PageSize = PageSize.Plain, ArenaBytes = 8 * Megabyte });
        MemoryPlacement placement = allocator.Arenas[0].Placement;
        Assert.Empty(placement.Faults);
        Assert.Equal([new NodeBytes(Node, 8 * Megabyte)], placement.Nodes);
        Assert.Equal((policy, 0L, 4_096L), (placement.Policy, placement.AbsentBytes, placement.PageBytes));

        using NativeBuffer<byte> first = allocator.Allocate<byte>(Node);
        string map = ProcessMaps.NumaMap(first.Start);
        Assert.Contains($" {name}", map, StringComparison.Ordinal);
        Assert.Contains($" N{Node}=2048 ", map, StringComparison.Ordinal); // 8 MB of 4 KB
    }

    [Fact]
    public void Transparent_huge_pages_are_those_of_smaps()
    {
        Assert.SkipUnless(File.Exists("/sys/kernel/mm/transparent_hugepage/enabled"), "The kernel has no transparent huge pages.");
        using NumaAllocator allocator = Create(new NumaConfiguration { Nodes = [Node], ArenaBytes = 7 * Megabyte });
        MemoryArena arena = allocator.Arenas[0];
        using NativeBuffer<byte> first = allocator.Allocate<byte>(Node);
        Assert.Equal(8 * Megabyte, arena.ByteCount); // whole pages
        Assert.Equal(ProcessMaps.Kilobytes(first.Start, "AnonHugePages") * 1_024, arena.Placement.HugeBytes);
        Assert.Equal(arena.Placement.HugeBytes == arena.ByteCount, arena.Placement.Faults.Count == 0);
    }

    [Fact]
    public void Plain_pages_are_plain_whatever_the_machine_gives_unasked()
    {
        using NumaAllocator allocator = Create(new NumaConfiguration { Nodes = [Node], PageSize = PageSize.Plain, ArenaBytes = 8 * Megabyte });
        using NativeBuffer<byte> first = allocator.Allocate<byte>(Node);
        Assert.Equal(0, ProcessMaps.Kilobytes(first.Start, "AnonHugePages"));
        Assert.Contains(" nh", ProcessMaps.Smaps(first.Start)[^1], StringComparison.Ordinal); // MADV_NOHUGEPAGE
    }

    [Fact]
    public void Untouched_pages_are_absent_until_they_are_written()
    {
        using NumaAllocator allocator = Create(new NumaConfiguration { Nodes = [Node], PageSize = PageSize.Plain, IsTouched = false, ArenaBytes = 4 * Megabyte });
        MemoryArena arena = allocator.Arenas[0];
        Assert.Equal((4 * Megabyte, 0), (arena.Placement.AbsentBytes, arena.Placement.Nodes.Count));
        using NativeBuffer<byte> part = arena.Allocate<byte>(Megabyte);
        part.AsSpan(0, (int)Megabyte).Fill(1);
        MemoryPlacement now = arena.ReadPlacement();
        Assert.Equal(3 * Megabyte, now.AbsentBytes);
        Assert.Equal([new NodeBytes(Node, Megabyte)], now.Nodes);
    }

    [Fact]
    public void A_policy_that_the_kernel_cuts_without_an_error_is_reported_and_refused_by_who_wants_it_whole()
    {
        Assert.SkipUnless(MemoryNodes.Allowed() is [0], "The machine has more nodes than one.");
        // Plain pages: whether the kernel has a huge one free just now is another fault than the one looked at.
        var wanted = new NumaConfiguration { Nodes = [0, 1], Policy = MemoryPolicy.Interleave, PageSize = PageSize.Plain, ArenaBytes = Megabyte };
        using NumaAllocator allocator = Create(wanted);
        MemoryPlacement placement = Assert.Single(allocator.Arenas).Placement;
        Assert.Equal([0], placement.PolicyNodes);
        Assert.Equal("Interleave over nodes 0, 1 was cut to node 0 without an error: this process may have memory of node 0.", Assert.Single(placement.Faults));

        Assert.False(NumaAllocator.TryCreate(wanted with { MayFallBack = false }, out _, out string fault));
        Assert.Equal(placement.Faults[0], fault);
    }

    [Theory]
    [InlineData(MemoryPolicy.Bind)]
    [InlineData(MemoryPolicy.Preferred)]
    [InlineData(MemoryPolicy.Interleave)]
    public void A_node_that_is_not_there_is_refused_with_those_that_are(MemoryPolicy policy)
    {
        Assert.SkipUnless(MemoryNodes.Allowed() is [0], "The machine has more nodes than one.");
        int mappings = File.ReadLines("/proc/self/maps").Count();
        Assert.False(NumaAllocator.TryCreate(new NumaConfiguration { Nodes = [1], Policy = policy }, out NumaAllocator? allocator, out string fault));
        Assert.Null(allocator);
        Assert.StartsWith("mbind to node 1: there is no memory for this process (EINVAL). It may have memory of node 0:", fault, StringComparison.Ordinal);
        Assert.InRange(File.ReadLines("/proc/self/maps").Count(), 0, mappings + 20); // nothing of it is left
    }

    [Fact]
    public void Locked_memory_is_locked_in_the_kernels_count()
    {
        long before = LockedKilobytes();
        using NumaAllocator allocator = Create(new NumaConfiguration { Nodes = [Node], PageSize = PageSize.Plain, IsLocked = true, ArenaBytes = 16 * Megabyte });
        MemoryPlacement placement = allocator.Arenas[0].Placement;
        Assert.SkipUnless(placement.Faults.Count == 0, $"Memory cannot be locked here: {string.Join(' ', placement.Faults)}");
        using NativeBuffer<byte> first = allocator.Allocate<byte>(Node);
        Assert.True(placement.IsLocked);
        Assert.InRange(LockedKilobytes() - before, 16_384, long.MaxValue); // other tests may lock theirs
        Assert.Contains(" lo ", ProcessMaps.Smaps(first.Start)[^1] + " ", StringComparison.Ordinal);
        Assert.Equal(16_384, ProcessMaps.Kilobytes(first.Start, "Locked"));
    }

    [Fact]
    public void Parts_of_an_arena_begin_on_boundaries_are_zero_and_never_overlap() =>
        Gen.Int[1, 40_000].Array[1, 60].Sample(
            lengths =>
            {
                using NumaAllocator allocator = Create(new NumaConfiguration { Nodes = [Node], PageSize = PageSize.Plain, ArenaBytes = Megabyte });
                MemoryArena arena = allocator.Arenas[0];
                var parts = new List<NativeBuffer<byte>>();
                long end = 0;
                foreach (int length in lengths)
                {
                    // The slow twin: the end of the last part, rounded up to 128 by hand.
                    bool hasRoom = end + length <= Megabyte;
                    Assert.Equal(Megabyte - end, arena.FreeBytes);
                    Assert.Equal(hasRoom, arena.TryAllocate(length, out NativeBuffer<byte>? part));
                    if (hasRoom)
                    {
                        Assert.Equal(0, (nint)part!.Start % 128);
                        Assert.True(part.AsSpan(0, length).IndexOfAnyExcept((byte)0) < 0);
                        part.AsSpan(0, length).Fill((byte)(parts.Count + 1));
                        parts.Add(part);
                        end += length % 128 == 0 ? length : length + 128 - (length % 128);
                    }
                }

                for (int at = 0; at < parts.Count; at++)
                {
                    Assert.True(parts[at].AsSpan(0, (int)parts[at].Length).IndexOfAnyExcept((byte)(at + 1)) < 0);
                    parts[at].Dispose();
                }
            },
            iter: 50,
            threads: 1);

    [Fact]
    public void A_full_arena_says_so_and_at_start_with_what_to_raise()
    {
        using NumaAllocator allocator = Create(new NumaConfiguration { Nodes = [Node], PageSize = PageSize.Plain, ArenaBytes = 4_096 });
        MemoryArena arena = allocator.On(Node);
        using NativeBuffer<long> all = allocator.Allocate<long>(Node, 512);
        Assert.False(arena.TryAllocate(1, out NativeBuffer<byte>? none));
        Assert.Null(none);
        Assert.False(arena.TryAllocate(long.MaxValue, out NativeBuffer<long>? _));
        InsufficientMemoryException thrown = Assert.Throws<InsufficientMemoryException>(() => arena.Allocate<long>(2, "orders"));
        Assert.Equal($"The arena on node {Node} has 0 of 4,096 bytes left, and 2 orders take 16. Raise NumaConfiguration.ArenaBytes, or lower the limit of orders.", thrown.Message);
    }

    [Fact]
    public void The_memory_goes_back_with_the_last_part_of_a_disposed_arena()
    {
        NumaAllocator allocator = Create(new NumaConfiguration { Nodes = [Node], PageSize = PageSize.Plain, ArenaBytes = Megabyte });
        MemoryArena arena = allocator.Arenas[0];
        NativeBuffer<long> first = arena.Allocate<long>(10);
        NativeBuffer<long> second = arena.Allocate<long>(10);
        void* start = first.Start;
        allocator.Dispose();
        allocator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => arena.TryAllocate(1, out NativeBuffer<long>? _));
        Assert.Throws<ObjectDisposedException>(() => arena.Allocate<long>());
        Assert.Throws<ObjectDisposedException>(() => arena.ReadPlacement());
        first.Dispose();
        first.Dispose();
        second[9] = 7;
        Assert.NotEmpty(ProcessMaps.Smaps(start));
        second.Dispose();
        Assert.DoesNotContain(ProcessMaps.Smaps(start), line => line.StartsWith("Size:               1024 kB", StringComparison.Ordinal));
    }

    [Fact]
    public void A_thread_that_stays_on_the_node_may_take_strict_memory_of_it()
    {
        Assert.SkipUnless(MemoryNodes.Allowed() is [0], "The machine has more nodes than one, and this thread is not pinned.");
        using NumaAllocator allocator = Create(new NumaConfiguration { ThreadAffinity = ThreadAffinity.Strict, ArenaBytes = 4_096 });
        Assert.Equal(10, allocator.Allocate<int>(0, 10).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => allocator.On(1));
    }

    /// <summary>The rule by itself: a thread that strays from the node takes a second node, which is not here.</summary>
    [Theory]
    [InlineData("2", "2-3", true)]
    [InlineData("2-3", "2-3", true)]
    [InlineData("1-2", "2-3", false)]
    [InlineData("0-3", "2-3", false)]
    [InlineData("0", "", false)]
    [InlineData("", "2-3", false)]
    public void A_thread_that_may_stray_from_the_node_may_not(string thread, string node, bool isAllowed)
    {
        Assert.True(CpuSet.TryParseList(thread, out CpuSet threadCpus) & CpuSet.TryParseList(node, out CpuSet nodeCpus));
        string fault = NumaAllocator.AffinityFault(1, threadCpus, nodeCpus);
        Assert.Equal(isAllowed ? "" : $"The calling thread may run on CPUs {thread}, and node 1 has CPUs {node}. Pin the thread to the node first, or say ThreadAffinity.Relaxed.", fault);
    }

    [Fact]
    public void Bad_configurations_are_refused()
    {
        foreach (NumaConfiguration bad in (NumaConfiguration[])[
            new() { Nodes = [] },
            new() { Nodes = [-1] },
            new() { Nodes = [1_024] },
            new() { Nodes = [0, 0] },
            new() { ArenaBytes = 0 },
            new() { ArenaBytes = long.MaxValue }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => NumaAllocator.TryCreate(bad, out _, out _));
        }
    }

    /// <summary>The example of proc_pid_smaps(5), with a mapping before it and one behind.</summary>
    [Fact]
    public void Smaps_is_read_as_its_manual_page_shows_it()
    {
        const string Text = """
            00200000-00400000 rw-p 00000000 00:00 0
            KernelPageSize:     2048 kB
            AnonHugePages:      9999 kB
            VmFlags: rd wr
            00400000-0048a000 r-xp 00000000 fd:03 960637       /bin/bash
            Size:                552 kB
            Rss:                 460 kB
            AnonHugePages:       512 kB
            KernelPageSize:        4 kB
            MMUPageSize:           4 kB
            VmFlags: rd ex mr mw me lo dw
            0048a000-0048b000 rw-p 00000000 00:00 0
            KernelPageSize:       64 kB
            """;
        Assert.True(MappingFacts.TryRead(new StringReader(Text), 0x400000, 0x8a000, out MappingFacts facts));
        Assert.Equal(new MappingFacts(4_096, 512 << 10, IsLocked: true), facts);
        Assert.False(MappingFacts.TryRead(new StringReader(Text), 0x500000, 0x1000, out _));
    }

    internal static NumaAllocator Create(NumaConfiguration configuration)
    {
        Assert.True(NumaAllocator.TryCreate(configuration, out NumaAllocator? allocator, out string fault), fault);
        return allocator;
    }

    private static long LockedKilobytes() => long.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmLck:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1],
        CultureInfo.InvariantCulture);
}
