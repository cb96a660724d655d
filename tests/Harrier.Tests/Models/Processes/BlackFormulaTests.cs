using System;
using CsCheck;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class BlackFormulaTests
{
    [Fact]
    public void At_the_money_a_call_is_what_the_normal_distribution_says()
    {
        // 100 (2 Φ(0.1) - 1) with Φ(0.1) = 0.539827837277029.
        Assert.Equal(7.9655674554058, BlackFormula.Call(100.0, 100.0, 0.2), 1e-11);
    }

    [Fact]
    public void A_call_less_a_put_is_the_forward_less_the_strike() =>
        Gen.Select(Gen.Double[0.01, 10.0], Gen.Double[0.01, 10.0], Gen.Double[0.0, 3.0]).Sample((forward, strike, deviation) => Assert.Equal(
            forward - strike, BlackFormula.Call(forward, strike, deviation) - BlackFormula.Put(forward, strike, deviation), 1e-13 * (forward + strike)));

    [Fact]
    public void The_implied_deviation_gives_the_price_back() =>
        Gen.Select(Gen.Double[0.2, 5.0], Gen.Double[0.01, 3.0]).Sample((strike, deviation) =>
        {
            double price = BlackFormula.Call(1.0, strike, deviation);
            double found = BlackFormula.ImpliedDeviation(price, 1.0, strike);

            // Deep in the money the price hardly depends on the deviation, and nothing is left of it in a double.
            bool isLost = price - Math.Max(0.0, 1.0 - strike) < 1e-13;
            Assert.True(isLost || Math.Abs(BlackFormula.Call(1.0, strike, found) - price) < 1e-14, $"{strike} {deviation} {found}");
        });

    [Fact]
    public void The_vega_is_the_limit_of_differences()
    {
        double difference = BlackFormula.Call(1.0, 1.2, 0.30001) - BlackFormula.Call(1.0, 1.2, 0.29999);
        Assert.Equal(difference / 0.00002, BlackFormula.Vega(1.0, 1.2, 0.3), 1e-8);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_price_that_no_deviation_has_gives_no_number(double price) =>
        Assert.True(double.IsNaN(BlackFormula.ImpliedDeviation(price, 1.0, 1.1)));

    [Theory]
    [InlineData(0.0, 1.0, 0.2)]
    [InlineData(1.0, -1.0, 0.2)]
    [InlineData(1.0, 1.0, double.NaN)]
    public void A_parameter_out_of_range_is_refused(double forward, double strike, double deviation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BlackFormula.Call(forward, strike, deviation));
}
