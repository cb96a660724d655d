using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes every figure of a portfolio over a panel as JSON; docs/json.md lists the keys. Only the two times of
/// <c>updates</c> differ between two runs with the same input.</summary>
public static class JsonRiskBacktest
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the figures.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(RiskBacktestReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteNumber("assets", report.Assets);
        json.WriteNumber("days", report.Days);
        JsonReport.WriteNumber(json, "value", report.ValueDollars);
        json.WriteNumber("window", report.Window);
        JsonReport.WriteNumber(json, "lambda", report.Lambda > 0 ? report.Lambda : double.NaN);
        JsonReport.WriteNumber(json, "degreesOfFreedom", report.DegreesOfFreedom);
        json.WriteString("quantile", report.Convention);
        JsonReport.WriteNumber(json, "logReturnMin", report.LogReturnMin);
        JsonReport.WriteNumber(json, "logReturnMax", report.LogReturnMax);
        json.WriteNumber("suspectMoves", report.SuspectMoves);
        JsonReport.WriteNumber(json, "maximumMove", report.MaximumMove);
        WriteMoves(json, report.LeftOut);
        WriteMethods(json, report.Methods);
        WriteUpdates(json, report.Comparison);
        WriteComponents(json, report);
        JsonReport.WriteNumber(json, "leverage", report.Leverage);
        JsonReport.WriteNumber(json, "largestShare", report.LargestShare);
        JsonReport.WriteNumber(json, "herfindahl", report.Herfindahl);
        json.WriteString("drawdown", report.Drawdown.ToString());
        WriteSeries(json, "profits", report.Profits);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteMoves(Utf8JsonWriter json, RiskMove[] moves)
    {
        json.WriteStartArray("leftOut");
        foreach (RiskMove move in moves)
        {
            json.WriteStartObject();
            json.WriteString("asset", move.Name);
            json.WriteNumber("day", move.Day);
            JsonReport.WriteNumber(json, "logReturn", move.LogReturn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMethods(Utf8JsonWriter json, RiskMethod[] methods)
    {
        json.WriteStartArray("methods");
        foreach (RiskMethod method in methods)
        {
            json.WriteStartObject();
            json.WriteString("name", method.Name);
            json.WriteNumber("confidence", method.Confidence);
            JsonReport.WriteNumber(json, "valueAtRisk", method.LastValueAtRisk);
            JsonReport.WriteNumber(json, "expectedShortfall", method.LastExpectedShortfall);
            json.WriteNumber("days", method.Days);
            json.WriteNumber("exceedances", method.Exceedances);
            json.WriteNumber("historicalInstead", method.HistoricalInstead);
            WriteTest(json, "kupiec", method.Kupiec);
            WriteTest(json, "independence", method.Independence);
            WriteTest(json, "coverage", method.Coverage);
            WriteSeries(json, "series", method.ValueAtRisk);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTest(Utf8JsonWriter json, string key, RiskTest test)
    {
        json.WriteStartObject(key);
        JsonReport.WriteNumber(json, "statistic", test.Statistic);
        JsonReport.WriteNumber(json, "pValue", test.PValue);
        json.WriteEndObject();
    }

    private static void WriteUpdates(Utf8JsonWriter json, RiskUpdateFigures figures)
    {
        json.WriteStartObject("updates");
        json.WriteNumber("days", figures.Days);
        json.WriteNumber("changes", figures.Updates);
        JsonReport.WriteNumber(json, "largestDifference", figures.LargestDifference);
        json.WriteNumber("largestDay", figures.LargestDay);
        JsonReport.WriteNumber(json, "fullNanoseconds", figures.FullNanoseconds);
        JsonReport.WriteNumber(json, "changeNanoseconds", figures.UpdateNanoseconds);
        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json, RiskBacktestReport report)
    {
        RiskComponentTotals totals = report.ComponentTotals;
        json.WriteStartObject("componentTotals");
        JsonReport.WriteNumber(json, "normal", totals.Normal);
        JsonReport.WriteNumber(json, "cornishFisher", totals.CornishFisher);
        json.WriteBoolean("historicalInstead", totals.IsHistoricalInstead);
        JsonReport.WriteNumber(json, "historicalShortfall", totals.HistoricalShortfall);
        json.WriteEndObject();
        json.WriteStartArray("components");
        foreach (RiskComponent component in report.Components)
        {
            json.WriteStartObject();
            json.WriteString("asset", component.Name);
            JsonReport.WriteNumber(json, "weight", component.Weight);
            JsonReport.WriteNumber(json, "normal", component.Normal);
            JsonReport.WriteNumber(json, "cornishFisher", component.CornishFisher);
            JsonReport.WriteNumber(json, "historicalShortfall", component.HistoricalShortfall);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, string key, double[] values)
    {
        json.WriteStartArray(key);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                json.WriteNumberValue(value);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}
