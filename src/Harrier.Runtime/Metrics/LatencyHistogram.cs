using System;
using System.Numerics;

namespace Harrier.Runtime.Metrics;

/// <summary>Counts durations in log-linear buckets, so that any percentile is known to within 1/64 of its value.
/// One thread writes; nothing is allocated after construction.</summary>
/// <remarks>
/// Values below 128 have a bucket each. Above, every power of two is cut into 64 buckets, so a bucket is never wider
/// than 1/64 of its lower end. The unit is the caller's: clock ticks while a session runs, turned into nanoseconds when
/// it is read. A general histogram with a configurable range costs 26 ns a value on our machine; fixing the precision
/// leaves a shift and an increment.
/// </remarks>
public sealed class LatencyHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;
    private const int BucketCount = SubBuckets * (64 - SubBucketBits + 1);

    private readonly long[] _counts = new long[BucketCount];

    /// <summary>Gets the number of values recorded.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the largest value recorded, exactly; 0 when there is none.</summary>
    public ulong Max { get; private set; }

    /// <summary>Records one value.</summary>
    /// <param name="value">The duration, in the caller's unit.</param>
    public void Record(ulong value)
    {
        _counts[IndexOf(value)]++;
        Count++;
        if (value > Max)
        {
            Max = value;
        }
    }

    /// <summary>Forgets everything. Keeps the memory.</summary>
    public void Reset()
    {
        Array.Clear(_counts);
        Count = 0;
        Max = 0;
    }

    /// <summary>The smallest bucket end that at least the given part of the values do not exceed. Cold.</summary>
    /// <param name="quantile">The part, from 0 to 1; 0.99 is the 99th percentile.</param>
    /// <returns>The upper end of the bucket, at most 1/64 above the exact percentile and never above
    /// <see cref="Max"/>; 0 when nothing was recorded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part is not between 0 and 1.</exception>
    public ulong ValueAt(double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantile, 1.0);
        long wanted = Math.Max(1, (long)Math.Ceiling(quantile * Count));
        long seen = 0;
        for (int index = 0; index < BucketCount; index++)
        {
            seen += _counts[index];
            if (seen >= wanted)
            {
                return Math.Min(UpperEnd(index), Max);
            }
        }

        return Max;
    }

    /// <summary>Walks the buckets that hold something, from the smallest. Cold.</summary>
    /// <param name="from">Where to go on; 0 to start, then one more than the returned index.</param>
    /// <param name="lower">The smallest value of the bucket.</param>
    /// <param name="upper">The largest value of the bucket.</param>
    /// <param name="count">The values in it.</param>
    /// <returns>The index of the bucket, or -1 when there is no further one.</returns>
    public int NextBucket(int from, out ulong lower, out ulong upper, out long count)
    {
        for (int index = from; index < BucketCount; index++)
        {
            if (_counts[index] != 0)
            {
                lower = LowerEnd(index);
                upper = UpperEnd(index);
                count = _counts[index];
                return index;
            }
        }

        (lower, upper, count) = (0, 0, 0);
        return -1;
    }

    private static int IndexOf(ulong value)
    {
        // The highest seven bits of the value choose the bucket: six of them the place inside its power of two.
        int shift = 63 - SubBucketBits - BitOperations.LeadingZeroCount(value | SubBuckets);
        return (shift << SubBucketBits) + (int)(value >> shift);
    }

    private static ulong LowerEnd(int index)
    {
        int shift = Math.Max(0, (index >> SubBucketBits) - 1);
        return (ulong)(index - (shift << SubBucketBits)) << shift;
    }

    private static ulong UpperEnd(int index)
    {
        int shift = Math.Max(0, (index >> SubBucketBits) - 1);
        return unchecked(LowerEnd(index) + (1UL << shift) - 1);
    }
}
