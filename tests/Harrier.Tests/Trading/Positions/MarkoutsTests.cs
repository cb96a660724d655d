using System.Collections.Generic;
using CsCheck;
using Harrier.Primitives;
using Harrier.Trading.Positions;
using Xunit;

namespace Harrier.Tests.Trading.Positions;

public sealed class MarkoutsTests
{
    private static readonly InstrumentId Instrument = new(0);

    private readonly PositionBook _positions = new(2, default);

    [Fact]
    public void A_fill_is_worth_what_the_mid_says_at_each_horizon()
    {
        Markouts markouts = Make(fillLimit: 16);
        MidAt(markouts, 0, 200_000);
        Buy(markouts, 0, 99_990, 100);
        MidAt(markouts, 0.5, 200_040);
        MidAt(markouts, 2, 200_100);
        MidAt(markouts, 11, 199_900);
        markouts.Finish(Nanoseconds.FromSeconds(59.9));

        // After 1 s the mid is 10.0020: (10.0020 - 9.9990) x 100 = 0.30. After 10 s it is 10.0050: 0.60. 60 s never came.
        Assert.Equal((1L, 100L, 0.30m), Show(markouts[0]));
        Assert.Equal((1L, 100L, 0.60m), Show(markouts[1]));
        Assert.Equal((0L, 0L, 0m), Show(markouts[2]));
    }

    [Fact]
    public void The_mid_stated_exactly_at_the_horizon_counts()
    {
        Markouts markouts = Make(fillLimit: 16);
        MidAt(markouts, 0, 200_000);
        Buy(markouts, 0, 100_000, 1);
        MidAt(markouts, 1, 200_200);
        markouts.Finish(Nanoseconds.FromSeconds(1));
        Assert.Equal((1L, 1L, 0.01m), Show(markouts[0]));
    }

    [Fact]
    public void A_sale_is_worth_the_opposite()
    {
        Markouts markouts = Make(fillLimit: 16);
        MidAt(markouts, 0, 200_000);
        markouts.OnFill(Instrument, Side.Sell, new Price(100_010), new Quantity(100), default);
        MidAt(markouts, 0.5, 200_040);
        markouts.Finish(Nanoseconds.FromSeconds(5));
        Assert.Equal((1L, 100L, -0.10m), Show(markouts[0]));
    }

    [Fact]
    public void Fills_beyond_the_limit_are_left_out_and_counted()
    {
        Markouts markouts = Make(fillLimit: 4);
        MidAt(markouts, 0, 200_000);
        for (int i = 0; i < 6; i++)
        {
            Buy(markouts, 0, 99_990, 1);
        }

        Assert.Equal(2, markouts.Dropped);
        MidAt(markouts, 61, 200_000);
        Buy(markouts, 61, 99_990, 1);
        markouts.Finish(Nanoseconds.FromSeconds(200));
        Assert.Equal(5, markouts[2].Fills);
        Assert.Equal(2, markouts.Dropped);
    }

    [Fact]
    public void Markouts_equal_a_look_through_the_whole_history() =>
        Gen.Select(Gen.Int[0, 2], Gen.Long[0, 8], Gen.Long[190, 210]).Array[1, 80].Sample(
            steps =>
            {
                var positions = new PositionBook(1, default);
                var markouts = new Markouts(positions, 128, new Nanoseconds(1), new Nanoseconds(10));
                var mids = new List<(long Time, long Mid)> { (0, 400) };
                var fills = new List<(long Time, long Sign, long Price)>();
                positions.OnMid(Instrument, 400);
                long now = 0;
                foreach ((int what, long wait, long ticks) in steps)
                {
                    now += wait;
                    markouts.Advance(new Nanoseconds(now));
                    if (what == 0)
                    {
                        positions.OnMid(Instrument, (2 * ticks) + 1);
                        mids.Add((now, (2 * ticks) + 1));
                        continue;
                    }

                    markouts.OnFill(Instrument, what == 1 ? Side.Buy : Side.Sell, new Price(ticks), new Quantity(3), new Nanoseconds(now));
                    fills.Add((now, what == 1 ? 1 : -1, ticks));
                }

                markouts.Finish(new Nanoseconds(now));
                for (int i = 0; i < 2; i++)
                {
                    (long count, long halfTicks) = LookThrough(mids, fills, markouts[i].After.Value, now);
                    Assert.Equal(count, markouts[i].Fills);
                    Assert.Equal(halfTicks * 3 * Money.PartsPerTickLot / 2, markouts[i].Sum.Parts);
                }
            },
            iter: 5_000);

    [Fact]
    public void Markouts_allocate_nothing()
    {
        Markouts markouts = Make(fillLimit: 16);
        MidAt(markouts, 0, 200_000);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                Buy(markouts, 0, 99_990, 1);
                markouts.Advance(new Nanoseconds(long.MaxValue));
            }
        }));
    }

    private static (long Count, long HalfTicks) LookThrough(
        List<(long Time, long Mid)> mids, List<(long Time, long Sign, long Price)> fills, long after, long end)
    {
        long count = 0;
        long sum = 0;
        foreach ((long time, long sign, long price) in fills)
        {
            if (time + after > end)
            {
                continue;
            }

            long then = mids.FindLast(mid => mid.Time <= time + after).Mid;
            count++;
            sum += sign * (then - (2 * price));
        }

        return (count, sum);
    }

    private static (long Fills, long Lots, decimal Sum) Show(MarkoutHorizon horizon) =>
        (horizon.Fills, horizon.Lots, horizon.Sum.ToDecimal());

    private static void Buy(Markouts markouts, double seconds, long priceTicks, long lots) => markouts.OnFill(
        Instrument, Side.Buy, new Price(priceTicks), new Quantity(lots), Nanoseconds.FromSeconds(seconds));

    private Markouts Make(int fillLimit) => new(
        _positions, fillLimit, Nanoseconds.FromSeconds(1), Nanoseconds.FromSeconds(10), Nanoseconds.FromSeconds(60));

    private void MidAt(Markouts markouts, double seconds, long midTicksTwice)
    {
        markouts.Advance(Nanoseconds.FromSeconds(seconds));
        _positions.OnMid(Instrument, midTicksTwice);
    }
}
