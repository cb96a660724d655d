using System.IO;
using System.Text.Json;
using Harrier.Monitoring.Reports;

namespace Harrier.Engine.Calibration;

/// <summary>Writes the estimates of one instrument as a harrier.json that a session takes.</summary>
public static class CalibrationFragment
{
    /// <summary>Writes the section Model: volatility, arrivals, decay, and that they are fixed.</summary>
    /// <param name="report">The instrument, which has an estimate.</param>
    /// <param name="skewAtLimitTicks">Model:SkewAtLimitTicks; 0 to leave it out.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(InstrumentCalibrationReport report, double skewAtLimitTicks, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartObject("Model");
        json.WriteString("Calibration", "fixed");
        json.WriteNumber("VolatilityDollarsPerSqrtSecond", report.TwoScaleDollarsPerSqrtSecond);
        json.WriteNumber("ArrivalsPerSecond", report.Taken.ArrivalsPerSecond);
        json.WriteNumber("DecayPerDollar", report.Taken.DecayPerDollar);
        if (skewAtLimitTicks > 0)
        {
            json.WriteNumber("SkewAtLimitTicks", skewAtLimitTicks);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    /// <summary>Whether there is an estimate of all three.</summary>
    /// <param name="report">The instrument.</param>
    /// <returns>False where the fragment would have nothing in it.</returns>
    public static bool IsPossible(InstrumentCalibrationReport report) =>
        report.Taken.IsUsable && report.TwoScaleDollarsPerSqrtSecond > 0.0;
}
