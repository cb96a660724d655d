using System;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class KolmogorovSmirnovTests
{
    [Fact]
    public void The_distance_by_hand()
    {
        // F(ln 2) = 1/2 and F(ln 4) = 3/4; the empirical steps are 0, 1/2, 1: the largest distance is 1/2, below the first.
        var test = KolmogorovSmirnov.AgainstExponential([Math.Log(4.0), Math.Log(2.0)]);
        Assert.Equal(0.5, test.Distance, 1e-14);
    }

    [Theory]
    [InlineData(1.3581, 0.05)]
    [InlineData(1.6276, 0.01)]
    [InlineData(1.2238, 0.10)]
    public void The_probabilities_are_those_of_the_table(double distanceTimesRoot, double probability)
    {
        // The usual table of Kolmogorov's limit, for a large sample at a distance made of equally spaced probabilities that
        // are all shifted by it.
        const int Count = 1_000_000;
        double shift = distanceTimesRoot / Math.Sqrt(Count);
        double[] sample = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            sample[i] = -Math.Log(1.0 - Math.Min((i / (double)Count) + shift, 1.0 - 1e-12));
        }

        Assert.Equal(probability, KolmogorovSmirnov.AgainstExponential(sample).Probability, 0.0005);
    }

    [Fact]
    public void A_sample_that_is_empty_or_no_number_says_so()
    {
        Assert.True(double.IsNaN(KolmogorovSmirnov.AgainstExponential([]).Distance));
        Assert.True(double.IsNaN(KolmogorovSmirnov.AgainstExponential([1.0, double.NaN]).Probability));
        Assert.Equal(1.0, KolmogorovSmirnov.AgainstExponential([double.PositiveInfinity, double.PositiveInfinity]).Distance);
    }
}
