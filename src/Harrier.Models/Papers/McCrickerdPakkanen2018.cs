using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Processes;
using Harrier.Primitives;

namespace Harrier.Models.Papers;

/// <summary>Six implied volatilities of McCrickerd and Pakkanen, "Turbocharging Monte Carlo pricing for the rough Bergomi
/// model", Quantitative Finance 18(11) 1877-1886 (2018), table 2.</summary>
public sealed class McCrickerdPakkanen2018 : IPaper
{
    private const double Years = 0.25;
    private const int Steps = 312;

    // As many standard errors of ours and as many of the paper's, which sampled 400,000 paths.
    private const double AllowedErrors = 4.0;
    private const double PublishedPaths = 400_000.0;

    // The scheme's Y varies a little less than the process.
    private const double SchemeBias = 0.001;

    private static readonly Smile[] Published =
    [
        new(-0.9, [-0.1787, 0.0, 0.1041], [29.61, 20.61, 15.76]),
        new(0.0, [-0.1475, 0.0, 0.1656], [24.17, 21.73, 24.66]),
    ];

    /// <inheritdoc/>
    public string Name => "rough-bergomi";

    /// <inheritdoc/>
    public string Title => "McCrickerd and Pakkanen, Turbocharging Monte Carlo pricing for the rough Bergomi model, Quantitative Finance 18(11) (2018), table 2";

    /// <inheritdoc/>
    public string Reference => "published";

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks =>
    [
        "Implied volatility in percent at three months; forward variance 0.235 squared, eta 1.9, a -0.43; 312 steps to expiry.",
        "Ours: hybrid scheme, conditional Monte Carlo. Allowed are four standard errors of ours and of the paper's 400,000 paths together. With 312 steps a year instead, the call wing lies 0.4 points higher.",
        "Known means: the variance over the forward variance, of which the scheme misses less than a thousandth, and the final price over the first.",
    ];

    /// <summary>Samples the smiles, and two means that are known.</summary>
    /// <param name="run">How much is sampled.</param>
    /// <returns>Eight figures.</returns>
    public PaperRow[] Reproduce(in PaperRun run)
    {
        var rows = new List<PaperRow>();
        for (int line = 0; line < Published.Length; line++)
        {
            Smile smile = Published[line];
            var model = new RoughBergomi(0.235 * 0.235, 1.9, -0.43, smile.Correlation);
            SampledMean[] ours = RoughBergomiSmile.Estimate(model, Years, Steps, smile.LogStrikes, run.Paths, run.Seed, (ulong)line << 32);
            for (int i = 0; i < ours.Length; i++)
            {
                double error = 100.0 * ours[i].StandardError;
                double allowed = AllowedErrors * error * (1.0 + Math.Sqrt(run.Paths / PublishedPaths));
                string name = string.Create(CultureInfo.InvariantCulture, $"rho {smile.Correlation}: log-strike {smile.LogStrikes[i]}");
                rows.Add(PaperRow.Sampled(name, smile.Volatilities[i], 2, 100.0 * ours[i].Mean, error, allowed));
            }

            run.Progress?.Report((line + 1.0) / (Published.Length + 1));
        }

        rows.AddRange(Means(run));
        return rows.ToArray();
    }

    private static PaperRow[] Means(in PaperRun run)
    {
        var model = new RoughBergomi(0.235 * 0.235, 1.9, -0.43, -0.9);
        SampledMean[] means = PathSampling.Run(
            Math.Max(2, run.Paths / (4 * RoughBergomiPaths.PathsPerDraw)), run.Seed, (ulong)Published.Length << 32, 2, Create);
        return
        [
            PaperRow.Sampled("known means: variance", 1.0, 3, means[0].Mean, means[0].StandardError, AllowedErrors * means[0].StandardError + SchemeBias),
            PaperRow.Sampled("known means: price", 1.0, 3, means[1].Mean, means[1].StandardError, AllowedErrors * means[1].StandardError),
        ];

        PathFigures Create()
        {
            var draws = new RoughBergomiPaths(model, Years, Steps);
            return (random, figures) =>
            {
                draws.Draw(random);
                figures.Clear();
                for (int path = 0; path < RoughBergomiPaths.PathsPerDraw; path++)
                {
                    (double noise, double variance) = draws.Integrals(path);
                    double rho = model.Correlation;
                    figures[0] += variance / (Years * model.ForwardVariance * RoughBergomiPaths.PathsPerDraw);
                    figures[1] += PortableMath.Exp(rho * noise - 0.5 * rho * rho * variance) / RoughBergomiPaths.PathsPerDraw;
                }
            };
        }
    }

    private sealed record Smile(double Correlation, double[] LogStrikes, double[] Volatilities);
}
