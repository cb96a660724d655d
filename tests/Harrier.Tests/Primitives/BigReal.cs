using System;
using System.Numerics;

namespace Harrier.Tests.Primitives;

/// <summary>Real functions in 200 bits after the binary point, by their plain series: slow, and obviously right.</summary>
internal static class BigReal
{
    public const int Bits = 200;

    public static readonly BigInteger One = BigInteger.One << Bits;

    private static readonly BigInteger Ln2 = LnBetweenHalfAndTwo(One << 1);

    public static BigInteger FromDouble(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & ((1L << 52) - 1);
        mantissa = exponent == 0 ? mantissa << 1 : mantissa | (1L << 52);
        int shift = exponent - 1075 + Bits;
        BigInteger result = shift >= 0 ? new BigInteger(mantissa) << shift : new BigInteger(mantissa) >> -shift;
        return bits < 0 ? -result : result;
    }

    /// <summary>The nearest double, but for what is beyond the first 64 bits.</summary>
    public static double ToDouble(BigInteger value)
    {
        int shift = Math.Max(0, (int)BigInteger.Abs(value).GetBitLength() - 64);
        return value.Sign * Math.ScaleB((ulong)(BigInteger.Abs(value) >> shift), shift - Bits);
    }

    public static BigInteger Multiply(BigInteger left, BigInteger right) => (left * right) >> Bits;

    /// <summary>ln of mantissa · 2^exponent for an unscaled positive mantissa.</summary>
    public static BigInteger Ln(BigInteger mantissa, int exponent)
    {
        int length = (int)mantissa.GetBitLength();
        BigInteger normalized = (mantissa << Bits) >> (length - 1);
        return LnBetweenHalfAndTwo(normalized) + (exponent + length - 1) * Ln2;
    }

    /// <summary>e^x for |x| ≤ 800: the series at x / 1024, squared ten times.</summary>
    public static BigInteger Exp(BigInteger x)
    {
        BigInteger small = x >> 10;
        BigInteger sum = One;
        BigInteger term = One;
        for (int order = 1; order < 80; order++)
        {
            term = Multiply(term, small) / order;
            sum += term;
        }

        for (int squaring = 0; squaring < 10; squaring++)
        {
            sum = Multiply(sum, sum);
        }

        return sum;
    }

    // 2 atanh((x - 1) / (x + 1)); the argument is at most 1/3, so 80 terms give 250 bits.
    private static BigInteger LnBetweenHalfAndTwo(BigInteger x)
    {
        BigInteger s = ((x - One) << Bits) / (x + One);
        BigInteger square = Multiply(s, s);
        BigInteger power = s;
        BigInteger sum = BigInteger.Zero;
        for (int order = 1; order < 160; order += 2)
        {
            sum += power / order;
            power = Multiply(power, square);
        }

        return sum << 1;
    }
}
