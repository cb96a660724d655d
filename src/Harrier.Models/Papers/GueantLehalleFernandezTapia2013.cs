using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Papers;

/// <summary>The figures' parameter sets of Guéant, Lehalle and Fernandez-Tapia, "Dealing with the inventory risk", Math.
/// Financ. Econ. 7(4) 477-507 (2013), and what their quotes are worth beside those of others.</summary>
public sealed class GueantLehalleFernandezTapia2013 : IPaper
{
    private const double AllowedErrors = 4.0;

    // The one that is sampled. Below it the differences drown in the error of a sample, above it the tail of exp(-γW) is in
    // no sample.
    private const double SampledRiskAversion = 0.1;

    private static readonly GlftParameters Figure1 = new() { RiskAversion = 0.01, Volatility = 0.3, ArrivalRate = 0.9, Decay = 0.3 };

    private static readonly GlftParameters Figure4 = Figure1 with { Volatility = 1.0, ArrivalRate = 0.2 };

    private static readonly GlftParameters Tutorial = new()
    {
        RiskAversion = 0.05,
        Volatility = 10.69,
        ArrivalRate = 2.986162360812285,
        Decay = 0.04235741115084049,
    };

    // By an adaptive solver of the same linear equation; the last one, of which the solver had lost the sixth decimal
    // (-224.875192), by the exponential of the matrix in 40 digits.
    private static readonly PublishedWorth[] Published =
    [
        new(0.01, 67.75524541, 67.685502, 67.627328, 66.317412),
        new(0.1, 64.13292388, 64.067484, 61.403168, 55.570111),
        new(0.5, 53.92457721, 53.849081, 39.066485, -65.261545),
        new(1.0, 45.19966848, 45.110358, 21.432824, -224.875195),
    ];

    /// <inheritdoc/>
    public string Name => "glft";

    /// <inheritdoc/>
    public string Title => "Guéant, Lehalle and Fernandez-Tapia, Dealing with the inventory risk, Math. Financ. Econ. 7(4) (2013)";

    /// <inheritdoc/>
    public string Reference => "another program";

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks =>
    [
        "The paper prints figures only: the quotes were computed for its parameter sets by another program, in 40 digits; the worked example is printed in hftbacktest's tutorial on the model.",
        "Worth: certainty equivalents on the market of Avellaneda and Stoikov (2008) with an inventory limit of 12, in continuous time. Exact above closed form above Avellaneda-Stoikov above symmetric, whose spread is Avellaneda-Stoikov's mean one.",
        "Sampled at gamma 0.1: above it, paths that no sample holds make the expectation of exp(-gamma W); below it the error of a sample hides the differences.",
    ];

    /// <summary>Reproduces the quotes, the worked example and the worth of four ways of quoting at four risk
    /// aversions.</summary>
    /// <param name="run">How much is sampled.</param>
    /// <returns>The figures.</returns>
    public PaperRow[] Reproduce(in PaperRun run)
    {
        var rows = new List<PaperRow>();
        AddQuotes(rows);
        for (int index = 0; index < Published.Length; index++)
        {
            Published[index].Compare(in run, index, rows);
            run.Progress?.Report((index + 1.0) / Published.Length);
        }

        return [.. rows];
    }

    private static void AddQuotes(List<PaperRow> rows)
    {
        var exact = new GlftExact(Figure1, 30);
        var finite = ModelQuotes.Of(exact, 30, 600.0);
        var steady = ModelQuotes.Of(exact, 30, double.PositiveInfinity);
        var closedForm = new GlftClosedForm(Figure1);
        var closed = ModelQuotes.Of(closedForm, 30, 600.0);
        const string line = "figure 1: ";
        rows.Add(PaperRow.Computed(line + "smallest eigenvalue", -0.64473442991, 10, exact.SmallestEigenvalue));
        rows.Add(PaperRow.Computed(line + "distance without price risk", 3.27898228229909, 10, closedForm.HalfSpread - 0.5 * closedForm.SkewPerOrder));
        rows.Add(PaperRow.Computed(line + "skew of the closed form", 0.0678658325308837, 10, closedForm.SkewPerOrder));
        rows.Add(PaperRow.Computed(line + "bid, nothing held", 3.31304541, 8, finite.Bid(0)));
        rows.Add(PaperRow.Computed(line + "the same, steady state", 3.313045419, 9, steady.Bid(0)));
        rows.Add(PaperRow.Computed(line + "the same, closed form", 3.312915199, 9, closed.Bid(0)));
        rows.Add(PaperRow.Computed(line + "bid, 1 held", 3.381168074, 9, finite.Bid(1)));
        rows.Add(PaperRow.Computed(line + "ask, 1 held", 3.244919155, 9, finite.Ask(1)));
        rows.Add(PaperRow.Computed(line + "bid, 10 held", 3.992932562, 9, finite.Bid(10)));
        rows.Add(PaperRow.Computed(line + "ask, 10 held", 2.632801993, 9, finite.Ask(10)));
        rows.Add(PaperRow.Computed(line + "bid, 10 held, closed form", 3.991573524, 9, closed.Bid(10)));
        rows.Add(PaperRow.Computed(line + "bid, 29 of 30 held", 6.130908414, 9, finite.Bid(29)));
        rows.Add(PaperRow.Computed(line + "the same, closed form", 5.281, 3, closed.Bid(29)));
        AddWildQuotes(rows);
        var tutorial = new GlftClosedForm(Tutorial);
        rows.Add(PaperRow.Computed("hftbacktest: half-spread", 20.47208533844371, 10, tutorial.HalfSpread));
        rows.Add(PaperRow.Computed("hftbacktest: skew", 9.76326865029227, 10, tutorial.SkewPerOrder));
    }

    private static void AddWildQuotes(List<PaperRow> rows)
    {
        var finite = ModelQuotes.Of(new GlftExact(Figure4, 30), 30, 600.0);
        var closed = ModelQuotes.Of(new GlftClosedForm(Figure4), 30, 600.0);
        const string line = "figure 4, right: ";
        rows.Add(PaperRow.Computed(line + "bid, nothing held", 3.525651107, 9, finite.Bid(0)));
        rows.Add(PaperRow.Computed(line + "bid, 10 held", 8.022747424, 9, finite.Bid(10)));
        rows.Add(PaperRow.Computed(line + "ask, 10 held", -1.072184819, 9, finite.Ask(10)));
        rows.Add(PaperRow.Computed(line + "bid, 10 held, closed form", 8.317763, 6, closed.Bid(10)));
        rows.Add(PaperRow.Computed(line + "ask, 10 held, closed form", -1.279915, 6, closed.Ask(10)));
    }

    private sealed record PublishedWorth(double RiskAversion, double Exact, double ClosedForm, double AvellanedaStoikov, double Symmetric)
    {
        public void Compare(in PaperRun run, int line, List<PaperRow> rows)
        {
            var market = ContinuousMarket.OfAvellanedaStoikov(RiskAversion);
            GlftParameters parameters = new()
            {
                RiskAversion = RiskAversion,
                Volatility = market.Volatility,
                ArrivalRate = market.ArrivalRate,
                Decay = market.Decay,
            };
            var engine = new AvellanedaStoikovEngine(new AvellanedaStoikovParameters
            {
                RiskAversion = RiskAversion,
                Volatility = market.Volatility,
                Decay = market.Decay,
            });
            var flat = new FlatQuotes(0.5 * engine.Spread(0.5 * market.Horizon));
            rows.Add(Row(in run, 4 * line, "exact", Exact, 8, market, new GlftExact(parameters, market.MaximumInventory)));
            rows.Add(Row(in run, 4 * line + 1, "closed form", ClosedForm, 6, market, new GlftClosedForm(parameters)));
            rows.Add(Row(in run, 4 * line + 2, "Avellaneda-Stoikov", AvellanedaStoikov, 6, market, engine));
            rows.Add(Row(in run, 4 * line + 3, "symmetric", Symmetric, 6, market, flat));
        }

        private PaperRow Row(
            in PaperRun run, int stream, string figure, double published, int decimals, in ContinuousMarket market, IQuoteModel model)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"worth at gamma {RiskAversion}: {figure}");
            var experiment = new ContinuousExperiment(market, model);
            var row = PaperRow.Computed(name, published, decimals, experiment.CertaintyEquivalent());
            if (RiskAversion != SampledRiskAversion)
            {
                return row;
            }

            (double estimate, double error) = experiment.Sample(run.Paths, new Pcg64(run.Seed, (ulong)stream));
            bool agrees = Math.Abs(estimate - row.Exact) <= AllowedErrors * error;
            return row with
            {
                MonteCarlo = estimate,
                StandardError = error,
                Verdict = row.Verdict == PaperVerdict.Agrees && !agrees ? PaperVerdict.MonteCarloDiffers : row.Verdict,
            };
        }
    }
}
