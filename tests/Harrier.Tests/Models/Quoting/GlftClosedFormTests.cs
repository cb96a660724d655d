using System;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

public sealed class GlftClosedFormTests
{
    [Fact]
    public void The_worked_example_of_hftbacktest_to_its_last_digit()
    {
        // hftbacktest's tutorial "GLFT Market Making Model and Grid Trading": independent code, its own printed numbers.
        var model = new GlftClosedForm(new GlftParameters
        {
            ArrivalRate = 2.986162360812285,
            Decay = 0.04235741115084049,
            RiskAversion = 0.05,
            Volatility = 10.69,
        });
        Assert.Equal(20.47208533844371, model.HalfSpread, 1e-13);
        Assert.Equal(9.76326865029227, model.SkewPerOrder, 1e-13);
    }

    [Fact]
    public void Figure_1_of_GLFT()
    {
        var model = new GlftClosedForm(new GlftParameters
        {
            RiskAversion = 0.01,
            Volatility = 0.3,
            ArrivalRate = 0.9,
            Decay = 0.3,
        });
        Assert.Equal(0.0678658325308837, model.SkewPerOrder, 1e-15);
        Assert.Equal(3.27898228229909, model.HalfSpread - 0.5 * model.SkewPerOrder, 1e-13);
        var quotes = ModelQuotes.Of(model, 30, 0.0);
        Assert.Equal(3.991573524, quotes.Bid(10), 5e-10);
        Assert.Equal(2.634256873, quotes.Ask(10), 5e-10);
    }

    [Fact]
    public void A_drift_moves_both_quotes_by_its_part_of_the_skew()
    {
        // Proposition 4 adds -μ/(γσ²) to (2q + 1)/2 on the bid: with μ = γσ² the bid at q is the driftless one at q - 1.
        GlftParameters still = new() { RiskAversion = 0.01, Volatility = 0.3, ArrivalRate = 0.9, Decay = 0.3 };
        GlftParameters drifting = still with { Drift = 0.01 * 0.3 * 0.3 };
        var without = ModelQuotes.Of(new GlftClosedForm(still), 5, 0.0);
        var with = ModelQuotes.Of(new GlftClosedForm(drifting), 5, 0.0);
        Assert.Equal(without.Bid(2), with.Bid(3), 1e-12);
        Assert.Equal(without.Ask(2), with.Ask(3), 1e-12);
    }

    [Fact]
    public void An_adverse_jump_widens_by_half_of_it_and_scales_the_skew()
    {
        // Proposition 5: each quote + ξ/2, and c becomes e^(kξ/4) c. k = 0.3, ξ = 2: e^0.15 = 1.1618342427282831.
        GlftParameters calm = new() { RiskAversion = 0.01, Volatility = 0.3, ArrivalRate = 0.9, Decay = 0.3 };
        var without = new GlftClosedForm(calm);
        var with = new GlftClosedForm(calm with { AdverseJump = 2.0 });
        Assert.Equal(1.1618342427282831 * without.SkewPerOrder, with.SkewPerOrder, 1e-14);
        Assert.Equal(
            without.HalfSpread - 0.5 * without.SkewPerOrder + 1.0, with.HalfSpread - 0.5 * with.SkewPerOrder, 1e-13);
    }

    [Fact]
    public void A_drift_without_volatility_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GlftClosedForm(new GlftParameters
        {
            RiskAversion = 0.01,
            Volatility = 0.0,
            ArrivalRate = 0.9,
            Decay = 0.3,
            Drift = 0.1,
        }));
}
