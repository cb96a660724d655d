using System;
using Harrier.Models.Papers;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Papers;

public sealed class AvellanedaStoikov2008Tests
{
    /// <summary>From an independent program in another language, which carries the joint distribution of inventory and
    /// the moments of wealth over the 200 steps.</summary>
    [Theory]
    [InlineData(0.1, PaperStrategy.Inventory, 1.4917704227514232, 64.89254308561917, 6.543152441954717, 2.9267912626202377, 96.96303945743405)]
    [InlineData(0.1, PaperStrategy.Symmetric, 1.4917704227514232, 68.22275930557807, 13.455753288439995, 8.399443582978975, 91.46549397292125)]
    [InlineData(0.01, PaperStrategy.Inventory, 1.3490085437337158, 68.39962764494608, 8.960560658474368, 5.212538440789327, 102.20643605401159)]
    [InlineData(0.01, PaperStrategy.Symmetric, 1.3490085437337158, 68.66612044446879, 13.677464686411048, 8.711661964749386, 101.80235071664649)]
    [InlineData(1.0, PaperStrategy.Inventory, 3.031651247531981, 31.454501789176604, 4.83791929280534, 1.641392874112495, 56.059412500498745)]
    [InlineData(1.0, PaperStrategy.Symmetric, 3.031651247531981, 43.68528965319887, 10.733211535979752, 5.171369698772265, 28.819469052557288)]
    public void The_exact_moments_are_those_of_another_program(
        double riskAversion, PaperStrategy strategy, double spread, double profit, double profitDeviation, double inventoryDeviation, double executions)
    {
        SessionMoments exact = new QuotingExperiment(riskAversion, strategy).Exact();
        Assert.Equal(spread, exact.Spread, 1e-9);
        Assert.Equal(profit, exact.Profit, 1e-9);
        Assert.Equal(profitDeviation, exact.ProfitDeviation, 1e-9);
        Assert.Equal(0, exact.Inventory, 1e-9);
        Assert.Equal(inventoryDeviation, exact.InventoryDeviation, 1e-9);
        Assert.Equal(executions, exact.Executions, 1e-9);
    }

    [Theory]
    [InlineData(0.1, PaperStrategy.Inventory)]
    [InlineData(1.0, PaperStrategy.Symmetric)]
    public void Sampling_lies_within_four_standard_errors(double riskAversion, PaperStrategy strategy)
    {
        // A figure in 16,000 lies outside by chance; the seed is fixed, so that it does not change from run to run.
        var experiment = new QuotingExperiment(riskAversion, strategy);
        SessionMoments exact = experiment.Exact();
        SampledMoments sampled = experiment.Sample(5_000, new Pcg64(3));
        AssertWithin(exact.Profit, sampled.Estimate.Profit, sampled.StandardError.Profit);
        AssertWithin(exact.ProfitDeviation, sampled.Estimate.ProfitDeviation, sampled.StandardError.ProfitDeviation);
        AssertWithin(exact.Inventory, sampled.Estimate.Inventory, sampled.StandardError.Inventory);
        AssertWithin(exact.InventoryDeviation, sampled.Estimate.InventoryDeviation, sampled.StandardError.InventoryDeviation);
        AssertWithin(exact.Executions, sampled.Estimate.Executions, sampled.StandardError.Executions);

        // The error of a mean is the deviation over the root of the number of paths.
        Assert.Equal(exact.ProfitDeviation / Math.Sqrt(5_000), sampled.StandardError.Profit, exact.ProfitDeviation * 0.001);
    }

    [Fact]
    public void Every_published_figure_agrees()
    {
        PaperRow[] rows = new AvellanedaStoikov2008().Reproduce(new PaperRun(2_000, Seed: 1));
        Assert.Equal(30, rows.Length);
        Assert.All(rows, row => Assert.Equal(PaperVerdict.Agrees, row.Verdict));

        // Table 1 of the paper, first line.
        Assert.Equal([1.49, 65.0, 6.6, 0.08, 2.9], [rows[0].Published, rows[1].Published, rows[2].Published, rows[3].Published, rows[4].Published]);
    }

    private static void AssertWithin(double expected, double actual, double error)
    {
        Assert.True(error > 0);
        Assert.InRange(actual, expected - (4 * error), expected + (4 * error));
    }
}
