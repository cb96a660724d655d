using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes every figure of a session as JSON; docs/json.md lists the keys. Times are nanoseconds, money is
/// a decimal string. Only <c>latency</c>, <c>timing</c> and <c>host</c> differ between two runs with the same input.</summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",

        // The file is read by programs, not pasted into a page: an accent or an apostrophe may stand as itself.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the report.</summary>
    /// <param name="report">The session.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(SessionReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteSession(json, report);
        WriteProfit(json, "pnl", report.Profit);
        JsonExecution.Write(json, report.Execution);
        WriteInstruments(json, report.Instruments);
        WriteMarkouts(json, report.Markouts);
        WriteFillRates(json, report.FillRates);
        JsonRisk.Write(json, report.Risk);
        JsonSeries.Write(json, report);
        WriteRun(json, report.Run);
        JsonLatency.Write(json, report.Latencies);
        WriteTiming(json, report);
        WriteHost(json, report.Run.Host);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteSession(Utf8JsonWriter json, SessionReport report)
    {
        SessionCounts counts = report.Counts;
        json.WriteStartObject("session");
        json.WriteString("outcome", OutcomeName(report.Run.Outcome));
        json.WriteString("outcomeReason", report.Run.OutcomeReason);
        json.WriteNumber("begin", report.Run.Begin.Value);
        json.WriteNumber("end", report.Run.End.Value);
        json.WriteNumber("messages", counts.Messages);
        WriteCounts(json, "messagesByType", counts.MessagesByType);
        json.WriteNumber("orders", counts.Orders);
        json.WriteNumber("entered", counts.Entered);
        json.WriteNumber("replaced", counts.Replaced);
        json.WriteNumber("canceled", counts.Canceled);
        json.WriteNumber("rejected", counts.Rejected);
        WriteCounts(json, "rejectedByReason", counts.RejectedByReason);
        json.WriteNumber("fills", counts.Fills);
        json.WriteNumber("lotsTraded", counts.LotsTraded);
        json.WriteString("ordersSha256", counts.OrdersSha256);
        json.WriteNumber("allocatedBytes", counts.AllocatedBytes);
        json.WriteNumber("collections", counts.Collections);
        WriteCounts(json, "stops", report.Stops);
        WriteStateChanges(json, report.StateChanges);
        WriteCounts(json, "anomalies", counts.Anomalies);
        json.WriteEndObject();
    }

    private static void WriteProfit(Utf8JsonWriter json, string key, Profit profit)
    {
        json.WriteStartObject(key);
        json.WriteString("total", profit.Total.ToString());
        json.WriteString("cash", profit.Cash.ToString());
        json.WriteString("inventoryAtMid", profit.InventoryAtMid.ToString());
        json.WriteStartObject("byCause");
        json.WriteString("spread", profit.Spread.ToString());
        json.WriteString("inventory", profit.Inventory.ToString());
        json.WriteString("fees", profit.Fees.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInstruments(Utf8JsonWriter json, InstrumentRow[] rows)
    {
        json.WriteStartArray("instruments");
        foreach (InstrumentRow row in rows)
        {
            json.WriteStartObject();
            json.WriteString("symbol", row.Symbol);
            json.WriteNumber("locate", row.Instrument.Index);
            json.WriteString("model", row.Model);
            json.WriteNumber("orders", row.Orders);
            json.WriteNumber("fills", row.Fills);
            json.WriteNumber("lotsBought", row.LotsBought);
            json.WriteNumber("lotsSold", row.LotsSold);
            json.WriteNumber("inventoryLots", row.InventoryLots);
            json.WriteNumber("inventoryLotsMax", row.InventoryLotsMax);
            json.WriteNumber("stopped", row.Stopped);
            WriteNumber(json, "twoSidedShare", row.TwoSidedShare);
            WriteProfit(json, "pnl", row.Profit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMarkouts(Utf8JsonWriter json, MarkoutRow[] rows)
    {
        json.WriteStartArray("markouts");
        foreach (MarkoutRow row in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("horizon", row.Horizon.Value);
            json.WriteNumber("fills", row.Fills);
            json.WriteNumber("lots", row.Lots);
            json.WriteString("sum", row.Sum.ToString());
            WriteNumber(json, "ticksPerLot", row.TicksPerLot);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFillRates(Utf8JsonWriter json, FillRateRow[] rows)
    {
        json.WriteStartArray("fillRates");
        foreach (FillRateRow row in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("depthFromTicks", row.DepthFromTicks);
            if (row.DepthToTicks == long.MaxValue)
            {
                json.WriteNull("depthToTicks");
            }
            else
            {
                json.WriteNumber("depthToTicks", row.DepthToTicks);
            }

            WriteNumber(json, "orderSeconds", row.OrderSeconds);
            json.WriteNumber("fills", row.Fills);
            WriteNumber(json, "fillsPerSecond", row.FillsPerSecond);
            WriteNumber(json, "modelFillsPerSecond", row.ModelFillsPerSecond);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRun(Utf8JsonWriter json, SessionRun run)
    {
        json.WriteStartObject("run");
        json.WriteString("harrier", run.HarrierVersion);
        json.WriteString("venue", run.Venue);
        json.WriteString("model", run.Model);
        json.WriteNumber("seed", run.Seed);
        WriteStrings(json, "dataFiles", run.DataFiles);
        WriteStrings(json, "assumptions", run.Assumptions);
        json.WriteStartObject("settings");
        foreach (ReportedSetting setting in run.Settings)
        {
            json.WriteString(setting.Key, setting.Value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTiming(Utf8JsonWriter json, SessionReport report)
    {
        json.WriteStartObject("timing");
        json.WriteString("startedAt", report.Run.StartedAt);
        WriteNumber(json, "wallSeconds", report.Counts.WallSeconds);
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json, HostFacts host)
    {
        json.WriteStartObject("host");
        json.WriteString("processor", host.Processor);
        json.WriteNumber("processors", host.Processors);
        json.WriteString("operatingSystem", host.OperatingSystem);
        json.WriteString("runtime", host.Runtime);
        json.WriteString("clock", host.Clock);
        json.WriteEndObject();
    }

    private static void WriteStateChanges(Utf8JsonWriter json, StateChange[] changes)
    {
        json.WriteStartArray("stateChanges");
        foreach (StateChange change in changes)
        {
            json.WriteStartObject();
            json.WriteNumber("time", change.Time.Value);
            json.WriteString("state", change.State);
            json.WriteString("reason", change.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, string key, NamedCount[] counts)
    {
        json.WriteStartObject(key);
        foreach (NamedCount count in counts)
        {
            json.WriteNumber(count.Name, count.Count);
        }

        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string key, string[] values)
    {
        json.WriteStartArray(key);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>JSON has no NaN: what was not measured is null.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, string key, double value)
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

    private static string OutcomeName(SessionOutcome outcome) => outcome switch
    {
        SessionOutcome.Completed => "completed",
        SessionOutcome.TradingStopped => "tradingStopped",
        SessionOutcome.FeedFault => "feedFault",
        SessionOutcome.NothingQuoted => "nothingQuoted",
        _ => "internalFault",
    };
}
