using System;
using System.Diagnostics;
using Harrier.Runtime.Clocks;
using Xunit;

namespace Harrier.Tests.Runtime.Clocks;

public sealed class NanosecondClockTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void It_stays_with_CLOCK_MONOTONIC()
    {
        Assert.SkipUnless(Stopwatch.Frequency == Second, "Stopwatch does not count nanoseconds of CLOCK_MONOTONIC here.");
        ClockCalibration calibration = CycleClock.Calibrate(20);
        long start = Stopwatch.GetTimestamp();
        var clock = new NanosecondClock(calibration);
        for (int reading = 0; reading < 10_000; reading++)
        {
            long before = Stopwatch.GetTimestamp();
            long now = clock.Now();
            long after = Stopwatch.GetTimestamp();

            // 1,000 parts in a million is twice what the kernel steers; a microsecond is many times a pair of readings.
            double open = ((after - start) * (calibration.ErrorBound + 1000e-6)) + 1_000;
            Assert.InRange(now, before - open, after + open);
        }

        Assert.Equal(CycleClock.IsTimeStampCounter, clock.Check());
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(-400, true)]
    [InlineData(600, false)] // the kernel steers by 500 parts in a million at most, so this is no clock
    [InlineData(-600, false)]
    [InlineData(1_000_000, false)]
    public void A_counter_that_drifts_beyond_what_the_kernel_may_steer_is_given_up(int partsInAMillion, bool isKept)
    {
        Assert.SkipUnless(CycleClock.IsTimeStampCounter && Stopwatch.Frequency == Second, "There is no time-stamp counter to give up.");
        var calibration = new ClockCalibration(0.5, 0, "made");
        var clock = new NanosecondClock(calibration);

        // In 10 s by the system's clock, what the counter would show: two ticks a nanosecond, and the drift.
        long ticks = 2 * ((10 * Second) + (10 * (Second / 1_000_000) * partsInAMillion));
        var now = new ClockPair(clock.Start.Ticks + (ulong)ticks, clock.Start.SystemTicks + (10 * Second), 100);
        Assert.Equal(isKept, clock.Check(now));
        Assert.Equal(!isKept, clock.IsFallback);
        Assert.Equal(isKept, clock.FallbackReason.Length == 0);
        if (!isKept)
        {
            Assert.StartsWith("In 10,000,000,000 ns of CLOCK_MONOTONIC the time-stamp counter went ", clock.FallbackReason, StringComparison.Ordinal);
            long before = Stopwatch.GetTimestamp();
            Assert.InRange(clock.Now(), before, Stopwatch.GetTimestamp());
            Assert.False(clock.Check()); // for good
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var clock = new NanosecondClock(CycleClock.Calibrate(1));
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _ = clock.Now();
            }
        }));
    }
}
