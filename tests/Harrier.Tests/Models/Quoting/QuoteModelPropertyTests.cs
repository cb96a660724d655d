using System;
using CsCheck;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

/// <summary>What must hold for any parameters. Not tested, because it is false at a finite horizon: a spread that falls
/// with A (more executions are more inventory risk), and one that widens with the inventory.</summary>
public sealed class QuoteModelPropertyTests
{
    private const int Limit = 8;

    // Prices in ticks, seconds, orders of one: from calm to wild, Q = 8.
    private static readonly Gen<GlftParameters> AnyParameters =
        Gen.Select(Gen.Double[-6.0, 0.0], Gen.Double[-2.0, 1.0], Gen.Double[-2.0, 1.0], Gen.Double[-2.0, 0.3]).Select(
            (riskAversion, volatility, arrivalRate, decay) => new GlftParameters
            {
                RiskAversion = Math.Pow(10.0, riskAversion),
                Volatility = Math.Pow(10.0, volatility),
                ArrivalRate = Math.Pow(10.0, arrivalRate),
                Decay = Math.Pow(10.0, decay),
            });

    private static readonly double[] HostileNumbers =
        [0.0, -1.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 1e-300, 1e200, 1e15];

    // Mostly usable, so that the others are met one at a time.
    private static readonly Gen<double> Hostile = Gen.Frequency(
        (12, Gen.Double[0.01, 10.0]),
        (1, Gen.Int[0, HostileNumbers.Length - 1].Select(index => HostileNumbers[index])));

    private static readonly Gen<double> AnyHorizon = Gen.Double[-2.0, 3.0].Select(exponent => Math.Pow(10.0, exponent));

    [Fact]
    public void Short_is_the_mirror_of_long() =>
        Gen.Select(AnyParameters, AnyHorizon).Sample((parameters, horizon) =>
        {
            foreach (IQuoteModel model in Models(parameters))
            {
                var quotes = ModelQuotes.Of(model, Limit, horizon);
                for (int inventory = -Limit; inventory < Limit; inventory++)
                {
                    AssertRelative(quotes.Bid(inventory), quotes.Ask(-inventory), parameters);
                }
            }
        });

    [Fact]
    public void Both_quotes_move_down_with_the_inventory_and_never_cross() =>
        Gen.Select(AnyParameters, AnyHorizon).Sample((parameters, horizon) =>
        {
            foreach (IQuoteModel model in Models(parameters))
            {
                var quotes = ModelQuotes.Of(model, Limit, horizon);
                for (int inventory = 1 - Limit; inventory < Limit; inventory++)
                {
                    double slack = 1e-12 / parameters.Decay;
                    Assert.True(quotes.Bid(inventory) >= quotes.Bid(inventory - 1) - slack);
                    Assert.True(inventory == 1 - Limit || quotes.Ask(inventory) <= quotes.Ask(inventory - 1) + slack);
                    Assert.True(quotes.Bid(inventory) + quotes.Ask(inventory) > 0.0);
                }
            }
        });

    [Fact]
    public void The_spread_is_at_least_that_of_a_market_without_price_risk() =>
        Gen.Select(AnyParameters, AnyHorizon).Sample((parameters, horizon) =>
        {
            // v is log-concave, so that the logarithms of its ratios only add to (2/γ) ln(1 + γ/k).
            double riskless = 2.0 / parameters.RiskAversion * Math.Log(1.0 + parameters.RiskAversion / parameters.Decay);
            foreach (IQuoteModel model in Models(parameters))
            {
                var quotes = ModelQuotes.Of(model, Limit, horizon);
                for (int inventory = 1 - Limit; inventory < Limit; inventory++)
                {
                    Assert.True(quotes.Bid(inventory) + quotes.Ask(inventory) >= riskless * (1.0 - 1e-9));
                }
            }
        });

    [Fact]
    public void Changing_the_unit_of_price_changes_only_the_unit_of_the_quotes() =>
        Gen.Select(AnyParameters, AnyHorizon, Gen.Double[0.001, 1_000.0]).Sample((parameters, horizon, scale) =>
        {
            GlftParameters scaled = parameters with
            {
                RiskAversion = parameters.RiskAversion / scale,
                Volatility = parameters.Volatility * scale,
                Decay = parameters.Decay / scale,
            };
            AssertSame(parameters, Models(parameters), horizon, Models(scaled), horizon, 1.0 / scale);
        });

    [Fact]
    public void Changing_the_unit_of_time_changes_nothing() =>
        Gen.Select(AnyParameters, AnyHorizon, Gen.Double[0.001, 1_000.0]).Sample((parameters, horizon, scale) =>
        {
            GlftParameters scaled = parameters with
            {
                ArrivalRate = parameters.ArrivalRate * scale,
                Volatility = parameters.Volatility * Math.Sqrt(scale),
            };
            AssertSame(parameters, Models(parameters), horizon, Models(scaled), horizon / scale, 1.0);
        });

    [Fact]
    public void Changing_the_unit_of_quantity_changes_nothing() =>
        Gen.Select(AnyParameters, AnyHorizon, Gen.Double[0.001, 1_000.0]).Sample((parameters, horizon, size) =>
        {
            GlftParameters scaled = parameters with { RiskAversion = parameters.RiskAversion / size, OrderSize = size };
            AssertSame(parameters, Models(parameters), horizon, Models(scaled), horizon, 1.0);
        });

    [Fact]
    public void More_volatility_widens_the_flat_quotes_and_faster_decay_tightens_them() =>
        Gen.Select(AnyParameters, AnyHorizon, Gen.Double[1.01, 3.0]).Sample((parameters, horizon, factor) =>
        {
            double flat = ModelQuotes.Of(new GlftExact(parameters, Limit), Limit, horizon).Bid(0);
            GlftParameters wilder = parameters with { Volatility = parameters.Volatility * factor };
            GlftParameters steeper = parameters with { Decay = parameters.Decay * factor };
            Assert.True(ModelQuotes.Of(new GlftExact(wilder, Limit), Limit, horizon).Bid(0) >= flat * (1.0 - 1e-11));
            Assert.True(ModelQuotes.Of(new GlftExact(steeper, Limit), Limit, horizon).Bid(0) < flat);
        });

    [Fact]
    public void The_spread_of_the_closed_forms_does_not_know_the_inventory_and_moves_as_it_should() =>
        Gen.Select(AnyParameters, AnyHorizon, Gen.Double[1.01, 3.0]).Sample((parameters, horizon, factor) =>
        {
            GlftParameters wilder = parameters with { Volatility = parameters.Volatility * factor };
            GlftParameters steeper = parameters with { Decay = parameters.Decay * factor };
            GlftParameters busier = parameters with { ArrivalRate = parameters.ArrivalRate * factor };
            double flat = 2.0 * new GlftClosedForm(parameters).HalfSpread;
            Assert.True(2.0 * new GlftClosedForm(wilder).HalfSpread > flat);
            Assert.True(2.0 * new GlftClosedForm(busier).HalfSpread < flat);
            AvellanedaStoikovEngine engine = AvellanedaStoikov(parameters);
            double spread = engine.Spread(horizon);
            Assert.True(AvellanedaStoikov(wilder).Spread(horizon) > spread);
            Assert.True(engine.Spread(horizon * factor) > spread);
            Assert.True(AvellanedaStoikov(steeper).Spread(horizon) < spread);
            foreach ((IQuoteModel model, double constant) in new (IQuoteModel, double)[] { (engine, spread), (new GlftClosedForm(parameters), flat) })
            {
                var quotes = ModelQuotes.Of(model, Limit, horizon);
                for (int inventory = 1 - Limit; inventory < Limit; inventory++)
                {
                    Assert.Equal(constant, quotes.Bid(inventory) + quotes.Ask(inventory), 1e-12 * (constant + Limit * engine.SkewPerOrder(horizon)));
                }
            }

            // Towards the end the reservation price is the mid.
            double near = Math.Abs(100.0 - engine.ReservationPrice(100.0, 3, horizon / factor));
            Assert.True(near <= Math.Abs(100.0 - engine.ReservationPrice(100.0, 3, horizon)));
            Assert.Equal(100.0, engine.ReservationPrice(100.0, 3, 0.0));
        });

    [Fact]
    public void Without_volatility_the_inventory_does_not_matter() =>
        Gen.Select(AnyParameters, Gen.Double[0.01, 10.0]).Sample((parameters, executions) =>
        {
            // Up to ten expected executions: in the long run the limit itself is felt.
            GlftParameters still = parameters with { Volatility = 0.0 };
            double riskless = Math.Log(1.0 + parameters.RiskAversion / parameters.Decay) / parameters.RiskAversion;
            Assert.Equal(riskless, new GlftClosedForm(still).HalfSpread, 1e-9 * riskless);
            Assert.Equal(riskless, ModelQuotes.Of(AvellanedaStoikov(still), Limit, 1e4).Bid(5), 1e-9 * riskless);
            Assert.Equal(riskless, ModelQuotes.Of(new GlftExact(still, 60), 60, executions / parameters.ArrivalRate).Bid(5), 1e-9 * riskless);
        });

    [Fact]
    public void With_arrivals_without_end_nothing_is_skewed() =>
        AnyParameters.Sample(parameters =>
        {
            GlftParameters endless = parameters with { ArrivalRate = 1e18 };
            Assert.True(new GlftClosedForm(endless).SkewPerOrder < 1e-5 / parameters.Decay);
        });

    [Fact]
    public void Hostile_parameters_are_refused_or_give_quotes_that_are_numbers() =>
        Gen.Select(Hostile, Hostile, Hostile, Hostile, Hostile, Hostile, Hostile, Hostile).Sample((a, b, c, d, e, f, g, horizon) =>
        {
            var glft = new GlftParameters
            {
                RiskAversion = a,
                Volatility = b,
                ArrivalRate = c,
                Decay = d,
                OrderSize = e,
                Drift = f,
                AdverseJump = g,
                JumpRate = Math.Abs(f),
                JumpDeviation = b,
            };
            var penal = new CarteaJaimungalParameters
            {
                BuyArrivalRate = a,
                SellArrivalRate = b,
                RunningPenalty = c,
                Decay = d,
                OrderSize = e,
                Drift = f,
                TerminalPenalty = g,
                BuyJump = b,
            };
            var classic = new AvellanedaStoikovParameters { RiskAversion = a, Volatility = b, Decay = d, OrderSize = e };
            AssertNumbersOrRefusal(() => new GlftExact(glft, Limit), horizon);
            AssertNumbersOrRefusal(() => new GlftClosedForm(glft), horizon);
            AssertNumbersOrRefusal(() => new AvellanedaStoikovEngine(classic), horizon);
            AssertNumbersOrRefusal(() => new AvellanedaStoikovInfiniteHorizon(classic, Limit), horizon);
            AssertNumbersOrRefusal(() => new CarteaJaimungalExact(penal, Limit), horizon);
            AssertNumbersOrRefusal(() => new CarteaJaimungalClosedForm(penal), horizon);
        });

    [Fact]
    public void More_arrivals_tighten_the_steady_state() =>
        Gen.Select(AnyParameters, Gen.Double[1.01, 3.0]).Sample((parameters, factor) =>
        {
            GlftParameters busier = parameters with { ArrivalRate = parameters.ArrivalRate * factor };
            double flat = ModelQuotes.Of(new GlftExact(parameters, Limit), Limit, double.PositiveInfinity).Bid(0);
            Assert.True(
                ModelQuotes.Of(new GlftExact(busier, Limit), Limit, double.PositiveInfinity).Bid(0) <= flat * (1.0 + 1e-11));
        });

    [Fact]
    public void At_the_horizon_inventory_does_not_matter() =>
        AnyParameters.Sample(parameters =>
        {
            double riskless = Math.Log(1.0 + parameters.RiskAversion / parameters.Decay) / parameters.RiskAversion;
            foreach (IQuoteModel model in new IQuoteModel[] { new GlftExact(parameters, Limit), AvellanedaStoikov(parameters) })
            {
                var quotes = ModelQuotes.Of(model, Limit, 0.0);
                for (int inventory = -Limit; inventory < Limit; inventory++)
                {
                    Assert.Equal(riskless, quotes.Bid(inventory), 1e-9 * riskless);
                }
            }
        });

    [Fact]
    public void Without_risk_aversion_the_half_spread_is_one_over_k()
    {
        GlftParameters parameters = new() { RiskAversion = 1e-12, Volatility = 0.3, ArrivalRate = 0.9, Decay = 0.3 };
        Assert.Equal(1.0 / 0.3, ModelQuotes.Of(AvellanedaStoikov(parameters), Limit, 60.0).Bid(3), 1e-9);

        // At a finite horizon; in the steady state any γ > 0, however small, has had time to matter near ±Q.
        Assert.Equal(1.0 / 0.3, ModelQuotes.Of(new GlftExact(parameters, 200), 200, 10.0).Bid(3), 1e-9);
    }

    [Fact]
    public void Model_A_with_little_execution_risk_is_Model_B() =>
        Gen.Select(AnyParameters, AnyHorizon).Sample((parameters, horizon) => AssertSame(
            parameters,
            [new GlftExact(parameters with { ExecutionRiskAversion = 1e-13 }, Limit)],
            horizon,
            [new GlftExact(parameters with { ExecutionRiskAversion = 0.0 }, Limit)],
            horizon,
            1.0));

    [Fact]
    public void The_exact_quotes_are_those_of_a_dense_eigensystem()
    {
        // Calm enough for the dense solver's absolute accuracy of 1e-15 to leave ten digits at ±Q. With a drift and
        // adverse jumps, which the published numbers do not have.
        foreach (double jump in new[] { 0.0, 0.4 })
        {
            GlftParameters parameters = new()
            {
                RiskAversion = 0.01,
                Volatility = 0.3,
                ArrivalRate = 0.9,
                Decay = 0.3,
                Drift = 0.004,
                AdverseJump = jump,
            };
            Vector<double> value = DenseValue(parameters, 6, 600.0);
            var quotes = ModelQuotes.Of(new GlftExact(parameters, 6), 6, 600.0);
            double riskless = Math.Log(1.0 + 0.01 / 0.3) / 0.01 + 0.5 * jump;
            for (int row = 0; row < 12; row++)
            {
                Assert.Equal(riskless + Math.Log(value[row] / value[row + 1]) / 0.3, quotes.Bid(row - 6), 1e-9);
                Assert.Equal(riskless + Math.Log(value[row + 1] / value[row]) / 0.3, quotes.Ask(row - 5), 1e-9);
            }
        }
    }

    // exp(-MT) v(T) by the eigenvectors of M, Propositions 1, 4 and 5 of GLFT (2013) as printed.
    private static Vector<double> DenseValue(GlftParameters p, int limit, double horizon)
    {
        int count = 2 * limit + 1;
        double eta = p.ArrivalRate * Math.Pow(1.0 + p.RiskAversion / p.Decay, -(1.0 + p.Decay / p.RiskAversion));
        double alpha = p.Decay * p.RiskAversion * p.Volatility * p.Volatility / 2.0;
        double beta = p.Decay * p.Drift;
        Matrix<double> matrix = Matrix<double>.Build.Dense(count, count, (row, column) => (row - column) switch
        {
            0 => alpha * (row - limit) * (row - limit) - beta * (row - limit),
            1 or -1 => -eta * Math.Exp(-p.Decay * p.AdverseJump / 2.0),
            _ => 0.0,
        });
        Vector<double> terminal = Vector<double>.Build.Dense(
            count, row => Math.Exp(-p.Decay * p.AdverseJump * (row - limit) * (row - limit) / 2.0));
        Evd<double> system = matrix.Evd(Symmetricity.Symmetric);
        double smallest = system.EigenValues[0].Real;
        Vector<double> parts = system.EigenVectors.TransposeThisAndMultiply(terminal);
        for (int index = 0; index < count; index++)
        {
            parts[index] *= Math.Exp(-(system.EigenValues[index].Real - smallest) * horizon);
        }

        return system.EigenVectors * parts;
    }

    /// <summary>What the table takes, or an argument that is refused; never a quote that is no number.</summary>
    private static void AssertNumbersOrRefusal(Func<IQuoteModel> make, double horizon)
    {
        var table = new QuoteTable(Limit, 1, 1.0);
        try
        {
            table.Fill(make(), horizon);
            for (int inventory = -Limit; inventory < Limit; inventory++)
            {
                Assert.NotEqual(QuoteTable.Absent, table.BidOffset(inventory));
                Assert.NotEqual(QuoteTable.Absent, table.AskOffset(inventory + 1));
            }
        }
        catch (ArgumentException)
        {
            Assert.Equal(QuoteTable.Absent, table.BidOffset(0));
        }
    }

    private static IQuoteModel[] Models(GlftParameters parameters) =>
        [new GlftExact(parameters, Limit), new GlftClosedForm(parameters), AvellanedaStoikov(parameters)];

    private static AvellanedaStoikovEngine AvellanedaStoikov(GlftParameters parameters) => new(new AvellanedaStoikovParameters
    {
        RiskAversion = parameters.RiskAversion,
        Volatility = parameters.Volatility,
        Decay = parameters.Decay,
        OrderSize = parameters.OrderSize,
    });

    private static void AssertSame(
        GlftParameters parameters, IQuoteModel[] left, double leftHorizon, IQuoteModel[] right, double rightHorizon, double scale)
    {
        for (int model = 0; model < left.Length; model++)
        {
            var expected = ModelQuotes.Of(left[model], Limit, leftHorizon);
            var actual = ModelQuotes.Of(right[model], Limit, rightHorizon);
            for (int inventory = -Limit; inventory < Limit; inventory++)
            {
                AssertRelative(expected.Bid(inventory), scale * actual.Bid(inventory), parameters);
            }
        }
    }

    private static void AssertRelative(double expected, double actual, GlftParameters parameters) =>
        Assert.Equal(expected, actual, 1e-9 * Math.Abs(expected) + 1e-9 / parameters.Decay);
}
