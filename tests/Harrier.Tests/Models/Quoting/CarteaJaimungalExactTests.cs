using System;
using System.Globalization;
using CsCheck;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

public sealed class CarteaJaimungalExactTests
{
    private const int Limit = 6;

    private static readonly CarteaJaimungalParameters Market = new()
    {
        BuyArrivalRate = 1.2,
        SellArrivalRate = 0.7,
        Decay = 2.0,
        RunningPenalty = 0.05,
        TerminalPenalty = 0.1,
        Drift = 0.03,
        BuyJump = 0.1,
        SellJump = 0.25,
    };

    // Any market, Q = 6, penalties from none to those that hold nothing.
    private static readonly Gen<CarteaJaimungalParameters> AnyMarket = Gen.Select(
        Gen.Double[-2.0, 1.0], Gen.Double[-2.0, 1.0], Gen.Double[-2.0, 0.5], Gen.Double[-4.0, 0.0], Gen.Double[-4.0, 0.0], Gen.Double[-0.1, 0.1], Gen.Double[0.0, 0.3], Gen.Double[0.0, 0.3]).Select(
        (buy, sell, decay, running, terminal, drift, buyJump, sellJump) => new CarteaJaimungalParameters
        {
            BuyArrivalRate = Math.Pow(10.0, buy),
            SellArrivalRate = Math.Pow(10.0, sell),
            Decay = Math.Pow(10.0, decay),
            RunningPenalty = Math.Pow(10.0, running),
            TerminalPenalty = Math.Pow(10.0, terminal),
            Drift = drift,
            BuyJump = buyJump,
            SellJump = sellJump,
        });

    private static readonly Gen<double> AnyHorizon = Gen.Double[-2.0, 3.0].Select(exponent => Math.Pow(10.0, exponent));

    [Fact]
    public void Every_value_and_quote_of_another_program()
    {
        string[] rows = CarteaJaimungalReference.Rows.Split('\n');
        Assert.Equal(175, rows.Length);
        foreach (string row in rows)
        {
            double[] cells = Array.ConvertAll(row.Split(' '), cell => cell == "nan" ? double.PositiveInfinity : double.Parse(cell, CultureInfo.InvariantCulture));
            var model = new CarteaJaimungalExact(Market with
            {
                BuyArrivalRate = 1.0,
                SellArrivalRate = 1.0,
                Decay = 100.0,
                RunningPenalty = cells[0],
                TerminalPenalty = 1e-4,
                Drift = 0.0,
                BuyJump = 0.0,
                SellJump = 0.0,
            }, 3);
            int inventory = (int)cells[2];
            var quotes = ModelQuotes.Of(model, 3, cells[1]);
            Assert.Equal(cells[3], model.Value(cells[1], inventory), 1e-14);
            AssertCell(cells[4], quotes.Ask(inventory));
            AssertCell(cells[5], quotes.Bid(inventory));
        }
    }

    [Fact]
    public void Unequal_arrivals_drift_jumps_and_penalties_are_those_of_the_Bellman_equation()
    {
        // Also market orders that do not reach us move the price: with probability 1 - exp(-κδ) what is held gains ±jump, and at
        // a limit with certainty on the side that is not quoted.
        CarteaJaimungalParameters p = Market;
        var twin = new BellmanTwin(
            3,
            q => p.Drift * q - p.RunningPenalty * q * q
                - (q == 3 ? q * p.SellArrivalRate * p.SellJump : 0.0) + (q == -3 ? q * p.BuyArrivalRate * p.BuyJump : 0.0),
            (q, distance, change) => Arrival(p.SellArrivalRate, p.Decay, distance, distance - (q + 1) * p.SellJump + change, -q * p.SellJump),
            (q, distance, change) => Arrival(p.BuyArrivalRate, p.Decay, distance, distance + (q - 1) * p.BuyJump + change, q * p.BuyJump));
        twin.Solve(q => -p.TerminalPenalty * q * q, 6.0, 1_500);
        var model = new CarteaJaimungalExact(p, 3);
        GlftExactTests.AssertTwin(twin, model, 3, 6.0);
        for (int inventory = -3; inventory <= 3; inventory++)
        {
            Assert.Equal(twin.Value(inventory), model.Value(6.0, inventory), 1e-8);
        }
    }

    [Fact]
    public void With_half_of_risk_aversion_times_variance_it_is_Model_B() =>
        Gen.Select(AnyMarket, AnyHorizon, Gen.Double[0.1, 3.0], Gen.Double[1.0, 500.0]).Sample((market, horizon, volatility, size) =>
        {
            CarteaJaimungalParameters ours = market with
            {
                SellArrivalRate = market.BuyArrivalRate,
                TerminalPenalty = 0.0,
                BuyJump = 0.0,
                SellJump = 0.0,
                OrderSize = size,
            };
            GlftParameters theirs = new()
            {
                RiskAversion = 2.0 * market.RunningPenalty / (volatility * volatility),
                Volatility = volatility,
                ArrivalRate = market.BuyArrivalRate,
                Decay = market.Decay,
                Drift = market.Drift,
                OrderSize = size,
                ExecutionRiskAversion = 0.0,
            };
            foreach (double time in new[] { horizon, double.PositiveInfinity })
            {
                AssertSame(new CarteaJaimungalExact(ours, Limit), new GlftExact(theirs, Limit), time, time, 1.0, market);
            }
        });

    [Fact]
    public void Buyers_for_sellers_and_long_for_short_is_a_mirror() =>
        Gen.Select(AnyMarket, AnyHorizon).Sample((market, horizon) =>
        {
            CarteaJaimungalParameters mirrored = market with
            {
                BuyArrivalRate = market.SellArrivalRate,
                SellArrivalRate = market.BuyArrivalRate,
                BuyJump = market.SellJump,
                SellJump = market.BuyJump,
                Drift = -market.Drift,
            };
            foreach ((IQuoteModel left, IQuoteModel right) in new (IQuoteModel, IQuoteModel)[]
            {
                (new CarteaJaimungalExact(market, Limit), new CarteaJaimungalExact(mirrored, Limit)),
                (new CarteaJaimungalClosedForm(market), new CarteaJaimungalClosedForm(mirrored)),
            })
            {
                var quotes = ModelQuotes.Of(left, Limit, horizon);
                var mirror = ModelQuotes.Of(right, Limit, horizon);
                for (int inventory = -Limit; inventory < Limit; inventory++)
                {
                    AssertClose(quotes.Bid(inventory), mirror.Ask(-inventory), market);
                }
            }
        });

    [Fact]
    public void Units_of_price_time_and_quantity_change_only_the_unit_of_the_quotes() =>
        Gen.Select(AnyMarket, AnyHorizon, Gen.Double[0.01, 100.0], Gen.Double[0.01, 100.0], Gen.Double[0.01, 100.0]).Sample((market, horizon, price, time, size) =>
        {
            // φ is price / (quantity · time), α price / quantity, μ price / time.
            CarteaJaimungalParameters scaled = market with
            {
                BuyArrivalRate = market.BuyArrivalRate / time,
                SellArrivalRate = market.SellArrivalRate / time,
                Decay = market.Decay / price,
                RunningPenalty = market.RunningPenalty * price / (size * time),
                TerminalPenalty = market.TerminalPenalty * price / size,
                Drift = market.Drift * price / time,
                BuyJump = market.BuyJump * price,
                SellJump = market.SellJump * price,
                OrderSize = size,
            };
            AssertSame(new CarteaJaimungalExact(market, Limit), new CarteaJaimungalExact(scaled, Limit), horizon, horizon * time, 1.0 / price, market);
            AssertSame(new CarteaJaimungalClosedForm(market), new CarteaJaimungalClosedForm(scaled), horizon, horizon * time, 1.0 / price, market);
        });

    [Fact]
    public void Both_quotes_fall_with_the_inventory_and_the_spread_is_at_least_that_of_no_penalties() =>
        Gen.Select(AnyMarket, AnyHorizon).Sample((market, horizon) =>
        {
            var quotes = ModelQuotes.Of(new CarteaJaimungalExact(market, Limit), Limit, horizon);
            double riskless = 2.0 / market.Decay + market.BuyJump + market.SellJump;
            for (int inventory = 1 - Limit; inventory < Limit; inventory++)
            {
                Assert.True(quotes.Bid(inventory) >= quotes.Bid(inventory - 1) - 1e-10 / market.Decay);
                Assert.True(quotes.Ask(inventory + 1) <= quotes.Ask(inventory) + 1e-10 / market.Decay);
                Assert.True(quotes.Bid(inventory) + quotes.Ask(inventory) >= riskless * (1.0 - 1e-9));
            }

            Assert.Equal(double.PositiveInfinity, quotes.Bid(Limit));
            Assert.Equal(double.PositiveInfinity, quotes.Ask(-Limit));
        });

    [Fact]
    public void Quotes_are_the_differences_of_the_value_also_where_they_are_taken_from_the_steady_state() =>
        Gen.Select(AnyMarket, Gen.Double[0.5, 4.0]).Sample((market, exponent) =>
        {
            // The value is always stepped to its horizon; the quotes stop stepping once they no longer change. Buyers and
            // sellers a hundred times as many, so that the start is far from the steady state.
            CarteaJaimungalParameters lopsided = market with { BuyArrivalRate = 100.0 * market.SellArrivalRate, TerminalPenalty = 0.0 };
            var model = new CarteaJaimungalExact(lopsided, Limit);
            double horizon = Math.Pow(10.0, exponent) / (lopsided.SellArrivalRate * 10.0);
            var quotes = ModelQuotes.Of(model, Limit, horizon);
            for (int inventory = -Limit; inventory < Limit; inventory++)
            {
                double change = model.Value(horizon, inventory + 1) - model.Value(horizon, inventory);
                double size = Math.Abs(model.Value(horizon, inventory));
                Assert.Equal(1.0 / market.Decay + market.SellJump - change, quotes.Bid(inventory), 1e-10 / market.Decay + 1e-12 * size);
            }
        });

    [Fact]
    public void Far_from_the_limit_a_small_penalty_gives_the_closed_form()
    {
        // More buyers than sellers, unequal jumps and a drift: the parts of the closed form that no paper prints.
        // The drift is that of the jumps taken off, and a little: the best inventory to hold is 30, and what the closed form
        // leaves out, (√(φκ/η) · 50)³/24 of 1/κ, is 2e-6.
        CarteaJaimungalParameters market = Market with { RunningPenalty = 1e-7, BuyArrivalRate = 0.71, SellJump = 0.1002, Drift = -8.6e-4 + 6e-6 };
        var exact = ModelQuotes.Of(new CarteaJaimungalExact(market, 400), 400, double.PositiveInfinity);
        var closed = ModelQuotes.Of(new CarteaJaimungalClosedForm(market), 400, double.PositiveInfinity);
        for (int inventory = -20; inventory <= 20; inventory++)
        {
            Assert.Equal(closed.Bid(inventory), exact.Bid(inventory), 1e-5);
            Assert.Equal(closed.Ask(inventory), exact.Ask(inventory), 1e-5);
        }
    }

    [Fact]
    public void At_the_horizon_the_terminal_penalty_alone_is_quoted()
    {
        // h = -αq²: the bid stands 1/κ + α(2q + 1) away, here and with a limit at which exp(-ακq²) is no number.
        var quotes = ModelQuotes.Of(new CarteaJaimungalExact(Market, 1_000), 1_000, 0.0);
        foreach (int inventory in new[] { -1_000, -1, 0, 7, 999 })
        {
            Assert.Equal(0.5 + 0.25 + 0.1 * (2 * inventory + 1), quotes.Bid(inventory), 1e-10);
        }
    }

    [Theory]
    [InlineData(nameof(CarteaJaimungalParameters.BuyArrivalRate), 0.0)]
    [InlineData(nameof(CarteaJaimungalParameters.SellArrivalRate), double.NaN)]
    [InlineData(nameof(CarteaJaimungalParameters.Decay), -1.0)]
    [InlineData(nameof(CarteaJaimungalParameters.RunningPenalty), -1e-9)]
    [InlineData(nameof(CarteaJaimungalParameters.TerminalPenalty), double.PositiveInfinity)]
    [InlineData(nameof(CarteaJaimungalParameters.Drift), double.NaN)]
    [InlineData(nameof(CarteaJaimungalParameters.BuyJump), -1.0)]
    [InlineData(nameof(CarteaJaimungalParameters.SellJump), double.NaN)]
    [InlineData(nameof(CarteaJaimungalParameters.OrderSize), 0.0)]
    public void A_parameter_out_of_its_range_is_refused_by_name(string name, double value)
    {
        CarteaJaimungalParameters parameters = name switch
        {
            nameof(CarteaJaimungalParameters.BuyArrivalRate) => Market with { BuyArrivalRate = value },
            nameof(CarteaJaimungalParameters.SellArrivalRate) => Market with { SellArrivalRate = value },
            nameof(CarteaJaimungalParameters.Decay) => Market with { Decay = value },
            nameof(CarteaJaimungalParameters.RunningPenalty) => Market with { RunningPenalty = value },
            nameof(CarteaJaimungalParameters.TerminalPenalty) => Market with { TerminalPenalty = value },
            nameof(CarteaJaimungalParameters.Drift) => Market with { Drift = value },
            nameof(CarteaJaimungalParameters.BuyJump) => Market with { BuyJump = value },
            nameof(CarteaJaimungalParameters.SellJump) => Market with { SellJump = value },
            _ => Market with { OrderSize = value },
        };
        ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(() => new CarteaJaimungalExact(parameters, 5));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Contains("must be a finite number", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Jumps_that_no_execution_survives_are_refused() =>
        Assert.Throws<ArgumentException>(() => new CarteaJaimungalExact(Market with { BuyJump = 1e4 }, 5));

    private static double Arrival(double rate, double decay, double distance, double gainHit, double gainMissed)
    {
        double hit = Math.Exp(-decay * distance);
        return rate * (hit * gainHit + (1.0 - hit) * gainMissed);
    }

    private static void AssertCell(double expected, double actual)
    {
        if (double.IsInfinity(expected))
        {
            Assert.Equal(expected, actual);
        }
        else
        {
            // The other program's own rounding shows in the sixteenth decimal.
            Assert.Equal(expected, actual, 1e-15);
        }
    }

    private static void AssertSame(
        IQuoteModel left, IQuoteModel right, double leftHorizon, double rightHorizon, double scale, CarteaJaimungalParameters market)
    {
        var expected = ModelQuotes.Of(left, Limit, leftHorizon);
        var actual = ModelQuotes.Of(right, Limit, rightHorizon);
        for (int inventory = -Limit; inventory < Limit; inventory++)
        {
            AssertClose(expected.Bid(inventory), scale * actual.Bid(inventory), market);
            AssertClose(expected.Ask(inventory + 1), scale * actual.Ask(inventory + 1), market);
        }
    }

    private static void AssertClose(double expected, double actual, CarteaJaimungalParameters market) =>
        Assert.Equal(expected, actual, 1e-9 * Math.Abs(expected) + 1e-9 / market.Decay);
}
