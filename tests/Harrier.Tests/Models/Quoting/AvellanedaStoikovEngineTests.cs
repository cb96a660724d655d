using System;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

public sealed class AvellanedaStoikovEngineTests
{
    // s = 100, σ = 2, T = 1, k = 1.5, as in the paper; computed apart from this code from (29) and (30).
    [Theory]
    [InlineData(0.01, 0.0, 0, 100.0, 1.36890854373372, 99.3155457281, 100.684454272)]
    [InlineData(0.01, 0.0, 1, 99.96, 1.36890854373372, 99.2755457281, 100.644454272)]
    [InlineData(0.01, 0.0, -3, 100.12, 1.36890854373372, 99.4355457281, 100.804454272)]
    [InlineData(0.01, 0.5, 2, 99.96, 1.34890854373372, 99.2855457281, 100.634454272)]
    [InlineData(0.01, 1.0, 5, 100.0, 1.32890854373372, 99.3355457281, 100.664454272)]
    [InlineData(0.1, 0.0, 0, 100.0, 1.69077042275142, 99.1546147886, 100.845385211)]
    [InlineData(0.1, 0.0, 1, 99.6, 1.69077042275142, 98.7546147886, 100.445385211)]
    [InlineData(0.1, 0.0, -3, 101.2, 1.69077042275142, 100.354614789, 102.045385211)]
    [InlineData(0.1, 0.5, 2, 99.6, 1.49077042275142, 98.8546147886, 100.345385211)]
    [InlineData(0.1, 1.0, 5, 100.0, 1.29077042275142, 99.3546147886, 100.645385211)]
    [InlineData(0.5, 0.0, 0, 100.0, 3.15072828980712, 98.4246358551, 101.575364145)]
    [InlineData(0.5, 0.0, 1, 98.0, 3.15072828980712, 96.4246358551, 99.5753641449)]
    [InlineData(0.5, 0.0, -3, 106.0, 3.15072828980712, 104.424635855, 107.575364145)]
    [InlineData(0.5, 0.5, 2, 98.0, 2.15072828980712, 96.9246358551, 99.0753641449)]
    [InlineData(0.5, 1.0, 5, 100.0, 1.15072828980712, 99.4246358551, 100.575364145)]
    [InlineData(1.0, 0.0, 0, 100.0, 5.02165124753198, 97.4891743762, 102.510825624)]
    [InlineData(1.0, 0.0, 1, 96.0, 5.02165124753198, 93.4891743762, 98.5108256238)]
    [InlineData(1.0, 0.0, -3, 112.0, 5.02165124753198, 109.489174376, 114.510825624)]
    [InlineData(1.0, 0.5, 2, 96.0, 3.02165124753198, 94.4891743762, 97.5108256238)]
    [InlineData(1.0, 1.0, 5, 100.0, 1.02165124753198, 99.4891743762, 100.510825624)]
    public void Equations_29_and_30(
        double riskAversion, double time, int inventory, double reservation, double spread, double bid, double ask)
    {
        AvellanedaStoikovEngine engine = Paper(riskAversion);
        Assert.Equal(reservation, engine.ReservationPrice(100.0, inventory, 1.0 - time), 1e-12);
        Assert.Equal(spread, engine.Spread(1.0 - time), 1e-14);
        var quotes = ModelQuotes.Of(engine, 6, 1.0 - time);
        Assert.Equal(bid, 100.0 - quotes.Bid(inventory), 1e-9);
        Assert.Equal(ask, 100.0 + quotes.Ask(inventory), 1e-9);
    }

    [Fact]
    public void A_risk_aversion_too_small_to_add_to_one_still_has_its_limit()
    {
        // (2/γ) ln(1 + γ/k) tends to 2/k. The plain formula gives 0 at γ = 1e-17 and is 1e-4 off at 1e-12.
        Assert.Equal(2.0 / 1.5, Paper(1e-17).Spread(0.0), 1e-15);
        Assert.Equal(2.0 / 1.5, Paper(1e-12).Spread(0.0), 1e-11);

        // From an independent program, whose library has an accurate log1p.
        Assert.Equal(1.3328890863210403, Paper(1e-3).Spread(0.0), 1e-14);
        Assert.Equal(1.3333328888890863, Paper(1e-6).Spread(0.0), 1e-14);
        Assert.Equal(1.333333332888889, Paper(1e-9).Spread(0.0), 1e-14);
        Assert.Equal(1.3333333333328889, Paper(1e-12).Spread(0.0), 1e-14);
    }

    [Fact]
    public void Orders_of_ten_with_a_tenth_of_the_aversion_are_orders_of_one()
    {
        AvellanedaStoikovEngine ten = new(new AvellanedaStoikovParameters
        {
            RiskAversion = 0.01,
            Volatility = 2.0,
            Decay = 1.5,
            OrderSize = 10.0,
        });
        Assert.Equal(Paper(0.1).Spread(1.0), ten.Spread(1.0), 1e-14);
        Assert.Equal(Paper(0.1).SkewPerOrder(1.0), ten.SkewPerOrder(1.0), 1e-14);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void A_time_that_is_none_is_an_error(double time) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Paper(0.1).Spread(time));

    [Theory]
    [InlineData(0.0, 2.0, 1.5)]
    [InlineData(double.NaN, 2.0, 1.5)]
    [InlineData(0.1, -2.0, 1.5)]
    [InlineData(0.1, 2.0, 0.0)]
    [InlineData(0.1, 2.0, double.PositiveInfinity)]
    public void A_parameter_out_of_range_is_an_error(double riskAversion, double volatility, double decay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AvellanedaStoikovEngine(new AvellanedaStoikovParameters
        {
            RiskAversion = riskAversion,
            Volatility = volatility,
            Decay = decay,
        }));

    internal static AvellanedaStoikovEngine Paper(double riskAversion) =>
        new(new AvellanedaStoikovParameters { RiskAversion = riskAversion, Volatility = 2.0, Decay = 1.5 });
}
