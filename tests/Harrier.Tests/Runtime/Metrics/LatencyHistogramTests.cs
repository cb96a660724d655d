using System;
using CsCheck;
using Harrier.Runtime.Metrics;
using Xunit;

namespace Harrier.Tests.Runtime.Metrics;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void A_percentile_is_at_most_a_64th_above_the_sorted_values()
    {
        Gen.Select(Gen.ULong[0, ulong.MaxValue >> 1].Array[1, 200], Gen.Int[0, 63], Gen.Double[0, 1]).Sample((values, shift, quantile) =>
        {
            var histogram = new LatencyHistogram();
            for (int i = 0; i < values.Length; i++)
            {
                values[i] >>= shift;
                histogram.Record(values[i]);
            }

            Array.Sort(values);
            ulong exact = values[Math.Max(0, (int)Math.Ceiling(quantile * values.Length) - 1)];
            ulong read = histogram.ValueAt(quantile);
            Assert.InRange(read, exact, exact + (exact / 64));
            Assert.Equal(values[^1], histogram.Max);
        });
    }

    [Fact]
    public void Buckets_cover_every_recorded_value_once()
    {
        Gen.ULong.Array[0, 100].Sample(values =>
        {
            var histogram = new LatencyHistogram();
            foreach (ulong value in values)
            {
                histogram.Record(value);
            }

            long total = 0;
            ulong previousUpper = 0;
            for (int index = histogram.NextBucket(0, out ulong lower, out ulong upper, out long count);
                index >= 0;
                index = histogram.NextBucket(index + 1, out lower, out upper, out count))
            {
                Assert.True(total == 0 || lower > previousUpper);
                long inside = 0;
                foreach (ulong value in values)
                {
                    inside += value >= lower && value <= upper ? 1 : 0;
                }

                Assert.Equal(inside, count);
                total += count;
                previousUpper = upper;
            }

            Assert.Equal(values.Length, total);
        });
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (ulong value = 0; value < 100_000; value++)
            {
                histogram.Record(value * value);
            }
        }));
    }
}
