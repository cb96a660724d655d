using System;
using System.Collections.Generic;
using Harrier.Runtime.Clocks;
using Harrier.Runtime.Metrics;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Measurement;

/// <summary>Rounds of a spinning reader of the clock on CPUs of this machine.</summary>
/// <param name="Settings">How it was measured.</param>
/// <param name="Clock">What was read, in words.</param>
/// <param name="Rounds">The rounds in time order, all CPUs of a round together; none where a thread was refused.</param>
/// <param name="Refusals">Why a thread could not run as asked; none where all could.</param>
public sealed record JitterMeasurement(
    JitterSettings Settings, string Clock, IReadOnlyList<JitterRound> Rounds, IReadOnlyList<Refusal> Refusals)
{
    private const int CalibrationMilliseconds = 50;

    /// <summary>The CPUs that have rounds.</summary>
    public CpuSet MeasuredCpus
    {
        get
        {
            var cpus = new List<int>();
            foreach (JitterRound round in Rounds)
            {
                cpus.Add(round.Cpu);
            }

            return CpuSet.Of(cpus);
        }
    }

    /// <summary>Measures. Takes rounds times seconds, and the hot CPUs for as long.</summary>
    /// <param name="settings">How; <see cref="JitterSettings.Faults"/> finds nothing.</param>
    /// <exception cref="ArgumentException">The settings are wrong; says all of it.</exception>
    public static JitterMeasurement Run(JitterSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Faults() is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join(' ', faults), nameof(settings));
        }

        ClockCalibration calibration = CycleClock.Calibrate(CalibrationMilliseconds);
        var rounds = new List<JitterRound>();
        for (int number = 1; number <= settings.Rounds; number++)
        {
            IReadOnlyList<Refusal> refusals = RunRound(settings, calibration, number, rounds);
            if (refusals.Count > 0)
            {
                return new JitterMeasurement(settings, calibration.ToString(), [], refusals);
            }
        }

        return new JitterMeasurement(settings, calibration.ToString(), rounds, []);
    }

    private static IReadOnlyList<Refusal> RunRound(JitterSettings settings, ClockCalibration calibration, int number, List<JitterRound> rounds)
    {
        var probes = new List<ProbedCpu>();
        var threads = new List<AgentThread>();
        foreach (ThreadSettings thread in settings.Threads())
        {
            var probe = new ProbedCpu(new JitterProbe(calibration, (long)(settings.Seconds * 1e9), (long)(settings.ThresholdMicroseconds * 1e3)));
            probes.Add(probe);
            threads.Add(AgentThread.Of(thread, probe, default(BusySpinIdle)));
        }

        using var started = PinnedThreads.Start(threads);
        for (int at = 0; at < threads.Count && started.IsRunning; at++)
        {
            threads[at].Join();
            rounds.Add(Round(threads[at].Settings.Cpus.First, number, probes[at], calibration));
        }

        return started.Refusals;
    }

    private static JitterRound Round(int cpu, int number, ProbedCpu probed, ClockCalibration calibration)
    {
        JitterProbe probe = probed.Probe;
        var buckets = new List<JitterBucket>();
        for (int at = probe.Gaps.NextBucket(0, out ulong lower, out ulong upper, out long count); at >= 0; at = probe.Gaps.NextBucket(at + 1, out lower, out upper, out count))
        {
            buckets.Add(new JitterBucket(lower * calibration.NanosecondsPerTick, (upper + 1.0) * calibration.NanosecondsPerTick, count));
        }

        return new JitterRound(
            cpu, number, probe.ElapsedNanoseconds, probe.Gaps.Count, probe.LongGaps, probe.LostNanoseconds, probe.LostShare,
            probe.NanosecondsAt(0.5), probe.NanosecondsAt(0.99), probe.NanosecondsAt(0.999), probe.NanosecondsAt(0.9999), probe.NanosecondsAt(1),
            probed.AllocatedBytes, buckets);
    }

    /// <summary>A probe, and what its thread allocated meanwhile.</summary>
    private sealed class ProbedCpu(JitterProbe probe) : IAgent
    {
        private long _allocatedBefore = -1;

        public JitterProbe Probe { get; } = probe;

        public long AllocatedBytes { get; private set; }

        public int DoWork()
        {
            if (_allocatedBefore < 0)
            {
                _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            }

            int work = Probe.DoWork();
            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;
            return work;
        }
    }
}
