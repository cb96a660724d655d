using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using Harrier.Models.Calibration;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes a calibration as JSON; docs/json.md lists the keys.</summary>
public static class CalibrationJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes every figure.</summary>
    /// <param name="report">The calibration.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(CalibrationReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartArray("dataFiles");
        foreach (string file in report.DataFiles)
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
        json.WriteString("model", report.Model);
        json.WriteNumber("maximumInventoryOrders", report.MaximumInventoryOrders);
        json.WriteNumber("orderSizeLots", report.OrderSizeLots);
        json.WriteStartArray("instruments");
        foreach (InstrumentCalibrationReport instrument in report.Instruments)
        {
            WriteInstrument(json, instrument);
        }

        json.WriteEndArray();
        json.WriteNumber("falseTimes", report.FalseTimes);
        json.WriteString("fault", report.Fault);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteInstrument(Utf8JsonWriter json, InstrumentCalibrationReport report)
    {
        json.WriteStartObject();
        json.WriteString("symbol", report.Symbol);
        json.WriteNumber("begin", report.Begin.Value);
        json.WriteNumber("end", report.End.Value);
        json.WriteNumber("orders", report.Orders);
        json.WriteNumber("hiddenTrades", report.HiddenTrades);
        json.WriteNumber("mistakenTrades", report.MistakenTrades);
        WriteSide(json, report.Bid);
        WriteSide(json, report.Ask);
        WriteSide(json, report.Both);
        json.WriteStartObject("seen");
        WriteEstimate(json, report.Seen);
        json.WriteEndObject();
        WriteDifference(json, report.Difference);
        json.WriteString("countedFrom", report.CountedFrom == CountedFrom.SecondLevel ? "secondLevel" : "touch");
        json.WriteString("insideTouch", report.InsideTouch == InsideTouch.None ? "none" : "extrapolated");
        WriteSpread(json, report.Spread);
        WriteVolatility(json, report);
        json.WriteStartArray("riskAversions");
        foreach (RiskAversionRow row in report.RiskAversions)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            JsonReport.WriteNumber(json, "skewAtLimitTicks", row.SkewAtLimitTicks);
            JsonReport.WriteNumber(json, "riskAversionPerDollar", row.RiskAversionPerDollar);
            JsonReport.WriteNumber(json, "quoteTicks", row.QuoteTicks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, SideCalibration side)
    {
        json.WriteStartObject(side.Name);
        WriteEstimate(json, side.Estimate);
        json.WriteStartObject("logFit");
        JsonReport.WriteNumber(json, "arrivalsPerSecond", side.LogFit.ArrivalsPerSecond);
        JsonReport.WriteNumber(json, "decayPerDollar", side.LogFit.DecayPerDollar);
        JsonReport.WriteNumber(json, "rSquare", side.LogFit.RSquare);
        json.WriteNumber("bands", side.LogFit.Bands);
        json.WriteEndObject();
        WriteTest(json, side.Test);
        if (side.SecondLevel is IntensityEstimate second)
        {
            json.WriteStartObject("secondLevel");
            WriteEstimate(json, in second);
            WriteTest(json, side.SecondLevelTest);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("secondLevel");
        }

        json.WriteStartArray("bands");
        foreach (IntensityBand band in side.Bands)
        {
            json.WriteStartObject();
            json.WriteNumber("depthDollars", band.DepthDollars);
            json.WriteNumber("seconds", band.Seconds);
            json.WriteNumber("orders", band.Orders);
            json.WriteNumber("allSeconds", band.AllSeconds);
            json.WriteNumber("allOrders", band.AllOrders);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter json, IntensityDifference? difference)
    {
        if (difference is not IntensityDifference one)
        {
            json.WriteNull("difference");
            return;
        }

        json.WriteStartObject("difference");
        JsonReport.WriteNumber(json, "arrivalsPerSecond", one.ArrivalsPerSecond);
        JsonReport.WriteNumber(json, "arrivalsError", one.ArrivalsError);
        JsonReport.WriteNumber(json, "decayPerDollar", one.DecayPerDollar);
        JsonReport.WriteNumber(json, "decayError", one.DecayError);
        json.WriteEndObject();
    }

    private static void WriteEstimate(Utf8JsonWriter json, in IntensityEstimate estimate)
    {
        json.WriteString("quality", NameOf(estimate.Quality));
        JsonReport.WriteNumber(json, "orders", estimate.Orders);
        JsonReport.WriteNumber(json, "arrivalsPerSecond", estimate.ArrivalsPerSecond);
        JsonReport.WriteNumber(json, "arrivalsError", estimate.ArrivalsError);
        JsonReport.WriteNumber(json, "arrivalsPoissonError", estimate.ArrivalsPoissonError);
        JsonReport.WriteNumber(json, "decayPerDollar", estimate.DecayPerDollar);
        JsonReport.WriteNumber(json, "decayError", estimate.DecayError);
        JsonReport.WriteNumber(json, "decayPoissonError", estimate.DecayPoissonError);
        json.WriteNumber("blocks", estimate.Blocks);
        JsonReport.WriteNumber(json, "ordersPerSecond", estimate.OrdersPerSecond);
        JsonReport.WriteNumber(json, "fromDollars", estimate.FromDollars);
    }

    private static void WriteTest(Utf8JsonWriter json, DepthTest? test)
    {
        if (test is null)
        {
            json.WriteNull("test");
            return;
        }

        json.WriteStartObject("test");
        JsonReport.WriteNumber(json, "chiSquare", test.ChiSquare);
        json.WriteNumber("degreesOfFreedom", test.DegreesOfFreedom);
        JsonReport.WriteNumber(json, "pValue", test.PValue);
        json.WriteStartArray("observed");
        foreach (double orders in test.Observed)
        {
            json.WriteNumberValue(orders);
        }

        json.WriteEndArray();
        json.WriteStartArray("expected");
        foreach (double orders in test.Expected)
        {
            json.WriteNumberValue(orders);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSpread(Utf8JsonWriter json, SpreadStatistics spread)
    {
        json.WriteStartObject("spread");
        JsonReport.WriteNumber(json, "seconds", spread.Seconds);
        JsonReport.WriteNumber(json, "meanDollars", spread.MeanDollars);
        JsonReport.WriteNumber(json, "medianDollars", spread.MedianDollars);
        JsonReport.WriteNumber(json, "oneIncrementShare", spread.OneIncrementShare);
        JsonReport.WriteNumber(json, "twoIncrementsShare", spread.TwoIncrementsShare);
        json.WriteEndObject();
    }

    private static void WriteVolatility(Utf8JsonWriter json, InstrumentCalibrationReport report)
    {
        json.WriteStartObject("volatility");
        JsonReport.WriteNumber(json, "dollarsPerSqrtSecond", report.TwoScaleDollarsPerSqrtSecond);
        JsonReport.WriteNumber(json, "error", report.TwoScaleError);
        JsonReport.WriteNumber(json, "noiseDollars", report.NoiseDollars);
        json.WriteStartArray("estimators");
        foreach (VolatilityRow row in report.Volatilities)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            JsonReport.WriteNumber(json, "dollarsPerSqrtSecond", row.DollarsPerSqrtSecond);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("signature");
        foreach (SignaturePoint point in report.Signature)
        {
            json.WriteStartObject();
            json.WriteNumber("seconds", point.Seconds);
            JsonReport.WriteNumber(json, "dollarsPerSqrtSecond", point.DollarsPerSqrtSecond);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string NameOf(IntensityQuality quality) => quality switch
    {
        IntensityQuality.Good => "good",
        IntensityQuality.WithoutClusters => "withoutClusters",
        IntensityQuality.NoDepth => "noDepth",
        _ => "tooFewOrders",
    };
}
