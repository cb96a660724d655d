using System;
using CsCheck;
using Harrier.Models.Execution;
using Xunit;

namespace Harrier.Tests.Models.Execution;

/// <summary>What must hold for any parameters.</summary>
public sealed class AlmgrenChrissPropertyTests
{
    // The bend κ̃²τ² says all about the shape: from nearly none to almost all at once.
    private static readonly Gen<(AlmgrenChrissParameters Parameters, double Bend)> Any =
        Gen.Select(Gen.Double[0.0, 7.0], Gen.Double[-1.0, 4.0], Gen.Int[2, 60], Gen.Double[-3.0, 1.0], Gen.Double[-9.0, -2.0], Gen.Double[-8.0, 3.0]).Select(
            (quantity, duration, periods, volatility, impact, bend) =>
            {
                var parameters = new AlmgrenChrissParameters
                {
                    Quantity = Math.Pow(10.0, quantity),
                    Duration = Math.Pow(10.0, duration),
                    Periods = periods,
                    Volatility = Math.Pow(10.0, volatility),
                    RiskAversion = 0.0,
                    TemporaryImpact = Math.Pow(10.0, impact),
                    FixedCost = 0.01,
                };
                return (WithBend(parameters, Math.Pow(10.0, bend)), Math.Pow(10.0, bend));
            });

    [Fact]
    public void The_trades_sum_to_the_order_and_are_all_of_its_side() => Any.Sample(any =>
    {
        double[] trades = new double[any.Parameters.Periods];
        new AlmgrenChriss(any.Parameters).Trades(trades);
        double sum = 0.0;
        foreach (double trade in trades)
        {
            Assert.True(trade >= 0.0);
            sum += trade;
        }

        Assert.Equal(any.Parameters.Quantity, sum, any.Parameters.Quantity * 1e-12);
    });

    [Fact]
    public void The_holdings_fall_and_are_convex() => Any.Sample(any =>
    {
        double[] holdings = Holdings(any.Parameters);
        double slack = any.Parameters.Quantity * 1e-12;
        for (int j = 1; j < holdings.Length; j++)
        {
            Assert.True(holdings[j] <= holdings[j - 1]);
            Assert.True(j == 1 || holdings[j - 2] - holdings[j - 1] >= holdings[j - 1] - holdings[j] - slack);
        }
    });

    [Fact]
    public void They_are_those_of_equation_17() => Any.Sample(any =>
    {
        var model = new AlmgrenChriss(any.Parameters);
        double[] holdings = Holdings(any.Parameters);
        double whole = any.Parameters.Duration;
        for (int j = 0; j < holdings.Length; j++)
        {
            double left = whole - (j * model.Period);

            // sinh a / sinh b without overflow; each 1 - exp(-2a) is good to 1e-16 / a.
            double expected = Math.Exp(model.Rate * (left - whole)) * (1.0 - Math.Exp(-2.0 * model.Rate * left)) / (1.0 - Math.Exp(-2.0 * model.Rate * whole));
            Assert.Equal(expected, holdings[j] / any.Parameters.Quantity, 1e-12 + (1e-15 / (model.Rate * whole)));
        }
    });

    [Fact]
    public void Without_risk_aversion_the_order_is_spread_evenly() => Any.Sample(any =>
    {
        double[] trades = new double[any.Parameters.Periods];
        new AlmgrenChriss(WithBend(any.Parameters, 1e-14)).Trades(trades);
        double even = any.Parameters.Quantity / trades.Length;
        Assert.All(trades, trade => Assert.Equal(even, trade, even * 1e-9));
    });

    [Fact]
    public void More_risk_aversion_trades_sooner_costs_more_and_risks_less() =>
        Gen.Select(Any, Gen.Double[1.01, 100.0]).Sample((any, factor) =>
        {
            AlmgrenChrissParameters more = any.Parameters with { RiskAversion = any.Parameters.RiskAversion * factor };
            ExecutionCost lower = new AlmgrenChriss(any.Parameters).Cost();
            ExecutionCost higher = new AlmgrenChriss(more).Cost();
            Assert.True(Holdings(more)[1] <= Holdings(any.Parameters)[1]);
            Assert.True(higher.Expected >= lower.Expected * (1.0 - 1e-12));
            Assert.True(higher.Variance <= lower.Variance * (1.0 + 1e-12));
        });

    [Fact]
    public void No_other_trajectory_is_better() =>
        Gen.Select(Any, Gen.Double[-1.0, 1.0].Array[60], Gen.Double[-6.0, 0.0], Gen.Bool, Gen.Double[-1.0, 1.0]).Sample((any, noise, size, isNegative, drift) =>
        {
            // The least eigenvalue of the second difference is 4 sin²(π/2N): half of it below zero still has a best trajectory.
            double sine = Math.Sin(0.5 * Math.PI / any.Parameters.Periods);
            AlmgrenChrissParameters parameters = isNegative ? WithBend(any.Parameters, -2.0 * sine * sine) : any.Parameters;
            parameters = parameters with { Drift = drift * parameters.Quantity * parameters.TemporaryImpact / (parameters.Duration * parameters.Duration) };
            var model = new AlmgrenChriss(parameters with { FixedCost = 0.0 });
            double[] best = Holdings(parameters);
            double[] other = [.. best];
            for (int j = 1; j < other.Length - 1; j++)
            {
                other[j] += noise[j] * Math.Pow(10.0, size) * parameters.Quantity;
            }

            double slack = 1e-10 * Math.Abs(Utility(model.CostOf(best)));
            Assert.True(Utility(model.CostOf(other)) >= Utility(model.CostOf(best)) - slack);
        });

    [Fact]
    public void A_trajectory_with_something_that_is_no_number_has_no_cost() =>
        Gen.Select(Gen.Double.Array[6], Gen.Int[1, 5]).Sample((holdings, index) =>
        {
            var model = new AlmgrenChriss(new AlmgrenChrissParameters
            {
                Quantity = 1,
                Duration = 5,
                Periods = 5,
                Volatility = 1,
                RiskAversion = 1,
                TemporaryImpact = 1,
            });
            holdings[index] = double.NaN;
            ExecutionCost cost = model.CostOf(holdings);
            Assert.True(double.IsNaN(cost.Expected) && double.IsNaN(cost.Variance));
        });

    private static double Utility(ExecutionCost cost) => cost.Expected + (cost.RiskAversion * cost.Variance);

    private static double[] Holdings(AlmgrenChrissParameters parameters)
    {
        double[] holdings = new double[parameters.Periods + 1];
        new AlmgrenChriss(parameters).Holdings(holdings);
        return holdings;
    }

    /// <summary>Without permanent impact η̃ is η, and λ = bend · η/(σ²τ²).</summary>
    private static AlmgrenChrissParameters WithBend(AlmgrenChrissParameters parameters, double bend)
    {
        double period = parameters.Duration / parameters.Periods;
        return parameters with { RiskAversion = bend * parameters.TemporaryImpact / (parameters.Volatility * parameters.Volatility * period * period) };
    }
}
