using System;
using System.Linq;
using System.Numerics;
using CsCheck;
using Harrier.Host.Settings;
using Xunit;

namespace Harrier.Tests.Host.Settings;

public sealed class CacheWaysTests
{
    /// <summary>By hand. Skylake: 11 ways, devices in 9 and 10; half of 11 is 5, the lowest five: 01f, and 7e0 is one run.
    /// Sapphire Rapids: 15 ways, devices in 13 and 14; 7: 007f and 7f80. EPYC: 16 ways, no devices, gaps allowed; 8.
    /// Devices in the lowest ways: the hot ones are the highest, so that the rest has no gap.</summary>
    [Theory]
    [InlineData(0x7ff, 0x600, 1, false, "01f", "7e0")]
    [InlineData(0x7fff, 0x6000, 1, false, "007f", "7f80")]
    [InlineData(0xffff, 0, 1, true, "00ff", "ff00")]
    [InlineData(0xfff, 0x003, 2, false, "fc0", "03f")]
    public void Known_caches_are_divided(ulong all, ulong shareable, int bitsMin, bool isSparse, string hot, string rest)
    {
        var ways = new CacheWays(all, shareable, bitsMin, isSparse);
        Assert.True(ways.TryDivide(out ulong hotMask, out ulong restMask));
        Assert.Equal((hot, rest), (ways.Text(hotMask), ways.Text(restMask)));
    }

    [Theory]
    [InlineData(0x3, 0x3, 1)] // devices everywhere
    [InlineData(0x1, 0, 1)] // one way
    [InlineData(0x7, 0, 2)] // two and two are more than three
    public void A_cache_that_cannot_be_divided_is_not(ulong all, ulong shareable, int bitsMin) =>
        Assert.False(new CacheWays(all, shareable, bitsMin, IsSparse: false).TryDivide(out _, out _));

    [Fact]
    public void Whatever_the_cache_the_two_masks_are_all_ways_and_the_hardware_takes_both() =>
        Gen.Select(Gen.Int[1, 32], Gen.ULong, Gen.Int[1, 4], Gen.Bool).Sample((count, shareable, bitsMin, isSparse) =>
        {
            ulong all = (1UL << count) - 1;
            var ways = new CacheWays(all, shareable & all, bitsMin, isSparse);
            return !ways.TryDivide(out ulong hot, out ulong rest)
                || ((hot | rest) == all && (hot & rest) == 0 && (hot & shareable) == 0 && IsTaken(ways, hot) && IsTaken(ways, rest));
        });

    [Fact]
    public void A_mask_is_one_run_where_its_digits_are() =>
        Gen.ULong.Select(Gen.Int[0, 63], (number, shift) => number >> shift).Sample(mask => CacheWays.IsContiguous(mask) == IsOneRun(mask));

    private static bool IsTaken(CacheWays ways, ulong mask) =>
        BitOperations.PopCount(mask) >= ways.BitsMin && (mask & ~ways.All) == 0 && (ways.IsSparse || IsOneRun(mask));

    // The slow twin: the ones of the binary text stand together.
    private static bool IsOneRun(ulong mask)
    {
        string digits = Convert.ToString(unchecked((long)mask), 2).Trim('0');
        return digits.Length > 0 && digits.All(digit => digit == '1');
    }
}
