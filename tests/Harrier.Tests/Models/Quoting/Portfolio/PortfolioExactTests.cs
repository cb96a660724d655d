using System;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Harrier.Tests.Models.Quoting.Portfolio;

public sealed class PortfolioExactTests
{
    private const double Horizon = 7_200;

    [Theory]
    [InlineData(0.9, new[] { -2.572786e-4, -1.850548e-4, -8.593422e-5, 6.590042e-5, 3.241361e-4, 5.000506e-4, 6.046173e-4, 6.774751e-4, 7.330500e-4 })]
    [InlineData(0.6, new[] { -5.67e-8, 4.942056e-5, 1.135703e-4, 2.036817e-4, 3.459984e-4, 4.497321e-4, 5.128654e-4, 5.583478e-4, 5.940215e-4 })]
    [InlineData(0.0, new[] { 3.539154e-4, 3.539154e-4, 3.539154e-4, 3.539154e-4, 3.539154e-4, 3.539154e-4, 3.539154e-4, 3.539154e-4, 3.539154e-4 })]
    public void Figure_19_of_Gueant(double correlation, double[] bids)
    {
        // The bid of high yield without inventory in it, by the inventory in investment grade, -4 to 4 orders. From an
        // independent program to seven digits (-5.67e-8 to three).
        PortfolioExact model = Solve(correlation);
        for (int inventory = -4; inventory <= 4; inventory++)
        {
            double bid = model.BidDistance(1, [inventory, 0]);
            double rounding = correlation == 0.6 && inventory == -4 ? 5e-11 : Math.Abs(bids[inventory + 4]) < 1e-4 ? 5e-12 : 5e-11;
            Assert.Equal(bids[inventory + 4], bid, rounding);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Every_quote_of_the_two_indices(double correlation)
    {
        // 1e-14 of distances near 1e-4: ten digits, which is what the other program's tolerance leaves.
        PortfolioExact model = Solve(correlation);
        for (int grade = -4; grade <= 4; grade++)
        {
            for (int yield = -4; yield <= 4; yield++)
            {
                AssertQuotes(model, correlation, 0, grade, yield, grade);
                AssertQuotes(model, correlation, 1, grade, yield, yield);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    public void Assets_that_do_not_correlate_are_quoted_as_alone(double? executionRiskAversion)
    {
        // The single assets are solved by sums of positive numbers (InventoryChain), in another way altogether.
        GlftParameters[] assets = Array.ConvertAll(Indices.Both(), asset => asset with { ExecutionRiskAversion = executionRiskAversion });
        var model = new PortfolioExact(assets, CorrelationMatrix.Uniform(2, 0), [4, 3]);
        model.Solve(Horizon);
        var grade = ModelQuotes.Of(new GlftExact(assets[0], 4), 4, Horizon);
        var yield = ModelQuotes.Of(new GlftExact(assets[1], 3), 3, Horizon);
        for (int first = -4; first <= 4; first++)
        {
            for (int second = -3; second <= 3; second++)
            {
                Assert.Equal(grade.Bid(first), model.BidDistance(0, [first, second]), 1e-15);
                Assert.Equal(grade.Ask(first), model.AskDistance(0, [first, second]), 1e-15);
                Assert.Equal(yield.Bid(second), model.BidDistance(1, [first, second]), 1e-15);
                Assert.Equal(yield.Ask(second), model.AskDistance(1, [first, second]), 1e-15);
            }
        }

        double alone = new GlftExact(assets[0], 4).CertaintyEquivalent(Horizon) + new GlftExact(assets[1], 3).CertaintyEquivalent(Horizon);
        Assert.Equal(alone, model.CertaintyEquivalent([0, 0]), 1e-11 * alone);
    }

    [Fact]
    public void Where_decay_and_size_go_together_it_is_the_linear_system()
    {
        // With k/Δ = 2 for all, v = exp(2θ) solves v' = -M v with 2·(γ/2)q'Σq on the diagonal and -AᵢCᵢ between neighbours;
        // a 45 x 45 matrix exponential by another library.
        GlftParameters first = new() { RiskAversion = 0.1, Volatility = 0.6, ArrivalRate = 2, Decay = 2 };
        GlftParameters second = new() { RiskAversion = 0.1, Volatility = 0.4, ArrivalRate = 1, Decay = 4, OrderSize = 2 };
        const double Correlation = -0.7;
        const double Time = 3;
        var model = new PortfolioExact([first, second], CorrelationMatrix.Uniform(2, Correlation), [4, 2]);
        model.Solve(Time);
        Vector<double> value = Exponential(LinearSystem(first, second, Correlation) * -Time) * Vector<double>.Build.Dense(45, 1.0);
        for (int i = -4; i <= 4; i++)
        {
            for (int j = -2; j <= 2; j++)
            {
                Assert.Equal(Math.Log(value[((i + 4) * 5) + j + 2]) / 2, model.CertaintyEquivalent([i, j]), 1e-11);
            }
        }
    }

    [Fact]
    public void Three_assets_of_which_one_is_apart_are_two_and_one()
    {
        GlftParameters third = Indices.HighYield with { Decay = 8e3 };
        var correlations = CorrelationMatrix.Of(3, [1, 0, 0.6, 0, 1, 0, 0.6, 0, 1]);
        var three = new PortfolioExact([Indices.InvestmentGrade, third, Indices.HighYield], correlations, [2, 2, 2]);
        var two = new PortfolioExact(Indices.Both(), CorrelationMatrix.Uniform(2, 0.6), [2, 2]);
        three.Solve(Horizon);
        two.Solve(Horizon);
        Assert.Equal(two.BidDistance(1, [1, -1]), three.BidDistance(2, [1, 2, -1]), 1e-15);
        Assert.Equal(two.AskDistance(0, [1, -1]), three.AskDistance(0, [1, -2, -1]), 1e-15);
        Assert.Equal(ModelQuotes.Of(new GlftExact(third, 2), 2, Horizon).Bid(1), three.BidDistance(1, [-2, 1, 0]), 1e-15);
    }

    [Fact]
    public void Without_time_left_there_is_no_risk_and_no_profit()
    {
        PortfolioExact model = Solve(0.9, 0);
        Assert.Equal(0, model.CertaintyEquivalent([3, -2]));

        // c1 = (1/(γΔ)) ln(1 + γΔ/k) of investment grade, from an independent program.
        Assert.Equal(5.1649482041e-5, model.BidDistance(0, [3, -2]), 5e-16);
    }

    [Fact]
    public void There_is_no_bid_at_the_limit_and_no_ask_at_its_mirror()
    {
        PortfolioExact model = Solve(0.9, 60);
        Assert.Equal(double.PositiveInfinity, model.BidDistance(0, [4, 0]));
        Assert.Equal(double.PositiveInfinity, model.AskDistance(1, [0, -4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.BidDistance(0, [5, 0]));
        Assert.Throws<ArgumentException>(() => model.BidDistance(0, [0]));
    }

    [Fact]
    public void Far_from_the_limits_the_closed_form_comes_near()
    {
        // Where an order moves the quotes by a hundredth of 1/k, and the limit is four times the usual inventory away.
        GlftParameters share = new() { RiskAversion = 0.1, Volatility = 0.3, ArrivalRate = 5, Decay = 0.3 };
        var correlations = CorrelationMatrix.Uniform(2, 0.5);
        var exact = new PortfolioExact([share, share], correlations, [25, 25]);
        exact.Solve(1_000);
        var closed = new PortfolioClosedForm([share, share], correlations);

        // The closed form takes exp(-kx) as 1 - kx + (kx)²/2 around the riskless quotes: what is left out is of the order
        // k·skew², 0.002 here, where three orders of the other asset move the quotes by 0.07.
        double allowed = 0.5 * share.Decay * closed.SkewPerOrder(0, 0) * closed.SkewPerOrder(0, 0);
        Assert.InRange(3 * closed.SkewPerOrder(0, 1), 20 * allowed, double.PositiveInfinity);
        for (int inventory = -3; inventory <= 3; inventory++)
        {
            Assert.Equal(exact.BidDistance(0, [1, inventory]), closed.BidDistance(0, [1, inventory]), allowed);
        }
    }

    [Fact]
    public void Too_many_combinations_and_limits_below_one_are_refused()
    {
        var correlations = CorrelationMatrix.Uniform(2, 0.5);
        Assert.Throws<ArgumentException>(() => new PortfolioExact(Indices.Both(), correlations, [1_000, 1_000]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PortfolioExact(Indices.Both(), correlations, [0, 1]));
        Assert.Throws<ArgumentException>(() => new PortfolioExact(Indices.Both(), correlations, [1]));
        var model = new PortfolioExact(Indices.Both(), correlations, [1, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Solve(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Solve(double.NaN));
    }

    private static void AssertQuotes(PortfolioExact model, double correlation, int asset, int grade, int yield, int own)
    {
        if (own < 4)
        {
            Assert.Equal(TwoIndices.Bid(correlation, asset, grade, yield), model.BidDistance(asset, [grade, yield]), 1e-14);
        }

        if (own > -4)
        {
            Assert.Equal(TwoIndices.Bid(correlation, asset, -grade, -yield), model.AskDistance(asset, [grade, yield]), 1e-14);
        }
    }

    private static PortfolioExact Solve(double correlation, double seconds = Horizon)
    {
        var model = new PortfolioExact(Indices.Both(), CorrelationMatrix.Uniform(2, correlation), [4, 4]);
        model.Solve(seconds);
        return model;
    }

    private static Matrix<double> LinearSystem(GlftParameters first, GlftParameters second, double correlation)
    {
        Matrix<double> system = Matrix<double>.Build.Dense(45, 45);
        for (int i = -4; i <= 4; i++)
        {
            for (int j = -2; j <= 2; j++)
            {
                int row = ((i + 4) * 5) + j + 2;
                double x = i * first.Volatility * first.OrderSize;
                double y = j * second.Volatility * second.OrderSize;
                system[row, row] = first.RiskAversion * ((x * x) + (2 * correlation * x * y) + (y * y));
                if (i < 4)
                {
                    system[row, row + 5] = system[row + 5, row] = -Rate(first);
                }

                if (j < 2)
                {
                    system[row, row + 1] = system[row + 1, row] = -Rate(second);
                }
            }
        }

        return system;
    }

    private static double Rate(GlftParameters asset)
    {
        double ratio = asset.RiskAversion * asset.OrderSize / asset.Decay;
        return asset.ArrivalRate * Math.Pow(1 + ratio, -1 - (1 / ratio));
    }

    private static Matrix<double> Exponential(Matrix<double> symmetric)
    {
        MathNet.Numerics.LinearAlgebra.Factorization.Evd<double> eigen = symmetric.Evd(Symmetricity.Symmetric);
        Matrix<double> vectors = eigen.EigenVectors;
        return vectors * Matrix<double>.Build.DenseDiagonal(45, 45, i => Math.Exp(eigen.EigenValues[i].Real)) * vectors.Transpose();
    }
}
