using System;
using System.Diagnostics;
using Harrier.Runtime.Clocks;
using Harrier.Runtime.Metrics;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Runtime.Metrics;

/// <summary>The probe, stepped by hand.</summary>
public sealed class JitterProbeTests
{
    private static readonly ClockCalibration Calibration = CycleClock.Calibrate(5);

    [Fact]
    public void It_looks_for_the_stated_time_and_every_reading_is_counted()
    {
        var probe = new JitterProbe(Calibration, 3_000_000, 1_000);
        Assert.Equal((0L, 0UL), (probe.Gaps.Count, probe.ElapsedNanoseconds)); // the run that warms up does not count
        long readings = 0;
        int duties = 1;
        for (int work = probe.DoWork(); work != IAgent.Done; work = probe.DoWork())
        {
            readings += work;
            duties++;
        }

        Assert.True(probe.ElapsedNanoseconds >= 3_000_000 - 1);
        Assert.Equal(readings / Math.Max(1, duties - 1) * duties, probe.Gaps.Count);
    }

    [Fact]
    public void The_gaps_add_up_to_the_time()
    {
        JitterProbe probe = Finished();
        double least = 0;
        double most = 0;
        for (int at = probe.Gaps.NextBucket(0, out ulong lower, out ulong upper, out long count); at >= 0; at = probe.Gaps.NextBucket(at + 1, out lower, out upper, out count))
        {
            least += (double)lower * count;
            most += (double)upper * count;
        }

        double ticks = probe.ElapsedNanoseconds / Calibration.NanosecondsPerTick;
        Assert.InRange(ticks, least - 10, most + 10); // nanoseconds are rounded down
    }

    [Fact]
    public void What_is_lost_is_the_sum_of_the_gaps_above_the_threshold()
    {
        const long Threshold = 500;
        JitterProbe probe = Finished(Threshold);
        ulong threshold = Calibration.ToTicks(Threshold);
        long above = 0;
        long perhapsAbove = 0;
        for (int at = probe.Gaps.NextBucket(0, out ulong lower, out ulong upper, out long count); at >= 0; at = probe.Gaps.NextBucket(at + 1, out lower, out upper, out count))
        {
            above += lower > threshold ? count : 0;
            perhapsAbove += upper > threshold ? count : 0;
        }

        Assert.InRange(probe.LongGaps, above, perhapsAbove);
        Assert.True(probe.LostNanoseconds >= (ulong)(probe.LongGaps * (Threshold - 1)));
        Assert.True(probe.LostNanoseconds <= probe.ElapsedNanoseconds);
        double rounding = 2.0 / probe.ElapsedNanoseconds; // both are rounded down to whole nanoseconds
        Assert.Equal((double)probe.LostNanoseconds / probe.ElapsedNanoseconds, probe.LostShare, rounding);
    }

    [Fact]
    public void A_pause_between_two_readings_is_seen_whole()
    {
        var probe = new JitterProbe(Calibration, 1_000_000_000, 1_000_000);
        _ = probe.DoWork();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(5))
        {
        }

        _ = probe.DoWork();
        double seen = 5e6 * (1 - Calibration.ErrorBound - 500e-6);
        Assert.True(probe.NanosecondsAt(1) >= seen, $"{probe.NanosecondsAt(1)} ns of 5 ms");
        Assert.True(probe.LongGaps >= 1 && probe.LostNanoseconds >= seen);
    }

    [Fact]
    public void Looking_allocates_nothing()
    {
        var probe = new JitterProbe(Calibration, 1_000_000_000, 1_000);
        Assert.Equal(0, Allocation.OfSecondRun(() => _ = probe.DoWork()));
    }

    private static JitterProbe Finished(long threshold = 1_000)
    {
        var probe = new JitterProbe(Calibration, 2_000_000, threshold);
        while (probe.DoWork() != IAgent.Done)
        {
        }

        return probe;
    }
}
