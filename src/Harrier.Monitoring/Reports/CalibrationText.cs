using System.IO;
using Spectre.Console;

namespace Harrier.Monitoring.Reports;

/// <summary>Prints a calibration on a terminal.</summary>
public static class CalibrationText
{
    /// <summary>Prints it.</summary>
    /// <param name="report">The calibration.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CalibrationReport report, TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        for (int index = 0; index < report.Instruments.Length && index < CalibrationPage.InstrumentsMax; index++)
        {
            InstrumentCalibrationReport instrument = report.Instruments[index];
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{CalibrationTables.Headline(instrument)}[/]");
            console.WriteLine();
            TerminalReport.Draw(console, CalibrationTables.Intensity(instrument));
            foreach (string note in CalibrationTables.Notes(instrument))
            {
                console.MarkupLineInterpolated($"[grey]{note}[/]");
                console.WriteLine();
            }

            TerminalReport.Draw(console, CalibrationTables.Fit(instrument));
            TerminalReport.Draw(console, CalibrationTables.Spread(instrument));
            TerminalReport.Draw(console, CalibrationTables.Volatility(instrument));
            TerminalReport.Draw(console, CalibrationTables.RiskAversion(report, instrument));
        }

        if (report.Instruments.Length > CalibrationPage.InstrumentsMax)
        {
            output.WriteLine($"The {CalibrationPage.InstrumentsMax} with the most orders of {report.Instruments.Length}; the JSON file has all.");
        }

        if (CalibrationTables.FalseTimes(report) is string falseTimes)
        {
            console.MarkupLineInterpolated($"[grey]{falseTimes}[/]");
        }

        if (report.Instruments.Length > 0)
        {
            console.MarkupLineInterpolated($"[grey]{CalibrationTables.WhatDepthMeans}[/]");
        }
    }
}
