using System;
using System.Collections.Generic;
using Harrier.Models.Calibration;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>The pictures of estimated parameters.</summary>
internal static class CalibrationPictures
{
    private const double CentsPerDollar = 100;

    // Intensities below a thousandth of the greatest are single orders.
    private const int DecadesMax = 4;

    /// <summary>One parameter over time; 0 is a gap.</summary>
    internal static Picture OverTime(Nanoseconds[] times, double[] values, string unit, PictureSize size)
    {
        double[] xs = Array.ConvertAll(times, time => time.ToSeconds());
        double[] ys = Array.ConvertAll(values, value => value > 0 ? value : double.NaN);
        (double minimum, double maximum) = Axis.Range(ys);
        Axis across = xs.Length == 0 ? Axis.TimeOfDay(0, 1, size.TicksAcross) : Axis.TimeOfDay(xs[0], xs[^1], size.TicksAcross);
        var picture = new Picture(size, across, Axis.Linear(Math.Min(minimum, 0), maximum, 4, unit));
        picture.Steps(xs, ys, Ink.Bid, 2);
        return picture;
    }

    /// <summary>The intensity by depth on a logarithmic axis, where the fit is a straight line; bars of two standard
    /// errors.</summary>
    /// <param name="side">The orders and their fit from the touch.</param>
    /// <param name="taken">The fit to draw beside it where the models take another one.</param>
    /// <param name="size">The picture's.</param>
    internal static Picture Intensity(SideCalibration side, IntensityEstimate? taken, PictureSize size)
    {
        IReadOnlyList<IntensityBand> bands = side.SeenBands();
        double greatest = 0;
        foreach (IntensityBand band in bands)
        {
            greatest = Math.Max(greatest, band.PerSecond);
        }

        // The fit that the models take is wholly in the picture. Another one is cut off above it: in a wide spread its A is
        // a thousand times all that was seen.
        IntensityEstimate whole = taken ?? side.Estimate;
        if (whole.IsUsable)
        {
            greatest = Math.Max(greatest, whole.ArrivalsPerSecond);
        }

        int top = greatest > 0 ? (int)Math.Ceiling(Math.Log10(greatest)) : 0;
        int bottom = top - DecadesMax;
        double deepest = 0;
        foreach (IntensityBand band in bands)
        {
            if (band.PerSecond > Math.Pow(10, bottom))
            {
                deepest = Math.Max(deepest, band.DepthDollars);
            }
        }

        var picture = new Picture(
            size,
            Axis.Linear(0, Math.Max(deepest * CentsPerDollar, 1), size.TicksAcross, "depth from the mid price, cents"),
            Axis.Powers(bottom, top, Figures.Digits, "orders a second and side that reach it"));
        var xs = new List<double>();
        var ys = new List<double>();
        foreach (IntensityBand band in bands)
        {
            double cents = band.DepthDollars * CentsPerDollar;
            if (band.PerSecond > Math.Pow(10, bottom))
            {
                xs.Add(cents);
                ys.Add(Math.Log10(band.PerSecond));
                double low = Math.Max(bottom, Math.Log10(Math.Max(band.PerSecond - (2 * band.Error), 1e-300)));
                picture.Line([cents, cents], [low, Math.Log10(band.PerSecond + (2 * band.Error))], Ink.Mid, 1);
            }
        }

        picture.Dots(xs.ToArray(), ys.ToArray(), Ink.Bid, 6);
        if (taken is IntensityEstimate other)
        {
            DrawFit(picture, other, deepest, bottom, top, Ink.Good);
        }

        DrawFit(picture, side.Estimate, deepest, bottom, top, Ink.Ask);
        return picture;
    }

    private static void DrawFit(Picture picture, IntensityEstimate fit, double deepest, int bottom, int top, string ink)
    {
        if (!fit.IsUsable)
        {
            return;
        }

        double begin = Math.Max(0, DepthAt(fit, top));
        double end = Math.Min(deepest, DepthAt(fit, bottom));
        if (end > begin)
        {
            picture.Line([begin * CentsPerDollar, end * CentsPerDollar], [Math.Log10(fit.At(begin)), Math.Log10(fit.At(end))], ink, 2);
        }
    }

    private static double DepthAt(IntensityEstimate fit, int power) =>
        Math.Log(fit.ArrivalsPerSecond / Math.Pow(10, power)) / fit.DecayPerDollar;

    /// <summary>The volatility by the time between two looks at the mid price: noise lifts the left end.</summary>
    internal static Picture Signature(InstrumentCalibrationReport report, PictureSize size)
    {
        double[] seconds = Array.ConvertAll(report.Signature, point => Math.Log10(point.Seconds));
        double[] cents = Array.ConvertAll(report.Signature, point => point.DollarsPerSqrtSecond * CentsPerDollar);
        (double nearest, double farthest) = Axis.Range(seconds);
        (double _, double maximum) = Axis.Range(cents);
        var picture = new Picture(
            size,
            Axis.Powers((int)Math.Floor(nearest), (int)Math.Ceiling(farthest + 1e-9), value => Figures.Duration(value), "between two looks at the mid price"),
            Axis.Linear(0, maximum, 4, "cents per square root of a second"));
        if (report.TwoScaleDollarsPerSqrtSecond > 0)
        {
            picture.Level(report.TwoScaleDollarsPerSqrtSecond * CentsPerDollar, Ink.Ask, 2);
        }

        picture.Line(seconds, cents, Ink.Bid);
        picture.Dots(seconds, cents, Ink.Bid, 6);
        return picture;
    }
}
