using System;
using System.Globalization;

namespace Harrier.Primitives;

/// <summary>A duration, or a time of day since midnight of the exchange, in nanoseconds. Arithmetic is checked.</summary>
/// <param name="Value">The count; <see cref="long.MaxValue"/> stands for "never".</param>
public readonly record struct Nanoseconds(long Value) : IComparable<Nanoseconds>
{
    /// <summary>Nanoseconds in one second.</summary>
    public const long PerSecond = 1_000_000_000;

    /// <summary>A time that does not come.</summary>
    public static Nanoseconds Never => new(long.MaxValue);

    /// <summary>Converts whole or broken seconds, rounding to the nearest nanosecond. Cold.</summary>
    /// <param name="seconds">The seconds.</param>
    /// <returns>The duration.</returns>
    public static Nanoseconds FromSeconds(double seconds) => new((long)Math.Round(seconds * PerSecond));

    /// <summary>Converts to seconds. Cold: display and models only.</summary>
    /// <returns>The seconds.</returns>
    public double ToSeconds() => Value / (double)PerSecond;

    /// <inheritdoc/>
    public int CompareTo(Nanoseconds other) => Value.CompareTo(other.Value);

    /// <summary>Formats as a time of day, hh:mm:ss.nnnnnnnnn.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        long seconds = Value / PerSecond;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}.{Value % PerSecond:000000000}");
    }

    /// <summary>Adds two durations.</summary>
    public static Nanoseconds operator +(Nanoseconds left, Nanoseconds right) => new(left.Value + right.Value);

    /// <summary>Subtracts two durations.</summary>
    public static Nanoseconds operator -(Nanoseconds left, Nanoseconds right) => new(left.Value - right.Value);

    /// <summary>Compares two durations.</summary>
    public static bool operator <(Nanoseconds left, Nanoseconds right) => left.Value < right.Value;

    /// <summary>Compares two durations.</summary>
    public static bool operator >(Nanoseconds left, Nanoseconds right) => left.Value > right.Value;

    /// <summary>Compares two durations.</summary>
    public static bool operator <=(Nanoseconds left, Nanoseconds right) => left.Value <= right.Value;

    /// <summary>Compares two durations.</summary>
    public static bool operator >=(Nanoseconds left, Nanoseconds right) => left.Value >= right.Value;
}
