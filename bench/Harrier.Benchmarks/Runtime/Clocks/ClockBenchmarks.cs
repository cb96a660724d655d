using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Harrier.Runtime.Clocks;

namespace Harrier.Benchmarks.Runtime.Clocks;

/// <summary>One reading of each clock.</summary>
[MemoryDiagnoser]
public class ClockBenchmarks
{
    private readonly NanosecondClock _clock = new(CycleClock.Calibrate(50));

    [Benchmark(Baseline = true)]
    public long SystemClock() => Stopwatch.GetTimestamp();

    [Benchmark]
    public ulong Cycles() => CycleClock.Now();

    [Benchmark]
    public long Nanoseconds() => _clock.Now();
}
