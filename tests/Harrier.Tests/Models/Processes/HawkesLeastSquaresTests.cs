using System;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class HawkesLeastSquaresTests
{
    [Fact]
    public void The_contrast_is_that_of_the_tick_library()
    {
        // tick: compute_loss_least_squares; its two parts, 177.74263433770577 and 300.36718283368231, add up to 11 times it.
        double contrast = new HawkesLeastSquares(TickLibrary.Events(5.65), [2.0]).Value(TickLibrary.OneDecay);
        Assert.Equal(43.46452883376255, contrast / 11.0, 1e-13);
        Assert.Equal(177.74263433770577 + 300.36718283368231, contrast, 1e-12);

        // tick: compute_loss_least_square_sum_exp_kern has one decay twice.
        var twice = new HawkesProcess([1.0, 3.0], [2.0, 3.0, 4.0, 1.0, 5.0, 3.0, 2.0, 4.0], [2.0, 2.0]);
        Assert.Equal(709.43688360602232 + 1717.7627409202796, new HawkesLeastSquares(TickLibrary.Events(5.65), [2.0, 2.0]).Value(twice), 1e-11);
    }

    [Fact]
    public void The_gradient_is_that_of_the_tick_library()
    {
        // tick, python/tick/hawkes/model/tests: ModelHawkesExpKernLeastSq, test 0.
        var sample = HawkesSample.Merge(60.0, [0.2, 0.3, 0.65, 0.87, 1.0, 10.0, 12.0, 22.0], [3.0, 40.0, 60.0]);
        var process = new HawkesProcess([0.1, 0.4], [0.3, 1.0, 0.4, 0.5], [2.0]);
        var squares = new HawkesLeastSquares(sample, [2.0]);
        Assert.Equal(1.05752053, squares.Value(process) / 11.0, 0.5e-8);
        double[] published = [0.4363636, 4.5818182, -0.6009268, 0.4027132, 1.8310919, 0.3308908];
        double[] gradient = squares.Gradient(process);
        for (int i = 0; i < published.Length; i++)
        {
            Assert.Equal(published[i], gradient[i] / 11.0, 0.5e-7);
        }
    }

    [Fact]
    public void At_the_minimum_the_gradient_is_zero()
    {
        var sample = HawkesSample.Merge(1_000.0, HawkesThinning.Sample(new HawkesProcess(0.5, 0.6, 2.0), 1_000.0, new(3)).Times.ToArray());
        var squares = new HawkesLeastSquares(sample, [2.0]);
        HawkesProcess minimum = squares.Minimum()!;
        Assert.All(squares.Gradient(minimum), slope => Assert.Equal(0.0, slope, 1e-7));
        Assert.InRange(minimum.Branching(0, 0), 0.4, 0.8);
    }

    [Fact]
    public void Events_that_determine_nothing_have_no_minimum() =>
        Assert.Null(new HawkesLeastSquares(HawkesSample.Merge(1.0, [], []), [2.0]).Minimum());

    [Fact]
    public void Other_decays_are_refused() => Assert.Throws<ArgumentException>(
        () => new HawkesLeastSquares(TickLibrary.Events(5.65), [3.0]).Value(TickLibrary.OneDecay));
}
