using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;

namespace Harrier.Models.Papers;

/// <summary>Section 6 of Guéant, "Optimal market making", Appl. Math. Finance 24(2) (2017): two indices of credit default
/// swaps, each alone by Models A and B and both together, beside another program, because the paper prints figures
/// only; and the worked example of hftbacktest's tutorial.</summary>
public sealed class Gueant2017 : IPaper
{
    private const double Horizon = 7_200.0;
    private const int Limit = 4;

    // Figures are printed in 1/10,000 dollar.
    private const double PerDollar = 1e4;

    private static readonly GlftParameters InvestmentGrade =
        new() { RiskAversion = 6e-5, Volatility = 5.83e-6, ArrivalRate = 9.10e-4, Decay = 1.79e4, OrderSize = 50e6 };

    private static readonly GlftParameters HighYield =
        new() { RiskAversion = 6e-5, Volatility = 2.15e-5, ArrivalRate = 1.06e-3, Decay = 5.47e3, OrderSize = 10e6 };

    private static readonly PublishedPair[] Pairs =
    [
        new(0.9, [-2.572786, -1.850548, -0.8593422, 0.6590042, 3.241361, 5.000506, 6.046173, 6.774751, 7.330500]),
        new(0.6, [-0.000567, 0.4942056, 1.135703, 2.036817, 3.459984, 4.497321, 5.128654, 5.583478, 5.940215]),
        new(0.0, [3.539154, 3.539154, 3.539154, 3.539154, 3.539154, 3.539154, 3.539154, 3.539154, 3.539154]),
    ];

    /// <inheritdoc/>
    public string Name => "gueant2017";

    /// <inheritdoc/>
    public string Title => "Guéant, Optimal market making, Applied Mathematical Finance 24(2) (2017), section 6 and figure 19";

    /// <inheritdoc/>
    public string Reference => "another program";

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks =>
    [
        "The paper prints figures only. The reference is another program: an eigensystem in 40 digits for one asset, LSODA at 1e-11 for two; for the last lines the tutorial of hftbacktest.",
        "Distances from the mid in 1/10,000 dollar of a nominal of 1; inventory in orders of 50 million (investment grade) and 10 million dollars (high yield).",
    ];

    /// <summary>Reproduces the figures; nothing is sampled.</summary>
    /// <param name="run">How much is sampled: not used but for the progress.</param>
    /// <returns>The figures.</returns>
    public PaperRow[] Reproduce(in PaperRun run)
    {
        var rows = new List<PaperRow>();
        AddSingle(rows, "IG alone, Model A", InvestmentGrade, 1.20820726, 1.92066247, -0.175217620);
        AddSingle(rows, "IG alone, Model B", InvestmentGrade with { ExecutionRiskAversion = 0.0 }, 1.21764771, 1.92204010, -0.100329276);
        AddSingle(rows, "HY alone, Model A", HighYield, 3.53915436, 5.73034133, -0.0698214039);
        AddSingle(rows, "HY alone, Model B", HighYield with { ExecutionRiskAversion = 0.0 }, 3.57298472, 5.73957406, 0.0833224058);
        var closed = new GlftClosedForm(InvestmentGrade);
        rows.Add(PaperRow.Computed("IG alone, closed form: bid at 0", 0.996384948, 9, closed.HalfSpread * PerDollar));
        AddGamma(rows);
        for (int pair = 0; pair < Pairs.Length; pair++)
        {
            Pairs[pair].AddTo(rows);
            run.Progress?.Report((pair + 1.0) / Pairs.Length);
        }

        AddTutorial(rows);
        return [.. rows];
    }

    private static void AddSingle(List<PaperRow> rows, string line, GlftParameters parameters, double flat, double longBid, double longAsk)
    {
        double[] bids = new double[2 * Limit + 1];
        double[] asks = new double[2 * Limit + 1];
        new GlftExact(parameters, Limit).Distances(Horizon, bids, asks);
        rows.Add(PaperRow.Computed($"{line}: bid at 0", flat, 8, bids[Limit] * PerDollar));
        rows.Add(PaperRow.Computed($"{line}: bid at 1", longBid, 8, bids[Limit + 1] * PerDollar));
        rows.Add(PaperRow.Computed($"{line}: ask at 1", longAsk, 9, asks[Limit + 1] * PerDollar));
    }

    private static void AddGamma(List<PaperRow> rows)
    {
        const double Scale = 1e10;
        const string Line = "Gamma at correlation 0.9, 1e-10";
        var closed = new PortfolioClosedForm([InvestmentGrade, HighYield], CorrelationMatrix.Uniform(2, 0.9));
        rows.Add(PaperRow.Computed($"{Line}: IG, IG", 2.97120704797, 11, closed.Gamma(0, 0) * Scale));
        rows.Add(PaperRow.Computed($"{Line}: IG, HY", 6.87392229013, 11, closed.Gamma(0, 1) * Scale));
        rows.Add(PaperRow.Computed($"{Line}: HY, HY", 40.47942592994, 11, closed.Gamma(1, 1) * Scale));
    }

    private static void AddTutorial(List<PaperRow> rows)
    {
        var closed = new GlftClosedForm(new GlftParameters
        {
            RiskAversion = 0.05,
            Volatility = 10.69,
            ArrivalRate = 2.986162360812285,
            Decay = 0.04235741115084049,
        });
        rows.Add(PaperRow.Computed("tutorial of hftbacktest, ticks: half-spread", 20.47208533844, 11, closed.HalfSpread));
        rows.Add(PaperRow.Computed("tutorial of hftbacktest, ticks: skew an order", 9.76326865029, 11, closed.SkewPerOrder));
    }

    /// <summary>Figure 19: the bid of high yield without inventory in it, by that in investment grade from -4 to 4.</summary>
    private sealed record PublishedPair(double Correlation, double[] HighYieldBids)
    {
        public void AddTo(List<PaperRow> rows)
        {
            var exact = new PortfolioExact([InvestmentGrade, HighYield], CorrelationMatrix.Uniform(2, Correlation), [Limit, Limit]);
            exact.Solve(Horizon);
            for (int inventory = -Limit; inventory <= Limit; inventory++)
            {
                double published = HighYieldBids[inventory + Limit];
                string name = string.Create(
                    CultureInfo.InvariantCulture, $"HY beside IG, correlation {Correlation:0.0}: bid at {inventory} of IG");
                rows.Add(PaperRow.Computed(name, published, Math.Abs(published) < 1.0 ? 7 : 6, exact.BidDistance(1, [inventory, 0]) * PerDollar));
            }
        }
    }
}
