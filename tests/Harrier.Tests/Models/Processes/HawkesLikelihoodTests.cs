using System;
using CsCheck;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class HawkesLikelihoodTests
{
    /// <summary>Two kinds of up to 20 events, and a process of two kinds and two decays.</summary>
    private static readonly Gen<(HawkesProcess Process, HawkesSample Sample)> Cases = Gen.Select(
        Gen.Double[0.05, 3.0].Array[2],
        Gen.Double[0.0, 2.0].Array[8],
        Gen.Double[0.1, 8.0].Array[2],
        Gen.Select(Gen.Double[0.0, 10.0], Gen.Int[0, 1]).Array[0, 40],
        (baselines, branching, decays, events) =>
        {
            Array.Sort(events, (x, y) => x.Item1.CompareTo(y.Item1));
            double[] times = Array.ConvertAll(events, item => item.Item1);
            int[] kinds = Array.ConvertAll(events, item => item.Item2);
            return (new HawkesProcess(baselines, branching, decays), new HawkesSample(times, kinds, 2, 10.5));
        });

    [Fact]
    public void The_loss_is_that_of_the_tick_library()
    {
        // tick: compute_loss_loglikelihood, …_sparse, …_sum_exp_kern. Its loss leaves out the integral of 1 a kind.
        Assert.Equal(2.9434509731246283, Loss(TickLibrary.OneDecay, TickLibrary.Events(4.25)), 1e-14);
        Assert.Equal(5.9243119662517856, Loss(TickLibrary.OneDecay, HawkesSample.Merge(4.25, TickLibrary.First, [])), 1e-14);
        Assert.Equal(17.202925821121468, Loss(TickLibrary.ThreeDecays, TickLibrary.Events(5.65)), 1e-13);
    }

    [Fact]
    public void The_log_likelihood_is_that_of_another_program()
    {
        // From an independent program in another language.
        Assert.Equal(-40.87796070437092, HawkesLikelihood.Value(TickLibrary.OneDecay, TickLibrary.Events(4.25)), 1e-13);
        Assert.Equal(-38.121559831258935, HawkesLikelihood.Value(TickLibrary.OneDecay, HawkesSample.Merge(4.25, TickLibrary.First, [])), 1e-13);
        Assert.Equal(-5.2823757089432295, HawkesLikelihood.Value(new HawkesProcess(1.0, 0.5, 2.0), HawkesSample.Merge(4.25, TickLibrary.First)), 1e-14);
    }

    [Fact]
    public void The_second_derivatives_are_those_of_the_tick_library()
    {
        // tick: compute_hessian_loglikelihood; a row of its matrix is μ_i, then the a_i.
        double[] curves = SecondDerivatives(TickLibrary.OneDecay);
        int width = TickLibrary.OneDecay.Parameters.Length;
        Assert.Equal(0.01631907612617749, curves[0], 1e-16);
        Assert.Equal(0.0060622624486514612, curves[width + 4], 1e-16);
        Assert.Equal(0.0070643083720372474, curves[2 * width], 1e-16);
        Assert.Equal(0.0059903489344126197, curves[(2 * width) + 3], 1e-16);
        Assert.Equal(0.01668440042028695, curves[3 * width], 1e-16);

        // tick: compute_hessian_sumexp_loglikelihood.
        curves = SecondDerivatives(TickLibrary.TwoDecays);
        width = TickLibrary.TwoDecays.Parameters.Length;
        Assert.Equal(0.0074914657915579903, curves[0], 1e-16);
        Assert.Equal(0.0088873654563159724, curves[5], 1e-16);
        Assert.Equal(0.0021770298651935666, curves[width + 6], 1e-16);
        Assert.Equal(0.0024676761791649136, curves[width + 8], 1e-16);
        Assert.Equal(0.001582373650788027, curves[width + 9], 1e-16);
    }

    [Fact]
    public void The_recursion_is_the_sum_over_all_pairs_of_events() => Cases.Sample((process, sample) =>
    {
        double expected = OverAllPairs(process, sample);
        Assert.Equal(expected, HawkesLikelihood.Value(process, sample), 1e-11 * (1.0 + Math.Abs(expected)));
    });

    [Fact]
    public void Decays_gaps_and_rates_of_any_size_leave_it_the_sum_over_all_pairs() => Gen.Select(
        Gen.Double[-120.0, 3.0].Array[2],
        Gen.Double[0.0, 2.0].Array[12],
        Gen.Double[-6.0, 6.0].Array[3],
        Gen.Select(Gen.Double[-9.0, 4.0], Gen.Int[0, 1]).Array[1, 40]).Sample((baselines, branching, decays, events) =>
    {
        // Powers of ten.
        double end = 0.0;
        double[] times = Array.ConvertAll(events, item => end += Math.Pow(10.0, item.Item1));
        var process = new HawkesProcess(Powers(baselines), branching, Powers(decays));
        var sample = new HawkesSample(times, Array.ConvertAll(events, item => item.Item2), 2, 1.5 * end);
        double expected = OverAllPairs(process, sample);
        double[] gradient = new double[process.Parameters.Length];
        double[] hessian = new double[gradient.Length * gradient.Length];
        double scale = 1.0 + Math.Abs(expected) + (300.0 * times.Length);
        Assert.Equal(expected, HawkesLikelihood.Value(process, sample), 1e-12 * scale);
        Assert.Equal(expected, HawkesLikelihood.Derivatives(process, sample, gradient, hessian), 1e-12 * scale);
        Assert.All([.. gradient, .. hessian], slope => Assert.True(double.IsFinite(slope)));
    });

    [Fact]
    public void A_gap_whose_square_is_beyond_all_numbers_is_a_gap()
    {
        // Of each event nothing is left after 1e160 s: ln L = 2 ln μ - μ T - 2a.
        double[] gradient = new double[3];
        double[] hessian = new double[9];
        double value = HawkesLikelihood.Derivatives(
            new HawkesProcess(1e-100, 0.5, 2.0), HawkesSample.Merge(2e160, [0.0, 1e160]), gradient, hessian);
        Assert.Equal((2.0 * Math.Log(1e-100)) - 2e60 - 1.0, value, 1e46);
        Assert.Equal([-2e160, -2.0, 0.0], gradient);
        Assert.Equal(-2e200, hessian[0], 1e186);
        Assert.All(hessian[1..], curve => Assert.Equal(0.0, curve));
    }

    [Fact]
    public void The_derivatives_are_the_limits_of_differences() => Cases.Sample(
        (process, sample) =>
        {
            int width = process.Parameters.Length;
            double[] gradient = new double[width];
            double[] hessian = new double[width * width];
            double value = HawkesLikelihood.Derivatives(process, sample, gradient, hessian);
            Assert.Equal(HawkesLikelihood.Value(process, sample), value, 1e-11 * (1.0 + Math.Abs(value)));
            for (int i = 0; i < width; i++)
            {
                // At 0 a branching ratio cannot be lowered.
                double step = 1e-5 * Math.Max(process.Parameters[i], 0.1);
                if (process.Parameters[i] < step)
                {
                    continue;
                }

                double[] lower = new double[width];
                double[] upper = new double[width];
                double below = HawkesLikelihood.Derivatives(Moved(process, i, -step), sample, lower, new double[width * width]);
                double above = HawkesLikelihood.Derivatives(Moved(process, i, step), sample, upper, new double[width * width]);
                double scale = 1.0 + Math.Abs(value);
                Assert.Equal((above - below) / (2.0 * step), gradient[i], 1e-4 * (scale + Math.Abs(gradient[i])));
                for (int j = 0; j < width; j++)
                {
                    double curve = hessian[(i * width) + j];
                    Assert.Equal((upper[j] - lower[j]) / (2.0 * step), curve, 1e-4 * (scale + Math.Abs(curve) + 1.0 / process.Parameters[i]));
                    Assert.Equal(curve, hessian[(j * width) + i], 1e-9 * (1.0 + Math.Abs(curve)));
                }
            }
        },
        iter: 50);

    [Fact]
    public void Without_excitation_it_is_that_of_a_Poisson_process()
    {
        // n ln μ - μ T.
        double value = HawkesLikelihood.Value(new HawkesProcess(1.7, 0.0, 2.0), HawkesSample.Merge(4.25, TickLibrary.First));
        Assert.Equal((5.0 * Math.Log(1.7)) - (1.7 * 4.25), value, 1e-13);
    }

    [Fact]
    public void An_event_that_cannot_be_makes_it_minus_infinity() => Assert.Equal(
        double.NegativeInfinity, HawkesLikelihood.Value(new HawkesProcess(0.0, 0.5, 2.0), HawkesSample.Merge(4.25, TickLibrary.First)));

    [Fact]
    public void Events_and_process_of_different_kinds_are_refused() => Assert.Throws<ArgumentException>(
        () => HawkesLikelihood.Value(TickLibrary.OneDecay, HawkesSample.Merge(4.25, TickLibrary.First)));

    private static double[] Powers(double[] exponents) => Array.ConvertAll(exponents, exponent => Math.Pow(10.0, exponent));

    private static double Loss(HawkesProcess process, HawkesSample sample) =>
        (-HawkesLikelihood.Value(process, sample) - (process.Kinds * sample.End)) / sample.Count;

    private static double[] SecondDerivatives(HawkesProcess process)
    {
        int width = process.Parameters.Length;
        double[] hessian = new double[width * width];
        HawkesSample sample = TickLibrary.Events(4.25);
        HawkesLikelihood.Derivatives(process, sample, new double[width], hessian);
        return Array.ConvertAll(hessian, curve => -curve / sample.Count);
    }

    private static HawkesProcess Moved(HawkesProcess process, int parameter, double by)
    {
        double[] parameters = process.Parameters.ToArray();
        parameters[parameter] += by;
        return HawkesProcess.FromParameters(parameters, process.Kinds, process.DecayCount);
    }

    /// <summary>The slow obvious twin: Σ ln λ(t_k) - ∫λ with every pair of events by itself.</summary>
    private static double OverAllPairs(HawkesProcess process, HawkesSample sample)
    {
        double sum = 0.0;
        for (int i = 0; i < sample.Count; i++)
        {
            double intensity = process.Baseline(sample.Kinds[i]);
            for (int k = 0; k < i; k++)
            {
                for (int u = 0; u < process.DecayCount; u++)
                {
                    intensity += process.Branching(sample.Kinds[i], sample.Kinds[k], u) * process.Decay(u)
                        * Math.Exp(-process.Decay(u) * (sample.Times[i] - sample.Times[k]));
                }
            }

            sum += Math.Log(intensity);
        }

        for (int target = 0; target < process.Kinds; target++)
        {
            sum -= process.Baseline(target) * sample.End;
            for (int k = 0; k < sample.Count; k++)
            {
                for (int u = 0; u < process.DecayCount; u++)
                {
                    sum -= process.Branching(target, sample.Kinds[k], u) * (1.0 - Math.Exp(-process.Decay(u) * (sample.End - sample.Times[k])));
                }
            }
        }

        return sum;
    }
}
