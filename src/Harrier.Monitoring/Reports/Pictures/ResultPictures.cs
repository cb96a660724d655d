using System;
using System.Collections.Generic;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>The pictures of all instruments together: the result by cause, markouts and fill rates.</summary>
internal static class ResultPictures
{
    private const double TicksPerCent = Price.TicksPerUnit / 100;

    /// <summary>The result over time by cause.</summary>
    internal static Picture Profit(SessionReport report, PictureSize size)
    {
        ProfitSeries series = report.ProfitSeries;
        double[] times = Array.ConvertAll(series.Times, time => time.ToSeconds());
        double[] spread = Array.ConvertAll(series.Spread, Dollars);
        double[] inventory = Array.ConvertAll(series.Inventory, Dollars);
        double[] fees = Array.ConvertAll(series.Fees, Dollars);
        double[] total = new double[times.Length];
        for (int index = 0; index < total.Length; index++)
        {
            total[index] = spread[index] + inventory[index] + fees[index];
        }

        (double minimum, double maximum) = Axis.Range(spread, inventory, fees, total);
        Axis across = times.Length == 0
            ? Axis.TimeOfDay(0, 1, size.TicksAcross)
            : Axis.TimeOfDay(times[0], times[^1], size.TicksAcross);
        var picture = new Picture(size, across, Axis.Linear(Math.Min(minimum, 0), Math.Max(maximum, 0), 5, "dollars"));
        picture.Level(0, Ink.Mid);
        picture.Line(times, fees, Ink.Good);
        picture.Line(times, inventory, Ink.Ask);
        picture.Line(times, spread, Ink.Bid);
        picture.Line(times, total, Ink.Total, 2.5f);
        return picture;
    }

    /// <summary>The mean markout of a lot after each horizon.</summary>
    internal static Picture Markouts(SessionReport report, PictureSize size)
    {
        string[] names = Array.ConvertAll(report.Markouts, row => Figures.Duration(row.Horizon.ToSeconds()));
        double[] cents = Array.ConvertAll(report.Markouts, row => row.TicksPerLot / TicksPerCent);
        (double minimum, double maximum) = Axis.Range(cents);
        var picture = new Picture(size, Axis.Names(names, "after the fill"), Axis.Linear(Math.Min(minimum, 0), Math.Max(maximum, 0), 4, "markout of a lot, cents"));
        for (int index = 0; index < cents.Length; index++)
        {
            picture.Bar(index, 0.5, 0, cents[index], cents[index] < 0 ? Ink.Bad : Ink.Good);
        }

        picture.Level(0, Ink.Mid);
        return picture;
    }

    /// <summary>Fills a second by depth, logarithmic: the model's exponential is a straight line.</summary>
    internal static Picture FillRates(SessionReport report, PictureSize size)
    {
        var depths = new List<double>();
        var measured = new List<double>();
        var modelDepths = new List<double>();
        var model = new List<double>();
        foreach (FillRateRow row in report.FillRates)
        {
            if (row.DepthToTicks == long.MaxValue)
            {
                continue;
            }

            double middle = (row.DepthFromTicks + row.DepthToTicks) / 2.0 / TicksPerCent;
            Add(depths, measured, middle, row.FillsPerSecond);
            Add(modelDepths, model, middle, row.ModelFillsPerSecond);
        }

        (double lowest, double highest) = Axis.Range(measured.ToArray(), model.ToArray());
        (double nearest, double farthest) = Axis.Range(depths.ToArray(), modelDepths.ToArray());
        var up = Axis.Powers((int)Math.Floor(lowest), (int)Math.Ceiling(highest + 0.001), Figures.Digits, "fills a second of standing");
        var picture = new Picture(size, Axis.Linear(Math.Min(0, nearest), farthest, size.TicksAcross, "depth from mid, cents"), up);
        picture.Line([.. modelDepths], [.. model], Ink.Mid);
        picture.Dots(depths.ToArray(), measured.ToArray(), Ink.Bid, 8);
        return picture;
    }

    private static void Add(List<double> xs, List<double> ys, double x, double rate)
    {
        if (rate > 0)
        {
            xs.Add(x);
            ys.Add(Math.Log10(rate));
        }
    }

    private static double Dollars(Money amount) => (double)amount.Parts / Money.PartsPerUnit;
}
