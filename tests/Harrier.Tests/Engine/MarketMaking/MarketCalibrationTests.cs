using System;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class MarketCalibrationTests
{
    private static readonly TopOfBook Top = InstrumentCalibrationTests.Book(99_900, 100_100);

    private readonly MarketCalibration _calibration = new(3, followed: 2, 100, double.PositiveInfinity, new CountingRules());

    [Fact]
    public void An_instrument_has_an_estimate_from_twenty_orders_on()
    {
        _calibration.Follow(1);
        _calibration.Follow(2);
        Learn(1, MarketCalibration.OrdersMin);
        Learn(2, MarketCalibration.OrdersMin - 1);
        Assert.True(_calibration.TryEstimate(1, out MarketParameters parameters));
        Assert.True(parameters is { VolatilityDollarsPerSqrtSecond: > 0, ArrivalsPerSecond: > 0, DecayPerDollar: > 0, RiskAversionPerDollar: 0 });
        Assert.False(_calibration.TryEstimate(2, out _));
        Assert.False(_calibration.TryEstimate(0, out _));
    }

    [Fact]
    public void A_mid_that_stands_still_gives_no_estimate()
    {
        _calibration.Follow(1);
        Learn(1, 100, move: 0);
        Assert.False(_calibration.TryEstimate(1, out _));
    }

    [Fact]
    public void No_more_instruments_are_followed_than_there_is_room_for()
    {
        _calibration.Follow(0);
        _calibration.Follow(0);
        _calibration.Follow(1);
        _calibration.Follow(2);
        Assert.NotNull(_calibration.Of(1));
        Assert.Null(_calibration.Of(2));
        Assert.Null(_calibration.Of(3));
        Assert.Null(_calibration.Of(-1));
    }

    [Fact]
    public void Estimating_allocates_nothing()
    {
        _calibration.Follow(1);
        Learn(1, 100);
        TopOfBook[] tops = [Top, Top, Top];
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            _calibration.OnSecond(long.MaxValue / 2, tops);
            _calibration.TryEstimate(1, out _);
        }));
    }

    [Fact]
    public void The_balanced_risk_aversion_moves_the_quotes_of_a_full_inventory_by_the_inverse_decay()
    {
        // For small γΔ/k the closed form's skew an order is σ √(γΔe / (2kA)): here times Q = 10 it shall be 1/k.
        var market = new MarketParameters(0, 0.012, 0.5, 60);
        double riskAversion = market.WithBalancedRiskAversion(orderSizeLots: 100, maximumInventoryOrders: 10).RiskAversionPerDollar;
        double skew = 0.012 * Math.Sqrt(riskAversion * 100 * Math.E / (2 * 60 * 0.5));
        Assert.Equal(1.0 / 60, 10 * skew, 1e-12);
    }

    /// <summary>An order a second, every third one a cent beyond the touch, and a mid that moves up and up.</summary>
    private void Learn(int instrument, int orders, long move = 100)
    {
        InstrumentCalibration calibration = _calibration.Of(instrument)!;
        for (int i = 0; i <= orders; i++)
        {
            long time = i * Nanoseconds.PerSecond;
            TopOfBook top = InstrumentCalibrationTests.Book(99_900 + (i * move), 100_100 + (i * move));
            calibration.OnTop(time, in top);
            calibration.OnSecond(time, in top);
            if (i < orders)
            {
                calibration.OnExecution(Side.Buy, top.BidPrice.Ticks - (i % 3 == 0 ? 100 : 0), time + 1);
            }
        }
    }
}
