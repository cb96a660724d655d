using System;
using System.Numerics;
using CsCheck;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Primitives;

public sealed class FixedPointTests
{
    // All lengths of numbers, not only the long ones that a uniform choice would give.
    private static readonly Gen<long> AnyRaw = Gen.Select(Gen.Long, Gen.Int[0, 63], (raw, shift) => raw >> shift);

    private static readonly BigInteger Unit = BigInteger.One << 32;

    [Theory]
    [InlineData(1.5, 2.25, 3.375)]
    [InlineData(-1.5, 2.25, -3.375)]
    [InlineData(-0.5, -0.5, 0.25)]
    [InlineData(65536.0, 32767.5, 2147450880.0)]
    public void Products(double left, double right, double product) =>
        Assert.Equal(product, (FixedPoint.FromDouble(left) * FixedPoint.FromDouble(right)).ToDouble());

    [Theory]
    [InlineData(1L, 1L << 31, 1L)]
    [InlineData(-1L, 1L << 31, -1L)]
    [InlineData(1L, (1L << 31) - 1, 0L)]
    [InlineData(3L, 1L << 31, 2L)]
    public void Half_a_unit_is_rounded_away_from_zero(long left, long right, long product) =>
        Assert.Equal(product, (new FixedPoint(left) * new FixedPoint(right)).Raw);

    [Fact]
    public void A_product_is_the_nearest_number_or_an_overflow() =>
        Gen.Select(AnyRaw, AnyRaw).Sample((left, right) =>
            AssertNearest((BigInteger)left * right, Unit, () => new FixedPoint(left) * new FixedPoint(right)), iter: 20_000);

    [Fact]
    public void A_quotient_is_the_nearest_number_or_an_overflow() =>
        Gen.Select(AnyRaw, AnyRaw.Where(raw => raw != 0)).Sample((left, right) =>
            AssertNearest((BigInteger)left << 32, right, () => new FixedPoint(left) / new FixedPoint(right)), iter: 20_000);

    [Fact]
    public void A_root_is_the_nearest_number() =>
        AnyRaw.Where(raw => raw >= 0).Sample(raw =>
        {
            // |root - √n| ≤ ½ for n = raw · 2^32, without roots: (2 root - 1)² ≤ 4n ≤ (2 root + 1)².
            BigInteger twice = 2 * (BigInteger)new FixedPoint(raw).Sqrt().Raw;
            BigInteger four = (BigInteger)raw << 34;
            Assert.True((twice == 0 || (twice - 1) * (twice - 1) <= four) && four <= (twice + 1) * (twice + 1));
        }, iter: 20_000);

    [Fact]
    public void A_logarithm_is_within_0_5001_units() =>
        AnyRaw.Where(raw => raw > 0).Sample(raw =>
            AssertUnits(BigReal.Ln(raw, -32), new FixedPoint(raw).Ln(), 0.5001), iter: 5_000);

    [Fact]
    public void An_exponential_is_within_half_a_unit_and_two_to_the_minus_51_of_itself() =>
        Gen.Long[-24L << 32, 92_288_378_626L].Sample(raw =>
        {
            BigInteger exact = BigReal.Exp((BigInteger)raw << (BigReal.Bits - 32));
            AssertUnits(exact, new FixedPoint(raw).Exp(), 0.5 + BigReal.ToDouble(exact) * Math.ScaleB(1.0, 32 - 51));
        }, iter: 5_000);

    [Fact]
    public void The_logarithm_of_a_product_is_the_sum_within_two_units() =>
        Gen.Select(Gen.Long[1L << 24, 1L << 46], Gen.Long[1L << 24, 1L << 46]).Sample((left, right) =>
        {
            var a = new FixedPoint(left);
            var b = new FixedPoint(right);

            // The product's own rounding moves its logarithm by half a unit over the product.
            double rounding = 0.5 / (a * b).ToDouble();
            Assert.True(((a * b).Ln() - a.Ln() - b.Ln()).Abs().Raw <= 2 + rounding);
        });

    [Fact]
    public void The_exponential_undoes_the_logarithm() =>
        Gen.Long[1L << 20, long.MaxValue >> 1].Sample(raw =>
            Assert.True(Math.Abs((double)new FixedPoint(raw).Ln().Exp().Raw - raw) <= 1.0 + raw * Math.ScaleB(1.0, -32)));

    [Fact]
    public void Turning_the_sign_turns_the_result() =>
        Gen.Select(Gen.Long[-1L << 46, 1L << 46], Gen.Long[1, 1L << 46]).Sample((left, right) =>
        {
            var a = new FixedPoint(left);
            var b = new FixedPoint(right);
            Assert.Equal(-(a * b), -a * b);
            Assert.Equal(-(new FixedPoint(left >> 20) / b), -new FixedPoint(left >> 20) / b);
        });

    [Theory]
    [InlineData(1.5, 1, 2)]
    [InlineData(-1.5, -2, -1)]
    [InlineData(3.0, 3, 3)]
    [InlineData(-3.0, -3, -3)]
    public void Floor_and_ceiling(double value, long floor, long ceiling)
    {
        Assert.Equal(floor, FixedPoint.FromDouble(value).Floor());
        Assert.Equal(ceiling, FixedPoint.FromDouble(value).Ceiling());
    }

    [Fact]
    public void Decimals_come_back() =>
        AnyRaw.Sample(raw => Assert.Equal(raw, FixedPoint.FromDecimal(new FixedPoint(raw).ToDecimal()).Raw));

    [Fact]
    public void Doubles_come_back_where_they_are_exact() =>
        Gen.Long[-1L << 53, 1L << 53].Sample(raw => Assert.Equal(raw, FixedPoint.FromDouble(new FixedPoint(raw).ToDouble()).Raw));

    [Fact]
    public void What_does_not_fit_is_an_error()
    {
        Assert.Throws<OverflowException>(() => FixedPoint.FromInteger(1L << 31));
        Assert.Throws<OverflowException>(() => FixedPoint.FromDouble(2147483648.0));
        Assert.Throws<OverflowException>(() => FixedPoint.FromDouble(double.NaN));
        Assert.Throws<OverflowException>(() => FixedPoint.FromDecimal(2147483648m));
        Assert.Throws<OverflowException>(() => FixedPoint.MaxValue + new FixedPoint(1));
        Assert.Throws<OverflowException>(() => FixedPoint.MinValue - new FixedPoint(1));
        Assert.Throws<OverflowException>(() => -FixedPoint.MinValue);
        Assert.Throws<OverflowException>(() => FixedPoint.MinValue.Abs());
        Assert.Throws<OverflowException>(() => FixedPoint.FromInteger(65536) * FixedPoint.FromInteger(32768));
        Assert.Throws<OverflowException>(() => FixedPoint.MinValue / FixedPoint.FromInteger(-1));
        Assert.Throws<OverflowException>(() => FixedPoint.One / new FixedPoint(1));
        Assert.Throws<OverflowException>(() => FixedPoint.MaxValue * 2);

        // 31 ln 2 is 21.487562597…, and e to it is 2^31.
        Assert.Throws<OverflowException>(() => FixedPoint.FromDecimal(21.4875626m).Exp());
    }

    [Fact]
    public void What_has_no_answer_is_an_error()
    {
        Assert.Throws<DivideByZeroException>(() => FixedPoint.One / FixedPoint.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPoint.Zero.Ln());
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPoint.FromInteger(-1).Ln());
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPoint.FromInteger(-1).Sqrt());
    }

    private static void AssertNearest(BigInteger dividend, BigInteger divisor, Func<FixedPoint> operation)
    {
        BigInteger size = (2 * BigInteger.Abs(dividend) + BigInteger.Abs(divisor)) / (2 * BigInteger.Abs(divisor));
        BigInteger expected = dividend.Sign * divisor.Sign < 0 ? -size : size;
        if (expected > long.MaxValue || expected < long.MinValue)
        {
            Assert.Throws<OverflowException>(() => operation());
        }
        else
        {
            Assert.Equal(expected, operation().Raw);
        }
    }

    private static void AssertUnits(BigInteger exact, FixedPoint actual, double units)
    {
        BigInteger error = exact - ((BigInteger)actual.Raw << (BigReal.Bits - 32));
        Assert.True(BigReal.ToDouble(BigInteger.Abs(error) << 32) <= units, $"{actual} is {BigReal.ToDouble(error << 32)} units off.");
    }
}
