using System;
using System.Globalization;
using System.IO;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

/// <summary>The papers print figures only. The expected numbers were computed apart from this code, with an eigensystem
/// in 40 digits, for the papers' parameter sets.</summary>
public sealed class GlftExactTests
{
    private static readonly GlftParameters Figure1 =
        new() { RiskAversion = 0.01, Volatility = 0.3, ArrivalRate = 0.9, Decay = 0.3 };

    private static readonly GlftParameters Figure4Right =
        new() { RiskAversion = 0.01, Volatility = 1.0, ArrivalRate = 0.2, Decay = 0.3 };

    private static readonly GlftParameters InvestmentGrade =
        new() { RiskAversion = 6e-5, Volatility = 5.83e-6, ArrivalRate = 9.10e-4, Decay = 1.79e4, OrderSize = 50e6 };

    private static readonly GlftParameters HighYield =
        new() { RiskAversion = 6e-5, Volatility = 2.15e-5, ArrivalRate = 1.06e-3, Decay = 5.47e3, OrderSize = 10e6 };

    [Theory]
    [InlineData(0, 3.31304541, 3.31304541)]
    [InlineData(1, 3.381168074, 3.244919155)]
    [InlineData(10, 3.992932562, 2.632801993)]
    public void Figure_1_of_GLFT_at_600_seconds(int inventory, double bid, double ask)
    {
        var quotes = QuoteDistances.Of(new GlftExact(Figure1, 30), 30, 600.0);
        Assert.Equal(bid, quotes.Bid(inventory), 5e-9);
        Assert.Equal(ask, quotes.Ask(inventory), 5e-9);
    }

    [Fact]
    public void Figure_1_at_the_last_lot_and_in_the_steady_state()
    {
        var model = new GlftExact(Figure1, 30);
        Assert.Equal(6.130908414, QuoteDistances.Of(model, 30, 600.0).Bid(29), 5e-10);
        Assert.Equal(3.313045419, QuoteDistances.Of(model, 30, double.PositiveInfinity).Bid(0), 5e-10);
        Assert.Equal(-0.64473442991, model.SmallestEigenvalue, 5e-12);
    }

    [Fact]
    public void Figure_4_right_of_GLFT()
    {
        var quotes = QuoteDistances.Of(new GlftExact(Figure4Right, 30), 30, 600.0);
        Assert.Equal(3.525651107, quotes.Bid(0), 5e-10);
        Assert.Equal(8.022747424, quotes.Bid(10), 5e-10);
        Assert.Equal(-1.072184819, quotes.Ask(10), 5e-10);
    }

    [Theory]
    [InlineData(null, 1.20820726e-4, 1.92066247e-4, -1.75217620e-5)]
    [InlineData(0.0, 1.21764771e-4, 1.92204010e-4, -1.00329276e-5)]
    public void Investment_grade_index_of_Gueant(double? executionRiskAversion, double flat, double longBid, double longAsk)
    {
        GlftParameters parameters = InvestmentGrade with { ExecutionRiskAversion = executionRiskAversion };
        var quotes = QuoteDistances.Of(new GlftExact(parameters, 4), 4, 7200.0);
        Assert.Equal(flat, quotes.Bid(0), 5e-13);
        Assert.Equal(flat, quotes.Ask(0), 5e-13);
        Assert.Equal(longBid, quotes.Bid(1), 5e-13);
        Assert.Equal(longAsk, quotes.Ask(1), 5e-13);
    }

    [Fact]
    public void High_yield_index_of_Gueant()
    {
        var utility = QuoteDistances.Of(new GlftExact(HighYield, 4), 4, 7200.0);
        Assert.Equal(3.53915436e-4, utility.Bid(0), 5e-13);
        Assert.Equal(5.73034133e-4, utility.Bid(1), 5e-13);
        Assert.Equal(-6.98214039e-6, utility.Ask(1), 5e-15);
        GlftParameters meanVariance = HighYield with { ExecutionRiskAversion = 0.0 };
        Assert.Equal(3.57298472e-4, QuoteDistances.Of(new GlftExact(meanVariance, 4), 4, 7200.0).Bid(0), 5e-13);
    }

    [Fact]
    public void Model_B_is_the_problem_of_Cartea_and_Jaimungal()
    {
        // Their λ is A, their κ is k, their φ is γσ²/2; without a terminal penalty the quotes are the same.
        GlftParameters parameters = Figure1 with { ExecutionRiskAversion = 0.0 };
        var quotes = QuoteDistances.Of(new GlftExact(parameters, 30), 30, 600.0);
        Assert.Equal(3.3671157934402345, quotes.Bid(0), 1e-12);
        Assert.Equal(3.704747999567644, quotes.Bid(5), 1e-12);
    }

    [Theory]
    [InlineData(0.01, 67.75524541, 0.67309906, 0.69044616, 0.65580949)]
    [InlineData(0.1, 64.13292388, 0.67162812, 0.72407195, 0.61914230)]
    [InlineData(0.5, 53.92457721, 0.63892541, 0.76541961, 0.51180288)]
    [InlineData(1.0, 45.19966848, 0.60840349, 0.80119540, 0.41324775)]
    public void The_market_of_Avellaneda_and_Stoikov_with_a_limit_of_12(
        double riskAversion, double certaintyEquivalent, double bid, double longBid, double longAsk)
    {
        GlftParameters parameters = new() { RiskAversion = riskAversion, Volatility = 2.0, ArrivalRate = 140.0, Decay = 1.5 };
        var model = new GlftExact(parameters, 12);
        var quotes = QuoteDistances.Of(model, 12, 1.0);
        Assert.Equal(certaintyEquivalent, model.CertaintyEquivalent(1.0), 5e-9);
        Assert.Equal(bid, quotes.Bid(0), 5e-9);
        Assert.Equal(longBid, quotes.Bid(1), 5e-9);
        Assert.Equal(longAsk, quotes.Ask(1), 5e-9);
    }

    [Fact]
    public void Every_row_of_the_reference_table_of_GLFT()
    {
        int rows = 0;
        foreach (string line in File.ReadLines(TestData.FindReference("glft_quotes.csv")))
        {
            string[] cells = line.Split(',');
            if (cells[0] == "case")
            {
                continue;
            }

            rows++;
            GlftParameters parameters = new()
            {
                Volatility = Parse(cells[1]),
                ArrivalRate = Parse(cells[2]),
                Decay = Parse(cells[3]),
                RiskAversion = Parse(cells[4]),
            };
            int limit = int.Parse(cells[6], CultureInfo.InvariantCulture);
            int inventory = int.Parse(cells[7], CultureInfo.InvariantCulture);
            var model = new GlftExact(parameters, limit);
            var finite = QuoteDistances.Of(model, limit, Parse(cells[5]));
            var steady = QuoteDistances.Of(model, limit, double.PositiveInfinity);
            var closed = QuoteDistances.Of(new GlftClosedForm(parameters), limit, 0.0);
            AssertCell(cells[8], finite.Bid(inventory));
            AssertCell(cells[9], finite.Ask(inventory));
            AssertCell(cells[10], steady.Bid(inventory));
            AssertCell(cells[11], steady.Ask(inventory));
            AssertClosedCell(cells[12], closed.Bid(inventory), inventory == limit);
            AssertClosedCell(cells[13], closed.Ask(inventory), inventory == -limit);
        }

        Assert.Equal(244, rows);
    }

    [Fact]
    public void Every_single_asset_row_of_the_reference_table_of_Gueant()
    {
        int rows = 0;
        foreach (string line in File.ReadLines(TestData.FindReference("gueant17_quotes.csv")))
        {
            string[] cells = line.Split(',');
            if (cells[0] is not ("IG" or "HY"))
            {
                continue;
            }

            rows++;
            GlftParameters parameters = (cells[0] == "IG" ? InvestmentGrade : HighYield) with
            {
                ExecutionRiskAversion = cells[1] == "A" ? null : 0.0,
            };
            int inventory = int.Parse(cells[2], CultureInfo.InvariantCulture);
            var exact = QuoteDistances.Of(new GlftExact(parameters, 4), 4, 7200.0);
            var closed = QuoteDistances.Of(new GlftClosedForm(parameters), 4, 7200.0);

            // Distances are near 1e-4: 1e-15 of a dollar is ten digits and more.
            AssertSmallCell(cells[4], exact.Bid(inventory));
            AssertSmallCell(cells[5], exact.Ask(inventory));
            AssertSmallCell(inventory == 4 ? "nan" : cells[6], closed.Bid(inventory));
            AssertSmallCell(inventory == -4 ? "nan" : cells[7], closed.Ask(inventory));
        }

        Assert.Equal(36, rows);
    }

    [Fact]
    public void A_long_finite_horizon_is_the_steady_state()
    {
        // 1,500 s is still solved step by step, 1e6 s takes the eigenvector.
        var model = new GlftExact(Figure1, 30);
        var stepped = QuoteDistances.Of(model, 30, 1_500.0);
        var steady = QuoteDistances.Of(model, 30, 1e6);
        for (int inventory = -30; inventory < 30; inventory++)
        {
            Assert.Equal(stepped.Bid(inventory), steady.Bid(inventory), 1e-10);
        }
    }

    [Fact]
    public void A_limit_that_is_not_the_models_is_an_error() =>
        Assert.Throws<ArgumentException>(() => QuoteDistances.Of(new GlftExact(Figure1, 30), 29, 600.0));

    private static double Parse(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static void AssertCell(string cell, double actual)
    {
        if (cell.Length == 0)
        {
            Assert.Equal(double.PositiveInfinity, actual);
        }
        else
        {
            // The table has 15 digits of numbers up to 60.
            Assert.Equal(Parse(cell), actual, 1e-12);
        }
    }

    private static void AssertClosedCell(string cell, double actual, bool isBeyondLimit) =>
        AssertCell(isBeyondLimit ? string.Empty : cell, actual);

    private static void AssertSmallCell(string cell, double actual)
    {
        if (cell == "nan")
        {
            Assert.Equal(double.PositiveInfinity, actual);
        }
        else
        {
            Assert.Equal(Parse(cell), actual, 1e-15);
        }
    }
}
