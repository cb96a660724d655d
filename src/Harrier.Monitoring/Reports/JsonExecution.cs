using System.Text.Json;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes how a parent order was executed; null where the session made markets.</summary>
internal static class JsonExecution
{
    internal static void Write(Utf8JsonWriter json, ExecutionReport? execution)
    {
        if (execution is null)
        {
            json.WriteNull("execution");
            return;
        }

        json.WriteStartObject("execution");
        json.WriteString("symbol", execution.Symbol);
        json.WriteString("side", execution.Side == Side.Buy ? "buy" : "sell");
        json.WriteString("algorithm", execution.Algorithm);
        json.WriteString("state", execution.State);
        json.WriteNumber("lots", execution.Lots);
        json.WriteNumber("doneLots", execution.DoneLots);
        json.WriteNumber("begin", execution.Begin.Value);
        json.WriteNumber("end", execution.End.Value);
        WriteShortfall(json, execution);
        WriteBenchmarks(json, execution);
        json.WriteStartArray("slices");
        foreach (ExecutionSlice slice in execution.Slices)
        {
            json.WriteStartObject();
            json.WriteNumber("begin", slice.Begin.Value);
            json.WriteNumber("end", slice.End.Value);
            json.WriteNumber("scheduledLots", slice.ScheduledLots);
            json.WriteNumber("wantedLots", slice.WantedLots);
            json.WriteNumber("doneLots", slice.DoneLots);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteShortfall(Utf8JsonWriter json, ExecutionReport execution)
    {
        Shortfall shortfall = execution.Shortfall;
        json.WriteStartObject("shortfall");
        json.WriteString("total", shortfall.Total.ToString());
        JsonReport.WriteNumber(json, "basisPoints", execution.ShortfallBasisPoints);
        json.WriteString("paper", shortfall.Paper.ToString());
        json.WriteString("actual", shortfall.Actual.ToString());
        json.WriteStartObject("byCause");
        json.WriteString("delay", shortfall.Delay.ToString());
        json.WriteString("priceMove", shortfall.PriceMove.ToString());
        json.WriteString("spread", shortfall.Spread.ToString());
        json.WriteString("fees", shortfall.Fees.ToString());
        json.WriteString("opportunity", shortfall.Opportunity.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBenchmarks(Utf8JsonWriter json, ExecutionReport execution)
    {
        WriteMid(json, "decisionMidTicksTwice", execution.DecisionMidTicksTwice);
        WriteMid(json, "arrivalMidTicksTwice", execution.ArrivalMidTicksTwice);
        WriteMid(json, "lastMidTicksTwice", execution.LastMidTicksTwice);
        JsonReport.WriteNumber(json, "averageTicks", execution.AverageTicks);
        JsonReport.WriteNumber(json, "vwapTicks", execution.VolumeWeightedTicks);
        JsonReport.WriteNumber(json, "twapTicks", execution.TimeWeightedTicks);
        json.WriteStartObject("slippageBasisPoints");
        JsonReport.WriteNumber(json, "arrival", execution.SlippageBasisPoints(execution.ArrivalTicks));
        JsonReport.WriteNumber(json, "vwap", execution.SlippageBasisPoints(execution.VolumeWeightedTicks));
        JsonReport.WriteNumber(json, "twap", execution.SlippageBasisPoints(execution.TimeWeightedTicks));
        json.WriteEndObject();
        json.WriteNumber("othersLots", execution.OthersLots);
        JsonReport.WriteNumber(json, "participation", execution.Participation);
    }

    private static void WriteMid(Utf8JsonWriter json, string key, long ticksTwice)
    {
        if (ticksTwice == long.MinValue)
        {
            json.WriteNull(key);
        }
        else
        {
            json.WriteNumber(key, ticksTwice);
        }
    }
}
