using System.Text.Json;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes the curves, one array a curve; a value that is absent is null.</summary>
internal static class JsonSeries
{
    internal static void Write(Utf8JsonWriter json, SessionReport report)
    {
        json.WriteStartObject("series");
        json.WriteStartObject("pnl");
        WriteTimes(json, report.ProfitSeries.Times);
        WriteMoney(json, "spread", report.ProfitSeries.Spread);
        WriteMoney(json, "inventory", report.ProfitSeries.Inventory);
        WriteMoney(json, "fees", report.ProfitSeries.Fees);
        json.WriteEndObject();

        json.WriteStartArray("instruments");
        foreach (InstrumentSeries series in report.InstrumentSeries)
        {
            WriteInstrument(json, series);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInstrument(Utf8JsonWriter json, InstrumentSeries series)
    {
        json.WriteStartObject();
        json.WriteString("symbol", series.Symbol);
        WriteTimes(json, series.Times);
        json.WriteStartArray("midTicksTwice");
        foreach (long mid in series.MidTicksTwice)
        {
            WriteTicks(json, mid);
        }

        json.WriteEndArray();
        WritePrices(json, "bidTicks", series.Bids);
        WritePrices(json, "askTicks", series.Asks);
        json.WriteStartArray("inventoryLots");
        foreach (long lots in series.InventoryLots)
        {
            json.WriteNumberValue(lots);
        }

        json.WriteEndArray();
        json.WriteStartArray("fills");
        foreach (FillPoint fill in series.Fills)
        {
            WriteFill(json, fill);
        }

        json.WriteEndArray();
        if (series.Parameters is ParameterSeries parameters)
        {
            WriteEstimates(json, "riskAversionPerDollar", parameters.RiskAversionPerDollar);
            WriteEstimates(json, "volatilityDollarsPerSqrtSecond", parameters.VolatilityDollarsPerSqrtSecond);
            WriteEstimates(json, "arrivalsPerSecond", parameters.ArrivalsPerSecond);
            WriteEstimates(json, "decayPerDollar", parameters.DecayPerDollar);
        }

        json.WriteEndObject();
    }

    private static void WriteEstimates(Utf8JsonWriter json, string key, double[] values)
    {
        json.WriteStartArray(key);
        foreach (double value in values)
        {
            if (value > 0)
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

    private static void WriteFill(Utf8JsonWriter json, FillPoint fill)
    {
        json.WriteStartObject();
        json.WriteNumber("time", fill.Time.Value);
        json.WriteString("side", fill.Side == Side.Buy ? "buy" : "sell");
        json.WriteNumber("priceTicks", fill.Price.Ticks);
        json.WriteNumber("lots", fill.Lots);
        json.WritePropertyName("midTicksTwice");
        WriteTicks(json, fill.MidTicksTwice);
        json.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter json, Nanoseconds[] times)
    {
        json.WriteStartArray("times");
        foreach (Nanoseconds time in times)
        {
            json.WriteNumberValue(time.Value);
        }

        json.WriteEndArray();
    }

    private static void WriteMoney(Utf8JsonWriter json, string key, Money[] amounts)
    {
        json.WriteStartArray(key);
        foreach (Money amount in amounts)
        {
            json.WriteStringValue(amount.ToString());
        }

        json.WriteEndArray();
    }

    private static void WritePrices(Utf8JsonWriter json, string key, Price[] prices)
    {
        json.WriteStartArray(key);
        foreach (Price price in prices)
        {
            WriteTicks(json, price.Ticks);
        }

        json.WriteEndArray();
    }

    private static void WriteTicks(Utf8JsonWriter json, long ticks)
    {
        if (ticks == long.MinValue)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteNumberValue(ticks);
        }
    }
}
