using System;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;
using Xunit;

namespace Harrier.Tests.Models.Quoting.Portfolio;

public sealed class PortfolioClosedFormTests
{
    // Dollars, seconds and shares.
    private static readonly GlftParameters[] ThreeShares =
    [
        new() { RiskAversion = 0.001, Volatility = 0.012, ArrivalRate = 0.5, Decay = 60, OrderSize = 100 },
        new() { RiskAversion = 0.001, Volatility = 0.03, ArrivalRate = 0.2, Decay = 25, OrderSize = 50 },
        new() { RiskAversion = 0.001, Volatility = 0.02, ArrivalRate = 0.8, Decay = 40, OrderSize = 200 },
    ];

    private static readonly CorrelationMatrix ThreeCorrelations = CorrelationMatrix.Of(3, [1, 0.5, -0.2, 0.5, 1, 0.1, -0.2, 0.1, 1]);

    [Fact]
    public void Gamma_of_the_two_indices_of_Gueant()
    {
        // From an independent program; the paper prints figures only.
        var model = new PortfolioClosedForm(Indices.Both(), CorrelationMatrix.Uniform(2, 0.9));
        Assert.Equal(2.9712070479735796e-10, model.Gamma(0, 0), 1e-24);
        Assert.Equal(6.873922290132381e-10, model.Gamma(0, 1), 1e-24);
        Assert.Equal(6.873922290132381e-10, model.Gamma(1, 0), 1e-24);
        Assert.Equal(4.047942592993662e-09, model.Gamma(1, 1), 1e-23);
    }

    [Theory]
    [InlineData(-4, -4.68676338156e-4)]
    [InlineData(0, 2.84324121213e-4)]
    [InlineData(1, 4.72574236055e-4)]
    [InlineData(4, 1.03732458058e-3)]
    public void Bids_of_the_high_yield_index_by_the_other_inventory(int investmentGrade, double bid)
    {
        // (5.19), from an independent program to 12 digits.
        var model = new PortfolioClosedForm(Indices.Both(), CorrelationMatrix.Uniform(2, 0.9));
        Assert.Equal(bid, model.BidDistance(1, [investmentGrade, 0]), 5e-15);
    }

    [Theory]
    [InlineData(null, 0.0002821237905452411, -3.66402117274558e-5, 5.762920267845158e-5)]
    [InlineData(0.0, 0.0002819998618775689, -3.660247889334836e-5, 5.756077765867957e-5)]
    public void Gamma_of_three_shares_in_both_models(double? executionRiskAversion, double first, double second, double third)
    {
        // With 40 digits, from an independent program.
        var model = new PortfolioClosedForm(With(executionRiskAversion), ThreeCorrelations);
        Assert.Equal(first, model.Gamma(0, 1), 1e-17);
        Assert.Equal(second, model.Gamma(0, 2), 1e-17);
        Assert.Equal(third, model.Gamma(2, 1), 1e-17);
    }

    [Theory]
    [InlineData(null, 0, 0.01870441291683925, 0.01537929709353425)]
    [InlineData(null, 1, 0.03695470865709109, 0.04627361113309536)]
    [InlineData(null, 2, 0.0259441829227849, 0.02577273644715969)]
    [InlineData(0.0, 0, 0.01871744881630375, 0.01539367761014848)]
    [InlineData(0.0, 1, 0.03699621692222436, 0.04631035012179451)]
    [InlineData(0.0, 2, 0.02600516289842242, 0.02583404990551966)]
    public void Quotes_of_three_shares_in_both_models(double? executionRiskAversion, int asset, double bid, double ask)
    {
        // 300, -100 and 50 shares held, with 40 digits, from an independent program: 3 orders of 100, -2 of 50, 1/4 of 200.
        var model = new PortfolioClosedForm(With(executionRiskAversion), ThreeCorrelations);
        Assert.Equal(bid, model.BidDistance(asset, [3, -2, 0.25]), 1e-15);
        Assert.Equal(ask, model.AskDistance(asset, [3, -2, 0.25]), 1e-15);
    }

    [Fact]
    public void Taking_other_parameters_allocates_nothing_and_is_the_model_made_with_them()
    {
        var model = new PortfolioClosedForm(With(0.0), CorrelationMatrix.Uniform(3, 0.3));
        Assert.Equal(0, Allocation.OfSecondRun(() => model.Set(ThreeShares, ThreeCorrelations)));
        var made = new PortfolioClosedForm(ThreeShares, ThreeCorrelations);
        for (int asset = 0; asset < 3; asset++)
        {
            Assert.Equal(made.BidDistance(asset, [1, 2, 3]), model.BidDistance(asset, [1, 2, 3]));
        }
    }

    [Fact]
    public void What_no_model_for_many_assets_knows_is_refused()
    {
        AssertRefused("volatility of asset 1 is 0", ThreeShares[1] with { Volatility = 0 });
        AssertRefused("Volatility", ThreeShares[1] with { Volatility = double.NaN });
        AssertRefused("drift", ThreeShares[1] with { Drift = 0.1 });
        AssertRefused("adverse jump", ThreeShares[1] with { AdverseJump = 0.1 });
        AssertRefused("another risk aversion", ThreeShares[1] with { RiskAversion = 0.002 });
        AssertRefused("another risk aversion", ThreeShares[1] with { ExecutionRiskAversion = 0 });
        AssertRefused("beyond all numbers", ThreeShares[1] with { Volatility = 1e200 });
        Assert.Throws<ArgumentException>(() => new PortfolioClosedForm(ThreeShares, CorrelationMatrix.Uniform(2, 0)));
        Assert.Throws<ArgumentException>(() => new PortfolioClosedForm(ThreeShares, ThreeCorrelations).Skew(0, [1, 2]));
    }

    private static void AssertRefused(string sentence, GlftParameters second)
    {
        GlftParameters[] assets = [ThreeShares[0], second, ThreeShares[2]];
        ArgumentException fault = Assert.ThrowsAny<ArgumentException>(() => new PortfolioClosedForm(assets, ThreeCorrelations));
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    private static GlftParameters[] With(double? executionRiskAversion) =>
        Array.ConvertAll(ThreeShares, share => share with { ExecutionRiskAversion = executionRiskAversion });
}
