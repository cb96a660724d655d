using System;
using System.Collections.Generic;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>The pictures of one instrument over time.</summary>
/// <param name="series">The instrument.</param>
internal sealed class MarketPictures(InstrumentSeries series)
{
    private const double TicksPerCent = Price.TicksPerUnit / 100;
    private const int CloseUps = 20;

    private readonly double[] _times = Array.ConvertAll(series.Times, time => time.ToSeconds());

    /// <summary>Mid price, our quotes and our fills.</summary>
    internal Picture Prices(PictureSize size)
    {
        double[] mids = Array.ConvertAll(series.MidTicksTwice, HalfDollars);
        double[] bids = Array.ConvertAll(series.Bids, Dollars);
        double[] asks = Array.ConvertAll(series.Asks, Dollars);
        double[] fills = Array.ConvertAll(series.Fills, fill => Dollars(fill.Price));
        (double minimum, double maximum) = Axis.Range(mids, bids, asks, fills);
        var picture = new Picture(size, TimeAxis(size), Axis.Linear(minimum, maximum, 5, "price, dollars"));
        picture.Steps(_times, bids, Ink.Bid, 1);
        picture.Steps(_times, asks, Ink.Ask, 1);
        picture.Line(_times, mids, Ink.Mid);
        DrawFills(picture, Side.Buy, Ink.Bid, fill => Dollars(fill.Price));
        DrawFills(picture, Side.Sell, Ink.Ask, fill => Dollars(fill.Price));
        return picture;
    }

    /// <summary>The same in the part of the session that has the most fills, where the quotes can be told apart.</summary>
    internal Picture CloseUp(PictureSize size) => new MarketPictures(Busiest()).Prices(size);

    /// <summary>The same, seen from the mid price, where the skew by inventory shows.</summary>
    internal Picture Distances(PictureSize size)
    {
        double[] bids = new double[_times.Length];
        double[] asks = new double[_times.Length];
        for (int index = 0; index < _times.Length; index++)
        {
            bids[index] = Distance(series.Bids[index], series.MidTicksTwice[index]);
            asks[index] = Distance(series.Asks[index], series.MidTicksTwice[index]);
        }

        double[] fills = Array.ConvertAll(series.Fills, fill => Distance(fill.Price, fill.MidTicksTwice));
        (double minimum, double maximum) = Axis.Range(bids, asks, fills);
        var picture = new Picture(size, TimeAxis(size), Axis.Linear(Math.Min(minimum, -1), Math.Max(maximum, 1), 5, "distance from mid, cents"));
        picture.Level(0, Ink.Mid);
        picture.Steps(_times, bids, Ink.Bid, 1);
        picture.Steps(_times, asks, Ink.Ask, 1);
        DrawFills(picture, Side.Buy, Ink.Bid, fill => Distance(fill.Price, fill.MidTicksTwice));
        DrawFills(picture, Side.Sell, Ink.Ask, fill => Distance(fill.Price, fill.MidTicksTwice));
        return picture;
    }

    /// <summary>The inventory.</summary>
    internal Picture Inventory(PictureSize size)
    {
        double[] lots = Array.ConvertAll(series.InventoryLots, held => (double)held);
        (double minimum, double maximum) = Axis.Range(lots);
        var picture = new Picture(size, TimeAxis(size), Axis.Linear(Math.Min(minimum, 0), Math.Max(maximum, 0), 4, "inventory, lots"));
        picture.Level(0, Ink.Mid);
        picture.Steps(_times, lots, Ink.Total);
        return picture;
    }

    /// <summary>Cuts out the one of <see cref="CloseUps"/> equal parts in which the most fills lie.</summary>
    private InstrumentSeries Busiest()
    {
        int samples = Math.Max(2, _times.Length / CloseUps);
        (int best, int most) = (0, -1);
        for (int first = 0; first + samples <= _times.Length; first += samples)
        {
            int fills = Within(first, samples).Length;
            if (fills > most)
            {
                (best, most) = (first, fills);
            }
        }

        if (most < 0)
        {
            return series;
        }

        return series with
        {
            Times = series.Times[best..(best + samples)],
            MidTicksTwice = series.MidTicksTwice[best..(best + samples)],
            Bids = series.Bids[best..(best + samples)],
            Asks = series.Asks[best..(best + samples)],
            InventoryLots = series.InventoryLots[best..(best + samples)],
            Fills = Within(best, samples),
        };
    }

    private FillPoint[] Within(int firstSample, int samples)
    {
        Nanoseconds from = series.Times[firstSample];
        Nanoseconds to = series.Times[firstSample + samples - 1];
        return Array.FindAll(series.Fills, fill => fill.Time >= from && fill.Time <= to);
    }

    private static double Dollars(Price price) =>
        price.IsPresent ? (double)price.Ticks / Price.TicksPerUnit : double.NaN;

    private static double HalfDollars(long ticksTwice) =>
        ticksTwice == long.MinValue ? double.NaN : ticksTwice / 2.0 / Price.TicksPerUnit;

    private static double Distance(Price price, long midTicksTwice) =>
        price.IsPresent && midTicksTwice != long.MinValue
            ? (price.Ticks - (midTicksTwice / 2.0)) / TicksPerCent
            : double.NaN;

    private Axis TimeAxis(PictureSize size) => _times.Length == 0
        ? Axis.TimeOfDay(0, 1, size.TicksAcross)
        : Axis.TimeOfDay(_times[0], _times[^1], size.TicksAcross);

    private void DrawFills(Picture picture, Side side, string ink, Func<FillPoint, double> height)
    {
        var xs = new List<double>();
        var ys = new List<double>();
        foreach (FillPoint fill in series.Fills)
        {
            double y = height(fill);
            if (fill.Side == side && double.IsFinite(y))
            {
                xs.Add(fill.Time.ToSeconds());
                ys.Add(y);
            }
        }

        picture.Dots(xs.ToArray(), ys.ToArray(), ink, series.Fills.Length > 300 ? 3.5f : 6);
    }
}
