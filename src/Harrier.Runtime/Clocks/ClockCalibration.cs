using System;
using System.Globalization;

namespace Harrier.Runtime.Clocks;

/// <summary>How long a tick of <see cref="CycleClock"/> is, and how well that is known. Any thread; allocates nothing.</summary>
/// <remarks>
/// Ticks become nanoseconds by one multiplication of 64 by 64 bits and a shift: ns = ticks x multiplier / 2^48, with the
/// multiplier rounded to the nearest. That loses less than one part in 10^14 for ticks of a tenth of a nanosecond and
/// more, far below what a calibration knows.
/// </remarks>
public readonly record struct ClockCalibration
{
    private const int Shift = 48;
    private const double NanosecondsPerTickMax = 10_000; // the multiplier then still fits in 62 bits

    private readonly ulong _multiplier;

    /// <summary>States the length of a tick.</summary>
    /// <param name="nanosecondsPerTick">Nanoseconds in one tick: above 0, to 10,000.</param>
    /// <param name="errorBound">How far that may be off, as a part of it: 1e-6 for one part in a million.</param>
    /// <param name="source">The name of what is read.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ClockCalibration(double nanosecondsPerTick, double errorBound, string source)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nanosecondsPerTick);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nanosecondsPerTick, NanosecondsPerTickMax);
        ArgumentOutOfRangeException.ThrowIfNegative(errorBound);
        NanosecondsPerTick = nanosecondsPerTick;
        ErrorBound = errorBound;
        Source = source;
        _multiplier = (ulong)Math.Round(nanosecondsPerTick * (1UL << Shift));
    }

    /// <summary>Nanoseconds in one tick, by CLOCK_MONOTONIC.</summary>
    public double NanosecondsPerTick { get; }

    /// <summary>How far <see cref="NanosecondsPerTick"/> may be off, as a part of it. Measured: the time in which the two
    /// clocks were read at either end, over the time between. It says nothing of how CLOCK_MONOTONIC is steered later.</summary>
    public double ErrorBound { get; }

    /// <summary>The name of what is read.</summary>
    public string Source { get; }

    /// <summary>Turns a number of ticks into nanoseconds, rounded down.</summary>
    /// <param name="ticks">Any number whose nanoseconds fit in 64 bits: 584 years.</param>
    /// <exception cref="OverflowException">They do not fit.</exception>
    public ulong ToNanoseconds(ulong ticks)
    {
        ulong high = Math.BigMul(ticks, _multiplier, out ulong low);
        return checked(high * (1UL << (64 - Shift))) | low >> Shift;
    }

    /// <summary>Turns nanoseconds into the nearest number of ticks. Cold.</summary>
    /// <param name="nanoseconds">0 to 2^52: 52 days.</param>
    public ulong ToTicks(ulong nanoseconds) => checked((ulong)Math.Round(nanoseconds / NanosecondsPerTick));

    /// <summary>"time-stamp counter, 0.385208 ns a tick, within 1.2 parts in a million".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Source}, {NanosecondsPerTick:0.000000} ns a tick, within {ErrorBound * 1e6:0.#} parts in a million");
}
