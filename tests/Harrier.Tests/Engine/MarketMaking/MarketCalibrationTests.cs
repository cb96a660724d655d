using System;
using Harrier.Engine.MarketMaking;
using Harrier.Primitives;
using Harrier.Tests.Trading;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class MarketCalibrationTests
{
    /// <summary>$10.00, doubled.</summary>
    private const long Mid = 200_000;

    private readonly MarketCalibration _calibration = new(instrumentLimit: 2, seconds: 100);

    [Fact]
    public void Depths_give_the_decay_and_counts_the_arrivals()
    {
        // Twenty orders: ten reach 1 cent below the mid, ten 3 cents above it. Mean depth 2 cents: k = 50 per dollar.
        // Twenty orders in 100 s on two sides: A = 0.1 a second and side.
        for (int i = 0; i < 10; i++)
        {
            _calibration.OnExecution(1, Side.Buy, 99_900, Mid, time: 2 * i);
            _calibration.OnExecution(1, Side.Sell, 100_300, Mid, time: 2 * i + 1);
        }

        // The mid moves by 1 cent up and by 1 cent down: root mean square 1 cent a second.
        _calibration.OnSecond(1, Mid);
        _calibration.OnSecond(1, Mid + 200);
        _calibration.OnSecond(1, Mid);
        Assert.True(_calibration.TryEstimate(1, out MarketParameters parameters));
        Assert.Equal(50, parameters.DecayPerDollar, 1e-9);
        Assert.Equal(0.1, parameters.ArrivalsPerSecond, 1e-12);
        Assert.Equal(0.01, parameters.VolatilityDollarsPerSqrtSecond, 1e-12);
        Assert.False(_calibration.TryEstimate(0, out _));
    }

    [Fact]
    public void Executions_of_one_instant_and_side_are_one_order_as_deep_as_the_deepest_from_the_first_mid()
    {
        // Each order takes 1 cent below the mid, then 4 cents below the mid that it found, though the mid has moved.
        for (int i = 0; i < MarketCalibration.OrdersMin; i++)
        {
            _calibration.OnExecution(0, Side.Buy, 99_900, Mid, time: i);
            _calibration.OnExecution(0, Side.Buy, 99_600, Mid - 400, time: i);
        }

        _calibration.OnSecond(0, Mid);
        _calibration.OnSecond(0, Mid + 200);
        Assert.True(_calibration.TryEstimate(0, out MarketParameters parameters));
        Assert.Equal(1 / 0.04, parameters.DecayPerDollar, 1e-9);
        Assert.Equal(MarketCalibration.OrdersMin / 200.0, parameters.ArrivalsPerSecond, 1e-12);
    }

    [Fact]
    public void Too_few_orders_or_a_still_market_give_no_estimate()
    {
        for (int i = 1; i < MarketCalibration.OrdersMin; i++)
        {
            _calibration.OnExecution(0, Side.Buy, 99_900, Mid, time: i);
        }

        _calibration.OnSecond(0, Mid);
        _calibration.OnSecond(0, Mid + 200);
        Assert.False(_calibration.TryEstimate(0, out _));

        _calibration.OnExecution(0, Side.Buy, 99_900, Mid, time: 1_000);
        Assert.True(_calibration.TryEstimate(0, out _));
        _calibration.Clear();
        Assert.False(_calibration.TryEstimate(0, out _));
    }

    [Fact]
    public void Calibration_allocates_nothing() => Assert.Equal(0, Allocation.OfSecondRun(() =>
    {
        for (int i = 0; i < 1_000; i++)
        {
            _calibration.OnExecution(0, Side.Buy, 99_900, Mid, time: i);
            _calibration.OnSecond(0, Mid + i);
            _calibration.TryEstimate(0, out _);
        }
    }));

    [Fact]
    public void The_balanced_risk_aversion_moves_the_quotes_of_a_full_inventory_by_the_inverse_decay()
    {
        // For small γΔ/k the closed form's skew an order is σ √(γΔe / (2kA)): here times Q = 10 it shall be 1/k.
        var market = new MarketParameters(0, 0.012, 0.5, 60);
        double riskAversion = market.WithBalancedRiskAversion(orderSizeLots: 100, maximumInventoryOrders: 10).RiskAversionPerDollar;
        double skew = 0.012 * Math.Sqrt(riskAversion * 100 * Math.E / (2 * 60 * 0.5));
        Assert.Equal(1.0 / 60, 10 * skew, 1e-12);
    }
}
