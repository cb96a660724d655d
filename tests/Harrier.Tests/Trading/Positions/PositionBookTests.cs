using System;
using CsCheck;
using Harrier.Primitives;
using Harrier.Trading.Positions;
using Xunit;

namespace Harrier.Tests.Trading.Positions;

public sealed class PositionBookTests
{
    private static readonly InstrumentId First = new(0);
    private static readonly InstrumentId Second = new(1);

    /// <summary>A rebate of $0.0020 and a fee of $0.0030 a share.</summary>
    private static readonly FeeSchedule Fees = new(Money.FromDecimal(0.0020m), Money.FromDecimal(0.0030m));

    private readonly PositionBook _positions = new(instrumentLimit: 2, Fees);

    [Fact]
    public void A_round_trip_is_split_into_its_causes()
    {
        // Mid 10.005; 100 bought at 10.00 by a resting order: 100 x 0.005 = 0.50 captured, 0.20 rebate.
        _positions.OnMid(First, 200_100);
        _positions.OnFill(First, Side.Buy, new Price(100_000), new Quantity(100), FillLiquidity.Maker);

        // The mid goes to 10.015: 100 x 0.01 = 1.00 on the inventory.
        _positions.OnMid(First, 200_300);

        // 100 sold at 10.01, crossing: 100 x (10.01 - 10.015) = -0.50 captured, 0.30 fee.
        _positions.OnFill(First, Side.Sell, new Price(100_100), new Quantity(100), FillLiquidity.Taker);

        // Cash: -1000.00 + 0.20 + 1001.00 - 0.30 = 0.90 = 0 + 1.00 - 0.10.
        Position position = _positions.Of(First);
        Assert.Equal(0.00m, position.Result.Spread.ToDecimal());
        Assert.Equal(1.00m, position.Result.Inventory.ToDecimal());
        Assert.Equal(-0.10m, position.Result.Fees.ToDecimal());
        Assert.Equal(0.90m, position.Result.Cash.ToDecimal());
        Assert.Equal(0.00m, position.Result.InventoryAtMid.ToDecimal());
        Assert.Equal((0L, 100L, 100L, 100L, 2L), (position.InventoryLots, position.InventoryLotsMax, position.BoughtLots, position.SoldLots, position.Fills));
    }

    [Fact]
    public void A_move_of_the_mid_between_the_execution_and_its_answer_is_one_of_the_inventory()
    {
        // Executed at 10.00 with the mid at 10.01; the answer comes when the mid is at 9.99.
        _positions.OnMid(First, 199_800);
        _positions.OnFill(First, Side.Buy, new Price(100_000), new Quantity(100), FillLiquidity.Maker, 200_200);

        // 100 x 0.01 captured, 100 x -0.02 on the inventory, 0.20 rebate: -0.80 = -1000 + 0.20 + 999.
        Position position = _positions.Of(First);
        Assert.Equal(1.00m, position.Result.Spread.ToDecimal());
        Assert.Equal(-2.00m, position.Result.Inventory.ToDecimal());
        Assert.Equal(-0.80m, position.Result.Total.ToDecimal());
        AssertAddsUp(position.Result);
    }

    [Fact]
    public void A_mid_of_half_a_tick_is_exact()
    {
        // One lot at 1.0000 against a mid of 1.00005: half a tick, $0.00005, is captured.
        _positions.OnMid(First, 20_001);
        _positions.OnFill(First, Side.Buy, new Price(10_000), new Quantity(1), FillLiquidity.Maker);
        Assert.Equal(0.00005m, _positions.Of(First).Result.Spread.ToDecimal());
        Assert.Equal(1.00005m, _positions.Of(First).Result.InventoryAtMid.ToDecimal());
    }

    [Fact]
    public void A_fill_before_any_mid_captures_nothing()
    {
        _positions.OnFill(First, Side.Sell, new Price(10_000), new Quantity(5), FillLiquidity.Maker);
        Assert.Equal(Money.Zero, _positions.Of(First).Result.Spread);
        Assert.Equal(20_000, _positions.MidTicksTwice(First));
    }

    [Fact]
    public void Fills_of_unknown_liquidity_are_charged()
    {
        _positions.OnFill(First, Side.Sell, new Price(10_000), new Quantity(10), FillLiquidity.None);
        Assert.Equal(-0.03m, _positions.Of(First).Result.Fees.ToDecimal());
    }

    [Fact]
    public void An_amount_beyond_the_range_is_an_error() =>
        Assert.Throws<OverflowException>(() =>
            _positions.OnFill(First, Side.Buy, new Price(int.MaxValue), new Quantity(int.MaxValue), FillLiquidity.Maker));

    [Fact]
    public void Cash_and_inventory_at_mid_equal_the_causes_at_any_time() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Long[1, 4_000_000_000], Gen.Long[1, 999_999], Gen.Bool).Array[0, 60].Sample(
            steps =>
            {
                var positions = new PositionBook(2, Fees);
                var twin = new DecimalPositions(2, 0.0020m, 0.0030m);
                foreach ((int what, int index, long ticks, long lots, bool isMaker) in steps)
                {
                    if (what == 0)
                    {
                        positions.OnMid(new InstrumentId(index), ticks);
                        twin.OnMid(index, ticks / 20_000m);
                    }
                    else
                    {
                        long priceTicks = (ticks / 2) + 1;
                        Side side = what == 1 ? Side.Buy : Side.Sell;
                        positions.OnFill(
                            new InstrumentId(index),
                            side,
                            new Price(priceTicks),
                            new Quantity(lots / 100 + 1),
                            isMaker ? FillLiquidity.Maker : FillLiquidity.Taker);
                        twin.OnFill(index, what == 1 ? 1 : -1, priceTicks / 10_000m, lots / 100 + 1, isMaker);
                    }

                    for (int i = 0; i < 2; i++)
                    {
                        AssertAddsUp(positions.Of(new InstrumentId(i)).Result);
                        Assert.Equal(twin.Cash[i], positions.Of(new InstrumentId(i)).Result.Cash.ToDecimal());
                        Assert.Equal(twin.AtMid(i), positions.Of(new InstrumentId(i)).Result.InventoryAtMid.ToDecimal());
                    }

                    AssertAddsUp(positions.Total().Result);
                    Assert.Equal(positions.Total().Result.Total, positions.TotalResult);
                    Assert.Equal(decimal.Ceiling(twin.Gross() * 10_000), positions.GrossTickLots);
                }
            },
            iter: 5_000);

    [Fact]
    public void Positions_allocate_nothing() =>
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _positions.OnMid(Second, 200_000 + i);
                _positions.OnFill(Second, i % 2 == 0 ? Side.Buy : Side.Sell, new Price(100_000), new Quantity(100), FillLiquidity.Maker);
            }
        }));

    private static void AssertAddsUp(ProfitAndLoss result) =>
        Assert.Equal(result.Cash + result.InventoryAtMid, result.Spread + result.Inventory + result.Fees);

    /// <summary>Cash and inventory in decimals, without causes.</summary>
    private sealed class DecimalPositions(int instruments, decimal rebate, decimal fee)
    {
        private readonly decimal?[] _mids = new decimal?[instruments];
        private readonly decimal[] _lots = new decimal[instruments];

        public decimal[] Cash { get; } = new decimal[instruments];

        public void OnMid(int index, decimal mid) => _mids[index] = mid;

        public void OnFill(int index, int sign, decimal price, decimal lots, bool isMaker)
        {
            _mids[index] ??= price;
            _lots[index] += sign * lots;
            Cash[index] += (-sign * price * lots) + (lots * (isMaker ? rebate : -fee));
        }

        public decimal AtMid(int index) => (_mids[index] ?? 0) * _lots[index];

        public decimal Gross()
        {
            decimal sum = 0;
            for (int i = 0; i < _lots.Length; i++)
            {
                sum += Math.Abs(AtMid(i));
            }

            return sum;
        }
    }
}
