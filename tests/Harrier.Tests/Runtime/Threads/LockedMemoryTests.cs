using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Harrier.Runtime.Memory;
using Harrier.Runtime.Threads;
using Harrier.Tests.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Runtime.Threads;

/// <summary>On the real kernel, which has one lock for all memory of the process: no other test runs meanwhile.</summary>
[Collection(Alone)]
public sealed unsafe class LockedMemoryTests
{
    internal const string Alone = "the memory of this process";

    private const long Megabyte = 1 << 20;

    public LockedMemoryTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is locked on Linux.");

    [Fact]
    public void An_arena_that_was_locked_stays_locked_when_threads_unlock_the_rest()
    {
        long before = LockedKilobytes();
        Assert.True(NumaAllocator.TryCreate(new NumaConfiguration { PageSize = PageSize.Plain, IsLocked = true, ArenaBytes = 16 * Megabyte }, out NumaAllocator? allocator, out string fault), fault);
        using (allocator)
        {
            MemoryArena arena = allocator.Arenas[0];
            Assert.SkipUnless(arena.Placement.IsLocked, $"Memory cannot be locked here: {string.Join(' ', arena.Placement.Faults)}");
            using NativeBuffer<byte> first = arena.Allocate<byte>();
            Lock().Dispose();
            Assert.True(arena.ReadPlacement().IsLocked);
            Assert.Equal(16_384, ProcessMaps.Kilobytes(first.Start, "Locked"));
            Assert.Equal(before + 16_384, LockedKilobytes());
        }

        Assert.Equal(before, LockedKilobytes());
    }

    [Fact]
    public void Who_unlocks_leaves_the_memory_locked_for_others_and_does_it_once()
    {
        long before = LockedKilobytes();
        using PinnedThreads first = Lock();
        PinnedThreads second = Lock();
        second.Dispose();
        second.Dispose();
        Assert.InRange(LockedKilobytes(), before + 16_384, long.MaxValue);
        first.Dispose();
        Assert.Equal(before, LockedKilobytes());
    }

    [Fact]
    public void Threads_that_could_not_be_started_leave_nothing_locked()
    {
        long before = LockedKilobytes();
        var thread = AgentThread.Of(new ThreadSettings { Name = "once", IsSpinning = false }, default(EndsAtOnce), new ParkIdle(1));
        PinnedThreads.Start([thread]).Dispose();
        Lock().Dispose(); // or skip
        _ = Assert.Throws<ThreadStateException>(() => PinnedThreads.Start([thread], MemoryLock.IfAllowed));
        Assert.Equal(before, LockedKilobytes());
    }

    private static PinnedThreads Lock()
    {
        var locked = PinnedThreads.Start([], MemoryLock.IfAllowed);
        Assert.SkipUnless(locked.Refusals.Count == 0, $"Memory cannot be locked here: {string.Join(' ', locked.Refusals)}");
        return locked;
    }

    // proc_pid_status(5), VmLck: "VmLck:	    1024 kB"
    private static long LockedKilobytes() => long.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmLck:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    private readonly struct EndsAtOnce : IAgent
    {
        public int DoWork() => IAgent.Done;
    }
}

/// <summary>Tests that change what holds for the whole process.</summary>
[CollectionDefinition(LockedMemoryTests.Alone, DisableParallelization = true)]
public sealed class LockedMemoryAlone;
