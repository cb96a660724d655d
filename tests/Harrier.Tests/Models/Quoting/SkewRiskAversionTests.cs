using System;
using CsCheck;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

public sealed class SkewRiskAversionTests
{
    private static readonly GlftParameters Market = new() { RiskAversion = 1, Volatility = 0.012, ArrivalRate = 0.5, Decay = 60, OrderSize = 100 };

    [Fact]
    public void The_closed_form_skews_by_what_was_asked_for() =>
        Gen.Select(Gen.Double[-4, 4], Gen.Double[-3, 1], Gen.Double[-2, 2], Gen.Double[-1, 3], Gen.Double[0, 3]).Sample(
            (skew, volatility, arrivals, decay, size) =>
            {
                var parameters = new GlftParameters
                {
                    RiskAversion = 1,
                    Volatility = Math.Pow(10, volatility),
                    ArrivalRate = Math.Pow(10, arrivals),
                    Decay = Math.Pow(10, decay),
                    OrderSize = Math.Pow(10, size),
                };
                double wanted = parameters.Volatility * Math.Pow(10, skew);
                double found = SkewRiskAversion.ForGlft(in parameters, wanted);
                var model = new GlftClosedForm(parameters with { RiskAversion = found });
                Assert.Equal(wanted, model.SkewPerOrder, 1e-9 * wanted);
            });

    [Fact]
    public void A_larger_skew_takes_a_larger_risk_aversion()
    {
        double last = 0;
        for (double skew = 1e-5; skew < 1; skew *= 1.5)
        {
            double found = SkewRiskAversion.ForGlft(Market, skew);
            Assert.True(found > last);
            last = found;
        }
    }

    [Fact]
    public void Avellaneda_and_stoikov_skew_by_what_was_asked_for()
    {
        double found = SkewRiskAversion.ForAvellanedaStoikov(0.012, 100, 60, 0.002);
        var engine = new AvellanedaStoikovEngine(new AvellanedaStoikovParameters { RiskAversion = found, Volatility = 0.012, Decay = 60, OrderSize = 100 });
        Assert.Equal(0.002, engine.SkewPerOrder(60), 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_skew_out_of_range_is_refused(double skew)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SkewRiskAversion.ForGlft(Market, skew));
        Assert.Throws<ArgumentOutOfRangeException>(() => SkewRiskAversion.ForAvellanedaStoikov(0.012, 100, 60, skew));
        Assert.Throws<ArgumentOutOfRangeException>(() => SkewRiskAversion.ForGlft(Market with { Volatility = 0 }, 0.01));
    }
}
