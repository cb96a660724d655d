using System;
using System.Globalization;

namespace Harrier.Primitives;

/// <summary>A price as a whole number of ticks. One tick is 1/10,000 of the currency unit, the step of the
/// Price(4) fields of ITCH, OUCH and LOBSTER.</summary>
/// <remarks>A tick is the resolution of a price, not the step that an order may be placed on: that one is the
/// instrument's price increment (100 ticks for shares above one dollar, SEC Rule 612). Arithmetic is checked.</remarks>
/// <param name="Ticks">The number of ticks; <see cref="long.MinValue"/> stands for "no price".</param>
public readonly record struct Price(long Ticks) : IComparable<Price>
{
    /// <summary>Ticks in one unit of the currency.</summary>
    public const int TicksPerUnit = 10_000;

    /// <summary>The absent price, for an empty side of a book.</summary>
    public static Price None => new(long.MinValue);

    /// <summary>Gets a value indicating whether there is a price.</summary>
    public bool IsPresent => Ticks != long.MinValue;

    /// <summary>Converts from currency units, rounding half away from zero. Cold: configuration and display only.</summary>
    /// <param name="units">The price in currency units, for example 42.17 dollars.</param>
    /// <returns>The nearest price.</returns>
    public static Price FromDecimal(decimal units) =>
        new((long)Math.Round(units * TicksPerUnit, MidpointRounding.AwayFromZero));

    /// <summary>Converts to currency units, exactly. Cold: display only.</summary>
    /// <returns>The price in currency units.</returns>
    public decimal ToDecimal() => (decimal)Ticks / TicksPerUnit;

    /// <inheritdoc/>
    public int CompareTo(Price other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Formats with four decimals; empty when absent.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        IsPresent ? ToDecimal().ToString("0.0000", CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>Moves a price by a number of ticks.</summary>
    public static Price operator +(Price price, long ticks) => new(price.Ticks + ticks);

    /// <summary>Moves a price down by a number of ticks.</summary>
    public static Price operator -(Price price, long ticks) => new(price.Ticks - ticks);

    /// <summary>The distance between two prices in ticks.</summary>
    public static long operator -(Price left, Price right) => left.Ticks - right.Ticks;

    /// <summary>Compares two prices.</summary>
    public static bool operator <(Price left, Price right) => left.Ticks < right.Ticks;

    /// <summary>Compares two prices.</summary>
    public static bool operator >(Price left, Price right) => left.Ticks > right.Ticks;

    /// <summary>Compares two prices.</summary>
    public static bool operator <=(Price left, Price right) => left.Ticks <= right.Ticks;

    /// <summary>Compares two prices.</summary>
    public static bool operator >=(Price left, Price right) => left.Ticks >= right.Ticks;
}
