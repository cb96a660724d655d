using System;
using Harrier.Models.Processes;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Processes;

/// <summary>Simulated processes against what is known about them. The seeds are fixed; a bound of four standard errors
/// would fail by chance for one seed in 16,000.</summary>
public sealed class HawkesThinningTests
{
    private static readonly HawkesProcess Univariate = new(0.5, 0.6, 2.0);

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_stretch_of_time_without_an_end_is_refused(double end) => Assert.Throws<ArgumentOutOfRangeException>(
        () => HawkesThinning.Sample(new HawkesProcess(0.0, 0.0, 1.0), end, new PathRandom(1)));

    /// <summary>From an independent program: mpmath, 60 digits, the formulas of the type.</summary>
    [Theory]
    [InlineData(0.999999999999, 1.0, 10.0, 59.999999999783338, 5.0002212245263221e+25)]
    [InlineData(0.5, 1e-12, 10.0, 10.000000000025, 20.00000000015)]
    [InlineData(0.5, 1e-4, 100.0, 100.24958385364627, 201.4975031218776)]
    public void The_moments_keep_their_digits_over_times_that_are_short_for_the_process(
        double branching, double decay, double horizon, double mean, double variance)
    {
        var process = new HawkesProcess(1.0, branching, decay);
        Assert.Equal(mean, HawkesMoments.MeanCountFromEmpty(process, horizon), 1e-14 * mean);
        Assert.Equal(variance, HawkesMoments.StationaryVariance(process, horizon), 1e-13 * variance);
    }

    [Fact]
    public void The_number_of_events_has_the_mean_and_the_dispersion_of_theory()
    {
        // From an independent program: 0.5·1000/0.4 = 1250, less 0.9375 for the start without a past.
        const double Mean = 1249.0625;
        Assert.Equal(Mean, HawkesMoments.MeanCountFromEmpty(Univariate, 1_000.0), 1e-10);

        // By hand: C = 1.25·0.6·2·1.4/0.8 = 2.625 and θ = 0.8, so that at T = 1,000 the variance is
        // 1250 + 5.25·(1250 - 1/0.64) = 7804.296875. Over the mean it tends to 1/(1 - a)² = 6.25.
        Assert.Equal(7804.296875, HawkesMoments.StationaryVariance(Univariate, 1_000.0), 1e-9);

        SampledMean[] means = PathSampling.Run(1_000, 7, 0, 2, () =>
        {
            var simulation = new HawkesThinning(Univariate);
            return (random, figures) =>
            {
                simulation.Restart();
                int count = 0;
                while (simulation.TryNext(random, 1_000.0, out _, out _))
                {
                    count++;
                }

                figures[0] = count;
                figures[1] = (count - Mean) * (count - Mean) / Mean;
            };
        });
        Assert.InRange(means[0].Mean, Mean - (4.0 * means[0].StandardError), Mean + (4.0 * means[0].StandardError));
        Assert.InRange(means[1].Mean, 6.25 - (4.0 * means[1].StandardError), 6.25 + (4.0 * means[1].StandardError));

        // The error of the mean is √(7804/1000) = 2.79.
        Assert.InRange(means[0].StandardError, 2.4, 3.2);
    }

    [Fact]
    public void Each_kind_has_its_mean_rate()
    {
        // (I - A)^-1 μ with A = ((0.3, 0.2), (0.1, 0.4)): determinant 0.7·0.6 - 0.02 = 0.40;
        // (0.6·0.5 + 0.2·1)/0.4 = 1.25 and (0.1·0.5 + 0.7·1)/0.4 = 1.875. Two decays share each ratio.
        var process = new HawkesProcess([0.5, 1.0], [0.1, 0.2, 0.15, 0.05, 0.1, 0.0, 0.1, 0.3], [1.0, 6.0]);
        double[] rates = process.MeanRates();
        Assert.Equal(1.25, rates[0], 1e-12);
        Assert.Equal(1.875, rates[1], 1e-12);

        // The larger eigenvalue of A: (0.7 + √(0.01 + 0.08))/2 = 0.5.
        Assert.Equal(0.5, process.SpectralRadius, 1e-12);
        HawkesSample sample = HawkesThinning.Sample(process, 20_000.0, new PathRandom(3));

        // Long-run variance (I-A)^-1 diag(L) (I-A)^-T a unit of time: (0.6² · 1.25 + 0.2² · 1.875)/0.16 = 3.28, and
        // (0.1² · 1.25 + 0.7² · 1.875)/0.16 = 5.82.
        Assert.InRange(sample.CountOf(0), 25_000 - (4 * Math.Sqrt(3.28 * 20_000)), 25_000 + (4 * Math.Sqrt(3.28 * 20_000)));
        Assert.InRange(sample.CountOf(1), 37_500 - (4 * Math.Sqrt(5.82 * 20_000)), 37_500 + (4 * Math.Sqrt(5.82 * 20_000)));
    }

    [Fact]
    public void Without_excitation_it_is_a_Poisson_process()
    {
        HawkesSample sample = HawkesThinning.Sample(new HawkesProcess(2.0, 0.0, 1.0), 10_000.0, new PathRandom(4));
        double[] gaps = new double[sample.Count];
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = 2.0 * (sample.Times[i] - (i == 0 ? 0.0 : sample.Times[i - 1]));
        }

        Assert.InRange(sample.Count, 20_000 - 566, 20_000 + 566);
        Assert.True(KolmogorovSmirnov.AgainstExponential(gaps).Probability > 0.001);
    }

    [Fact]
    public void A_process_that_explodes_is_refused_and_one_without_events_ends()
    {
        Assert.Throws<InvalidOperationException>(() => new HawkesThinning(new HawkesProcess(1.0, 1.0, 2.0)));
        Assert.Throws<InvalidOperationException>(() => new HawkesThinning(TickLibrary.OneDecay));
        Assert.Equal(0, HawkesThinning.Sample(new HawkesProcess(0.0, 0.5, 2.0), 100.0, new PathRandom(1)).Count);
    }

    [Fact]
    public void The_next_event_allocates_nothing()
    {
        var simulation = new HawkesThinning(new HawkesProcess([0.5, 1.0], [0.3, 0.2, 0.1, 0.4], [3.0]));
        var random = new PathRandom(9);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                Assert.True(simulation.TryNext(random, 1e9, out _, out _));
            }
        }));
    }

    [Theory]
    [InlineData(-1.0, 0.5, 2.0)]
    [InlineData(1.0, -0.5, 2.0)]
    [InlineData(1.0, 0.5, 0.0)]
    [InlineData(double.NaN, 0.5, 2.0)]
    [InlineData(1.0, double.PositiveInfinity, 2.0)]
    [InlineData(1.0, 0.5, double.NaN)]
    public void A_parameter_out_of_range_is_refused(double baseline, double branching, double decay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HawkesProcess(baseline, branching, decay));
}
