using System;
using Harrier.Runtime.Clocks;
using Xunit;

namespace Harrier.Tests.Runtime.Clocks;

public sealed class CycleClockTests
{
    [Fact]
    public void Time_does_not_run_backward_on_one_thread()
    {
        ulong previous = CycleClock.Now();
        for (int i = 0; i < 1_000_000; i++)
        {
            ulong now = CycleClock.Now();
            Assert.True(now >= previous);
            previous = now;
        }
    }

    [Fact]
    public void A_tick_is_between_a_tenth_of_a_nanosecond_and_a_microsecond() =>
        Assert.InRange(CycleClock.MeasureNanosecondsPerTick(5), 0.1, 1000);

    [Fact]
    public void Reading_allocates_nothing()
    {
        _ = CycleClock.Now();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _ = CycleClock.Now();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
