using System;
using Harrier.Models.Execution;
using Xunit;

namespace Harrier.Tests.Models.Execution;

public sealed class AlmgrenChrissTests
{
    /// <summary>Table 1 of Almgren and Chriss (2000), in dollars, days and shares.</summary>
    private static readonly AlmgrenChrissParameters Table1 = new()
    {
        Quantity = 1e6,
        Duration = 5.0,
        Periods = 5,
        Volatility = 0.95,
        RiskAversion = 1e-6,
        TemporaryImpact = 2.5e-6,
        PermanentImpact = 2.5e-7,
        FixedCost = 0.0625,
    };

    /// <summary>From an independent program in another language, which uses the hyperbolic functions of the paper.</summary>
    [Theory]
    [InlineData(0.0, 0.0, 0.0, double.PositiveInfinity, 662500.0, 1083000000000.0, 800000.0, 600000.0, 400000.0, 200000.0)]
    [InlineData(1e-7, 0.1946285504674804, 0.19493588689617924, 5.137992332564206, 670057.4600445137, 924718606139.844, 757882.3913016854, 544564.3134728343, 351939.67955595115, 172688.75346219385)]
    [InlineData(2e-7, 0.2748153660113962, 0.2756809750418044, 3.638806717811155, 688153.6336175847, 802414464994.2155, 721626.7256351885, 498097.08241865097, 312422.817465931, 150492.68664062186)]
    [InlineData(5e-7, 0.43251083974518506, 0.43588989435406733, 2.312080780655469, 768132.8121801238, 563396571730.5591, 636913.2218756197, 394839.95590760716, 227786.28156203992, 104012.00071326023)]
    [InlineData(1e-6, 0.6070761632470627, 0.6164414002968976, 1.6472397707913768, 911226.9863037935, 364128572058.141, 541955.5543739223, 289854.2194099351, 147897.4878217232, 62141.801605766035)]
    [InlineData(2e-6, 0.8462971345012561, 0.8717797887081347, 1.1816180856967273, 1140715.167049785, 201931287150.52457, 428598.84574701753, 182932.81426176787, 76295.7216154617, 27643.377396906417)]
    [InlineData(5e-6, 1.2875968494557755, 1.3784048752090223, 0.7766406079842979, 1535388.0922535746, 74358230529.08899, 275924.5284635707, 76105.66100792596, 20887.549467340697, 5355.78191470274)]
    [InlineData(1e-5, 1.7267108656228922, 1.949358868961793, 0.5791357545197706, 1845211.2616246145, 29485150288.267506, 177868.3096811414, 31636.19615061933, 5621.627992450739, 969.2462055949549)]
    [InlineData(0.0001, 3.6882538673612966, 6.164414002968976, 0.27113101103190446, 2446575.611627024, 565122325.3866026, 25015.644561817287, 625.7824726900161, 15.654345783365015, 0.3913586445841254)]
    public void The_example_of_the_paper_is_that_of_another_program(
        double riskAversion, double rate, double continuousRate, double halfLife, double expected, double variance, double x1, double x2, double x3, double x4)
    {
        var model = new AlmgrenChriss(Table1 with { RiskAversion = riskAversion });
        AssertRelative(rate, model.Rate);
        AssertRelative(continuousRate, Math.Sqrt(model.ContinuousRateSquared));
        AssertRelative(halfLife, model.HalfLife);
        ExecutionCost cost = model.Cost();
        Assert.Equal(riskAversion, cost.RiskAversion);
        AssertRelative(expected, cost.Expected);
        AssertRelative(variance, cost.Variance);
        double[] holdings = Holdings(model);
        Assert.Equal((1e6, 0.0), (holdings[0], holdings[5]));
        AssertRelative(x1, holdings[1]);
        AssertRelative(x2, holdings[2]);
        AssertRelative(x3, holdings[3]);
        AssertRelative(x4, holdings[4]);
    }

    /// <summary>From an independent program, by its tridiagonal solver: point C of the paper's figure.</summary>
    [Fact]
    public void Who_likes_risk_trades_late()
    {
        var model = new AlmgrenChriss(Table1 with { RiskAversion = -2e-7 });
        double[] trades = new double[5];
        model.Trades(trades);
        double[] expected = [89943.56, 159107.85, 216179.94, 256822.36, 277946.28];
        for (int j = 0; j < 5; j++)
        {
            Assert.Equal(expected[j], trades[j], 0.005);
        }

        Assert.Equal(717958.1043, model.Cost().Expected, 0.00005);
        Assert.Equal(1258654.3249, Math.Sqrt(model.Cost().Variance), 0.00005);
        Assert.True(double.IsNaN(model.Rate) && double.IsNaN(model.HalfLife), "the holdings are a sine, without a rate");
    }

    [Fact]
    public void All_at_once_costs_what_the_formula_says_and_has_no_risk()
    {
        // E = εX + ηX²/τ = 0.0625·10⁶ + 2.5·10⁻⁶·10¹² = 2,562,500.
        ExecutionCost cost = new AlmgrenChriss(Table1).CostAtOnce();
        Assert.Equal(2562500.0, cost.Expected, 1e-6);
        Assert.Equal(0.0, cost.Variance);
    }

    /// <summary>From an independent program, by golden section in decimals of 50 digits.</summary>
    [Fact]
    public void The_least_value_at_risk_is_that_of_another_program()
    {
        ExecutionCost least = new AlmgrenChriss(Table1).LeastValueAtRisk(1.645);
        Assert.Equal(1.694389191702e-6, least.RiskAversion, 1e-17);
        Assert.Equal(1877206.70, least.Expected + (1.645 * Math.Sqrt(least.Variance)), 0.005);
    }

    [Fact]
    public void Where_no_wait_is_worth_its_risk_the_least_value_at_risk_is_all_at_once()
    {
        // For large λ, 2λ√V comes to 2Xη̃/(σ√τ·τ) = 2·10⁶·2.375·10⁻⁶/0.95 = 5: no λ gives more standard deviations than that.
        var model = new AlmgrenChriss(Table1);
        Assert.True(double.IsPositiveInfinity(model.LeastValueAtRisk(5.1).RiskAversion));
        Assert.Equal(0.0, model.LeastValueAtRisk(5.1).Variance);
        Assert.True(double.IsFinite(model.LeastValueAtRisk(4.9).RiskAversion));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.LeastValueAtRisk(BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.LeastValueAtRisk(double.NaN));
    }

    [Fact]
    public void The_frontier_has_a_point_for_each_risk_aversion()
    {
        // Without impact of its own, λ = 0 is the evenly spread order: from the independent program, as above.
        ExecutionCost[] frontier = new AlmgrenChriss(Table1).Frontier([0.0, 1e-5]);
        Assert.Equal([0.0, 1e-5], [frontier[0].RiskAversion, frontier[1].RiskAversion]);
        AssertRelative(662500.0, frontier[0].Expected);
        AssertRelative(29485150288.267506, frontier[1].Variance);
    }

    /// <summary>The paper's text says 1,100 shares or 0.11 %: a tenth of what its equation (25) gives. Another program has
    /// 11,080.33, and the paper's Table 1 11,000.</summary>
    [Fact]
    public void Against_a_drift_eleven_thousand_shares_are_held()
    {
        // 0.02 / (2 · 10⁻⁶ · 0.95²) = 11,080.33.
        Assert.Equal(11080.33, new AlmgrenChriss(Table1 with { Drift = 0.02 }).StaticHolding, 0.005);
    }

    [Fact]
    public void With_a_drift_the_holdings_are_those_of_equation_26()
    {
        var model = new AlmgrenChriss(Table1 with { Drift = 0.02 });
        double[] holdings = Holdings(model);
        double rate = model.Rate;
        double held = model.StaticHolding;
        for (int j = 0; j <= 5; j++)
        {
            double left = Math.Sinh(rate * (5 - j)) / Math.Sinh(rate * 5);
            double gone = Math.Sinh(rate * j) / Math.Sinh(rate * 5);
            Assert.Equal((left * 1e6) + ((1.0 - left - gone) * held), holdings[j], 1e-6);
        }
    }

    [Fact]
    public void Parameters_that_no_trajectory_exists_for_are_refused_with_the_range()
    {
        // η must be above γτ/2 = 1.25·10⁻⁷.
        Assert.Contains("above 1.25E-07", Refused(Table1 with { TemporaryImpact = 1e-7 }), StringComparison.Ordinal);

        // λσ²τ²/η̃ must be above -4 sin²(π/10) = -0.381966: λ above -0.381966 · 2.375·10⁻⁶ / 0.9025 = -1.00517·10⁻⁶.
        Assert.Contains("above -1.00517E-06", Refused(Table1 with { RiskAversion = -1.1e-6 }), StringComparison.Ordinal);
        Assert.True(double.IsFinite(new AlmgrenChriss(Table1 with { RiskAversion = -1.0e-6 }).Cost().Expected));
        Assert.Contains("check the units", Refused(Table1 with { RiskAversion = 1e300, Volatility = 1e10 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_quantity_time_or_impact_is_refused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { Quantity = value }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { Duration = value }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { TemporaryImpact = value }));
        if (value != 0.0)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { Volatility = value }));
            Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { PermanentImpact = value }));
            Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { FixedCost = value }));
        }

        if (!double.IsFinite(value))
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { RiskAversion = value }));
            Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { Drift = value }));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new AlmgrenChriss(Table1 with { Periods = 0 }));
        Assert.Throws<ArgumentException>(() => new AlmgrenChriss(Table1).Holdings(new double[5]));
    }

    [Fact]
    public void Without_volatility_there_is_no_static_holding_and_nothing_to_avoid()
    {
        var model = new AlmgrenChriss(Table1 with { Volatility = 0.0, Drift = 0.02 });
        Assert.True(double.IsNaN(model.StaticHolding));
        Assert.Equal(0.0, model.Cost().Variance);
        Assert.Equal(0.0, new AlmgrenChriss(Table1 with { Volatility = 0.0 }).LeastValueAtRisk(1.645).RiskAversion, 1e-300);
    }

    private static string Refused(AlmgrenChrissParameters parameters) =>
        Assert.Throws<ArgumentException>(() => new AlmgrenChriss(parameters)).Message;

    private static double[] Holdings(AlmgrenChriss model)
    {
        double[] holdings = new double[model.Periods + 1];
        model.Holdings(holdings);
        return holdings;
    }

    private static void AssertRelative(double expected, double actual) =>
        Assert.True(expected == actual || Math.Abs(actual - expected) <= 1e-12 * Math.Abs(expected), $"{actual:R} is not {expected:R}.");
}
