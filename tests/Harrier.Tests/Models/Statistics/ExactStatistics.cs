using System;
using System.Numerics;

namespace Harrier.Tests.Models.Statistics;

/// <summary>The slow obvious twin: each double is an integer over a power of two, so that sums of products are exact
/// integers. Only the last division and root are rounded.</summary>
internal static class ExactStatistics
{
    /// <summary>The correlation; NaN where a series has no variance.</summary>
    internal static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        BigInteger[] left = Integers(x, out _);
        BigInteger[] right = Integers(y, out _);
        BigInteger both = Centred(left, right);
        BigInteger squares = Centred(left, left) * Centred(right, right);
        return squares.IsZero ? double.NaN : both.Sign * Math.Sqrt(Ratio(both * both, squares, 0));
    }

    /// <summary>The sample covariance.</summary>
    internal static double Covariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        BigInteger[] left = Integers(x, out int leftExponent);
        BigInteger[] right = Integers(y, out int rightExponent);
        return Ratio(Centred(left, right), new BigInteger(x.Length) * (x.Length - 1), leftExponent + rightExponent);
    }

    // n · Σxy - Σx · Σy.
    private static BigInteger Centred(BigInteger[] x, BigInteger[] y)
    {
        BigInteger products = 0;
        BigInteger sumX = 0;
        BigInteger sumY = 0;
        for (int at = 0; at < x.Length; at++)
        {
            products += x[at] * y[at];
            sumX += x[at];
            sumY += y[at];
        }

        return x.Length * products - sumX * sumY;
    }

    // value = integer · 2^exponent, with one exponent for all, the smallest that any of them needs.
    private static BigInteger[] Integers(ReadOnlySpan<double> values, out int exponent)
    {
        exponent = int.MaxValue;
        foreach (double value in values)
        {
            if (value != 0.0)
            {
                exponent = Math.Min(exponent, Math.Max(Math.ILogB(value), -1022) - 52);
            }
        }

        var integers = new BigInteger[values.Length];
        for (int at = 0; at < values.Length; at++)
        {
            if (values[at] != 0.0)
            {
                int own = Math.Max(Math.ILogB(values[at]), -1022) - 52;
                long bits = BitConverter.DoubleToInt64Bits(values[at]);
                long mantissa = bits & 0xF_FFFF_FFFF_FFFF;
                mantissa |= (bits >> 52 & 0x7FF) == 0 ? 0 : 1L << 52;
                integers[at] = new BigInteger(bits < 0 ? -mantissa : mantissa) << (own - exponent);
            }
        }

        return integers;
    }

    // numerator/denominator · 2^exponent, from the first 64 bits or more of the quotient.
    private static double Ratio(BigInteger numerator, BigInteger denominator, int exponent)
    {
        int shift = (int)(denominator.GetBitLength() - BigInteger.Abs(numerator).GetBitLength()) + 64;
        BigInteger quotient = shift > 0 ? (numerator << shift) / denominator : numerator / (denominator << -shift);
        return Math.ScaleB((double)quotient, exponent - shift);
    }
}
