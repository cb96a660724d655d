using System;
using CsCheck;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Papers;

public sealed class ContinuousExperimentTests
{
    // From an independent program: an adaptive solver of the linear equation, at the digits that it printed. The last figure
    // of the last line from the exponential of the matrix in 40 digits, -224.87519514; the solver had -224.875192.
    [Theory]
    [InlineData(0.01, 67.75524541, 67.685502, 67.627328, 66.317412)]
    [InlineData(0.1, 64.13292388, 64.067484, 61.403168, 55.570111)]
    [InlineData(0.5, 53.92457721, 53.849081, 39.066485, -65.261545)]
    [InlineData(1.0, 45.19966848, 45.110358, 21.432824, -224.875195)]
    public void Exact_is_worth_more_than_closed_form_than_Avellaneda_Stoikov_than_symmetric(
        double riskAversion, double exact, double closedForm, double avellanedaStoikov, double symmetric)
    {
        var market = ContinuousMarket.OfAvellanedaStoikov(riskAversion);
        GlftParameters parameters = Parameters(riskAversion);
        AvellanedaStoikovEngine engine = Engine(riskAversion);
        double first = Worth(market, new GlftExact(parameters, 12));
        double second = Worth(market, new GlftClosedForm(parameters));
        double third = Worth(market, engine);
        double fourth = Worth(market, new FlatQuotes(0.5 * engine.Spread(0.5)));
        Assert.Equal(exact, first, 1e-8);
        Assert.Equal(closedForm, second, 5.1e-7);
        Assert.Equal(avellanedaStoikov, third, 5.1e-7);
        Assert.Equal(symmetric, fourth, 5.1e-7);
        Assert.True(first > second && second > third && third > fourth);
    }

    [Fact]
    public void What_the_optimal_quotes_are_worth_is_what_their_model_says()
    {
        // Δ/k ln v against the evaluation of the quotes: two ways that share no line.
        var model = new GlftExact(Parameters(0.3), 12);
        Assert.Equal(model.CertaintyEquivalent(1.0), Worth(ContinuousMarket.OfAvellanedaStoikov(0.3), model), 1e-8);
    }

    [Fact]
    public void The_sample_lies_within_four_standard_errors()
    {
        // Exact and symmetric, 0.1: a figure in 16,000 lies outside by chance; the seed is fixed.
        var market = ContinuousMarket.OfAvellanedaStoikov(0.1);
        foreach (IQuoteModel model in new IQuoteModel[] { new GlftExact(Parameters(0.1), 12), Engine(0.1), new GlftClosedForm(Parameters(0.1)) })
        {
            var experiment = new ContinuousExperiment(market, model);
            (double estimate, double error) = experiment.Sample(20_000, new Pcg64(5));
            Assert.InRange(error, 1e-3, 0.2);
            Assert.InRange(estimate, experiment.CertaintyEquivalent() - 4.0 * error, experiment.CertaintyEquivalent() + 4.0 * error);
        }
    }

    [Fact]
    public void Quotes_moved_away_from_the_optimal_ones_are_worth_less()
    {
        var market = ContinuousMarket.OfAvellanedaStoikov(0.1);
        double best = Worth(market, new GlftExact(Parameters(0.1), 12));

        // One side at one inventory, by 0.02 to 0.5 either way.
        Gen.Select(Gen.Int[-6, 5], Gen.Bool, Gen.Double[0.02, 0.5], Gen.Bool).Sample(
            (inventory, isBid, size, isAway) => Worth(market, new MovedQuote(new GlftExact(Parameters(0.1), 12), inventory, isBid, isAway ? size : -size)) < best,
            iter: 12);
    }

    private static double Worth(ContinuousMarket market, IQuoteModel model) => new ContinuousExperiment(market, model).CertaintyEquivalent();

    private static GlftParameters Parameters(double riskAversion) =>
        new() { RiskAversion = riskAversion, Volatility = 2.0, ArrivalRate = 140.0, Decay = 1.5 };

    private static AvellanedaStoikovEngine Engine(double riskAversion) =>
        new(new AvellanedaStoikovParameters { RiskAversion = riskAversion, Volatility = 2.0, Decay = 1.5 });

    private sealed class MovedQuote(IQuoteModel model, int inventory, bool isBid, double by) : IQuoteModel
    {
        public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
        {
            model.Distances(secondsToHorizon, bidDistances, askDistances);
            (isBid ? bidDistances : askDistances)[inventory + bidDistances.Length / 2] += by;
        }
    }
}
