using System;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class PathSamplingTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(0)]
    public void The_means_are_bit_equal_for_any_number_of_threads(int threads)
    {
        SampledMean[] one = Gaussians(1_000, threads: 1);
        Assert.Equal(one, Gaussians(1_000, threads));
    }

    [Fact]
    public void Mean_and_error_are_those_of_the_numbers()
    {
        // The numbers 0 to 299, counted by their order: mean 149.5, variance (300² - 1)/12 · 300/299.
        SampledMean[] result = PathSampling.Run(300, 1, 0, 1, () =>
        {
            double next = 0.0;
            return (_, figures) => figures[0] = next++;
        }, threads: 1);
        Assert.Equal(149.5, result[0].Mean, 1e-12);
        Assert.Equal(Math.Sqrt(((300.0 * 300.0) - 1.0) / 12.0 / 299.0), result[0].StandardError, 1e-12);
    }

    [Fact]
    public void Other_first_paths_give_other_numbers() =>
        Assert.NotEqual(Gaussians(1_000, 1), Gaussians(1_000, 1, firstPath: 1_000));

    [Fact]
    public void One_path_has_no_error_and_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Gaussians(1, 1));

    private static SampledMean[] Gaussians(int paths, int threads, ulong firstPath = 0) =>
        PathSampling.Run(paths, 9, firstPath, 2, () => (random, figures) => (figures[0], figures[1]) = (random.NextGaussian(), random.NextExponential()), threads);
}
