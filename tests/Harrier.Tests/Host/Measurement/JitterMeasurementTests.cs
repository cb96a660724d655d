using System;
using System.IO;
using System.Linq;
using System.Text;
using Harrier.Host.Measurement;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Measurement;

public sealed class JitterMeasurementTests
{
    private static readonly CpuSet LastCpu = CpuSet.Of(Environment.ProcessorCount - 1);

    [Fact]
    public void Each_round_looks_at_each_cpu_for_its_time_and_allocates_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Threads are pinned on Linux.");
        var measurement = JitterMeasurement.Run(new JitterSettings { Cpus = LastCpu, Seconds = 0.02, Rounds = 3 });
        Assert.Empty(measurement.Refusals);
        Assert.Equal([1, 2, 3], measurement.Rounds.Select(round => round.Number));
        Assert.Equal(LastCpu, measurement.MeasuredCpus);
        foreach (JitterRound round in measurement.Rounds)
        {
            Assert.Equal(0, round.AllocatedBytes);
            Assert.True(round.ElapsedNanoseconds >= 19_999_999, $"{round.ElapsedNanoseconds} ns of 0.02 s");
            Assert.Equal(round.Readings, round.Buckets.Sum(bucket => bucket.Count));
            Assert.True(round.P50 <= round.P99 && round.P99 <= round.P999 && round.P999 <= round.P9999 && round.P9999 <= round.Max);
            Assert.InRange(round.LostShare, 0, 1);
        }
    }

    [Fact]
    public void A_cpu_that_is_not_there_gives_no_figures_and_a_reason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && !Directory.Exists("/sys/devices/system/cpu/cpu63"), "CPU 63 is there, or it is not Linux.");
        var measurement = JitterMeasurement.Run(new JitterSettings { Cpus = CpuSet.Of(63), Seconds = 0.02, Rounds = 3 });
        Assert.Empty(measurement.Rounds);
        Assert.Equal(RefusalCause.CpuNotOnline, Assert.Single(measurement.Refusals).Cause);
    }

    [Theory]
    [InlineData("", 1, 5, 1)]
    [InlineData("1", 0.001, 5, 1)]
    [InlineData("1", double.NaN, 5, 1)]
    [InlineData("1", 1, 0, 1)]
    [InlineData("1", 1, 101, 1)]
    [InlineData("1", 1, 5, 0.01)]
    public void Settings_out_of_range_are_an_error(string cpus, double seconds, int rounds, double threshold)
    {
        Assert.True(CpuSet.TryParseList(cpus, out CpuSet set));
        var settings = new JitterSettings { Cpus = set, Seconds = seconds, Rounds = rounds, ThresholdMicroseconds = threshold };
        Assert.Single(settings.Faults());
        Assert.Throws<ArgumentException>(() => JitterMeasurement.Run(settings));
    }

    [Fact]
    public void What_was_kept_is_read_again()
    {
        JitterMeasurement kept = JitterDifferenceTests.Measured([100, 200.5, 300]);
        using var stream = new MemoryStream();
        JitterJson.Write(kept, stream, hasBuckets: false);
        JitterMeasurement read = JitterJson.Read(stream.ToArray());
        Assert.Equal(kept.Settings, read.Settings);
        Assert.Equal(kept.Clock, read.Clock);
        Assert.Equal(kept.Rounds.Select(round => round with { Buckets = [] }), read.Rounds.Select(round => round with { Buckets = [] }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"cpus":"x","priority":"normal"}""")]
    [InlineData("""{"cpus":"1","seconds":1,"rounds":0,"thresholdMicroseconds":1,"priority":"normal","clock":"","measured":[]}""")]
    [InlineData("""{"cpus":"1","seconds":1,"rounds":5,"thresholdMicroseconds":1,"priority":"normal","clock":"","measured":[{"cpu":1}]}""")]
    public void What_is_no_measurement_is_an_error(string text) =>
        Assert.Throws<FormatException>(() => JitterJson.Read(Encoding.UTF8.GetBytes(text)));
}
