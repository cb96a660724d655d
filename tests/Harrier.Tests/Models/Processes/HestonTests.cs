using System;
using Harrier.Models.Papers;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class HestonTests
{
    [Fact]
    public void Full_truncation_comes_to_published_prices()
    {
        // Alan Lewis's reference prices (QuantLib, test-suite/hestonmodel.cpp, testAlanLewisReferencePrices): S 100, r 1 %,
        // q 2 %, one year. The bias allowed is what doubling the step changes.
        var model = new Heston(new CoxIngersollRoss(0.04, 4.0, 0.25, 1.0), -0.5, 0.01 - 0.02);
        double[] strikes = [80.0, 90.0, 100.0, 110.0, 120.0];
        double[] published = [26.774758743998854, 20.933349000596710, 16.070154917028834, 12.132211516709845, 9.024913483457836];
        SampledMean[] prices = SchemeSampling.HestonCalls(model, 100.0, strikes, 1.0, 100, 40_000, 1, 0);
        for (int i = 0; i < strikes.Length; i++)
        {
            double discount = Math.Exp(-0.01);
            double allowed = discount * ((4.0 * prices[2 * i].StandardError) + Math.Abs(prices[(2 * i) + 1].Mean) + (4.0 * prices[(2 * i) + 1].StandardError));
            Assert.InRange(discount * prices[2 * i].Mean, published[i] - allowed, published[i] + allowed);
            Assert.True(allowed < 0.9);
        }
    }

    [Theory]
    [InlineData(0.04, 4.0, 0.25, 1.0)]
    [InlineData(0.04, 0.5, 0.04, 1.0)]
    public void The_variance_has_its_exact_moments_where_the_scheme_seldom_falls_below_zero(double start, double reversion, double longRun, double volatility)
    {
        // The second line breaks Feller's condition (2κθ = 0.04 < 1): the truncation is at work, and the mean is kept to a
        // few hundredths all the same.
        var process = new CoxIngersollRoss(start, reversion, longRun, volatility);
        const int Steps = 400;
        SampledMean[] sampled = PathSampling.Run(20_000, 2, 0, 2, () =>
        {
            double[] noise = new double[Steps];
            return (random, figures) =>
            {
                BrownianMotion.Draw(noise, 1.0 / Steps, random);
                double value = start;
                foreach (double increment in noise)
                {
                    value = process.FullTruncation(value, 1.0 / Steps, increment);
                }

                double distance = Math.Max(value, 0.0) - process.Mean(1.0);
                (figures[0], figures[1]) = (Math.Max(value, 0.0), distance * distance);
            };
        });
        double bias = (2.0 * reversion * longRun) > (volatility * volatility) ? 0.01 : 0.1;
        Assert.Equal(process.Mean(1.0), sampled[0].Mean, (4.0 * sampled[0].StandardError) + (bias * process.Mean(1.0)));
        Assert.Equal(process.Variance(1.0), sampled[1].Mean, (4.0 * sampled[1].StandardError) + (bias * process.Variance(1.0)));
    }

    [Fact]
    public void A_variance_below_zero_makes_no_noise_and_is_drawn_back()
    {
        // v = -0.01: + κθh alone.
        var process = new CoxIngersollRoss(0.04, 2.0, 0.09, 0.5);
        Assert.Equal(-0.01 + (2.0 * 0.09 * 0.1), process.FullTruncation(-0.01, 0.1, 3.0), 1e-16);
        var model = new Heston(process, 0.0, 0.0);
        double logPrice = 1.0;
        double variance = -0.01;
        model.FullTruncation(0.1, 3.0, 3.0, ref logPrice, ref variance);
        Assert.Equal(1.0, logPrice);
    }

    [Theory]
    [InlineData(1.1, 0.0)]
    [InlineData(double.NaN, 0.0)]
    [InlineData(0.5, double.NaN)]
    public void A_parameter_out_of_range_is_refused(double correlation, double growth) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new Heston(new CoxIngersollRoss(0.04, 2.0, 0.09, 0.5), correlation, growth));
}
