using System;
using CsCheck;
using Harrier.Models.Processes;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class HawkesFitTests
{
    [Fact]
    public void Fits_of_one_kind_lie_where_another_programs_lie()
    {
        // Another program: twelve fits at T = 1,000 have the means 0.491, 0.602, 1.90 and the deviations 0.031, 0.030, 0.23.
        var process = new HawkesProcess(0.5, 0.6, 2.0);
        SampledMean[] fits = PathSampling.Run(100, 3, 0, 6, () => (random, figures) =>
        {
            HawkesEstimate fit = HawkesFit.WithOneDecay(HawkesThinning.Sample(process, 1_000.0, random));
            Assert.Equal(HawkesFitOutcome.Converged, fit.Outcome);
            fit.Process!.Parameters.CopyTo(figures);
            for (int i = 0; i < 3; i++)
            {
                figures[3 + i] = fit.StandardErrors[i];
            }
        });
        (double Mean, double Deviation)[] other = [(0.491, 0.031), (0.602, 0.030), (1.90, 0.23)];
        for (int i = 0; i < 3; i++)
        {
            double allowed = 4.0 * ((other[i].Deviation / Math.Sqrt(12.0)) + fits[i].StandardError);
            Assert.InRange(fits[i].Mean, other[i].Mean - allowed, other[i].Mean + allowed);

            // The standard errors are what a hundred estimates do vary by, to four times 1/√200 and what they vary themselves.
            double deviation = fits[i].StandardError * 10.0;
            Assert.InRange(fits[3 + i].Mean, deviation * 0.7, deviation * 1.35);
        }
    }

    [Fact]
    public void A_fit_of_two_kinds_finds_the_parameters_within_three_standard_errors()
    {
        var process = new HawkesProcess([0.4, 0.7], [0.3, 0.15, 0.05, 0.45], [4.0]);
        HawkesSample sample = HawkesThinning.Sample(process, 8_000.0, new PathRandom(12));
        HawkesEstimate fit = HawkesFit.WithOneDecay(sample);
        Assert.Equal(HawkesFitOutcome.Converged, fit.Outcome);
        AssertWithin(process, fit, 3.0);

        // At the maximum no other parameters are more likely.
        Assert.True(fit.LogLikelihood >= HawkesLikelihood.Value(process, sample));
        double[] gradient = new double[7];
        HawkesLikelihood.Derivatives(fit.Process!, sample, gradient, new double[49]);
        for (int i = 0; i < gradient.Length; i++)
        {
            Assert.Equal(0.0, gradient[i] * fit.StandardErrors[i], 1e-3);
        }
    }

    [Fact]
    public void Known_decays_are_kept_and_two_of_them_told_apart()
    {
        var process = new HawkesProcess([0.8], [0.3, 0.4], [0.5, 20.0]);
        HawkesSample sample = HawkesThinning.Sample(process, 10_000.0, new PathRandom(5));
        HawkesEstimate known = HawkesFit.WithKnownDecays(sample, [0.5, 20.0]);
        Assert.Equal(HawkesFitOutcome.Converged, known.Outcome);
        Assert.Equal((0.5, 20.0), (known.Process!.Decay(0), known.Process.Decay(1)));
        Assert.Equal((0.0, 0.0), (known.StandardErrors[3], known.StandardErrors[4]));
        AssertWithin(process, known, 3.0);

        HawkesEstimate free = HawkesFit.FromDecays(sample, [1.0, 10.0]);
        Assert.Equal(HawkesFitOutcome.Converged, free.Outcome);
        AssertWithin(process, free, 3.0);
        Assert.True(free.LogLikelihood >= known.LogLikelihood);
    }

    [Fact]
    public void Where_nothing_is_set_off_the_fit_says_that_it_is_at_the_boundary()
    {
        // Events at even times repel each other: a branching ratio above 0 makes them less likely.
        double[] even = new double[200];
        for (int i = 0; i < even.Length; i++)
        {
            even[i] = i + 0.5;
        }

        HawkesEstimate fit = HawkesFit.WithKnownDecays(HawkesSample.Merge(200.0, even), [5.0]);
        Assert.Equal(HawkesFitOutcome.AtBoundary, fit.Outcome);
        Assert.Equal(1.0, fit.Process!.Baseline(0), 1e-3);
    }

    [Fact]
    public void Too_few_events_are_said()
    {
        HawkesEstimate fit = HawkesFit.WithOneDecay(TickLibrary.Events(4.25));
        Assert.Equal(HawkesFitOutcome.TooFewEvents, fit.Outcome);
        Assert.Null(fit.Process);
        Assert.Equal(HawkesFitOutcome.TooFewEvents, HawkesFit.WithOneDecay(HawkesSample.Merge(4.25, [[]])).Outcome);
    }

    [Fact]
    public void Hostile_events_give_an_estimate_or_say_why_not() =>
        Gen.Select(Gen.OneOf(Gen.Double[0.0, 1.0], Gen.Const(0.0), Gen.Const(0.5), Gen.Const(1.0), Gen.Const(1e-300)), Gen.Int[0, 1]).Array[0, 120].Sample(
            events =>
            {
                Array.Sort(events, (x, y) => x.Item1.CompareTo(y.Item1));
                var sample = new HawkesSample(
                    Array.ConvertAll(events, item => item.Item1), Array.ConvertAll(events, item => item.Item2), 2, 1.0);
                HawkesEstimate fit = HawkesFit.WithOneDecay(sample);
                Assert.Equal(fit.Outcome == HawkesFitOutcome.TooFewEvents, fit.Process is null);
                if (fit.Process is HawkesProcess process)
                {
                    Assert.Equal(HawkesLikelihood.Value(process, sample), fit.LogLikelihood, 1e-6 * (1.0 + Math.Abs(fit.LogLikelihood)));
                }
            },
            iter: 100);

    [Theory]
    [InlineData(1.0, 0.5, 2.0)]
    [InlineData(0.5, double.NaN, 2.0)]
    [InlineData(-0.1, 0.5, 2.0)]
    [InlineData(0.5, 3.0, 2.0)]
    public void Times_out_of_order_or_range_are_refused(double first, double second, double end) =>
        Assert.Throws<ArgumentException>(() => new HawkesSample([first, second], [0, 0], 1, end));

    private static void AssertWithin(HawkesProcess process, HawkesEstimate fit, double errors)
    {
        for (int i = 0; i < process.Parameters.Length; i++)
        {
            double allowed = errors * fit.StandardErrors[i];
            Assert.InRange(fit.Process!.Parameters[i], process.Parameters[i] - allowed, process.Parameters[i] + allowed);
        }
    }
}
