using System;
using System.IO;
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
    public void Two_calibrations_agree_within_what_both_leave_open()
    {
        ClockCalibration one = CycleClock.Calibrate(5);
        ClockCalibration other = CycleClock.Calibrate(20);
        Assert.InRange(one.NanosecondsPerTick, 0.1, 1000);

        // The kernel steers its clock by 500 parts in a million at most (adjtimex(2)), and may begin to between the two.
        double open = one.ErrorBound + other.ErrorBound + 1000e-6;
        Assert.InRange(one.NanosecondsPerTick / other.NanosecondsPerTick, 1 - open, 1 + open);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_calibration_takes_1_to_10000_milliseconds(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CycleClock.Calibrate(milliseconds));

    [Theory]
    [InlineData("tsc kvm-clock \n", false)]
    [InlineData("kvm-clock tsc\n", false)]
    [InlineData("kvm-clock acpi_pm \n", true)]
    [InlineData("hpet acpi_pm\n", true)]
    [InlineData("tsc-early hpet\n", true)]
    [InlineData("", false)] // the file cannot be read: the processor's word counts
    public void A_counter_that_the_kernel_took_off_its_list_is_not_trusted(string available, bool isDistrusted) =>
        Assert.Equal(isDistrusted, CycleClock.IsDistrusted(available));

    [Fact]
    public void What_is_read_here_is_what_kernel_and_processor_allow()
    {
        const string Available = "/sys/devices/system/clocksource/clocksource0/available_clocksource";
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Available), "The kernel says nothing of its clock sources here.");

        // nonstop_tsc is the kernel's name for the bit of CPUID that says "invariant".
        bool isClock = File.ReadAllText("/proc/cpuinfo").Contains(" nonstop_tsc ", StringComparison.Ordinal)
            && Array.IndexOf(File.ReadAllText(Available).Split(' ', '\n'), "tsc") >= 0;
        Assert.Equal(isClock, CycleClock.IsTimeStampCounter);
        Assert.Equal(isClock, CycleClock.WhyNoCounter.Length == 0);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        Assert.Equal(0, Allocation.OfSecondRun(static () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _ = CycleClock.Now();
            }
        }));
    }
}
