using System;
using System.Collections.Generic;
using Harrier.Models.Processes;

namespace Harrier.Models.Papers;

/// <summary>What the tests of the tick library (X-DataInitiative/tick, lib/cpp-test/hawkes/model/hawkes_models_gtest.cpp and
/// its test of least squares in Python) and another program print about Hawkes processes, beside ours.</summary>
public sealed class HawkesReferences : IPaper
{
    private const int Kinds = 2;

    // A realisation has 1,250 events: one for so many paths.
    private const int PathsPerRealisation = 50;
    private const int PathsPerFit = 1_000;
    private const double Horizon = 1_000.0;

    private static readonly double[] First = [0.31, 0.93, 1.29, 2.32, 4.25];
    private static readonly double[] Second = [0.12, 1.19, 2.12, 2.41, 3.35, 4.21];
    private static readonly HawkesProcess Simulated = new(0.5, 0.6, 2.0);

    /// <inheritdoc/>
    public string Name => "hawkes";

    /// <inheritdoc/>
    public string Title => "Hawkes processes with exponential kernels: the values of the tests of the tick library, and of another program";

    /// <inheritdoc/>
    public string Reference => "tick, or another";

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks =>
    [
        "tick's loss is (-log-likelihood - kinds x end)/events, its contrast and its derivatives are over the number of events too; ours are put into that form here.",
        "Simulated: mu 0.5, a 0.6, b 2, T 1,000, one realisation for 50 paths. The fits, one for 1,000 paths, are compared with the mean of another program's twelve, whose error is allowed too.",
    ];

    /// <summary>Computes and samples the figures.</summary>
    /// <param name="run">How much is sampled.</param>
    /// <returns>The figures.</returns>
    public PaperRow[] Reproduce(in PaperRun run)
    {
        var rows = new List<PaperRow>();
        AddLikelihoods(rows);
        AddSecondDerivatives(rows);
        AddLeastSquares(rows);
        run.Progress?.Report(0.05);
        AddCounts(rows, run);
        run.Progress?.Report(0.4);
        AddFits(rows, run);
        run.Progress?.Report(1.0);
        return rows.ToArray();
    }

    private static double Loss(HawkesProcess process, HawkesSample sample) =>
        (-HawkesLikelihood.Value(process, sample) - process.Kinds * sample.End) / sample.Count;

    private static void AddLikelihoods(List<PaperRow> rows)
    {
        var process = new HawkesProcess([1.0, 3.0], [2.0, 3.0, 4.0, 1.0], [2.0]);
        var sums = new HawkesProcess([1.0, 3.0], [2.0, 3.0, 4.0, 1.0, 5.0, 3.0, 2.0, 4.0, 2.0, 3.0, 4.0, 5.0], [1.0, 2.0, 3.0]);
        rows.Add(PaperRow.Computed("likelihood: two kinds", 2.9434509731246283, 9, Loss(process, HawkesSample.Merge(4.25, First, Second))));
        rows.Add(PaperRow.Computed("likelihood: one of them without events", 5.9243119662517856, 9, Loss(process, HawkesSample.Merge(4.25, First, []))));
        rows.Add(PaperRow.Computed("likelihood: three decays", 17.202925821121468, 9, Loss(sums, HawkesSample.Merge(5.65, First, Second))));
        rows.Add(PaperRow.Computed("likelihood: one kind (another program)", 5.2823757089432295, 9, -HawkesLikelihood.Value(new HawkesProcess(1.0, 0.5, 2.0), HawkesSample.Merge(4.25, First))));
    }

    private static void AddSecondDerivatives(List<PaperRow> rows)
    {
        var one = new HawkesProcess([1.0, 3.0], [2.0, 3.0, 4.0, 1.0], [2.0]);
        double[] curves = SecondDerivatives(one, out int width);
        rows.Add(PaperRow.Computed("second derivatives: mu0 mu0", 0.01631907612617749, 10, curves[0]));
        rows.Add(PaperRow.Computed("second derivatives: mu1 a10", 0.0060622624486514612, 10, curves[width + 4]));
        rows.Add(PaperRow.Computed("second derivatives: a00 mu0", 0.0070643083720372474, 10, curves[2 * width]));
        rows.Add(PaperRow.Computed("second derivatives: a00 a01", 0.0059903489344126197, 10, curves[(2 * width) + 3]));
        rows.Add(PaperRow.Computed("second derivatives: a01 mu0", 0.01668440042028695, 10, curves[3 * width]));

        var two = new HawkesProcess([1.0, 3.0], [2.0, 3.0, 4.0, 1.0, 5.0, 3.0, 2.0, 4.0], [1.0, 2.0]);
        curves = SecondDerivatives(two, out width);
        rows.Add(PaperRow.Computed("second derivatives: two decays, mu0 mu0", 0.0074914657915579903, 10, curves[0]));
        rows.Add(PaperRow.Computed("second derivatives: two decays, mu0 a01 second", 0.0088873654563159724, 10, curves[5]));
        rows.Add(PaperRow.Computed("second derivatives: two decays, mu1 a10 first", 0.0021770298651935666, 10, curves[width + 6]));
        rows.Add(PaperRow.Computed("second derivatives: two decays, mu1 a11 first", 0.0024676761791649136, 10, curves[width + 8]));
        rows.Add(PaperRow.Computed("second derivatives: two decays, mu1 a11 second", 0.001582373650788027, 10, curves[width + 9]));
    }

    private static double[] SecondDerivatives(HawkesProcess process, out int width)
    {
        var sample = HawkesSample.Merge(4.25, First, Second);
        width = process.Parameters.Length;
        double[] curves = new double[width * width];
        HawkesLikelihood.Derivatives(process, sample, new double[width], curves);
        return Array.ConvertAll(curves, curve => -curve / sample.Count);
    }

    private static void AddLeastSquares(List<PaperRow> rows)
    {
        var sample = HawkesSample.Merge(5.65, First, Second);
        var process = new HawkesProcess([1.0, 3.0], [2.0, 3.0, 4.0, 1.0], [2.0]);
        double contrast = new HawkesLeastSquares(sample, [2.0]).Value(process) / sample.Count;
        rows.Add(PaperRow.Computed("least squares: two kinds", 43.46452883376255, 9, contrast));

        var longer = HawkesSample.Merge(60.0, [0.2, 0.3, 0.65, 0.87, 1.0, 10.0, 12.0, 22.0], [3.0, 40.0, 60.0]);
        var other = new HawkesProcess([0.1, 0.4], [0.3, 1.0, 0.4, 0.5], [2.0]);
        var squares = new HawkesLeastSquares(longer, [2.0]);
        rows.Add(PaperRow.Computed("least squares: a longer list", 1.05752053, 8, squares.Value(other) / longer.Count));
        double[] published = [0.4363636, 4.5818182, -0.6009268, 0.4027132, 1.8310919, 0.3308908];
        string[] names = ["mu0", "mu1", "a00", "a01", "a10", "a11"];
        double[] gradient = squares.Gradient(other);
        for (int i = 0; i < Kinds + (Kinds * Kinds); i++)
        {
            rows.Add(PaperRow.Computed($"least squares: derivative by {names[i]}", published[i], 7, gradient[i] / longer.Count));
        }
    }

    private static void AddCounts(List<PaperRow> rows, in PaperRun run)
    {
        double mean = HawkesMoments.MeanCountFromEmpty(Simulated, Horizon);
        SampledMean[] sampled = PathSampling.Run(Math.Max(2, run.Paths / PathsPerRealisation), run.Seed, 1UL << 32, 2, () =>
        {
            var simulation = new HawkesThinning(Simulated);
            return (random, figures) =>
            {
                simulation.Restart();
                double count = 0.0;
                while (simulation.TryNext(random, Horizon, out _, out _))
                {
                    count++;
                }

                figures[0] = count;
                figures[1] = (count - mean) * (count - mean) / mean;
            };
        });
        rows.Add(PaperRow.ComputedAndSampled("simulated: events", 1249.0625, 4, mean, sampled[0].Mean, sampled[0].StandardError));

        // The published one is the limit 1/(1 - a)² for a long time. The start without a past lowers the variance by less
        // than 2C/θ³ = 10 of 7,804.
        const double Long = 1e7;
        double limit = HawkesMoments.StationaryVariance(Simulated, Long) / (Simulated.MeanRates()[0] * Long);
        rows.Add(PaperRow.ComputedAndSampled("simulated: variance over mean", 6.25, 5, limit, sampled[1].Mean, sampled[1].StandardError, allowedSampled: 0.02));
    }

    private static void AddFits(List<PaperRow> rows, in PaperRun run)
    {
        SampledMean[] fits = PathSampling.Run(Math.Max(2, run.Paths / PathsPerFit), run.Seed, 2UL << 32, 3, () => (random, figures) =>
        {
            HawkesSample sample = HawkesThinning.Sample(Simulated, Horizon, random);
            HawkesFit.WithOneDecay(sample).Process!.Parameters.CopyTo(figures);
        });

        // Another program's twelve fits: mean and standard deviation.
        AddFit(rows, "mu", 0.491, 0.031, fits[0]);
        AddFit(rows, "a", 0.602, 0.030, fits[1]);
        AddFit(rows, "b", 1.90, 0.23, fits[2]);
    }

    private static void AddFit(List<PaperRow> rows, string name, double published, double deviation, SampledMean ours)
    {
        double allowed = 4.0 * (deviation / Math.Sqrt(12.0) + ours.StandardError);
        rows.Add(PaperRow.Sampled("fitted: " + name, published, 3, ours.Mean, ours.StandardError, allowed));
    }
}
