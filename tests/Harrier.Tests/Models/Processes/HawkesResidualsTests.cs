using System;
using Harrier.Models.Processes;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class HawkesResidualsTests
{
    [Fact]
    public void The_residuals_of_the_right_model_are_exponential()
    {
        // As another program did it: about 50,000 residuals, a distance below 1.36/√n, mean and variance 1.
        var process = new HawkesProcess(0.5, 0.6, 2.0);
        HawkesSample sample = HawkesThinning.Sample(process, 40_000.0, new PathRandom(2));
        double[] residuals = HawkesResiduals.Compute(process, sample)[0];
        var test = KolmogorovSmirnov.AgainstExponential(residuals);
        Assert.Equal(sample.Count, test.Count);
        Assert.True(test.Distance < 1.36 / Math.Sqrt(test.Count), $"{test.Distance} of {test.Count}");
        double sum = 0.0;
        double squares = 0.0;
        foreach (double residual in residuals)
        {
            sum += residual;
            squares += residual * residual;
        }

        // Four standard errors: 1/√50,000 and √20/√50,000.
        Assert.Equal(1.0, sum / residuals.Length, 0.0179);
        Assert.Equal(2.0, squares / residuals.Length, 0.08);
    }

    [Fact]
    public void The_residuals_of_a_wrong_model_are_not()
    {
        HawkesSample sample = HawkesThinning.Sample(new HawkesProcess(0.5, 0.6, 2.0), 4_000.0, new PathRandom(2));
        double rate = sample.Count / sample.End;
        double[] residuals = HawkesResiduals.Compute(new HawkesProcess(rate, 0.0, 2.0), sample)[0];
        Assert.True(KolmogorovSmirnov.AgainstExponential(residuals).Probability < 1e-6);
    }

    [Fact]
    public void Each_kind_has_its_own_residuals()
    {
        var process = new HawkesProcess([0.4, 0.7], [0.3, 0.15, 0.05, 0.45], [4.0]);
        HawkesSample sample = HawkesThinning.Sample(process, 5_000.0, new PathRandom(6));
        double[][] residuals = HawkesResiduals.Compute(process, sample);
        for (int kind = 0; kind < 2; kind++)
        {
            Assert.Equal(sample.CountOf(kind), residuals[kind].Length);
            Assert.True(KolmogorovSmirnov.AgainstExponential(residuals[kind]).Probability > 0.001);
        }
    }

    [Fact]
    public void Two_events_by_hand()
    {
        // μ 1, a 0.5, b 2, events at 1 and 2: the first integral is 1; the second 1 + 0.5 (1 - e^-2).
        double[] residuals = HawkesResiduals.Compute(new HawkesProcess(1.0, 0.5, 2.0), HawkesSample.Merge(3.0, [1.0, 2.0]))[0];
        Assert.Equal(1.0, residuals[0], 1e-15);
        Assert.Equal(1.0 + (0.5 * (1.0 - Math.Exp(-2.0))), residuals[1], 1e-15);
    }
}
