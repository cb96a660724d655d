using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using CsCheck;
using Harrier.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Runtime.Memory;

public sealed unsafe class MemoryPoolTests
{
    [Theory]
    [InlineData(1, 64, 64)]
    [InlineData(64, 64, 64)]
    [InlineData(65, 64, 128)]
    [InlineData(56, 128, 128)]
    [InlineData(200, 128, 256)]
    public void Objects_begin_on_boundaries_and_share_no_line(int objectBytes, int alignment, int stride)
    {
        using var pool = new MemoryPool(objectBytes, 10, alignment);
        for (int handle = 0; handle < 10; handle++)
        {
            Span<byte> bytes = pool.BytesOf(handle);
            Assert.Equal(objectBytes, bytes.Length);
            Assert.Equal(0, (nint)Unsafe.AsPointer(ref bytes[0]) % alignment);
            Assert.Equal(stride, pool.StrideBytes);
            bytes.Fill((byte)(handle + 1));
        }

        for (int handle = 0; handle < 10; handle++)
        {
            Assert.True(pool.BytesOf(handle).IndexOfAnyExcept((byte)(handle + 1)) < 0);
        }
    }

    [Fact]
    public void An_empty_pool_says_so_and_has_an_object_again_after_a_return()
    {
        using var pool = new MemoryPool(8, 2);
        Assert.True(pool.TryTake(out int first));
        Assert.True(pool.TryTake(out int second));
        Assert.Equal((0, 1), (first, second));
        Assert.False(pool.TryTake(out int none));
        Assert.Equal(-1, none);
        Assert.True(pool.TryReturn(first));
        Assert.True(pool.TryTake(out int again));
        Assert.Equal(first, again);
        Assert.Equal(new PoolStatistics(Count: 2, Taken: 2, TakenMax: 2, Refusals: 1, BadReturns: 0), pool.Statistics);
    }

    /// <summary>The slow twin: a stack of handles and a set of those that are out.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_takes_and_returns_are_those_of_a_stack(bool isShared) =>
        Gen.Int[-3, 9].Array[0, 200].Sample(
            steps =>
            {
                const int Count = 5;
                using MemoryPool? single = isShared ? null : new MemoryPool(8, Count, isChecked: true);
                using SharedMemoryPool? shared = isShared ? new SharedMemoryPool(8, Count, isChecked: true) : null;
                var free = new Stack<int>([4, 3, 2, 1, 0]);
                var taken = new HashSet<int>();
                int takenMax = 0;
                long refusals = 0;
                long badReturns = 0;
                foreach (int step in steps)
                {
                    if (step > 5)
                    {
                        bool isTaken = single is null ? shared!.TryTake(out int handle) : single.TryTake(out handle);
                        Assert.Equal(free.Count > 0, isTaken);
                        Assert.Equal(free.Count > 0 ? free.Pop() : -1, handle);
                        refusals += isTaken ? 0 : 1;
                        _ = isTaken && taken.Add(handle);
                        takenMax = Math.Max(takenMax, taken.Count);
                    }
                    else
                    {
                        bool isReturned = single is null ? shared!.TryReturn(step) : single.TryReturn(step);
                        Assert.Equal(taken.Remove(step), isReturned);
                        badReturns += isReturned ? 0 : 1;
                        if (isReturned)
                        {
                            free.Push(step);
                        }
                    }

                    PoolStatistics statistics = single?.Statistics ?? shared!.Statistics;
                    Assert.Equal(new PoolStatistics(Count, taken.Count, takenMax, refusals, badReturns), statistics);
                    Assert.Equal(free.Count, statistics.Free);
                }
            },
            threads: 1);

    [Fact]
    public void An_unchecked_pool_takes_back_no_more_than_went_out()
    {
        using var pool = new MemoryPool(8, 3, isChecked: false);
        Assert.True(pool.TryTake(out int handle));
        Assert.False(pool.TryReturn(3));
        Assert.False(pool.TryReturn(-1));
        Assert.True(pool.TryReturn(handle));
        Assert.False(pool.TryReturn(handle));
        Assert.Equal(new PoolStatistics(3, 0, 1, 0, 3), pool.Statistics);
    }

    [Fact]
    public void Typed_objects_are_where_their_handles_say_and_keep_what_was_written()
    {
        using var pool = new ObjectPool<(long Id, double Price)>(100);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(pool.TryTake(out int handle));
            Assert.Equal((0, 0), pool[handle]);
            pool[handle] = (handle, handle / 2.0);
        }

        for (int handle = 0; handle < 100; handle++)
        {
            Assert.Equal((handle, handle / 2.0), pool[handle]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => pool[100]);
        Assert.Throws<ArgumentOutOfRangeException>(() => pool[-1]);
    }

    [Fact]
    public void Taking_and_returning_allocate_nothing_and_neither_does_an_empty_pool()
    {
        using var single = new ObjectPool<long>(2);
        using var shared = new SharedObjectPool<long>(2);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                for (int take = 0; take < 3; take++)
                {
                    _ = single.TryTake(out _);
                    _ = shared.TryTake(out _);
                }

                for (int handle = 0; handle < 3; handle++)
                {
                    _ = single.TryReturn(handle);
                    _ = shared.TryReturn(handle);
                }
            }
        }));
    }

    [Fact]
    public void A_disposed_pool_has_nothing_and_takes_nothing_back()
    {
        var pool = new ObjectPool<long>(2);
        Assert.True(pool.TryTake(out int handle));
        pool.Dispose();
        pool.Dispose();
        Assert.False(pool.TryTake(out _));
        Assert.False(pool.TryReturn(handle));
        Assert.Throws<ArgumentOutOfRangeException>(() => pool[handle]);
    }

    [Theory]
    [InlineData(0, 1, 64)]
    [InlineData(8, 0, 64)]
    [InlineData(8, 1, 32)]
    [InlineData(8, 1, 0)]
    public void Bad_sizes_are_refused(int objectBytes, int count, int alignment)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryPool(objectBytes, count, alignment));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SharedMemoryPool(objectBytes, count, alignment));
    }

    [Fact]
    public void A_shared_pool_has_at_most_what_its_head_can_name() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SharedMemoryPool(1, SharedMemoryPool.CountMax + 1, 64));

    [Fact]
    public void The_pools_have_the_sizes_of_the_guide_and_lie_on_the_node_that_was_named()
    {
        using var pools = new ObjectPools<Made64, Made64, Made64>(new ObjectPoolConfiguration { Alignment = 64 });
        Assert.Equal((10_000, 50_000, 100_000), (pools.Quotes.Count, pools.Orders.Count, pools.MarketData.Count));
        Assert.Null(pools.Placement);

        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory of a node is taken on Linux.");
        int node = MemoryNodes.Allowed()[0];
        using var placed = new ObjectPools<Made64, Made64, Made64>(new ObjectPoolConfiguration { NumaNode = node, IsChecked = true });
        Assert.Equal(node, Assert.Single(placed.Placement!.Nodes).Node);

        // 160,000 objects of 128 bytes, a handle and a mark each; three tables a pool, each rounded up to 128; 2 MB pages.
        Assert.InRange(placed.Placement.ByteCount, 160_000 * (128 + 4 + 1), (160_000 * (128 + 4 + 1)) + (9 * 128) + (2 << 20));
        Assert.True(placed.MarketData.TryTake(out int handle));
        placed.MarketData[handle] = default;
        Assert.Throws<InsufficientMemoryException>(() => new ObjectPools<int, int, int>(new ObjectPoolConfiguration { NumaNode = 1_000 }));
    }

    [InlineArray(8)]
    private struct Made64
    {
        private long _first;
    }
}
