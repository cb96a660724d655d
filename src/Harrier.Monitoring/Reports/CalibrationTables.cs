using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Models.Calibration;

namespace Harrier.Monitoring.Reports;

/// <summary>The tables of a calibration, which the page and the terminal both draw.</summary>
internal static class CalibrationTables
{
    internal const string WhatDepthMeans =
        "Depth is the distance from the mid price just before an order, in dollars. Executions of one side at one instant are one order, as deep as the deepest. Nobody sees orders that would have stopped before the touch: A and k are those of the orders that reached it, and A is carried on to the mid price; in a wide spread that is a number no trade has shown. The last row takes none as hidden: a bound from below.";

    internal const string ErrorNote =
        "± is one standard error: the larger of that of independent orders and that of clusters, from blocks of 10 s.";

    internal static string Headline(InstrumentCalibrationReport report)
    {
        string name = Name(report);
        string row = report.InsideTouch == InsideTouch.None ? " (none hidden)" : string.Empty;
        return report.Taken.IsUsable
            ? string.Create(CultureInfo.InvariantCulture, $"{name}: A {report.Taken.ArrivalsPerSecond:G3} /s, k {report.Taken.DecayPerDollar:G3} /${row}, σ {report.TwoScaleDollarsPerSqrtSecond:G3} $/√s from {report.Orders:#,0} orders.")
            : string.Create(CultureInfo.InvariantCulture, $"{name}: no estimate from {report.Orders:#,0} orders: {Why(report.Both)}.");
    }

    internal static string Name(InstrumentCalibrationReport report) => report.Symbol.Length > 0 ? report.Symbol : "(no symbol)";

    internal static ReportTable Intensity(InstrumentCalibrationReport report)
    {
        var rows = new List<string[]>();
        foreach ((string name, IntensityEstimate one) in (ReadOnlySpan<(string, IntensityEstimate)>)
            [
                (report.Bid.Name, report.Bid.Estimate),
                (report.Ask.Name, report.Ask.Estimate),
                (report.Both.Name, report.Both.Estimate),
                ("none hidden", report.Seen),
            ])
        {
            rows.Add(one.IsUsable
                ? [name, Whole(one.Orders), Number(one.ArrivalsPerSecond), Error(one.ArrivalsError), Number(one.DecayPerDollar), Error(one.DecayError), Number(100 * one.TouchDollars)]
                : [name, Whole(one.Orders), "-", "-", "-", "-", "-"]);
        }

        return new ReportTable(
            "Aggressive orders: A exp(-k depth) a second and side",
            $"The models take the row '{(report.InsideTouch == InsideTouch.None ? "none hidden" : report.Both.Name)}' (Model:InsideTouch). {ErrorNote}",
            ["side", "orders", "A, /s", "±", "k, /$", "±", "touch, c"],
            [.. rows]);
    }

    internal static ReportTable Fit(InstrumentCalibrationReport report)
    {
        var rows = new List<string[]>();
        bool isTested = false;
        foreach (SideCalibration side in (ReadOnlySpan<SideCalibration>)[report.Bid, report.Ask, report.Both])
        {
            isTested |= side.Test is { DegreesOfFreedom: > 0 };
            rows.Add(
            [
                side.Name,
                side.Test is null ? "-" : Number(side.Test.ChiSquare),
                side.Test is null ? "-" : Whole(side.Test.DegreesOfFreedom),
                side.Test is null ? "-" : Probability(side.Test.PValue),
                Number(side.LogFit.ArrivalsPerSecond),
                Number(side.LogFit.DecayPerDollar),
                Number(side.LogFit.RSquare),
            ]);
        }

        return new ReportTable(
            "Goodness of fit",
            isTested
                ? "Chi-square of the depths beyond the touch against the fit. p takes orders as independent: clusters make it too small, and of many thousand orders any model is rejected. Right, to compare with publications: a straight line through the logarithms of the rates of all orders by depth, which knows nothing of the orders that the touch hides."
                : "Too few orders went more than an increment beyond the touch: neither the fit can be tested nor a line be drawn.",
            ["side", "chi²", "df", "p", "A, /s", "k, /$", "R²"],
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

    private static string Why(SideCalibration side) => side.Estimate.Quality == IntensityQuality.NoDepth
        ? "none is known to have gone beyond the touch"
        : "there are too few";

    private static string Share(double share) => double.IsNaN(share) ? "-" : Figures.Share(share);

    private static string Error(double value) => value >= 100 ? Whole(value) : value.ToString("G2", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double value) => !double.IsFinite(value) ? "-"
        : Math.Abs(value) >= 1000 ? Whole(value)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Probability(double p) => double.IsNaN(p) ? "-"
        : p < 1e-4 ? "< 0.0001"
        : p.ToString("0.0000", CultureInfo.InvariantCulture);
}
