using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Execution;

namespace Harrier.Models.Papers;

/// <summary>The example of section 3.4 of Almgren and Chriss, "Optimal execution of portfolio transactions", Journal of Risk
/// 3(2) 5-39 (2000): a million shares in five days by the parameters of Table 1. The paper draws its trajectories and the
/// frontier without printing them; there another program's figures stand for them.</summary>
public sealed class AlmgrenChriss2000 : IPaper
{
    // Table 1: dollars, days, shares.
    private static readonly AlmgrenChrissParameters Table1 = new()
    {
        Quantity = 1e6,
        Duration = 5.0,
        Periods = 5,
        Volatility = 0.95,
        RiskAversion = 1e-6,
        TemporaryImpact = 2.5e-6,
        PermanentImpact = 2.5e-7,
        FixedCost = 0.0625,
        Drift = 0.02,
    };

    private static readonly ComputedLine[] Computed =
    [
        new(0.0, double.NaN, double.NaN, 662500.00, 1040672.86, [200000.00, 200000.00, 200000.00, 200000.00, 200000.00]),
        new(1e-7, 0.194628550, 5.137992, 670057.46, 961622.90, [242117.61, 213318.08, 192624.63, 179250.93, 172688.75]),
        new(1e-6, 0.607076163, 1.647240, 911226.99, 603430.67, [458044.45, 252101.33, 141956.73, 85755.69, 62141.80]),
        new(2e-6, 0.846297135, 1.181618, 1140715.17, 449367.65, [571401.15, 245666.03, 106637.09, 48652.34, 27643.38]),
        new(1e-5, 1.726710866, 0.579136, 1845211.26, 171712.41, [822131.69, 146232.11, 26014.57, 4652.38, 969.25]),
        new(-2e-7, double.NaN, double.NaN, 717958.10, 1258654.32, [89943.56, 159107.85, 216179.94, 256822.36, 277946.28]),
    ];

    /// <inheritdoc/>
    public string Name => "almgren-chriss";

    /// <inheritdoc/>
    public string Title => "Almgren and Chriss, Optimal execution of portfolio transactions, Journal of Risk 3(2) (2000), section 3.4";

    /// <inheritdoc/>
    public string Reference => "reference";

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks =>
    [
        "Reference: the first lines are figures of the paper, the others those of another program, for the paper draws what it does not print.",
        "Erratum: the text says that 1,100 shares or 0.11 % are held against the drift. Equation (25) with the paper's parameters gives 11,080, 1.1 %; Table 1 has 11,000.",
    ];

    /// <inheritdoc/>
    public PaperRow[] Reproduce(in PaperRun run)
    {
        var rows = new List<PaperRow>();
        AddPublished(rows);
        foreach (ComputedLine line in Computed)
        {
            line.Add(rows);
        }

        AlmgrenChrissParameters still = Table1 with { Drift = 0.0 };
        var model = new AlmgrenChriss(still);
        rows.Add(PaperRow.Computed("the whole at once: expected cost", 2562500.00, 2, model.CostAtOnce().Expected));
        ExecutionCost least = model.LeastValueAtRisk(1.645);
        rows.Add(PaperRow.Computed("least cost at 95 %: lambda, 1e-6 per dollar", 1.694389, 6, least.RiskAversion * 1e6));
        rows.Add(PaperRow.Computed("least cost at 95 %: cost", 1877206.70, 2, least.Expected + (1.645 * Math.Sqrt(least.Variance))));
        return [.. rows];
    }

    private static void AddPublished(List<PaperRow> rows)
    {
        var model = new AlmgrenChriss(Table1);
        rows.Add(PaperRow.Computed("the paper: sd of the price over five days, dollars", 2.12, 2, Table1.Volatility * Math.Sqrt(Table1.Duration)));
        rows.Add(PaperRow.Computed("the paper: kappa, per day", 0.6, 1, model.Rate));
        rows.Add(PaperRow.Computed("the paper: kappa T", 3.0, 0, model.Rate * Table1.Duration));
        rows.Add(PaperRow.Computed("the paper: shares held against the drift, Table 1", 11000.0, 0, model.StaticHolding, allowed: 500.0));
    }

    private sealed record ComputedLine(double RiskAversion, double Rate, double HalfLife, double Expected, double Deviation, double[] Trades)
    {
        public void Add(List<PaperRow> rows)
        {
            var model = new AlmgrenChriss(Table1 with { Drift = 0.0, RiskAversion = RiskAversion });
            ExecutionCost cost = model.Cost();
            double[] trades = new double[Trades.Length];
            model.Trades(trades);
            string line = string.Create(CultureInfo.InvariantCulture, $"lambda {RiskAversion:0.#e+0} per dollar: ");
            if (!double.IsNaN(Rate))
            {
                rows.Add(PaperRow.Computed(line + "kappa, per day", Rate, 9, model.Rate));
                rows.Add(PaperRow.Computed(line + "half-life, days", HalfLife, 6, model.HalfLife));
            }

            rows.Add(PaperRow.Computed(line + "expected cost", Expected, 2, cost.Expected));
            rows.Add(PaperRow.Computed(line + "standard deviation", Deviation, 2, Math.Sqrt(cost.Variance)));
            for (int j = 0; j < trades.Length; j++)
            {
                rows.Add(PaperRow.Computed(string.Create(CultureInfo.InvariantCulture, $"{line}shares of day {j + 1}"), Trades[j], 2, trades[j]));
            }
        }
    }
}
