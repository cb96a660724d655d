using System;
using System.Collections.Generic;

namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>The pictures of a parent order.</summary>
internal static class ExecutionPictures
{
    /// <summary>What was scheduled, what was wanted where the participation held it back, and what was done, over time.</summary>
    internal static Picture Progress(ExecutionReport execution, InstrumentSeries? series, PictureSize size)
    {
        double begin = execution.Begin.ToSeconds();
        double end = execution.End.ToSeconds();
        var times = new List<double> { begin };
        var scheduled = new List<double> { 0 };
        var wantedTimes = new List<double> { begin };
        var wanted = new List<double> { 0 };
        long before = 0;
        foreach (ExecutionSlice slice in execution.Slices)
        {
            // What a slice asks for is asked for at its beginning.
            times.Add(slice.Begin.ToSeconds());
            scheduled.Add(slice.ScheduledLots);
            if (slice.WantedLots > 0 || before > 0)
            {
                wantedTimes.Add(slice.Begin.ToSeconds());
                wanted.Add(Math.Max(before, slice.WantedLots));
            }

            before = Math.Max(before, slice.WantedLots);
        }

        Close(times, scheduled, end);
        Close(wantedTimes, wanted, end);
        (double[] doneTimes, double[] done) = Done(execution, series);
        var picture = new Picture(size, Axis.TimeOfDay(begin, end, size.TicksAcross), Axis.Linear(0, execution.Lots, 5, "lots"));
        picture.Steps([.. times], [.. scheduled], Ink.Mid, 1);
        picture.Steps([.. wantedTimes], [.. wanted], Ink.Ask, 1);
        picture.Steps(doneTimes, done, Ink.Bid, 2.5f);
        return picture;
    }

    /// <summary>The position, which a session without market making has from its parent order alone.</summary>
    private static (double[] Times, double[] Lots) Done(ExecutionReport execution, InstrumentSeries? series)
    {
        var times = new List<double>();
        var lots = new List<double>();
        for (int sample = 0; sample < (series?.Times.Length ?? 0); sample++)
        {
            if (series!.Times[sample] >= execution.Begin && series.Times[sample] <= execution.End)
            {
                times.Add(series.Times[sample].ToSeconds());
                lots.Add(Math.Abs(series.InventoryLots[sample]));
            }
        }

        return ([.. times], [.. lots]);
    }

    private static void Close(List<double> times, List<double> lots, double end)
    {
        times.Add(end);
        lots.Add(lots[^1]);
    }
}
