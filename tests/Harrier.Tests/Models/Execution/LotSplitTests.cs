using System;
using CsCheck;
using Harrier.Models.Execution;
using Xunit;

namespace Harrier.Tests.Models.Execution;

public sealed class LotSplitTests
{
    [Fact]
    public void An_even_split_rounds_the_cumulative_sum()
    {
        // 3.33, 6.67, 10 → 3, 7, 10; 0.5, 1, 1.5, 2 → 1, 1, 2, 2.
        Assert.Equal([3, 4, 3], Even(10, 3));
        Assert.Equal([1, 0, 1, 0], Even(2, 4));
        Assert.Equal([0, 0], Even(0, 2));
    }

    [Fact]
    public void An_even_split_is_exact_and_never_off_by_more_than_half_a_lot() =>
        Gen.Select(Gen.Long[0, LotSplit.LotsMax], Gen.Int[1, 500]).Sample((lots, slices) =>
        {
            long sum = 0;
            long[] split = Even(lots, slices);
            for (int j = 0; j < slices; j++)
            {
                Assert.True(split[j] >= 0);
                sum += split[j];
                Assert.True(Math.Abs(2 * ((sum * slices) - (lots * (j + 1)))) <= slices);
            }

            Assert.Equal(lots, sum);
        });

    [Fact]
    public void A_split_along_a_curve_is_exact_and_never_off_by_more_than_half_a_lot() =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Double[0.0, 1.0].Array[0, 50]).Sample((lots, points) =>
        {
            double[] curve = [.. points, 1.0];
            Array.Sort(curve);
            long[] split = new long[curve.Length];
            LotSplit.ByCurve(lots, curve, split);
            long sum = 0;
            for (int j = 0; j < curve.Length; j++)
            {
                Assert.True(split[j] >= 0);
                sum += split[j];
                Assert.True(Math.Abs(sum - (lots * curve[j])) <= 0.5 + 1e-9);
            }

            Assert.Equal(lots, sum);
        });

    [Fact]
    public void Whatever_is_given_for_a_curve_is_refused_or_split_exactly() =>
        Gen.Select(Gen.Long[0, 1_000], Gen.OneOf(Gen.Double, Gen.Const(1.0), Gen.Const(double.NaN)).Array[0, 5]).Sample((lots, curve) =>
        {
            long[] split = new long[curve.Length];
            try
            {
                LotSplit.ByCurve(lots, curve, split);
            }
            catch (ArgumentException)
            {
                return;
            }

            long sum = 0;
            foreach (long part in split)
            {
                Assert.True(part >= 0);
                sum += part;
            }

            Assert.Equal(lots, sum);
        });

    [Fact]
    public void Lots_below_nothing_and_beyond_the_limit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Even(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Even(LotSplit.LotsMax + 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Even(1, 0));
    }

    private static long[] Even(long lots, int slices)
    {
        long[] split = new long[slices];
        LotSplit.Even(lots, split);
        return split;
    }
}
