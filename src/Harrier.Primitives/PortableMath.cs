using System;

namespace Harrier.Primitives;

/// <summary>Logarithm and exponential made of IEEE 754 additions, multiplications and divisions alone.</summary>
/// <remarks>
/// <see cref="Math.Log(double)"/> and <see cref="Math.Exp(double)"/> call the C library, whose last bit differs from one
/// library to the next; .NET never fuses a multiplication with an addition by itself, so these give the same bits
/// everywhere. <c>double.LogP1</c> is no alternative: it computes ln(1 + x) naively and returns 0 at x = 1e-17.
/// </remarks>
public static class PortableMath
{
    // ln 2 in two parts. The high part has 32 trailing zero bits, so that an exponent times it is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;
    private const double SqrtTwo = 1.41421356237309504880;

    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;
    private const long MantissaMask = (1L << MantissaBits) - 1;

    /// <summary>The natural logarithm; error at most 2 units in the last place.</summary>
    /// <param name="x">A number.</param>
    /// <returns>ln x; minus infinity for zero; not a number below zero.</returns>
    public static double Ln(double x)
    {
        if (!(x > 0.0) || double.IsPositiveInfinity(x))
        {
            return x == 0.0 ? double.NegativeInfinity : x > 0.0 ? x : double.NaN;
        }

        int exponent = 0;
        if (!double.IsNormal(x))
        {
            x *= 1L << 54;
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> MantissaBits) - ExponentBias;
        double mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ((long)ExponentBias << MantissaBits));
        if (mantissa > SqrtTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }

        return exponent * Ln2High + (LnNearOne(mantissa - 1.0) + exponent * Ln2Low);
    }

    /// <summary>ln(1 + x), accurate for small x too; error at most 4 units in the last place.</summary>
    /// <param name="x">Above -1.</param>
    /// <returns>ln(1 + x).</returns>
    public static double LnOnePlus(double x)
    {
        // Kahan: the rounding of 1 + x is undone by the quotient.
        double sum = 1.0 + x;
        double excess = sum - 1.0;
        return excess == 0.0 || double.IsInfinity(sum) ? (excess == 0.0 ? x : Ln(sum)) : Ln(sum) * (x / excess);
    }

    /// <summary>The exponential; error at most 2 units in the last place.</summary>
    /// <param name="x">A number.</param>
    /// <returns>e to the power x; zero or infinity beyond the range of a double.</returns>
    public static double Exp(double x)
    {
        if (!(x > -746.0 && x < 710.0))
        {
            return double.IsNaN(x) ? x : x < 0.0 ? 0.0 : double.PositiveInfinity;
        }

        double power = Math.Round(x * InverseLn2);
        double rest = x - power * Ln2High - power * Ln2Low;
        double value = ExpNearZero(rest);

        // In two halves, because 2^power alone may be below the smallest normal number.
        int exponent = (int)power;
        int half = exponent >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    // With s = f / (2 + f): ln(1 + f) = 2 atanh(s) = 2 (s + s³/3 + s⁵/5 + …). |s| ≤ 0.1716, so that what is cut off
    // after s¹⁹ is below 2^-54 of the result.
    private static double LnNearOne(double f)
    {
        double s = f / (2.0 + f);
        double z = s * s;
        double tail = 1.0 / 19.0;
        tail = tail * z + 1.0 / 17.0;
        tail = tail * z + 1.0 / 15.0;
        tail = tail * z + 1.0 / 13.0;
        tail = tail * z + 1.0 / 11.0;
        tail = tail * z + 1.0 / 9.0;
        tail = tail * z + 1.0 / 7.0;
        tail = tail * z + 1.0 / 5.0;
        tail = tail * z + 1.0 / 3.0;
        return 2.0 * s + 2.0 * s * (z * tail);
    }

    // Taylor to r¹³; |r| ≤ ln 2 / 2, so that what is cut off is below 2^-57.
    private static double ExpNearZero(double r)
    {
        double tail = 1.0 / 6227020800.0;
        tail = tail * r + 1.0 / 479001600.0;
        tail = tail * r + 1.0 / 39916800.0;
        tail = tail * r + 1.0 / 3628800.0;
        tail = tail * r + 1.0 / 362880.0;
        tail = tail * r + 1.0 / 40320.0;
        tail = tail * r + 1.0 / 5040.0;
        tail = tail * r + 1.0 / 720.0;
        tail = tail * r + 1.0 / 120.0;
        tail = tail * r + 1.0 / 24.0;
        tail = tail * r + 1.0 / 6.0;
        tail = tail * r + 0.5;
        return 1.0 + (r + r * r * tail);
    }

    private static double PowerOfTwo(int exponent) =>
        BitConverter.Int64BitsToDouble((long)(exponent + ExponentBias) << MantissaBits);
}
