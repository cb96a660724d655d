using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Calibration;

namespace Harrier.Monitoring.Reports;

/// <summary>The tables of a calibration, which the page and the terminal both draw.</summary>
internal static class CalibrationTables
{
    internal const string WhatDepthMeans =
        "Depth is the distance from the mid price just before an order, in dollars. Executions of one side at one instant are one order, as deep as the deepest. k is that of how far orders went beyond the price that they are counted from; A is carried on from there to the mid price, where nobody sees orders that would have stopped before the touch: in a wide spread that is a number no trade has shown. The row 'none hidden' takes none as hidden: a bound from below.";

    private const string FromTouch = ", touch";
    private const string FromSecondLevel = ", second level";

    // Of a difference that is told as one.
    private const double NoticedErrors = 2;

    internal const string ErrorNote =
        "± is one standard error: the larger of that of independent orders and that of clusters, from blocks of 10 s.";

    internal static string Headline(InstrumentCalibrationReport report)
    {
        string name = Name(report);
        string row = report.InsideTouch == InsideTouch.None ? " (none hidden)"
            : report.CountedFrom == CountedFrom.SecondLevel ? " (second level)"
            : string.Empty;
        return report.Taken.IsUsable
            ? string.Create(CultureInfo.InvariantCulture, $"{name}: A {report.Taken.ArrivalsPerSecond:G3} /s, k {report.Taken.DecayPerDollar:G3} /${row}, σ {report.TwoScaleDollarsPerSqrtSecond:G3} $/√s from {report.Orders:#,0} orders.")
            : string.Create(CultureInfo.InvariantCulture, $"{name}: no estimate from {report.Orders:#,0} orders: {Why(report.Taken)}.");
    }

    internal static string Name(InstrumentCalibrationReport report) => report.Symbol.Length > 0 ? report.Symbol : "(no symbol)";

    internal static ReportTable Intensity(InstrumentCalibrationReport report)
    {
        var rows = new List<string[]>();
        SideCalibration[] sides = [report.Bid, report.Ask, report.Both];
        foreach (SideCalibration side in sides)
        {
            rows.Add(Row(side.Name + FromTouch, side.Estimate));
        }

        foreach (SideCalibration side in sides)
        {
            if (side.SecondLevel is IntensityEstimate second)
            {
                rows.Add(Row(side.Name + FromSecondLevel, in second));
            }
        }

        if (report.Difference is IntensityDifference one)
        {
            rows.Add(["both, difference", string.Empty, Number(one.ArrivalsPerSecond), Error(one.ArrivalsError), Number(one.DecayPerDollar), Error(one.DecayError), string.Empty]);
        }

        rows.Add(Row("none hidden", report.Seen));
        string taken = report.InsideTouch == InsideTouch.None ? "none hidden"
            : report.Both.Name + (report.CountedFrom == CountedFrom.SecondLevel ? FromSecondLevel : FromTouch);
        return new ReportTable(
            "Aggressive orders: A exp(-k depth) a second and side",
            $"The models take the row '{taken}' (Model:CountedFrom, Model:InsideTouch). {ErrorNote}",
            ["side, counted from", "orders", "A, /s", "±", "k, /$", "±", "depth, c"],
            [.. rows]);
    }

    /// <summary>What a reader should know beside the numbers, a sentence each.</summary>
    internal static List<string> Notes(InstrumentCalibrationReport report)
    {
        var notes = new List<string>();
        if (report.Both.SecondLevel is null)
        {
            notes.Add("The feed has the best prices alone: nothing can be counted from the second level.");
        }

        if (report.Difference is { } one && double.IsFinite(one.ArrivalsPerSecond) && one.ArrivalsError > 0.0)
        {
            string by = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(one.ArrivalsPerSecond):G2} ± {one.ArrivalsError:G2} /s");
            double errors = one.ArrivalsPerSecond / one.ArrivalsError;
            notes.Add(errors > NoticedErrors
                ? $"Counted from the touch A is {by} more: more orders stop at the touch than the fit from the second level sends there, to pick off stale orders or because of the size there. A quote behind the touch does not meet them."
                : errors < -NoticedErrors
                ? $"Counted from the touch A is {by} less: arrivals fall faster beyond the second level than before it."
                : $"Counted from the touch and from the second level A is the same within two errors ({by}): nothing says that orders stop at the touch for another reason than their reach.");
        }

        if (report.Difference is { } unknown && double.IsFinite(unknown.ArrivalsPerSecond) && double.IsNaN(unknown.ArrivalsError))
        {
            notes.Add("The error of the difference is not known: counted from the touch the errors are larger than from the second level, from more orders. Where A exp(-k depth) holds that cannot be.");
        }

        if (report.MistakenTrades > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Left out: {report.MistakenTrades:#,0} executions farther than {100 * report.DepthShareMax:0.##} % from the mid, taken for mistakes of the data (Model:MaximumDepthPercent)."));
        }

        return notes;
    }

    internal static string? FalseTimes(CalibrationReport report) => report.FalseTimes == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{report.FalseTimes:#,0} of the messages had a time more than five seconds later than the message after it; that of the message before was taken.");

    internal static ReportTable Fit(InstrumentCalibrationReport report)
    {
        var rows = new List<string[]>();
        bool isTested = false;
        SideCalibration[] sides = [report.Bid, report.Ask, report.Both];
        foreach (SideCalibration side in sides)
        {
            isTested |= side.Test is { DegreesOfFreedom: > 0 };
            rows.Add(
            [
                side.Name + FromTouch,
                .. Test(side.Test),
                Number(side.LogFit.ArrivalsPerSecond),
                Number(side.LogFit.DecayPerDollar),
                Number(side.LogFit.RSquare),
            ]);
        }

        foreach (SideCalibration side in sides)
        {
            if (side.SecondLevel is not null)
            {
                rows.Add([side.Name + FromSecondLevel, .. Test(side.SecondLevelTest), string.Empty, string.Empty, string.Empty]);
            }
        }

        return new ReportTable(
            "Goodness of fit",
            isTested
                ? "Chi-square of the depths beyond the price that orders are counted from, against the fit. p takes orders as independent: clusters make it too small, and of many thousand orders any model is rejected. Right, to compare with publications: a straight line through the logarithms of the rates of all orders by depth, which knows nothing of the orders that the touch hides."
                : "Too few orders went more than an increment beyond the touch: neither the fit can be tested nor a line be drawn.",
            ["side, counted from", "chi²", "df", "p", "A, /s", "k, /$", "R²"],
            [.. rows]);
    }

    internal static ReportTable Volatility(InstrumentCalibrationReport report)
    {
        var rows = new List<string[]>();
        foreach (VolatilityRow row in report.Volatilities)
        {
            rows.Add([row.Name, Number(100 * row.DollarsPerSqrtSecond)]);
        }

        rows.Add(["standard error of the two-scale estimate", Number(100 * report.TwoScaleError)]);
        rows.Add(["noise on one mid, cents", Number(100 * report.NoiseDollars)]);
        return new ReportTable("Volatility of the mid price", string.Empty, ["estimator", "c/√s"], [.. rows]);
    }

    internal static ReportTable Spread(InstrumentCalibrationReport report) => new(
        "Spread, by time",
        string.Empty,
        ["mean, c", "median, c", "at 1 increment", "at 2", "time seen"],
        [
            [
                Number(100 * report.Spread.MeanDollars),
                Number(100 * report.Spread.MedianDollars),
                Share(report.Spread.OneIncrementShare),
                Share(report.Spread.TwoIncrementsShare),
                Figures.Duration(report.Spread.Seconds),
            ],
        ]);

    internal static ReportTable RiskAversion(CalibrationReport calibration, InstrumentCalibrationReport report)
    {
        var rows = new List<string[]>();
        foreach (RiskAversionRow row in report.RiskAversions)
        {
            rows.Add([row.Name, Number(row.SkewAtLimitTicks), Number(row.RiskAversionPerDollar), Number(row.QuoteTicks)]);
        }

        return new ReportTable(
            "Risk aversion",
            string.Create(CultureInfo.InvariantCulture, $"γ at which a full inventory of {calibration.MaximumInventoryOrders} orders of {calibration.OrderSizeLots} lots moves the quotes of {calibration.Model} by so much (Model:SkewAtLimitTicks), and how far its ask then moves: exact quotes bend near the limit. One tick is 1/10,000 dollar."),
            ["full inventory moves the quotes by", "ticks", "γ, /$", "the ask moves"],
            [.. rows]);
    }

    private static string[] Row(string name, in IntensityEstimate one) => one.IsUsable
        ? [name, Whole(one.Orders), Number(one.ArrivalsPerSecond), Error(one.ArrivalsError), Number(one.DecayPerDollar), Error(one.DecayError), Number(100 * one.FromDollars)]
        : [name, Whole(one.Orders), "-", "-", "-", "-", "-"];

    private static string[] Test(DepthTest? test) => test is null
        ? ["-", "-", "-"]
        : [Number(test.ChiSquare), Whole(test.DegreesOfFreedom), Probability(test.PValue)];

    private static string Why(in IntensityEstimate estimate) => estimate.Quality == IntensityQuality.NoDepth
        ? "none is known to have gone beyond the price that they are counted from"
        : "there are too few";

    private static string Share(double share) => double.IsNaN(share) ? "-" : Figures.Share(share);

    private static string Error(double value) => !double.IsFinite(value) ? "-" : value >= 100 ? Whole(value) : value.ToString("G2", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double value) => !double.IsFinite(value) ? "-"
        : Math.Abs(value) >= 1000 ? Whole(value)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Probability(double p) => double.IsNaN(p) ? "-"
        : p < 1e-4 ? "< 0.0001"
        : p.ToString("0.0000", CultureInfo.InvariantCulture);
}
