using System;
using CsCheck;
using Harrier.Models.Execution;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Execution;

public sealed class ExecutionScheduleTests
{
    private static readonly Nanoseconds Start = Nanoseconds.FromSeconds(34_200);
    private static readonly Nanoseconds End = Nanoseconds.FromSeconds(34_600);

    [Fact]
    public void A_time_weighted_schedule_has_equal_slices_without_a_gap()
    {
        var schedule = ExecutionSchedule.TimeWeighted(10, Start, End, 4);
        Assert.Equal([3, 2, 3, 2], Lots(schedule));
        Assert.Equal((10, End), (schedule.Lots, schedule.End));
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal((34_200.0 + (100 * i), 34_300.0 + (100 * i)), (schedule[i].Begin.ToSeconds(), schedule[i].End.ToSeconds()));
        }
    }

    [Fact]
    public void A_volume_weighted_schedule_follows_the_curve()
    {
        // 37.5, 75, 87.5, 100: halves are rounded away from zero.
        var schedule = ExecutionSchedule.VolumeWeighted(100, Start, End, 4, new VolumeCurve([3, 1]), Start, End);
        Assert.Equal([38, 37, 13, 12], Lots(schedule));

        // The second half of a day whose volume is even.
        var later = ExecutionSchedule.VolumeWeighted(100, Start, End, 4, new VolumeCurve([5, 5]), Start - (End - Start), End);
        Assert.Equal([25, 25, 25, 25], Lots(later));
    }

    /// <summary>The trades of an independent program, as in AlmgrenChrissTests, rounded cumulatively by hand: 458,044.45;
    /// 710,145.79; 852,102.51; 937,858.20; 1,000,000.</summary>
    [Fact]
    public void An_optimal_schedule_rounds_the_model()
    {
        var model = new AlmgrenChriss(new AlmgrenChrissParameters
        {
            Quantity = 1e6,
            Duration = 5,
            Periods = 5,
            Volatility = 0.95,
            RiskAversion = 1e-6,
            TemporaryImpact = 2.5e-6,
            PermanentImpact = 2.5e-7,
        });
        Assert.Equal([458_044, 252_102, 141_957, 85_755, 62_142], Lots(ExecutionSchedule.Optimal(1_000_000, Start, End, model)));
    }

    [Fact]
    public void Holdings_that_rise_make_no_schedule()
    {
        // Near the least risk aversion that is allowed, more is bought before it is sold.
        var model = new AlmgrenChriss(new AlmgrenChrissParameters
        {
            Quantity = 1e6,
            Duration = 5,
            Periods = 5,
            Volatility = 0.95,
            RiskAversion = -1.0e-6,
            TemporaryImpact = 2.5e-6,
            PermanentImpact = 2.5e-7,
        });
        Assert.Contains("rise", Assert.Throws<ArgumentException>(() => ExecutionSchedule.Optimal(100, Start, End, model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_at_once_is_the_first_slice() => Assert.Equal([10, 0, 0], Lots(ExecutionSchedule.AtOnce(10, Start, End, 3)));

    [Fact]
    public void Chance_moves_beginnings_and_nothing_else() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Int[1, 200], Gen.Double[0, 0.9], Gen.ULong).Sample((lots, slices, share, seed) =>
        {
            var even = ExecutionSchedule.TimeWeighted(lots, Start, End, slices);
            ExecutionSchedule jittered = even.Jittered(share, new Pcg64(seed));
            ExecutionSchedule again = even.Jittered(share, new Pcg64(seed));
            long sum = 0;
            for (int i = 0; i < slices; i++)
            {
                Assert.Equal((even[i].End, even[i].Lots, even[i].TargetLots), (jittered[i].End, jittered[i].Lots, jittered[i].TargetLots));
                Assert.True(jittered[i].Begin >= even[i].Begin);
                Assert.True((jittered[i].Begin - even[i].Begin).Value <= share * (even[i].End - even[i].Begin).Value);
                Assert.Equal(jittered[i], again[i]);
                sum += jittered[i].Lots;
            }

            Assert.Equal(lots, sum);
            Assert.Equal(lots, jittered.Lots);
        });

    [Fact]
    public void What_makes_no_schedule_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExecutionSchedule.TimeWeighted(0, Start, End, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExecutionSchedule.TimeWeighted(1, Start, End, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExecutionSchedule.TimeWeighted(1, Start, Start, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExecutionSchedule.TimeWeighted(1, Start, End, 1).Jittered(0.91, new Pcg64(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExecutionSchedule.TimeWeighted(1, Start, End, 1).Jittered(double.NaN, new Pcg64(1)));
    }

    private static long[] Lots(ExecutionSchedule schedule)
    {
        long[] lots = new long[schedule.Count];
        for (int i = 0; i < lots.Length; i++)
        {
            lots[i] = schedule[i].Lots;
        }

        return lots;
    }
}
