using System;
using System.Collections.Generic;

namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>The days of a portfolio against its value at risk.</summary>
internal static class RiskPictures
{
    internal static Picture Exceedances(RiskBacktestReport report, RiskMethod method, PictureSize size)
    {
        double[] days = new double[report.Profits.Length];
        double[] limit = new double[days.Length];
        var worseDays = new List<double>();
        var worse = new List<double>();
        for (int day = 0; day < days.Length; day++)
        {
            days[day] = report.Window + day + 1;
            limit[day] = -method.ValueAtRisk[day];
            if (report.Profits[day] < limit[day])
            {
                worseDays.Add(days[day]);
                worse.Add(report.Profits[day]);
            }
        }

        (double minimum, double maximum) = Axis.Range(report.Profits, limit);
        var across = Axis.Linear(report.Window, report.Window + Math.Max(1, days.Length), size.TicksAcross, "day");
        var picture = new Picture(size, across, Axis.Linear(minimum, Math.Max(maximum, 0), 5, "dollars a day"));
        picture.Level(0, Ink.Grid);
        picture.Line(days, report.Profits, Ink.Mid, 0.8f);
        picture.Line(days, limit, Ink.Bid, 1.5f);
        picture.Dots(worseDays.ToArray(), worse.ToArray(), Ink.Bad, 6);
        return picture;
    }
}
