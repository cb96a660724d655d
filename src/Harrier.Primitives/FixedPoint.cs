using System;
using System.Globalization;

namespace Harrier.Primitives;

/// <summary>A real number in Q32.32: a whole number of 2^-32. Every operation is made of integers and of the basic
/// operations of IEEE 754, so it gives the same bits on every machine.</summary>
/// <remarks>
/// Range ±2,147,483,648, resolution ("unit") 2^-32 = 2.33e-10. Results are rounded to the nearest unit, ties away from
/// zero, so that turning the sign of the operands turns the sign of the result and nothing else.
/// A result beyond the range is an <see cref="OverflowException"/>, never a wrap.
/// The raw coefficient γσ² of a quoting model does not fit here (in shares and seconds it is a few units); what does fit
/// is a distance in ticks.
/// </remarks>
/// <param name="Raw">The number of units of 2^-32.</param>
public readonly record struct FixedPoint(long Raw) : IComparable<FixedPoint>
{
    /// <summary>Bits after the binary point.</summary>
    public const int FractionBits = 32;

    /// <summary>Units in one.</summary>
    public const long RawOne = 1L << FractionBits;

    /// <summary>Zero.</summary>
    public static FixedPoint Zero => default;

    /// <summary>One.</summary>
    public static FixedPoint One => new(RawOne);

    /// <summary>The largest number, 2^31 - 2^-32.</summary>
    public static FixedPoint MaxValue => new(long.MaxValue);

    /// <summary>The smallest number, -2^31.</summary>
    public static FixedPoint MinValue => new(long.MinValue);

    /// <summary>Converts a whole number, exactly.</summary>
    /// <param name="value">From -2^31 to 2^31 - 1.</param>
    /// <returns>The number.</returns>
    /// <exception cref="OverflowException">Beyond the range.</exception>
    public static FixedPoint FromInteger(long value) => new(value * RawOne);

    /// <summary>Converts to the nearest unit, ties to even.</summary>
    /// <param name="value">A finite number in the range.</param>
    /// <returns>The nearest number.</returns>
    /// <exception cref="OverflowException">Beyond the range or not a number.</exception>
    public static FixedPoint FromDouble(double value) => new((long)Math.Round(value * RawOne));

    /// <summary>Converts to the nearest unit, ties away from zero. Cold.</summary>
    /// <param name="value">A number in the range.</param>
    /// <returns>The nearest number.</returns>
    /// <exception cref="OverflowException">Beyond the range.</exception>
    public static FixedPoint FromDecimal(decimal value)
    {
        // The whole part is moved apart, because value * 2^32 would lose digits of a 28-digit decimal.
        decimal whole = decimal.Truncate(value);
        decimal fraction = Math.Round((value - whole) * RawOne, MidpointRounding.AwayFromZero);
        return new((long)whole * RawOne + (long)fraction);
    }

    /// <summary>Converts to the nearest double; exact below 2^21.</summary>
    /// <returns>The number.</returns>
    public double ToDouble() => Raw * (1.0 / RawOne);

    /// <summary>Converts to a decimal, to within 1e-18. Cold.</summary>
    /// <returns>The number.</returns>
    public decimal ToDecimal() => (decimal)Raw / RawOne;

    /// <summary>The largest whole number that is not above.</summary>
    /// <returns>The whole number.</returns>
    public long Floor() => Raw >> FractionBits;

    /// <summary>The smallest whole number that is not below.</summary>
    /// <returns>The whole number.</returns>
    public long Ceiling() => (Raw >> FractionBits) + ((Raw & (RawOne - 1)) == 0 ? 0 : 1);

    /// <summary>The distance from zero.</summary>
    /// <returns>The number without its sign.</returns>
    /// <exception cref="OverflowException">For <see cref="MinValue"/>, whose distance is beyond the range.</exception>
    public FixedPoint Abs() => new(Math.Abs(Raw));

    /// <summary>The natural logarithm; error at most 0.5001 units.</summary>
    /// <returns>ln of this number, from -22.19 to 21.49.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Zero or below.</exception>
    public FixedPoint Ln()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Raw);

        // Rounding Raw to 53 bits moves the logarithm by 2^-53 at most, that is 2^-21 of a unit.
        return FromDouble(PortableMath.Ln(ToDouble()));
    }

    /// <summary>The exponential; error at most half a unit plus 2^-51 of the result.</summary>
    /// <returns>e to the power of this number.</returns>
    /// <exception cref="OverflowException">Above 31 ln 2 = 21.487 the result is beyond the range.</exception>
    public FixedPoint Exp() => FromDouble(PortableMath.Exp(ToDouble()));

    /// <summary>The square root, rounded correctly: error at most half a unit.</summary>
    /// <returns>The root.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below zero.</exception>
    public FixedPoint Sqrt()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Raw);
        UInt128 square = (UInt128)(ulong)Raw << FractionBits;

        // The root is below 2^47.5 and the estimate is within 2^-4 of it, so one step either way makes it the floor.
        ulong root = (ulong)(Math.Sqrt((double)Raw) * 65536.0);
        if ((UInt128)root * root > square)
        {
            root--;
        }
        else if ((UInt128)(root + 1) * (root + 1) <= square)
        {
            root++;
        }

        // (root + ½)² = root² + root + ¼ is never a whole number, so there is no tie.
        return new((long)(square - (UInt128)root * root > root ? root + 1 : root));
    }

    /// <inheritdoc/>
    public int CompareTo(FixedPoint other) => Raw.CompareTo(other.Raw);

    /// <summary>Formats with ten decimals, which tell neighbouring numbers apart.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ToDecimal().ToString("0.0000000000", CultureInfo.InvariantCulture);

    /// <summary>Adds, exactly.</summary>
    public static FixedPoint operator +(FixedPoint left, FixedPoint right) => new(left.Raw + right.Raw);

    /// <summary>Subtracts, exactly.</summary>
    public static FixedPoint operator -(FixedPoint left, FixedPoint right) => new(left.Raw - right.Raw);

    /// <summary>Turns the sign.</summary>
    public static FixedPoint operator -(FixedPoint value) => new(-value.Raw);

    /// <summary>Multiplies; nearest unit, ties away from zero.</summary>
    public static FixedPoint operator *(FixedPoint left, FixedPoint right)
    {
        Int128 product = (Int128)left.Raw * right.Raw;
        Int128 half = Int128.One << (FractionBits - 1);
        Int128 rounded = product >= 0
            ? (product + half) >> FractionBits
            : -((half - product) >> FractionBits);
        return new((long)rounded);
    }

    /// <summary>Multiplies by a whole number, exactly.</summary>
    public static FixedPoint operator *(FixedPoint left, long right) => new(left.Raw * right);

    /// <summary>Divides; nearest unit, ties away from zero.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static FixedPoint operator /(FixedPoint left, FixedPoint right)
    {
        if (right.Raw == 0)
        {
            throw new DivideByZeroException($"{left} was divided by zero.");
        }

        UInt128 dividend = (UInt128)Magnitude(left.Raw) << FractionBits;
        UInt128 divisor = Magnitude(right.Raw);
        var quotient = (Int128)((dividend + (divisor >> 1)) / divisor);
        return new((long)((left.Raw ^ right.Raw) < 0 ? -quotient : quotient));
    }

    /// <summary>Compares.</summary>
    public static bool operator <(FixedPoint left, FixedPoint right) => left.Raw < right.Raw;

    /// <summary>Compares.</summary>
    public static bool operator >(FixedPoint left, FixedPoint right) => left.Raw > right.Raw;

    /// <summary>Compares.</summary>
    public static bool operator <=(FixedPoint left, FixedPoint right) => left.Raw <= right.Raw;

    /// <summary>Compares.</summary>
    public static bool operator >=(FixedPoint left, FixedPoint right) => left.Raw >= right.Raw;

    // -long.MinValue wraps to itself, whose unsigned reading 2^63 is the wanted magnitude.
    private static ulong Magnitude(long value) => unchecked((ulong)(value < 0 ? -value : value));
}
