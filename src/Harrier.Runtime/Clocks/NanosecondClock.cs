using System;
using System.Diagnostics;
using System.Globalization;

namespace Harrier.Runtime.Clocks;

/// <summary>CLOCK_MONOTONIC in nanoseconds, computed from the time-stamp counter for as long as the two agree. Any thread
/// reads; one thread checks, now and then.</summary>
/// <remarks>
/// The kernel steers CLOCK_MONOTONIC by up to 500 parts in a million (adjtimex(2)) when the network sets the time; the
/// counter is not steered. So the two drift apart by that much at most. A check that finds more proves that the counter is
/// no clock here (a machine that was moved or paused, a counter that stopped), and from then on the system's is read.
/// </remarks>
public sealed class NanosecondClock
{
    private const double SteeringMax = 500e-6;
    private const double RoundingNanoseconds = 4; // four readings, each rounded down

    private readonly long _startNanoseconds;
    private volatile bool _isFallback;

    /// <summary>Starts the clock.</summary>
    /// <param name="calibration">What <see cref="CycleClock.Calibrate"/> found.</param>
    public NanosecondClock(ClockCalibration calibration)
    {
        Calibration = calibration;
        Start = ClockPair.Read();
        _startNanoseconds = SystemNanoseconds(Start.SystemTicks);
        _isFallback = !CycleClock.IsTimeStampCounter;
        FallbackReason = _isFallback ? CycleClock.WhyNoCounter : "";
    }

    /// <summary>How ticks become nanoseconds.</summary>
    public ClockCalibration Calibration { get; }

    /// <summary>Whether the operating system's clock is read.</summary>
    public bool IsFallback => _isFallback;

    /// <summary>Why the operating system's clock is read, as a sentence; empty while it is not.</summary>
    public string FallbackReason { get; private set; }

    internal ClockPair Start { get; }

    /// <summary>Reads the time: nanoseconds of CLOCK_MONOTONIC. Where a check ends the use of the counter, the next reading
    /// may be earlier than the last one.</summary>
    public long Now() => _isFallback
        ? SystemNanoseconds(Stopwatch.GetTimestamp())
        : unchecked(_startNanoseconds + (long)Calibration.ToNanoseconds(CycleClock.Now() - Start.Ticks));

    /// <summary>Compares the counter with CLOCK_MONOTONIC since the start. Cold: about a microsecond. One thread.</summary>
    /// <returns>Whether the counter is still read.</returns>
    public bool Check() => Check(ClockPair.Read());

    internal bool Check(ClockPair now)
    {
        if (_isFallback)
        {
            return false;
        }

        double system = SystemNanoseconds(now.SystemTicks) - _startNanoseconds;
        double counted = Calibration.ToNanoseconds(unchecked(now.Ticks - Start.Ticks));
        double reading = Calibration.ToNanoseconds(Start.Width + now.Width);
        double bound = (system * (SteeringMax + Calibration.ErrorBound)) + reading + RoundingNanoseconds;
        if (Math.Abs(counted - system) <= bound)
        {
            return true;
        }

        FallbackReason = string.Create(CultureInfo.InvariantCulture, $"In {system:N0} ns of CLOCK_MONOTONIC the time-stamp counter went {counted:N0} ns, more than {bound:N0} ns off: the operating system's clock is read from now on.");
        _isFallback = true; // after the reason: who sees this sees that
        return false;
    }

    private static long SystemNanoseconds(long systemTicks) =>
        Stopwatch.Frequency == 1_000_000_000 ? systemTicks : (long)((Int128)systemTicks * 1_000_000_000 / Stopwatch.Frequency);
}
