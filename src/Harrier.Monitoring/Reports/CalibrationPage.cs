using System.IO;
using Harrier.Models.Calibration;
using Harrier.Monitoring.Reports.Pictures;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes a calibration as one page that needs nothing but itself.</summary>
public static class CalibrationPage
{
    /// <summary>The page shows the instruments with the most orders, the JSON file all.</summary>
    internal const int InstrumentsMax = 20;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The calibration.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(CalibrationReport report, TextWriter output)
    {
        string title = report.Instruments.Length == 0 ? "Nothing was seen." : CalibrationTables.Headline(report.Instruments[0]);
        var page = new HtmlPage(output);
        page.Begin("Harrier calibrate: " + title);
        page.Text("h1", title);
        if (report.Fault is not null)
        {
            page.Text("p class=\"warning\"", "The data ended early: " + report.Fault);
        }

        page.Text("p class=\"quiet\"", report.DataFiles.Length == 0 ? "Built-in venue." : string.Join(", ", report.DataFiles));
        if (CalibrationTables.FalseTimes(report) is string falseTimes)
        {
            page.Text("p class=\"quiet\"", falseTimes);
        }

        if (report.Instruments.Length > 0)
        {
            page.Text("p class=\"quiet\"", CalibrationTables.WhatDepthMeans);
        }

        for (int index = 0; index < report.Instruments.Length && index < InstrumentsMax; index++)
        {
            Write(page, report, report.Instruments[index]);
        }

        page.End();
    }

    /// <summary>Writes one picture alone, for a document: the intensity of both sides by depth, or the signature of the
    /// volatility.</summary>
    /// <param name="report">The instrument.</param>
    /// <param name="isSignature">Which one.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void WritePicture(InstrumentCalibrationReport report, bool isSignature, TextWriter output)
    {
        using Picture picture = isSignature
            ? CalibrationPictures.Signature(report, PictureSize.Screen)
            : CalibrationPictures.Intensity(report.Both, Beside(report, report.Both), PictureSize.Screen);
        output.Write(picture.ToSvgFile(isSignature ? "Volatility by the time between two looks at the mid price" : "Orders a second by depth, seen and fitted"));
    }

    /// <summary>The fit that the models take, where it is not the one from the touch.</summary>
    private static IntensityEstimate? Beside(InstrumentCalibrationReport report, SideCalibration side) =>
        report.InsideTouch == InsideTouch.None ? report.Seen
        : report.CountedFrom == CountedFrom.SecondLevel ? side.SecondLevel
        : null;

    private static void Write(HtmlPage page, CalibrationReport calibration, InstrumentCalibrationReport report)
    {
        page.Text("h2", calibration.Instruments.Length == 1 ? CalibrationTables.Name(report) : CalibrationTables.Headline(report));
        string second = report.InsideTouch == InsideTouch.None ? "; green: none taken as hidden, which the models take here: orders of all of the time, the dots only of that in which the touch stood there or nearer"
            : report.CountedFrom == CountedFrom.SecondLevel ? "; green: counted from the second level, which the models take here"
            : string.Empty;
        page.Raw("<div class=\"beside two\">");
        foreach (SideCalibration side in (SideCalibration[])[report.Bid, report.Ask])
        {
            page.SmallFigure(
                $"{report.Symbol}, {side.Name}: orders a second that executed at a depth or deeper (dots, bars of two standard errors; too few where a book has empty prices) and fitted (line){second}",
                PictureSize.Half,
                size => CalibrationPictures.Intensity(side, Beside(report, side), size));
        }

        page.SmallFigure(
            $"{report.Symbol}: volatility by the time between two looks at the mid price (dots), and the two-scale estimate (line)",
            PictureSize.Half,
            size => CalibrationPictures.Signature(report, size));
        page.Raw("</div>");
        page.Table(CalibrationTables.Intensity(report));
        foreach (string note in CalibrationTables.Notes(report))
        {
            page.Text("p", note);
        }

        page.Table(CalibrationTables.Fit(report));
        page.Table(CalibrationTables.Spread(report));
        page.Table(CalibrationTables.Volatility(report));
        page.Table(CalibrationTables.RiskAversion(calibration, report));
    }
}
