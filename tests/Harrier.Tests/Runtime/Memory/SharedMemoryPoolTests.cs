using System;
using System.Threading;
using Harrier.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Runtime.Memory;

/// <summary>Real threads on the real pool. Every order of accesses is in <see cref="SharedFreeListTests"/>.</summary>
public sealed class SharedMemoryPoolTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_object_has_two_owners_and_none_is_lost(bool isChecked)
    {
        const int Threads = 4;
        const int Objects = 6; // fewer than the threads want, so that the list is empty again and again
        const int Rounds = 500_000;
        using var pool = new SharedObjectPool<long>(Objects, isChecked: isChecked);
        long faults = 0;
        void Run(long owner)
        {
            Span<int> held = stackalloc int[2];
            for (int round = 0; round < Rounds; round++)
            {
                int count = 0;
                while (count < held.Length && pool.TryTake(out held[count]))
                {
                    // The mark of the last owner was taken off before the object came back.
                    _ = Interlocked.CompareExchange(ref pool[held[count]], owner, 0) == 0 ? 0 : Interlocked.Increment(ref faults);
                    count++;
                }

                while (count > 0)
                {
                    count--;
                    if (Interlocked.CompareExchange(ref pool[held[count]], 0, owner) != owner || !pool.TryReturn(held[count]))
                    {
                        _ = Interlocked.Increment(ref faults);
                    }
                }
            }
        }

        var threads = new Thread[Threads];
        for (int at = 0; at < Threads; at++)
        {
            long owner = at + 1;
            threads[at] = new Thread(() => Run(owner));
        }

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(0, faults);
        Assert.Equal((0, Objects, 0L), (pool.Statistics.Taken, pool.Statistics.Free, pool.Statistics.BadReturns));
        Assert.InRange(pool.Statistics.TakenMax, 2, Objects);
        for (int handle = 0; handle < Objects; handle++)
        {
            Assert.True(pool.TryTake(out _));
        }

        Assert.False(pool.TryTake(out _));
    }

    [Fact]
    public void Of_threads_that_return_the_same_object_at_once_one_succeeds()
    {
        using var pool = new SharedObjectPool<long>(2, isChecked: true);
        for (int round = 0; round < 500; round++)
        {
            Assert.True(pool.TryTake(out int handle));
            int returned = 0;
            Thread[] threads = [new(Return), new(Return)];
            void Return() => _ = pool.TryReturn(handle) ? Interlocked.Increment(ref returned) : 0;
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.Equal(1, returned);
        }

        Assert.Equal(new PoolStatistics(2, 0, 1, 0, 500), pool.Statistics);
    }
}
