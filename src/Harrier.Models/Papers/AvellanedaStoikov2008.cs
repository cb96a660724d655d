using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Primitives;

namespace Harrier.Models.Papers;

/// <summary>Tables 1 to 3 of Avellaneda and Stoikov, "High-frequency trading in a limit order book", Quantitative Finance
/// 8(3) 217-224 (2008), beside the exact moments of the simulation they come from and a Monte Carlo run of it.</summary>
/// <remarks>The draft of 2006 has other tables (γ = 0.5 is only there), which the procedure it describes does not give.</remarks>
public sealed class AvellanedaStoikov2008 : IPaper
{
    // The paper's own runs: 1,000 paths a strategy.
    private const double PublishedPaths = 1_000.0;

    // How many standard errors are allowed: a figure in 16,000 lies outside by chance.
    private const double AllowedErrors = 4.0;

    private static readonly PublishedTable[] Published =
    [
        new(0.1, PaperStrategy.Inventory, 1.49, 65.0, 6.6, 0.08, 2.9),
        new(0.1, PaperStrategy.Symmetric, 1.49, 68.4, 12.7, 0.26, 8.4),
        new(0.01, PaperStrategy.Inventory, 1.35, 68.6, 8.7, 0.12, 5.1),
        new(0.01, PaperStrategy.Symmetric, 1.35, 68.8, 12.8, 0.09, 8.7),
        new(1.0, PaperStrategy.Inventory, 3.02, 31.4, 5.0, 0.02, 1.7),
        new(1.0, PaperStrategy.Symmetric, 3.02, 44.0, 11.0, 0.00, 5.1),
    ];

    /// <inheritdoc/>
    public string Name => "as2008";

    /// <inheritdoc/>
    public string Title => "Avellaneda and Stoikov, High-frequency trading in a limit order book, Quantitative Finance 8(3) (2008), tables 1 to 3";

    /// <inheritdoc/>
    public string Reference => "published";

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks =>
    [
        "Ours: moments of the described simulation by recursion over the inventory.",
        "A figure agrees when it lies within four standard errors (of the paper's 1,000 paths for the published one) and its rounding. Our spread is the mean over the 200 quoting times; the paper's 3.02 is the mean over continuous time, 3.0217.",
    ];

    /// <summary>Reproduces the tables: six lines of five figures.</summary>
    /// <param name="run">How much is sampled.</param>
    /// <returns>The 30 figures.</returns>
    public PaperRow[] Reproduce(in PaperRun run)
    {
        var rows = new PaperRow[Published.Length * PublishedTable.Figures];
        for (int line = 0; line < Published.Length; line++)
        {
            PublishedTable table = Published[line];
            var experiment = new QuotingExperiment(table.RiskAversion, table.Strategy);
            SampledMoments sampled = experiment.Sample(run.Paths, new Pcg64(run.Seed, (ulong)line));
            table.Compare(experiment.Exact(), sampled, run.Paths, rows.AsSpan(line * PublishedTable.Figures));
            run.Progress?.Report((line + 1.0) / Published.Length);
        }

        return rows;
    }

    private sealed record PublishedTable(
        double RiskAversion,
        PaperStrategy Strategy,
        double Spread,
        double Profit,
        double ProfitDeviation,
        double Inventory,
        double InventoryDeviation)
    {
        public const int Figures = 5;

        public void Compare(in SessionMoments exact, in SampledMoments sampled, int paths, Span<PaperRow> rows)
        {
            // From our standard error to that of the paper's run.
            double factor = Math.Sqrt(paths / PublishedPaths);
            SessionMoments mean = sampled.Estimate;
            SessionMoments error = sampled.StandardError;

            // The paper does not say over which times its mean spread is taken: the two ends of each step differ by
            // γσ²dt = 0.02 γ.
            rows[0] = Row("spread", Spread, 2, exact.Spread, mean.Spread, 0.0, 0.02 * RiskAversion);
            rows[1] = Row("profit", Profit, 1, exact.Profit, mean.Profit, error.Profit, factor * error.Profit);
            rows[2] = Row(
                "standard deviation of profit", ProfitDeviation, 1, exact.ProfitDeviation, mean.ProfitDeviation,
                error.ProfitDeviation, factor * error.ProfitDeviation);
            rows[3] = Row(
                "final inventory", Inventory, 2, exact.Inventory, mean.Inventory, error.Inventory, factor * error.Inventory);
            rows[4] = Row(
                "standard deviation of inventory", InventoryDeviation, 1, exact.InventoryDeviation, mean.InventoryDeviation,
                error.InventoryDeviation, factor * error.InventoryDeviation);
        }

        private PaperRow Row(
            string figure, double published, int decimals, double exact, double sampled, double error, double publishedError)
        {
            double allowed = figure == "spread" ? publishedError : AllowedErrors * publishedError;
            PaperVerdict verdict = Math.Abs(published - exact) > allowed + PaperRow.Rounding(decimals) ? PaperVerdict.PublishedDiffers
                : Math.Abs(sampled - exact) > AllowedErrors * error + 1e-9 ? PaperVerdict.MonteCarloDiffers
                : PaperVerdict.Agrees;
            string strategy = Strategy == PaperStrategy.Inventory ? "inventory" : "symmetric";
            string name = string.Create(CultureInfo.InvariantCulture, $"gamma {RiskAversion}, {strategy}: {figure}");
            return new PaperRow(name, published, decimals, exact, sampled, error, verdict);
        }
    }
}
