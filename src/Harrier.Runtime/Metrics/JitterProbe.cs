using System;
using System.Runtime.CompilerServices;
using Harrier.Runtime.Clocks;
using Harrier.Runtime.Threads;

namespace Harrier.Runtime.Metrics;

/// <summary>Reads the clock without a pause and looks at the time between two readings: whatever takes the CPU away from
/// a thread that never gives it away (interrupts, other threads, the hypervisor, the firmware) shows as a gap. An agent:
/// it runs on the thread whose CPU it looks at, for a stated time, and ends that thread.</summary>
/// <remarks>One thread; the results are read when it has ended. Allocates nothing after construction.
/// Kin: oslat and cyclictest of rt-tests, the kernel's osnoise tracer (Documentation/trace/osnoise-tracer.rst).</remarks>
public sealed class JitterProbe : IAgent
{
    /// <summary>Readings in a duty: 50 to 200 microseconds. One gap in so many has the loop of the thread in it too.</summary>
    private const int ReadingsPerDuty = 4096;

    private readonly ClockCalibration _calibration;
    private readonly ulong _durationTicks;
    private readonly ulong _thresholdTicks;
    private ulong _first;
    private ulong _last;
    private ulong _lostTicks;
    private bool _isStarted;

    /// <summary>Takes the memory, and runs once so that the code is compiled and the counters have their pages.</summary>
    /// <param name="calibration">The length of a tick.</param>
    /// <param name="nanoseconds">How long it looks, by the clock: at least 1,000.</param>
    /// <param name="thresholdNanoseconds">Gaps above this count as time lost: at least 100, which a reading stays below.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is out of range.</exception>
    public JitterProbe(ClockCalibration calibration, long nanoseconds, long thresholdNanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nanoseconds, 1_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(thresholdNanoseconds, 100);
        _calibration = calibration;
        _durationTicks = ulong.MaxValue;
        _thresholdTicks = calibration.ToTicks((ulong)thresholdNanoseconds);
        _ = DoWork();
        _ = DoWork();
        _durationTicks = calibration.ToTicks((ulong)nanoseconds);
        Gaps.Reset();
        (LongGaps, _lostTicks, _first, _last, _isStarted) = (0, 0, 0, 0, false);
    }

    /// <summary>The time between two readings, in ticks.</summary>
    public LatencyHistogram Gaps { get; } = new();

    /// <summary>The gaps above the threshold.</summary>
    public long LongGaps { get; private set; }

    /// <summary>The sum of the gaps above the threshold, nanoseconds.</summary>
    public ulong LostNanoseconds => _calibration.ToNanoseconds(_lostTicks);

    /// <summary>From the first reading to the last, nanoseconds.</summary>
    public ulong ElapsedNanoseconds => _calibration.ToNanoseconds(unchecked(_last - _first));

    /// <summary>The part of the time that the gaps above the threshold took, 0 to 1.</summary>
    public double LostShare => _last == _first ? 0 : (double)_lostTicks / unchecked(_last - _first);

    /// <summary>A percentile of the gaps, nanoseconds; at most 1/64 above the exact one.</summary>
    /// <param name="quantile">0 to 1; 0.999 for p99.9, 1 for the longest.</param>
    public double NanosecondsAt(double quantile) => Gaps.ValueAt(quantile) * _calibration.NanosecondsPerTick;

    // Compiled in full at once: the half-compiled code of the first calls would measure itself.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int DoWork()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _first = CycleClock.Now();
            _last = _first;
        }

        LatencyHistogram gaps = Gaps;
        ulong last = _last;
        ulong threshold = _thresholdTicks;
        for (int reading = 0; reading < ReadingsPerDuty; reading++)
        {
            ulong now = CycleClock.Now();
            ulong gap = unchecked(now - last);
            last = now;
            gaps.Record(gap);
            if (gap > threshold)
            {
                LongGaps++;
                _lostTicks += gap;
            }
        }

        _last = last;
        return unchecked(last - _first) < _durationTicks ? ReadingsPerDuty : IAgent.Done;
    }
}
