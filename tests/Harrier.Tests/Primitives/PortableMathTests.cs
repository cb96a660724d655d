using System;
using System.Numerics;
using CsCheck;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Primitives;

public sealed class PortableMathTests
{
    private static readonly Gen<double> AnyPositive =
        Gen.Select(Gen.Int[-1074, 1023], Gen.Double[1.0, 2.0], (exponent, mantissa) => Math.ScaleB(mantissa, exponent))
            .Where(double.IsFinite);

    [Fact]
    public void The_logarithm_is_within_two_units_in_the_last_place() =>
        AnyPositive.Sample(x => AssertClose(ExactLn(x), PortableMath.Ln(x), 2.0), iter: 5_000);

    [Fact]
    public void The_logarithm_near_one_is_within_two_units_in_the_last_place() =>
        Gen.Double[0.5, 2.0].Where(x => x != 1.0).Sample(x => AssertClose(ExactLn(x), PortableMath.Ln(x), 2.0), iter: 5_000);

    [Fact]
    public void The_exponential_is_within_two_units_in_the_last_place() =>
        Gen.Double[-50.0, 50.0].Sample(
            x => AssertClose(BigReal.ToDouble(BigReal.Exp(BigReal.FromDouble(x))), PortableMath.Exp(x), 2.0), iter: 5_000);

    [Fact]
    public void The_logarithm_of_one_and_a_little_keeps_its_digits() =>
        Gen.Select(Gen.Int[-60, 4], Gen.Double[1.0, 2.0], (exponent, mantissa) => Math.ScaleB(mantissa, exponent)).Sample(x =>
        {
            BigInteger onePlus = BigReal.One + BigReal.FromDouble(x);
            AssertClose(BigReal.ToDouble(BigReal.Ln(onePlus, -BigReal.Bits)), PortableMath.LnOnePlus(x), 4.0);
        }, iter: 5_000);

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void The_logarithm_of_special_numbers(double x, double expected) =>
        Assert.Equal(expected, PortableMath.Ln(x));

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(-800.0, 0.0)]
    [InlineData(800.0, double.PositiveInfinity)]
    [InlineData(709.9, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void The_exponential_of_special_numbers(double x, double expected) =>
        Assert.Equal(expected, PortableMath.Exp(x));

    [Fact]
    public void The_exponential_reaches_the_smallest_and_the_largest_numbers()
    {
        // e^-745 = 4.9e-324 rounded to the smallest number there is; e^709.78 = 1.7928e308.
        Assert.Equal(double.Epsilon, PortableMath.Exp(-745.0));
        Assert.Equal(BigReal.ToDouble(BigReal.Exp(BigReal.FromDouble(709.78))), PortableMath.Exp(709.78), 1e294);
    }

    [Theory]
    [InlineData(1e-17, 1e-17)]
    [InlineData(0.0, 0.0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void The_logarithm_of_one_and_special_numbers(double x, double expected) =>
        Assert.Equal(expected, PortableMath.LnOnePlus(x));

    private static double ExactLn(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52);
        long mantissa = bits & ((1L << 52) - 1);
        return exponent == 0
            ? BigReal.ToDouble(BigReal.Ln(mantissa, -1074))
            : BigReal.ToDouble(BigReal.Ln(mantissa | (1L << 52), exponent - 1075));
    }

    private static void AssertClose(double expected, double actual, double unitsInLastPlace)
    {
        double unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        Assert.True(
            Math.Abs(actual - expected) <= unitsInLastPlace * unit,
            $"{actual:R} is {Math.Abs(actual - expected) / unit} units in the last place from {expected:R}.");
    }
}
