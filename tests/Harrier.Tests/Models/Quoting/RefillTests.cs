using System;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

/// <summary>A session calibrates while it runs: its models take other parameters without a new model.</summary>
public sealed class RefillTests
{
    private const int Limit = 10;
    private static readonly GlftParameters First = new() { RiskAversion = 0.01, Volatility = 0.3, ArrivalRate = 0.9, Decay = 0.3 };
    private static readonly GlftParameters Second = new() { RiskAversion = 0.02, Volatility = 0.5, ArrivalRate = 0.4, Decay = 0.2, Drift = 0.001 };

    [Fact]
    public void A_model_that_took_other_parameters_is_the_model_made_with_them()
    {
        var exact = new GlftExact(First, Limit);
        exact.Set(in Second);
        AssertSame(new GlftExact(Second, Limit), exact, double.PositiveInfinity);
        AssertSame(new GlftExact(Second, Limit), exact, 7.0);
        Assert.Equal(new GlftExact(Second, Limit).SmallestEigenvalue, exact.SmallestEigenvalue);

        var closedForm = new GlftClosedForm(First);
        closedForm.Set(in Second);
        AssertSame(new GlftClosedForm(Second), closedForm, double.PositiveInfinity);

        var engine = new AvellanedaStoikovEngine(Simple(in First));
        engine.Set(Simple(in Second));
        AssertSame(new AvellanedaStoikovEngine(Simple(in Second)), engine, 30.0);
    }

    [Fact]
    public void Refilling_allocates_nothing()
    {
        var table = new QuoteTable(Limit, 1, 1.0);
        var exact = new GlftExact(First, Limit);
        var closedForm = new GlftClosedForm(First);
        var engine = new AvellanedaStoikovEngine(Simple(in First));
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 1; i < 50; i++)
            {
                GlftParameters parameters = First with { Volatility = i * 0.01 };
                exact.Set(in parameters);
                table.Fill(exact, double.PositiveInfinity);
                table.Fill(exact, 3.0);
                closedForm.Set(in parameters);
                table.Fill(closedForm, double.PositiveInfinity);
                engine.Set(Simple(in parameters));
                table.Fill(engine, 30.0);
            }
        }));
    }

    [Fact]
    public void Parameters_that_were_never_set_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GlftClosedForm(default));

    private static AvellanedaStoikovParameters Simple(in GlftParameters parameters) => new()
    {
        RiskAversion = parameters.RiskAversion,
        Volatility = parameters.Volatility,
        Decay = parameters.Decay,
    };

    private static void AssertSame(IQuoteModel expected, IQuoteModel actual, double seconds)
    {
        double[] bids = new double[(2 * Limit) + 1];
        double[] asks = new double[(2 * Limit) + 1];
        expected.Distances(seconds, bids, asks);
        double[] expectedBids = [.. bids];
        double[] expectedAsks = [.. asks];
        actual.Distances(seconds, bids, asks);
        Assert.Equal(expectedBids, bids);
        Assert.Equal(expectedAsks, asks);
    }
}
