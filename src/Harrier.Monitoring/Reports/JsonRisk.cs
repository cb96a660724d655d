using System.Text.Json;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes the risk of the portfolio.</summary>
internal static class JsonRisk
{
    internal static void Write(Utf8JsonWriter json, PortfolioRiskSummary? risk)
    {
        if (risk is null)
        {
            json.WriteNull("risk");
            return;
        }

        json.WriteStartObject("risk");
        json.WriteNumber("confidence", risk.Confidence);
        json.WriteNumber("horizonSeconds", risk.HorizonSeconds);
        json.WriteString("tail", risk.Tail);
        JsonReport.WriteNumber(json, "degreesOfFreedom", risk.DegreesOfFreedom);
        Write(json, "valueAtRisk", risk.ValueAtRisk);
        Write(json, "worstValueAtRisk", risk.WorstValueAtRisk);
        Write(json, "expectedShortfall", risk.ExpectedShortfall);
        Write(json, "drawdown", risk.Drawdown);
        Write(json, "gross", risk.Gross);
        json.WriteNumber("largestShare", risk.LargestShare);
        json.WriteNumber("instruments", risk.Instruments);
        Write(json, risk.Liquidity);
        json.WriteNumber("breachesInAll", risk.BreachesInAll);
        json.WriteStartArray("breaches");
        foreach (RiskBreach breach in risk.Breaches)
        {
            json.WriteStartObject();
            json.WriteNumber("time", breach.Time.Value);
            json.WriteString("limit", breach.Limit);
            json.WriteString("action", breach.Action);
            JsonReport.WriteNumber(json, "measured", breach.Measured);
            json.WriteNumber("allowed", breach.Allowed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Money is a decimal string; what is not known is null.</summary>
    private static void Write(Utf8JsonWriter json, string key, RiskFigure figure)
    {
        json.WriteStartObject(key);
        WriteDollars(json, "last", figure.Last);
        WriteDollars(json, "most", figure.Most);
        WriteDollars(json, "limit", figure.Limit > 0 ? figure.Limit : double.NaN);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LiquiditySummary liquidity)
    {
        json.WriteStartObject("liquidity");
        json.WriteNumber("participation", liquidity.Participation);
        json.WriteNumber("memorySeconds", liquidity.MemorySeconds);
        JsonReport.WriteNumber(json, "lastSeconds", liquidity.LastSeconds);
        json.WriteNumber("mostSeconds", liquidity.MostSeconds);
        json.WriteString("symbol", liquidity.Symbol);
        json.WriteNumber("unknownSeconds", liquidity.UnknownSeconds);
        json.WriteEndObject();
    }

    private static void WriteDollars(Utf8JsonWriter json, string key, double dollars)
    {
        if (double.IsFinite(dollars))
        {
            json.WriteString(key, dollars.ToString("F2", System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(key);
        }
    }
}
