using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Processes;
using Harrier.Primitives;

namespace Harrier.Models.Papers;

/// <summary>The errors of Euler's and Milstein's schemes for a geometric Brownian motion, exact and by our own steps; option
/// prices by full truncation (Heston) and with exact jump times (Merton) beside published ones.</summary>
public sealed class SdeSchemeErrors : IPaper
{
    private const double Spot = 100.0;
    private const int HestonSteps = 200;
    private const int MertonSteps = 20;

    // Errors are printed in thousandths.
    private const double PrintedUnit = 1_000.0;
    private const int PrintedDecimals = 9;

    private static readonly Line[] Lines =
    [
        new(0.05, 0.2, 16, 0.00760971337428318, 0.000734605130737155, 8.19566542915685e-5),
        new(0.05, 0.2, 64, 0.0037951686517356, 0.000184295864685852, 2.05217504765865e-5),
        new(0.05, 0.2, 256, 0.00189635566177441, 4.61144454201644e-5, 5.13247883915794e-6),
        new(0.05, 0.2, 4096, 0.000473992559827815, 2.88294444322249e-6, 3.20819818353166e-7),
        new(2.0, 1.0, 256, 0.57655157016023, 0.210051061647177, 0.057205500189608),
        new(2.0, 1.0, 4096, 0.135237863418575, 0.0133420262129892, 0.00360588339164457),
        new(2.0, 0.1, 8192, 0.00192888123443473, 0.00183956340567387, 0.00180345509173892),
    ];

    /// <inheritdoc/>
    public string Name => "sde";

    /// <inheritdoc/>
    public string Title => "Euler's and Milstein's schemes: exact errors for a geometric Brownian motion; Heston and Merton prices";

    /// <inheritdoc/>
    public string Reference => "reference";

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks =>
    [
        "Errors at T 1 in thousandths, root mean square on the same noise and of the mean: another program, exact. Monte Carlo: our own steps, sampled with up to 256 of them at mu 0.05. With mu 2, sigma 0.1 the drift's error hides the order 1/2 of Euler's scheme.",
        "Heston: calls, Alan Lewis's reference prices (QuantLib, test-suite/hestonmodel.cpp), v0 0.04, kappa 4, theta 0.25, xi 1, rho -0.5, r 1 %, q 2 %, one year; full truncation, 200 steps; what doubling the step changes is allowed as its bias.",
        "Merton: calls, Haug, Option Pricing Formulas (1998), p. 9, as corrected in QuantLib, test-suite/jumpdiffusion.cpp, to a cent; exact: the series; Monte Carlo: Euler steps with exact jump times.",
    ];

    /// <summary>Computes and samples the figures.</summary>
    /// <param name="run">How much is sampled.</param>
    /// <returns>The figures.</returns>
    public PaperRow[] Reproduce(in PaperRun run)
    {
        var rows = new List<PaperRow>();
        for (int line = 0; line < Lines.Length; line++)
        {
            AddErrors(rows, Lines[line], run, (ulong)line << 32);
            run.Progress?.Report(0.6 * (line + 1) / Lines.Length);
        }

        AddOrders(rows);
        AddHeston(rows, run);
        run.Progress?.Report(0.9);
        AddMerton(rows, run);
        run.Progress?.Report(1.0);
        return rows.ToArray();
    }

    private static void AddErrors(List<PaperRow> rows, Line line, in PaperRun run, ulong firstPath)
    {
        var motion = new GeometricBrownianMotion(line.Drift, line.Volatility);
        var euler = new GeometricBrownianErrors(motion, SdeScheme.EulerMaruyama, 1.0, line.Steps);
        var milstein = new GeometricBrownianErrors(motion, SdeScheme.Milstein, 1.0, line.Steps);
        string name = string.Create(CultureInfo.InvariantCulture, $"mu {line.Drift}, sigma {line.Volatility}, {line.Steps} steps: ");
        (string Name, double Published, double Exact)[] figures =
        [
            (name + "Euler, rms", line.EulerStrong, euler.Strong),
            (name + "Milstein, rms", line.MilsteinStrong, milstein.Strong),
            (name + "mean", line.WeakMean, euler.WeakMean),
        ];
        SampledMean[]? sampled = line.IsSampled ? SchemeSampling.Errors(motion, 1.0, line.Steps, run.Paths, run.Seed, firstPath) : null;
        for (int i = 0; i < figures.Length; i++)
        {
            double published = PrintedUnit * figures[i].Published;
            double exact = PrintedUnit * figures[i].Exact;
            rows.Add(sampled is null
                ? PaperRow.Computed(figures[i].Name, published, PrintedDecimals, exact)
                : PaperRow.ComputedAndSampled(
                    figures[i].Name, published, PrintedDecimals, exact, PrintedUnit * sampled[i].Mean, PrintedUnit * sampled[i].StandardError));
        }
    }

    /// <summary>How the errors fall from 128 to 256 steps.</summary>
    private static void AddOrders(List<PaperRow> rows)
    {
        var motion = new GeometricBrownianMotion(0.05, 0.2);
        rows.Add(PaperRow.Computed("order, mu 0.05, sigma 0.2: Euler, strong", 0.5003, 4, Order(motion, SdeScheme.EulerMaruyama, errors => errors.Strong)));
        rows.Add(PaperRow.Computed("order, mu 0.05, sigma 0.2: Milstein, strong", 0.9996, 4, Order(motion, SdeScheme.Milstein, errors => errors.Strong)));
        rows.Add(PaperRow.Computed("order, mu 0.05, sigma 0.2: both, weak", 0.9998, 4, Order(motion, SdeScheme.EulerMaruyama, errors => errors.WeakMean)));
    }

    private static double Order(GeometricBrownianMotion motion, SdeScheme scheme, Func<GeometricBrownianErrors, double> figure) =>
        Math.Log2(figure(new GeometricBrownianErrors(motion, scheme, 1.0, 128)) / figure(new GeometricBrownianErrors(motion, scheme, 1.0, 256)));

    private static void AddHeston(List<PaperRow> rows, in PaperRun run)
    {
        double[] strikes = [80.0, 90.0, 100.0, 110.0, 120.0];
        double[] published = [26.774758743998854, 20.933349000596710, 16.070154917028834, 12.132211516709845, 9.024913483457836];
        const double Rate = 0.01;
        var model = new Heston(new CoxIngersollRoss(0.04, 4.0, 0.25, 1.0), -0.5, Rate - 0.02);
        SampledMean[] prices = SchemeSampling.HestonCalls(model, Spot, strikes, 1.0, HestonSteps, run.Paths, run.Seed, 100UL << 32);
        double discount = PortableMath.Exp(-Rate);
        for (int i = 0; i < strikes.Length; i++)
        {
            double error = discount * prices[2 * i].StandardError;
            SampledMean change = prices[(2 * i) + 1];
            double bias = discount * (Math.Abs(change.Mean) + 4.0 * change.StandardError);
            string name = string.Create(CultureInfo.InvariantCulture, $"Heston: strike {strikes[i]}");
            rows.Add(PaperRow.Sampled(name, published[i], 4, discount * prices[2 * i].Mean, error, 4.0 * error + bias));
        }
    }

    private static void AddMerton(List<PaperRow> rows, in PaperRun run)
    {
        // Strike, years, jumps a year, their part of the variance of 0.25² a year, price.
        (double Strike, double Years, double Jumps, double Part, double Price)[] published =
        [
            (80.0, 0.10, 1.0, 0.25, 20.67),
            (100.0, 0.25, 1.0, 0.25, 5.88),
            (120.0, 0.50, 1.0, 0.50, 2.15),
            (90.0, 0.50, 5.0, 0.25, 15.42),
            (110.0, 0.25, 5.0, 0.50, 2.11),
            (100.0, 0.50, 10.0, 0.25, 9.03),
        ];
        const double Rate = 0.08;
        for (int i = 0; i < published.Length; i++)
        {
            (double strike, double years, double perYear, double part, double price) = published[i];
            double jumpVariance = 0.25 * 0.25 * part / perYear;
            var jumps = new LogNormalJumps(perYear, -0.5 * jumpVariance, Math.Sqrt(jumpVariance));
            var model = new MertonJumpDiffusion(Rate, 0.25 * Math.Sqrt(1.0 - part), jumps);
            SampledMean sampled = SchemeSampling.MertonCall(model, Spot, strike, years, MertonSteps, run.Paths, run.Seed, (ulong)(200 + i) << 32);
            string name = string.Create(CultureInfo.InvariantCulture, $"Merton, {perYear} jumps a year: strike {strike}, {years} years");

            // Haug's are to a cent, truncated or rounded.
            rows.Add(PaperRow.ComputedAndSampled(name, price, 2, model.Call(Spot, strike, years), sampled.Mean, sampled.StandardError, 0.005, 0.002));
        }
    }

    private sealed record Line(double Drift, double Volatility, int Steps, double EulerStrong, double MilsteinStrong, double WeakMean)
    {
        // At mu 2, sigma 1 a square has so heavy a tail that its standard error cannot be sampled.
        public bool IsSampled => Drift < 1.0 && Steps <= 256;
    }
}
