using System;
using CsCheck;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;
using Harrier.Primitives;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Harrier.Tests.Models.Quoting.Portfolio;

/// <summary>What must hold for any assets quoted together by the closed form.</summary>
public sealed class PortfolioPropertyTests
{
    private static readonly Gen<GlftParameters> AnyAsset =
        Gen.Select(Gen.Double[-3.0, 0.0], Gen.Double[-2.0, 1.0], Gen.Double[-1.0, 2.0], Gen.Double[0.0, 3.0]).Select(
            (volatility, arrivalRate, decay, orderSize) => new GlftParameters
            {
                RiskAversion = 1e-3,
                Volatility = Math.Pow(10.0, volatility),
                ArrivalRate = Math.Pow(10.0, arrivalRate),
                Decay = Math.Pow(10.0, decay),
                OrderSize = Math.Pow(10.0, orderSize),
            });

    // Nine tenths of the correlations of columns of random numbers, and a tenth of none: the square root of a singular
    // matrix has half the digits only.
    private static readonly Gen<Portfolio> AnyPortfolio =
        Gen.Int[1, 6].SelectMany(count => Gen.Select(
            AnyAsset.Array[count], Gen.Double[-1, 1].Array[count * (count + 2)], Gen.Int[-4, 4].Array[count],
            (assets, numbers, inventories) => new Portfolio(assets, Correlate(numbers, count), Array.ConvertAll(inventories, x => (double)x))));

    [Fact]
    public void Gamma_is_symmetric_and_positive_semidefinite_and_solves_its_equation() => AnyPortfolio.Sample(portfolio =>
    {
        PortfolioClosedForm model = portfolio.Model();
        int count = model.Assets;
        Matrix<double> gamma = Matrix<double>.Build.Dense(count, count, model.Gamma);
        Assert.Equal(gamma, gamma.Transpose());

        // Γ is the solution of ΓDΓ = Σ, written without units: as R = D^½ΓD^½, R² = D^½ΣD^½.
        double[] root = Array.ConvertAll(portfolio.Assets, RootLiquidity);
        Matrix<double> scaled = Matrix<double>.Build.Dense(count, count, (i, j) => gamma[i, j] * root[i] * root[j]);
        Matrix<double> covariance = Matrix<double>.Build.Dense(
            count, count, (i, j) => portfolio.Correlations[i, j] * portfolio.Assets[i].Volatility * portfolio.Assets[j].Volatility * root[i] * root[j]);
        Assert.True(((scaled * scaled) - covariance).FrobeniusNorm() <= 1e-12 * covariance.FrobeniusNorm());
        Assert.True(scaled.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum() >= -1e-13 * scaled.FrobeniusNorm());
    }, iter: 500);

    [Fact]
    public void Assets_that_do_not_correlate_are_quoted_as_alone() => AnyPortfolio.Sample(portfolio =>
    {
        var model = new PortfolioClosedForm(portfolio.Assets, CorrelationMatrix.Uniform(portfolio.Assets.Length, 0));
        for (int asset = 0; asset < model.Assets; asset++)
        {
            var alone = ModelQuotes.Of(new GlftClosedForm(portfolio.Assets[asset]), 5, 0);
            int inventory = (int)portfolio.Inventories[asset];
            AssertNear(portfolio, asset, alone.Bid(inventory), model.BidDistance(asset, portfolio.Inventories));
            AssertNear(portfolio, asset, alone.Ask(inventory), model.AskDistance(asset, portfolio.Inventories));
        }
    }, iter: 500);

    [Fact]
    public void The_parameters_among_others_give_the_own_part_of_the_quotes() => AnyPortfolio.Sample(portfolio =>
    {
        PortfolioClosedForm model = portfolio.Model();
        for (int asset = 0; asset < model.Assets; asset++)
        {
            var own = new GlftClosedForm(model.AmongOthers(asset));
            AssertNear(portfolio, asset, model.SkewPerOrder(asset, asset), own.SkewPerOrder);
            AssertNear(portfolio, asset, model.HalfSpread(asset), own.HalfSpread);
            Assert.True(model.AmongOthers(asset).Volatility <= portfolio.Assets[asset].Volatility * (1 + 1e-12));
        }
    }, iter: 500);

    [Fact]
    public void Naming_the_assets_in_another_order_changes_nothing_else() => AnyPortfolio.Sample(portfolio =>
    {
        PortfolioClosedForm model = portfolio.Model();
        PortfolioClosedForm turned = portfolio.Turned().Model();
        int count = model.Assets;
        for (int asset = 0; asset < count; asset++)
        {
            AssertNear(
                portfolio,
                asset,
                model.BidDistance(asset, portfolio.Inventories),
                turned.BidDistance((asset + 1) % count, portfolio.Turned().Inventories));
        }
    }, iter: 500);

    [Fact]
    public void The_units_of_money_quantity_and_time_do_not_matter() =>
        Gen.Select(AnyPortfolio, Gen.Double[0.01, 100], Gen.Double[0.01, 100], Gen.Double[0.01, 100]).Sample((portfolio, price, quantity, time) =>
        {
            // Prices in units so much smaller, quantities too, and seconds.
            GlftParameters[] assets = Array.ConvertAll(portfolio.Assets, asset => asset with
            {
                RiskAversion = asset.RiskAversion / (price * quantity),
                Volatility = asset.Volatility * price / Math.Sqrt(time),
                ArrivalRate = asset.ArrivalRate / time,
                Decay = asset.Decay / price,
                OrderSize = asset.OrderSize * quantity,
            });
            PortfolioClosedForm model = portfolio.Model();
            var scaled = new PortfolioClosedForm(assets, portfolio.Correlations);
            for (int asset = 0; asset < model.Assets; asset++)
            {
                AssertNear(
                    portfolio,
                    asset,
                    model.BidDistance(asset, portfolio.Inventories),
                    scaled.BidDistance(asset, portfolio.Inventories) / price);
            }
        }, iter: 500);

    [Fact]
    public void Short_is_the_mirror_of_long() => AnyPortfolio.Sample(portfolio =>
    {
        PortfolioClosedForm model = portfolio.Model();
        double[] mirrored = Array.ConvertAll(portfolio.Inventories, inventory => -inventory);
        for (int asset = 0; asset < model.Assets; asset++)
        {
            Assert.Equal(model.BidDistance(asset, portfolio.Inventories), model.AskDistance(asset, mirrored));
        }
    }, iter: 500);

    [Fact]
    public void Quotes_move_down_with_the_own_inventory_and_with_that_of_an_asset_that_moves_alike() =>
        Gen.Select(AnyAsset, AnyAsset, Gen.Double[0.01, 1]).Sample((first, second, correlation) =>
        {
            var alike = new PortfolioClosedForm([first, second], CorrelationMatrix.Uniform(2, correlation));
            var against = new PortfolioClosedForm([first, second], CorrelationMatrix.Uniform(2, -correlation));
            Assert.True(alike.SkewPerOrder(0, 0) > 0);
            Assert.True(alike.SkewPerOrder(0, 1) > 0);
            Assert.True(against.SkewPerOrder(0, 1) < 0);

            // Turning the sign of one price turns the sign of what is held in it, and nothing else.
            Assert.Equal(alike.SkewPerOrder(0, 1), -against.SkewPerOrder(0, 1), 1e-12 * alike.SkewPerOrder(0, 1));
            Assert.Equal(alike.HalfSpread(0), against.HalfSpread(0), 1e-12 * alike.HalfSpread(0));
        });

    // AΔkC, from the paper: C = (1 + ξΔ/k)^-(1 + k/(ξΔ)).
    private static double RootLiquidity(GlftParameters asset)
    {
        double ratio = asset.RiskAversion * asset.OrderSize / asset.Decay;
        return Math.Sqrt(asset.ArrivalRate * asset.OrderSize * asset.Decay * Math.Exp(-(1 + (1 / ratio)) * PortableMath.LnOnePlus(ratio)));
    }

    private static void AssertNear(Portfolio portfolio, int asset, double expected, double actual)
    {
        // What rounding leaves of an element of Γ is in proportion to the two diagonal ones.
        PortfolioClosedForm model = portfolio.Model();
        double sum = model.HalfSpread(asset);
        for (int held = 0; held < model.Assets; held++)
        {
            sum += 5 * Math.Sqrt(model.SkewPerUnit(asset, asset) * model.SkewPerUnit(held, held)) * portfolio.Assets[held].OrderSize;
        }

        Assert.Equal(expected, actual, 1e-12 * sum);
    }

    private static CorrelationMatrix Correlate(double[] numbers, int count)
    {
        int rows = numbers.Length / count;
        double[] elements = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double cross = 0, squareFirst = 1e-300, squareSecond = 1e-300;
                for (int row = 0; row < rows; row++)
                {
                    cross += numbers[row * count + i] * numbers[row * count + j];
                    squareFirst += numbers[row * count + i] * numbers[row * count + i];
                    squareSecond += numbers[row * count + j] * numbers[row * count + j];
                }

                double correlation = i == j ? 1 : 0.9 * Math.Clamp(cross / (Math.Sqrt(squareFirst) * Math.Sqrt(squareSecond)), -1, 1);
                elements[i * count + j] = correlation;
                elements[j * count + i] = correlation;
            }
        }

        return CorrelationMatrix.Of(count, elements);
    }

    private sealed record Portfolio(GlftParameters[] Assets, CorrelationMatrix Correlations, double[] Inventories)
    {
        public PortfolioClosedForm Model() => new(Assets, Correlations);

        /// <summary>Each asset one place on, the last one first.</summary>
        public Portfolio Turned()
        {
            int count = Assets.Length;
            double[] elements = new double[count * count];
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    elements[(((i + 1) % count) * count) + ((j + 1) % count)] = Correlations[i, j];
                }
            }

            GlftParameters[] assets = [Assets[^1], .. Assets[..^1]];
            return new Portfolio(assets, CorrelationMatrix.Of(count, elements), [Inventories[^1], .. Inventories[..^1]]);
        }
    }
}
