using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Quoting;

namespace Harrier.Models.Papers;

/// <summary>The market maker of Cartea, Jaimungal and Penalva, "Algorithmic and High-Frequency Trading" (2015), section
/// 10.2, at a market order a second, κ = 100 a dollar, α = 0.0001 and an inventory limit of 3; and the grid of section
/// 10.4.2 where it must give the same.</summary>
public sealed class CarteaJaimungalPenalva2015 : IPaper
{
    private const int Limit = 3;

    private static readonly PublishedQuotes[] Published =
    [
        new(0.0, 30.0, 0.20592988138809315, 0.010791725891602905, 0.012673975775214313, 0.007326024224785704),
        new(0.0, 1.0, 0.007277455760291886, 0.010134084610101754, 0.01064298326200304, 0.00935701673799696),
        new(1e-5, 30.0, 0.2053483021243137, 0.01082224120176084, 0.012755570053479326, 0.007244429946520692),
        new(1e-5, 10.0, 0.06976342459832502, 0.010793527839109682, 0.012686185204858244, 0.00731381479514176),
        new(1e-4, 30.0, 0.20042619342852547, 0.011082628945032202, 0.01345841204475201, 0.006541587955248007),
        new(1e-4, 1.0, 0.007242003243834819, 0.010229951873123033, 0.01091790111099979, 0.009082098889000214),
        new(1e-3, 30.0, 0.16830037069058043, 0.012908907263451896, 0.01845355902402332, 0.0015464409759766984),
        new(1e-3, 0.1, 0.0007248163308804645, 0.010199724994994266, 0.010604331185623619, 0.009395668814376382),
        new(1e-2, 30.0, 0.07132076230402119, 0.021777037594546023, 0.03437922127851479, -0.014379221278514792),
        new(1e-2, 10.0, 0.02600020022873953, 0.021777023295216247, 0.03437921524030587, -0.01437921524030587),
    ];

    /// <inheritdoc/>
    public string Name => "cartea-jaimungal";

    /// <inheritdoc/>
    public string Title => "Cartea, Jaimungal and Penalva, Algorithmic and High-Frequency Trading (2015), section 10.2";

    /// <inheritdoc/>
    public string Reference => "another program";

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks =>
    [
        "The book prints figures only: the reference is the exponential of the matrix by another program, at double precision.",
        "Grid: finite differences in a short-term drift that never moves. Its row at 0 must be the matrix form, to the rounding of its steps.",
    ];

    /// <summary>Reproduces values and quotes of the matrix form and of the grid.</summary>
    /// <param name="run">Nothing is sampled.</param>
    /// <returns>The figures.</returns>
    public PaperRow[] Reproduce(in PaperRun run)
    {
        var rows = new List<PaperRow>();
        for (int index = 0; index < Published.Length; index++)
        {
            Published[index].Compare(rows);
            run.Progress?.Report((index + 1.0) / Published.Length);
        }

        return [.. rows];
    }

    private sealed record PublishedQuotes(double RunningPenalty, double Seconds, double Value, double FlatBid, double LongBid, double LongAsk)
    {
        public void Compare(List<PaperRow> rows)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"phi {RunningPenalty}, {Seconds} s left: ");
            var parameters = new CarteaJaimungalParameters
            {
                BuyArrivalRate = 1.0,
                SellArrivalRate = 1.0,
                Decay = 100.0,
                RunningPenalty = RunningPenalty,
                TerminalPenalty = 1e-4,
            };
            var exact = new CarteaJaimungalExact(parameters, Limit);
            var quotes = ModelQuotes.Of(exact, Limit, Seconds);
            rows.Add(PaperRow.Computed(line + "value, nothing held", Value, 12, exact.Value(Seconds, 0)));
            rows.Add(PaperRow.Computed(line + "bid, nothing held", FlatBid, 12, quotes.Bid(0)));
            rows.Add(PaperRow.Computed(line + "bid, 1 held", LongBid, 12, quotes.Bid(1)));
            rows.Add(PaperRow.Computed(line + "ask, 2 held", LongAsk, 12, quotes.Ask(2)));

            var alpha = new ShortTermAlphaParameters { Reversion = 0.0, Volatility = 0.0, LargestDrift = 0.001, Buckets = 3 };
            var grid = ModelQuotes.Of(new ShortTermAlphaGrid(parameters, alpha, Limit).At(1), Limit, Seconds);
            rows.Add(PaperRow.Computed(line + "bid, 1 held, on the grid", LongBid, 9, grid.Bid(1)));
        }
    }
}
