using System;
using Harrier.Engine.MarketMaking;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class PositionLiquidityTests
{
    [Fact]
    public void It_is_lots_over_a_share_of_the_weighted_rate()
    {
        // τ = 10 s: a second weighs e^-0.1 of the next. Traded 100, 0, 50 lots: a rate of (100 e^-0.2 + 50) / (1 + e^-0.1 + e^-0.2).
        var liquidity = new PositionLiquidity(1, participation: 0.1, memorySeconds: 10);
        Second(liquidity, (100, -30));
        Assert.Equal(30 / (0.1 * 100), liquidity.LastSeconds, 1e-12);
        Second(liquidity, (100, -30));
        Second(liquidity, (150, -30));
        double rate = ((100 * Math.Exp(-0.2)) + 50) / (1 + Math.Exp(-0.1) + Math.Exp(-0.2));
        Assert.Equal(30 / (0.1 * rate), liquidity.LastSeconds, 1e-9);
        Assert.Equal(30 / (0.1 * 100 * Math.Exp(-0.1) / (1 + Math.Exp(-0.1))), liquidity.MostSeconds, 1e-9);
    }

    [Fact]
    public void The_slowest_position_counts_and_the_longest_is_kept()
    {
        var liquidity = new PositionLiquidity(3, participation: 1, memorySeconds: 1e6);
        Second(liquidity, (100, 500), (10, 200), (1, 0));
        Assert.Equal((20.0, 20.0, 1), (liquidity.LastSeconds, liquidity.MostSeconds, liquidity.MostAsset));
        Second(liquidity, (200, 0), (20, 0), (2, 0));
        Assert.Equal((0.0, 20.0, 1), (liquidity.LastSeconds, liquidity.MostSeconds, liquidity.MostAsset));
    }

    [Fact]
    public void What_is_held_and_never_traded_has_no_horizon()
    {
        var liquidity = new PositionLiquidity(2, participation: 0.1, memorySeconds: 100);
        Second(liquidity, (100, 10), (0, -1));
        Assert.Equal((double.NaN, 0.0, 1), (liquidity.LastSeconds, liquidity.MostSeconds, liquidity.UnknownSeconds));
        Second(liquidity, (100, 10), (5, -1));
        Assert.False(double.IsNaN(liquidity.LastSeconds));
        Assert.Equal(1, liquidity.UnknownSeconds);
        Second(liquidity, (0, 0), (5, 0));
        Assert.Equal(0.0, liquidity.LastSeconds);
    }

    [Fact]
    public void Trades_that_are_forgotten_are_as_if_never_seen()
    {
        // τ = 1 s, 100 lots in the first second: 100 e^-4 = 1.83 lots are left in the fifth, and less than one in the sixth.
        var liquidity = new PositionLiquidity(1, participation: 0.1, memorySeconds: 1);
        for (int second = 0; second < 800; second++)
        {
            Second(liquidity, (100, 10));
            Assert.Equal(second >= 5, double.IsNaN(liquidity.LastSeconds));
        }

        double weights = 1 + Math.Exp(-1) + Math.Exp(-2) + Math.Exp(-3) + Math.Exp(-4);
        Assert.Equal(10 / (0.1 * 100 * Math.Exp(-4) / weights), liquidity.MostSeconds, 1e-9);
        Assert.Equal(795, liquidity.UnknownSeconds);
    }

    private static void Second(PositionLiquidity liquidity, params ReadOnlySpan<(long Traded, long Held)> assets)
    {
        liquidity.Advance();
        for (int asset = 0; asset < assets.Length; asset++)
        {
            liquidity.Take(asset, assets[asset].Traded, assets[asset].Held);
        }

        liquidity.Close();
    }
}
