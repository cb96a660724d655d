using System;
using System.Globalization;

namespace Harrier.Primitives;

/// <summary>An amount of money as a whole number of 1/100,000,000 of the currency unit, so that a price times a size,
/// half a tick of it, and a fee of a hundredth of a cent a share are all exact. Arithmetic is checked.</summary>
/// <param name="Parts">The number of parts; the range is about ±92 billion currency units.</param>
public readonly record struct Money(long Parts) : IComparable<Money>
{
    /// <summary>Parts in one unit of the currency.</summary>
    public const long PartsPerUnit = 100_000_000;

    /// <summary>Parts in one tick times one lot.</summary>
    public const long PartsPerTickLot = PartsPerUnit / Price.TicksPerUnit;

    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>The value of a size at a price, exactly.</summary>
    /// <param name="price">The price.</param>
    /// <param name="quantity">The size; signed.</param>
    /// <returns>Price times size.</returns>
    /// <exception cref="OverflowException">The product is beyond the range.</exception>
    public static Money Of(Price price, Quantity quantity) => new(price.Ticks * quantity.Lots * PartsPerTickLot);

    /// <summary>The value of a size at half of a doubled price (the sum of a bid and an ask), exactly.</summary>
    /// <param name="ticksTwice">Twice the price in ticks.</param>
    /// <param name="quantity">The size; signed.</param>
    /// <returns>Half of the doubled price, times the size.</returns>
    /// <exception cref="OverflowException">The product is beyond the range.</exception>
    public static Money OfHalf(long ticksTwice, Quantity quantity) =>
        new(ticksTwice * quantity.Lots * (PartsPerTickLot / 2));

    /// <summary>Converts from currency units, rounding half away from zero. Cold.</summary>
    /// <param name="units">The amount in currency units.</param>
    /// <returns>The nearest amount.</returns>
    public static Money FromDecimal(decimal units) =>
        new((long)Math.Round(units * PartsPerUnit, MidpointRounding.AwayFromZero));

    /// <summary>Converts to currency units, exactly. Cold.</summary>
    /// <returns>The amount in currency units.</returns>
    public decimal ToDecimal() => (decimal)Parts / PartsPerUnit;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Parts.CompareTo(other.Parts);

    /// <summary>Formats exactly, with at least two decimals.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ToDecimal().ToString("0.00######", CultureInfo.InvariantCulture);

    /// <summary>Adds two amounts.</summary>
    public static Money operator +(Money left, Money right) => new(left.Parts + right.Parts);

    /// <summary>Subtracts two amounts.</summary>
    public static Money operator -(Money left, Money right) => new(left.Parts - right.Parts);

    /// <summary>Turns the sign.</summary>
    public static Money operator -(Money value) => new(-value.Parts);

    /// <summary>Compares two amounts.</summary>
    public static bool operator <(Money left, Money right) => left.Parts < right.Parts;

    /// <summary>Compares two amounts.</summary>
    public static bool operator >(Money left, Money right) => left.Parts > right.Parts;

    /// <summary>Compares two amounts.</summary>
    public static bool operator <=(Money left, Money right) => left.Parts <= right.Parts;

    /// <summary>Compares two amounts.</summary>
    public static bool operator >=(Money left, Money right) => left.Parts >= right.Parts;
}
