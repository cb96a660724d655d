using System;
using Harrier.Models.Processes;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class RoughBergomiTests
{
    private const double Years = 0.25;
    private const int Steps = 312;

    /// <summary>McCrickerd and Pakkanen (2018), table 2, 400,000 antithetic paths and 312 steps to expiry. Its error and
    /// ours are allowed, four times.</summary>
    [Theory]
    [InlineData(-0.9, -0.1787, 29.61)]
    [InlineData(-0.9, 0.0, 20.61)]
    [InlineData(-0.9, 0.1041, 15.76)]
    [InlineData(0.0, -0.1475, 24.17)]
    [InlineData(0.0, 0.0, 21.73)]
    [InlineData(0.0, 0.1656, 24.66)]
    public void The_smile_is_the_published_one(double correlation, double logStrike, double published)
    {
        const int Paths = 60_000;
        SampledMean ours = RoughBergomiSmile.Estimate(Model(correlation), Years, Steps, [logStrike], Paths, 1)[0];
        double allowed = 4.0 * 100.0 * ours.StandardError * (1.0 + Math.Sqrt(Paths / 400_000.0));
        Assert.InRange(100.0 * ours.Mean, published - allowed, published + allowed);
        Assert.True(allowed < 0.9, $"{allowed}");
    }

    [Fact]
    public void The_smile_is_bit_equal_for_any_number_of_threads()
    {
        double[] strikes = [-0.1787, 0.1041];
        SampledMean[] one = RoughBergomiSmile.Estimate(Model(-0.9), Years, 40, strikes, 4_000, 3, threads: 1);
        Assert.Equal(one, RoughBergomiSmile.Estimate(Model(-0.9), Years, 40, strikes, 4_000, 3, threads: 3));
    }

    [Fact]
    public void Variance_and_price_have_their_means_and_the_Volterra_process_its_variance()
    {
        RoughBergomi model = Model(-0.9);
        double[] exact = [new RoughBergomiPaths(model, Years, Steps).SchemeVariance(Steps - 1), Math.Pow(Years, 0.14)];
        SampledMean[] means = PathSampling.Run(5_000, 4, 0, 3, () =>
        {
            var draws = new RoughBergomiPaths(model, Years, Steps);
            return (random, figures) =>
            {
                draws.Draw(random);
                figures.Clear();
                for (int path = 0; path < RoughBergomiPaths.PathsPerDraw; path++)
                {
                    (double noise, double variance) = draws.Integrals(path);
                    double volterra = draws.Volterra(path, Steps - 1);
                    figures[0] += 0.25 * variance / (Years * model.ForwardVariance);
                    figures[1] += 0.25 * Math.Exp((-0.9 * noise) - (0.405 * variance));
                    figures[2] += 0.25 * volterra * volterra;
                }
            };
        });

        // Four standard errors, and the thousandth that the scheme misses of ξ; 5,000 draws vary by 0.006.
        Assert.Equal(1.0, means[0].Mean, (4.0 * means[0].StandardError) + 0.001);
        Assert.Equal(1.0, means[1].Mean, 4.0 * means[1].StandardError);
        Assert.Equal(exact[0], means[2].Mean, 4.0 * means[2].StandardError);

        // Var Y_t = t^(2a+1), of which the scheme has all but a thousandth.
        Assert.Equal(exact[1], exact[0], 0.001 * exact[1]);
        Assert.True(exact[0] < exact[1]);
    }

    [Fact]
    public void The_first_cell_is_exact_and_later_ones_are_as_by_hand()
    {
        // The first value of Y has the variance h^(2a+1). The second: with h = 1, a = -0.25, 2a + 1 = 0.5:
        // 0.5 (1/0.5 + ((2^0.75 - 1)/0.75)²).
        var draws = new RoughBergomiPaths(new RoughBergomi(0.04, 1.0, -0.25, 0.0), 2.0, 2);
        Assert.Equal(1.0, draws.SchemeVariance(0), 1e-14);
        Assert.Equal(1.0 + (0.5 * Math.Pow((Math.Pow(2.0, 0.75) - 1.0) / 0.75, 2.0)), draws.SchemeVariance(1), 1e-14);
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(-1e-9)]
    [InlineData(-1e-5)]
    [InlineData(0.4999)]
    [InlineData(-0.4999)]
    public void All_of_the_range_of_the_roughness_gives_numbers(double roughness)
    {
        for (int steps = 1; steps < 60; steps++)
        {
            // The first value of Y has the variance h^(2a+1).
            var draws = new RoughBergomiPaths(new RoughBergomi(0.04, 1.0, roughness, 0.0), 0.3, steps);
            double exact = Math.Pow(0.3 / steps, (2.0 * roughness) + 1.0);
            Assert.Equal(exact, draws.SchemeVariance(0), 1e-12 * exact);
            draws.Draw(new PathRandom(1));
            Assert.True(double.IsFinite(draws.Volterra(0, steps - 1)));
        }
    }

    [Fact]
    public void Mirror_images_have_the_opposite_noise()
    {
        var draws = new RoughBergomiPaths(Model(-0.9), Years, 20);
        draws.Draw(new PathRandom(1));
        for (int step = 0; step < 20; step++)
        {
            Assert.Equal(-draws.Volterra(0, step), draws.Volterra(2, step));
            Assert.Equal(-draws.Volterra(1, step), draws.Volterra(3, step));
            Assert.NotEqual(draws.Volterra(0, step), draws.Volterra(1, step));
        }
    }

    [Fact]
    public void Without_volatility_of_volatility_the_smile_is_flat()
    {
        var model = new RoughBergomi(0.04, 0.0, -0.43, 0.0);
        foreach (SampledMean volatility in RoughBergomiSmile.Estimate(model, 1.0, 10, [-0.2, 0.0, 0.2], 8, 1))
        {
            Assert.Equal(0.2, volatility.Mean, 1e-12);
        }
    }

    [Fact]
    public void A_draw_allocates_nothing()
    {
        var draws = new RoughBergomiPaths(Model(-0.9), Years, 50);
        var random = new PathRandom(1);
        double sum = 0.0;
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                draws.Draw(random);
                sum += draws.Integrals(3).Variance;
            }
        }));
        Assert.True(sum > 0.0);
    }

    [Theory]
    [InlineData(0.0, 1.0, -0.43, 0.0)]
    [InlineData(0.04, -1.0, -0.43, 0.0)]
    [InlineData(0.04, 1.0, -0.5, 0.0)]
    [InlineData(0.04, 1.0, 0.0, 0.0)]
    [InlineData(0.04, 1.0, double.NaN, 0.0)]
    [InlineData(0.04, 1.0, -0.43, -1.01)]
    public void A_parameter_out_of_range_is_refused(double variance, double volatility, double roughness, double correlation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoughBergomi(variance, volatility, roughness, correlation));

    private static RoughBergomi Model(double correlation) => new(0.235 * 0.235, 1.9, -0.43, correlation);
}
