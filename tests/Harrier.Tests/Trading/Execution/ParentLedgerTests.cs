using System;
using CsCheck;
using Harrier.Primitives;
using Harrier.Trading.Execution;
using Harrier.Trading.Positions;
using Xunit;

namespace Harrier.Tests.Trading.Execution;

public sealed class ParentLedgerTests
{
    private static readonly FeeSchedule Fees = new(Money.FromDecimal(0.0020m), Money.FromDecimal(0.0030m));

    [Theory]
    [InlineData(Side.Buy, 1)]
    [InlineData(Side.Sell, -1)]
    public void The_shortfall_of_an_example_is_that_of_a_hand_calculation(Side side, int sign)
    {
        ParentLedger ledger = NewLedger(side, lots: 1_000);
        ledger.OnMid(2 * 99_000, At(5));
        ledger.OnMid(2 * 100_000, At(9)); // 10.00 at the decision, at 10 s.
        ledger.OnMid(2 * (100_000 + (sign * 300)), At(15)); // 3 cents worse at the first order.
        ledger.OnArrival(PositionBook.NoMid);
        ledger.OnArrival(2 * 99_000);
        ledger.OnMid(2 * (100_000 + (sign * 500)), At(20));

        // 400 as maker, 1 cent better than a mid that is 5 cents worse than the decision; 200 as taker, 2 cents beyond one 7 cents worse.
        ledger.OnFill(new Price(100_000 + (sign * 400)), new Quantity(400), FillLiquidity.Maker, PositionBook.NoMid);
        ledger.OnFill(new Price(100_000 + (sign * 900)), new Quantity(200), FillLiquidity.Taker, 2 * (100_000 + (sign * 700)));
        ledger.OnMid(2 * (100_000 + (sign * 1_000)), At(30)); // 10 cents worse at the end.

        ImplementationShortfall shortfall = ledger.Shortfall;
        Assert.Equal(18.00m, shortfall.Delay.ToDecimal()); // 600 · 0.03
        Assert.Equal(16.00m, shortfall.PriceMove.ToDecimal()); // 400 · 0.02 + 200 · 0.04
        Assert.Equal(0.00m, shortfall.Spread.ToDecimal()); // -400 · 0.01 + 200 · 0.02
        Assert.Equal(-0.20m, shortfall.Fees.ToDecimal()); // -400 · 0.002 + 200 · 0.003
        Assert.Equal(40.00m, shortfall.Opportunity.ToDecimal()); // 400 · 0.10
        Assert.Equal(73.80m, shortfall.Total.ToDecimal());
        Assert.True(shortfall.AddsUp);

        // The paper portfolio earns 10 cents on 1,000. Ours earns 6 on 400 and 1 on 200, and 20 cents of rebates less fees.
        Assert.Equal((100.00m, 26.20m), (shortfall.Paper.ToDecimal(), shortfall.Actual.ToDecimal()));
        Assert.Equal((2 * 100_000L, 2 * (100_000L + (sign * 300))), (ledger.DecisionMidTicksTwice, ledger.ArrivalMidTicksTwice));

        // (400 · 4 + 200 · 9) / 600 = 5.6667 cents from 10.00.
        Assert.Equal(100_000 + (sign * 566.6666666666667), ledger.AverageTicks, 1e-9);
    }

    [Fact]
    public void The_parts_sum_to_the_total_exactly_whatever_happens() =>
        Gen.Select(
            Gen.Bool,
            Gen.Long[1, 100_000],
            Gen.Select(Gen.Int[0, 3], Gen.Long[1, 2_000_000_000], Gen.Long[1, 5_000], Gen.Bool).Array[0, 60]).Sample((isBuy, lots, events) =>
            {
                ParentLedger ledger = NewLedger(isBuy ? Side.Buy : Side.Sell, lots);
                decimal sign = isBuy ? 1 : -1;
                decimal cash = 0;
                long done = 0;
                long seconds = 0;
                foreach ((int what, long ticks, long size, bool isMaker) in events)
                {
                    switch (what)
                    {
                        case 0 or 1:
                            ledger.OnMid(ticks, At(seconds++));
                            break;
                        case 2:
                            ledger.OnArrival(ticks);
                            break;
                        default:
                            long quantity = Math.Min(size, lots - done);
                            if (quantity == 0)
                            {
                                break;
                            }

                            long mid = ticks % 5 == 0 ? PositionBook.NoMid : ticks + 17;
                            ledger.OnFill(new Price(ticks), new Quantity(quantity), isMaker ? FillLiquidity.Maker : FillLiquidity.Taker, mid);
                            done += quantity;
                            cash += (-sign * quantity * ticks / 10_000m) + (quantity * (isMaker ? 0.0020m : -0.0030m));
                            break;
                    }
                }

                ImplementationShortfall shortfall = ledger.Shortfall;
                Assert.True(shortfall.AddsUp, shortfall.ToString());
                if (ledger.DecisionMidTicksTwice != PositionBook.NoMid)
                {
                    // Perold's definition in decimals, from the two portfolios alone.
                    decimal last = ledger.LastMidTicksTwice / 20_000m;
                    decimal paper = sign * lots * (last - (ledger.DecisionMidTicksTwice / 20_000m));
                    Assert.Equal(paper - (cash + (sign * done * last)), shortfall.Total.ToDecimal());
                }
            });

    [Fact]
    public void Without_a_mid_there_is_no_shortfall()
    {
        ParentLedger ledger = NewLedger(Side.Buy, 100);
        ledger.Finish(At(50));
        Assert.Equal(default, ledger.Shortfall);
        Assert.True(double.IsNaN(ledger.AverageTicks) && double.IsNaN(ledger.VolumeWeightedTicks) && double.IsNaN(ledger.TimeWeightedTicks));
    }

    [Fact]
    public void The_first_mid_after_the_decision_counts_where_there_was_none_before()
    {
        ParentLedger ledger = NewLedger(Side.Buy, 100);
        ledger.OnMid(200_002, At(12));
        ledger.OnMid(200_004, At(13));
        Assert.Equal(200_002, ledger.DecisionMidTicksTwice);
    }

    [Fact]
    public void The_benchmarks_are_of_the_time_from_start_to_end()
    {
        ParentLedger ledger = NewLedger(Side.Buy, 100);
        ledger.OnMid(2 * 100_000, At(0)); // From the start at 10 s: 10 s.
        ledger.OnMid(2 * 100_200, At(20)); // 5 s.
        ledger.OnMid(2 * 100_600, At(25)); // 5 s until the end at 30 s.
        ledger.OnTrade(new Price(1), 1_000, At(9.9));
        ledger.OnTrade(new Price(100_000), 300, At(10));
        ledger.OnTrade(new Price(100_400), 100, At(29.9));
        ledger.OnTrade(new Price(1), 1_000, At(30));
        ledger.Finish(At(40));
        Assert.Equal(100_200, ledger.TimeWeightedTicks); // (10 · 0 + 5 · 200 + 5 · 600) / 20 = 200
        Assert.Equal(100_100, ledger.VolumeWeightedTicks);
        Assert.Equal(400, ledger.MarketLots);
    }

    [Fact]
    public void Booking_allocates_nothing()
    {
        ParentLedger ledger = NewLedger(Side.Sell, 1_000_000);
        long second = 0;
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                ledger.OnMid(200_000 + i, At(second++));
                ledger.OnTrade(new Price(100_000), 10, At(second));
                ledger.OnArrival(200_000);
                ledger.OnFill(new Price(100_000 + i), new Quantity(3), FillLiquidity.Taker, 200_000 + i);
            }
        }));
        Assert.Equal(600, ledger.DoneLots);
    }

    private static Nanoseconds At(double seconds) => Nanoseconds.FromSeconds(seconds);

    /// <summary>Decided on and begun at 10 s, until 30 s.</summary>
    private static ParentLedger NewLedger(Side side, long lots) => new(
        new ParentOrder { Side = side, Lots = lots, DecidedAt = At(10), Start = At(10), End = At(30) }, Fees);
}
