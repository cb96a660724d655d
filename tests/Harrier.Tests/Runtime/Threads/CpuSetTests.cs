using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Runtime.Threads;

public sealed class CpuSetTests
{
    private static readonly Gen<CpuSet> AnySet = Gen.Int[0, 200].Array[0, 40].Select(cpus => CpuSet.Of(cpus));

    /// <summary>Both ways of writing of the same set, from cpuset(7).</summary>
    [Theory]
    [InlineData("", "0")]
    [InlineData("0", "1")]
    [InlineData("0-4,9", "21f")] // cpuset(7), list format: bits 0, 1, 2, 3, 4 and 9
    [InlineData("0-2,7,12-14", "7087")] // cpuset(7): bits 0, 1, 2, 7, 12, 13 and 14
    [InlineData("94", "40000000,00000000,00000000")] // cpuset(7), mask format: just bit 94 set
    [InlineData("0,1,5,6,11-13,17-19", "e3863")] // cpuset(7): 000e3862 has bits 1,5,6,11-13,17-19 set; and bit 0
    public void Lists_and_masks_say_the_same(string list, string mask)
    {
        Assert.True(CpuSet.TryParseList(list, out CpuSet fromList));
        Assert.True(CpuSet.TryParseMask(mask, out CpuSet fromMask));
        Assert.Equal(fromList, fromMask);
        Assert.Equal(mask, fromList.ToMask());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("3-1")]
    [InlineData("1,,2")]
    [InlineData("0-8192")]
    public void What_is_no_list_is_refused(string text) => Assert.False(CpuSet.TryParseList(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("1,")]
    [InlineData("100000000")] // nine digits in a word
    public void What_is_no_mask_is_refused(string text) => Assert.False(CpuSet.TryParseMask(text, out _));

    [Fact]
    public void A_written_set_reads_back_the_same() => AnySet.Sample(set =>
    {
        Assert.True(CpuSet.TryParseList(set.ToString(), out CpuSet fromList));
        Assert.True(CpuSet.TryParseMask(set.ToMask(), out CpuSet fromMask));
        Assert.Equal(set, fromList);
        Assert.Equal(set, fromMask);
    });

    [Fact]
    public void Set_operations_are_those_of_a_hash_set() => Gen.Select(AnySet, AnySet).Sample((left, right) =>
    {
        var twin = new HashSet<int>(left);
        Assert.Equal(twin.Union(right).Order(), left.Union(right));
        Assert.Equal(twin.Except(right).Order(), left.Except(right));
        Assert.Equal(twin.Intersect(right).Order(), left.Intersect(right));
        Assert.Equal(twin.Overlaps(right), left.Overlaps(right));
        Assert.Equal(twin.IsSubsetOf(right), left.IsSubsetOf(right));
    });
}
