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
            WriteNumber(json, "skewAtLimitTicks", row.SkewAtLimitTicks);
            WriteNumber(json, "riskAversionPerDollar", row.RiskAversionPerDollar);
            WriteNumber(json, "quoteTicks", row.QuoteTicks);
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
        WriteNumber(json, "arrivalsPerSecond", side.LogFit.ArrivalsPerSecond);
        WriteNumber(json, "decayPerDollar", side.LogFit.DecayPerDollar);
        WriteNumber(json, "rSquare", side.LogFit.RSquare);
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
        WriteNumber(json, "arrivalsPerSecond", one.ArrivalsPerSecond);
        WriteNumber(json, "arrivalsError", one.ArrivalsError);
        WriteNumber(json, "decayPerDollar", one.DecayPerDollar);
        WriteNumber(json, "decayError", one.DecayError);
        json.WriteEndObject();
    }

    private static void WriteEstimate(Utf8JsonWriter json, in IntensityEstimate estimate)
    {
        json.WriteString("quality", NameOf(estimate.Quality));
        WriteNumber(json, "orders", estimate.Orders);
        WriteNumber(json, "arrivalsPerSecond", estimate.ArrivalsPerSecond);
        WriteNumber(json, "arrivalsError", estimate.ArrivalsError);
        WriteNumber(json, "arrivalsPoissonError", estimate.ArrivalsPoissonError);
        WriteNumber(json, "decayPerDollar", estimate.DecayPerDollar);
        WriteNumber(json, "decayError", estimate.DecayError);
        WriteNumber(json, "decayPoissonError", estimate.DecayPoissonError);
        json.WriteNumber("blocks", estimate.Blocks);
        WriteNumber(json, "ordersPerSecond", estimate.OrdersPerSecond);
        WriteNumber(json, "fromDollars", estimate.FromDollars);
    }

    private static void WriteTest(Utf8JsonWriter json, DepthTest? test)
    {
        if (test is null)
        {
            json.WriteNull("test");
            return;
        }

        json.WriteStartObject("test");
        WriteNumber(json, "chiSquare", test.ChiSquare);
        json.WriteNumber("degreesOfFreedom", test.DegreesOfFreedom);
        WriteNumber(json, "pValue", test.PValue);
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
        WriteNumber(json, "seconds", spread.Seconds);
        WriteNumber(json, "meanDollars", spread.MeanDollars);
        WriteNumber(json, "medianDollars", spread.MedianDollars);
        WriteNumber(json, "oneIncrementShare", spread.OneIncrementShare);
        WriteNumber(json, "twoIncrementsShare", spread.TwoIncrementsShare);
        json.WriteEndObject();
    }

    private static void WriteVolatility(Utf8JsonWriter json, InstrumentCalibrationReport report)
    {
        json.WriteStartObject("volatility");
        WriteNumber(json, "dollarsPerSqrtSecond", report.TwoScaleDollarsPerSqrtSecond);
        WriteNumber(json, "error", report.TwoScaleError);
        WriteNumber(json, "noiseDollars", report.NoiseDollars);
        json.WriteStartArray("estimators");
        foreach (VolatilityRow row in report.Volatilities)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            WriteNumber(json, "dollarsPerSqrtSecond", row.DollarsPerSqrtSecond);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("signature");
        foreach (SignaturePoint point in report.Signature)
        {
            json.WriteStartObject();
            json.WriteNumber("seconds", point.Seconds);
            WriteNumber(json, "dollarsPerSqrtSecond", point.DollarsPerSqrtSecond);
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

    /// <summary>JSON has no NaN: what could not be estimated is null.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string key, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(key, value);
        }
        else
        {
            json.WriteNull(key);
        }
    }
}
