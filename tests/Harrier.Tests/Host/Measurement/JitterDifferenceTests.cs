using System.Collections.Generic;
using System.Linq;
using Harrier.Host.Measurement;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Measurement;

public sealed class JitterDifferenceTests
{
    [Theory]
    [InlineData(new double[] { 100, 110, 120, 130 }, new double[] { 90, 80, 70, 60 }, JitterVerdict.Lower)]
    [InlineData(new double[] { 100, 110, 120, 130 }, new double[] { 140, 150, 160, 170 }, JitterVerdict.Higher)]
    [InlineData(new double[] { 100, 110, 120, 130 }, new double[] { 60, 70, 80, 100 }, JitterVerdict.WithinNoise)] // one round reaches the lowest before
    [InlineData(new double[] { 100, 110, 120, 130 }, new double[] { 1, 2, 3, 125 }, JitterVerdict.WithinNoise)] // a far lower median alone is no evidence
    [InlineData(new double[] { 100, 110, 120, 130 }, new double[] { 60, 70, 80, 99 }, JitterVerdict.WithinNoise)] // 1 of 100 is below 1/64
    [InlineData(new double[] { 10, 10, 10, 10 }, new double[] { 10, 10, 10, 10 }, JitterVerdict.WithinNoise)]
    [InlineData(new double[] { 100, 110, 120 }, new double[] { 1, 2, 3 }, JitterVerdict.TooFewRounds)] // 20 ways, either side: one in 10
    [InlineData(new double[] { 100, 110, 120 }, new double[] { 1, 2, 3, 4, 5 }, JitterVerdict.Lower)] // 56 ways: one in 28
    public void A_difference_counts_only_beyond_all_rounds_of_both(double[] before, double[] after, JitterVerdict verdict)
    {
        JitterDifference longest = JitterDifference.Between(Measured(before), Measured(after)).Single(difference => difference.Figure.Name == "max");
        Assert.Equal(verdict, longest.Verdict);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 3, 10)] // 6! / (3! 3!) = 20
    [InlineData(4, 4, 35)] // 8! / (4! 4!) = 70
    [InlineData(5, 5, 126)] // 10! / (5! 5!) = 252
    [InlineData(3, 5, 28)] // 8! / (3! 5!) = 56
    public void Chance_alone_separates_two_sets_once_in_half_the_ways_to_choose_one(int before, int after, double oneIn) =>
        Assert.Equal(oneIn, JitterDifference.OneIn(before, after));

    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 2, 9 }, 3)] // (2 + 4) / 2
    [InlineData(new double[] { 7 }, 7)]
    public void The_median_is_the_middle_of_the_rounds(double[] longest, double median)
    {
        var spread = JitterSpread.Over(Measured(longest).Rounds, 2, JitterFigure.All.Single(figure => figure.Name == "max"));
        Assert.Equal((median, longest.Min(), longest.Max(), longest.Length), (spread.Median, spread.Min, spread.Max, spread.Rounds));
    }

    [Fact]
    public void Only_cpus_that_both_have_are_compared()
    {
        JitterMeasurement other = Measured([1, 2, 3, 4]);
        other = other with { Rounds = [.. other.Rounds.Select(round => round with { Cpu = 3 })] };
        Assert.Empty(JitterDifference.Between(Measured([1, 2, 3, 4]), other));
    }

    internal static JitterMeasurement Measured(double[] longest)
    {
        var rounds = new List<JitterRound>();
        foreach (double max in longest)
        {
            rounds.Add(new JitterRound(2, rounds.Count + 1, 1_000_000, 50_000, 7, 9_000, 0.009, 20, 21, 22, 23, max, 0, []));
        }

        return new JitterMeasurement(new JitterSettings { Cpus = CpuSet.Of(2), Rounds = longest.Length, Seconds = 0.25, Priority = SchedulingPriority.RealTime(9) }, "a made clock", rounds, []);
    }
}
