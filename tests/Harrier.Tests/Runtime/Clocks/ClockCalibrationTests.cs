using System;
using System.Numerics;
using CsCheck;
using Harrier.Runtime.Clocks;
using Xunit;

namespace Harrier.Tests.Runtime.Clocks;

public sealed class ClockCalibrationTests
{
    [Theory]
    [InlineData(0.5, 0, 0)]
    [InlineData(0.5, 1, 0)] // rounded down
    [InlineData(0.5, 3, 1)]
    [InlineData(0.5, ulong.MaxValue, long.MaxValue)] // (2^64 - 1) / 2, rounded down, is 2^63 - 1
    [InlineData(1, ulong.MaxValue, ulong.MaxValue)]
    [InlineData(40, 25, 1000)] // a counter of 25 MHz
    [InlineData(10_000, 1_844_674_407_370_955, 18_446_744_073_709_550_000)] // the last below 2^64
    public void Ticks_become_nanoseconds(double nanosecondsPerTick, ulong ticks, ulong nanoseconds) =>
        Assert.Equal(nanoseconds, new ClockCalibration(nanosecondsPerTick, 0, "").ToNanoseconds(ticks));

    [Theory]
    [InlineData(2, 1UL << 63)] // 2^64
    [InlineData(10_000, 1_844_674_407_370_956)]
    [InlineData(10_000, ulong.MaxValue)]
    public void What_does_not_fit_is_an_error_and_never_wraps(double nanosecondsPerTick, ulong ticks) =>
        Assert.Throws<OverflowException>(() => new ClockCalibration(nanosecondsPerTick, 0, "").ToNanoseconds(ticks));

    [Fact]
    public void Ticks_become_what_exact_arithmetic_makes_of_them() =>
        Gen.Select(Gen.Double[0.1, 10_000], Gen.ULong).Sample((nanosecondsPerTick, ticks) =>
        {
            // The twin: a double is an integer over a power of two, and integers of any length do the rest.
            BigInteger scaled = new BigInteger(ticks) * new BigInteger(Math.ScaleB(nanosecondsPerTick, 60));
            var exact = BigInteger.Divide(scaled, BigInteger.Pow(2, 60));
            var calibration = new ClockCalibration(nanosecondsPerTick, 0, "");
            if (exact > ulong.MaxValue - (BigInteger.One << 20))
            {
                return; // near the end either side may be out of range
            }

            // The multiplier is rounded to 2^-49 of a nanosecond a tick.
            BigInteger allowed = 1 + (new BigInteger(ticks) >> 49);
            Assert.True(BigInteger.Abs(exact - calibration.ToNanoseconds(ticks)) <= allowed, $"{exact} against {calibration.ToNanoseconds(ticks)}");
        });

    [Fact]
    public void Nanoseconds_become_ticks_and_come_back() =>
        Gen.Select(Gen.Double[0.1, 10_000], Gen.ULong[0, 1UL << 52]).Sample((nanosecondsPerTick, nanoseconds) =>
        {
            var calibration = new ClockCalibration(nanosecondsPerTick, 0, "");
            double back = calibration.ToNanoseconds(calibration.ToTicks(nanoseconds));
            Assert.InRange(back, nanoseconds - (nanosecondsPerTick / 2) - 2, nanoseconds + (nanosecondsPerTick / 2) + 2); // half a tick, and two roundings
        });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    [InlineData(double.NaN)]
    public void A_tick_is_above_0_and_at_most_10000_nanoseconds(double nanosecondsPerTick) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClockCalibration(nanosecondsPerTick, 0, ""));
}
