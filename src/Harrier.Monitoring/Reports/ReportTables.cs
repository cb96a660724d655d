using System;
using System.Collections.Generic;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>The tables of a session, which the page and the terminal both draw.</summary>
internal static class ReportTables
{
    /// <summary>A day has thousands of instruments; the page and the terminal show the busiest, the JSON file all.</summary>
    private const int MaximumInstrumentRows = 40;

    private const double LeastShareOfTime = 0.005;

    /// <summary>A state that came more often has one row in the terminal.</summary>
    private const int FoldedFrom = 3;

    internal static ReportTable Result(SessionReport report)
    {
        Profit profit = report.Profit;
        return new ReportTable(
            "Result",
            profit.AddsUp
                ? "Cash and inventory at mid equal the sum of the causes, exactly."
                : "FAULT: cash and inventory at mid do not equal the sum of the causes.",
            ["", "dollars"],
            [
                ["cash", Figures.Dollars(profit.Cash)],
                ["inventory at mid", Figures.Dollars(profit.InventoryAtMid)],
                ["total", Figures.Dollars(profit.Total)],
                ["of which spread captured", Figures.Dollars(profit.Spread)],
                ["of which inventory held", Figures.Dollars(profit.Inventory)],
                ["of which fees and rebates", Figures.Dollars(profit.Fees)],
            ]);
    }

    internal static ReportTable Activity(SessionReport report)
    {
        SessionCounts counts = report.Counts;
        var rows = new List<string[]>
        {
            Row("messages decoded", counts.Messages),
            Row("order messages sent", counts.Orders),
            Row("  entered", counts.Entered),
            Row("  replaced", counts.Replaced),
            Row("  cancelled", counts.Canceled),
            Row("rejected by the venue", counts.Rejected),
        };
        foreach (NamedCount reason in counts.RejectedByReason)
        {
            rows.Add(Row("  " + Reason(reason.Name), reason.Count));
        }

        rows.Add(Row("fills", counts.Fills));
        rows.Add(Row("lots traded", counts.LotsTraded));
        rows.Add(Row("bytes allocated in the session", counts.AllocatedBytes));
        rows.Add(Row("garbage collections in the session", counts.Collections));
        rows.Add(["wall clock", Figures.Duration(counts.WallSeconds)]);
        foreach (NamedCount anomaly in counts.Anomalies)
        {
            rows.Add(Row(anomaly.Name, anomaly.Count));
        }

        return new ReportTable("Activity", string.Empty, ["", "count"], [.. rows]);
    }

    /// <summary>What the venues of a session say, in words; another venue's reason by its name.</summary>
    private static string Reason(string name) => name switch
    {
        "replaceNotAllowed" => "replacements of an order that had gone",
        "invalidPrice" => "prices that the venue does not take",
        "invalidQuantity" => "sizes that the venue does not take",
        "destinationClosed" => "outside of the venue's hours",
        _ => name,
    };

    internal static ReportTable Latency(SessionReport report)
    {
        var rows = new List<string[]>();
        foreach ((string name, LatencyStage stage) in report.Latencies.InOrder())
        {
            rows.Add(stage.Samples == 0
                ? [StageName(name), "0", "-", "-", "-", "-"]
                : [StageName(name), Figures.Count(stage.Samples), Figures.Time(stage.P50), Figures.Time(stage.P99), Figures.Time(stage.P999), Figures.Time(stage.Max)]);
        }

        return new ReportTable(
            "Latency of each stage", $"Clock: {report.Run.Host.Clock}.", ["stage", "samples", "p50", "p99", "p99.9", "max"], [.. rows]);
    }

    /// <summary>What fits a terminal of 80 characters: whole dollars. Nothing for one instrument, of which the table of
    /// the result tells all.</summary>
    internal static ReportTable BriefInstruments(SessionReport report)
    {
        var rows = new List<string[]>();
        int count = report.Instruments.Length == 1 ? 0 : Math.Min(report.Instruments.Length, MaximumInstrumentRows);
        foreach (InstrumentRow row in report.Instruments.AsSpan(0, count))
        {
            rows.Add(
            [
                row.Symbol,
                Figures.WholeDollars(row.Profit.Total),
                Figures.WholeDollars(row.Profit.Spread),
                Figures.WholeDollars(row.Profit.Inventory),
                Figures.WholeDollars(row.Profit.Fees),
                Figures.Count(row.Fills),
                Figures.Count(row.InventoryLots),
            ]);
        }

        return new ReportTable(
            "Instruments", InstrumentNote(report), ["symbol", "total", "spread", "inventory", "fees", "fills", "lots held"], [.. rows]);
    }

    internal static ReportTable Instruments(SessionReport report)
    {
        var rows = new List<string[]>();
        foreach (InstrumentRow row in report.Instruments.AsSpan(0, Math.Min(report.Instruments.Length, MaximumInstrumentRows)))
        {
            rows.Add(
            [
                row.Symbol,
                Figures.Dollars(row.Profit.Total),
                Figures.Dollars(row.Profit.Spread),
                Figures.Dollars(row.Profit.Inventory),
                Figures.Dollars(row.Profit.Fees),
                Figures.Count(row.Orders),
                Figures.Count(row.Fills),
                Figures.Count(row.InventoryLots),
                Figures.Count(row.InventoryLotsMax),
                Figures.Share(row.TwoSidedShare),
            ]);
        }

        return new ReportTable(
            "Instruments", InstrumentNote(report), ["symbol", "total", "spread", "inventory", "fees", "orders", "fills", "lots held", "most held", "two-sided"], [.. rows]);
    }

    private static string InstrumentNote(SessionReport report) => report.Instruments.Length > MaximumInstrumentRows
        ? $"The busiest {MaximumInstrumentRows} of {Figures.Count(report.Instruments.Length)}; the JSON file has all."
        : string.Empty;

    internal static ReportTable Markouts(SessionReport report)
    {
        var rows = new List<string[]>();
        foreach (MarkoutRow row in report.Markouts)
        {
            rows.Add(
            [
                Figures.Duration(row.Horizon.ToSeconds()),
                Figures.Count(row.Fills),
                Figures.Count(row.Lots),
                Figures.Dollars(row.Sum),
                Figures.Digits(row.TicksPerLot),
            ]);
        }

        return new ReportTable(
            "Markouts",
            "What a fill was worth against the mid price a while later. One tick is 1/10,000 dollar.",
            ["after", "fills", "lots", "sum", "ticks a lot"],
            [.. rows]);
    }

    internal static ReportTable FillRates(SessionReport report)
    {
        double standing = 0;
        foreach (FillRateRow row in report.FillRates)
        {
            standing += row.OrderSeconds;
        }

        var rows = new List<string[]>();
        foreach (FillRateRow row in report.FillRates)
        {
            if (row.OrderSeconds < LeastShareOfTime * standing)
            {
                continue;
            }

            rows.Add(
            [
                row.DepthToTicks == long.MaxValue ? $"from {Cents(row.DepthFromTicks)}" : $"{Cents(row.DepthFromTicks)} to {Cents(row.DepthToTicks)}",
                Figures.Duration(row.OrderSeconds),
                Figures.Count(row.Fills),
                Figures.Digits(row.FillsPerSecond),
                Figures.Digits(row.ModelFillsPerSecond),
            ]);
        }

        return new ReportTable(
            "Fill rate by depth",
            "Depth is the distance of a standing order from the mid price, in cents. Bands with less than half a percent of the time are in the JSON file alone.",
            ["depth", "time stood", "fills", "fills a second", "model"],
            [.. rows]);
    }

    internal static ReportTable Stops(SessionReport report)
    {
        var rows = new List<string[]>();
        foreach (NamedCount stop in report.Stops)
        {
            rows.Add(Row(stop.Name, stop.Count));
        }

        return new ReportTable(
            "Orders stopped by the checks",
            rows.Count == 0 ? "None." : string.Empty,
            ["reason", "orders"],
            [.. rows]);
    }

    internal static ReportTable StateChanges(SessionReport report)
    {
        var rows = new List<string[]>();
        foreach (StateChange change in report.StateChanges)
        {
            rows.Add([Figures.TimeOfDay(change.Time), change.State, change.Reason]);
        }

        return new ReportTable("Trading state", string.Empty, ["time", "state", "reason"], [.. rows], IsText: true);
    }

    /// <summary>A row for each state with its reason, in the order in which they first came, where one came often.</summary>
    internal static ReportTable BriefStateChanges(SessionReport report)
    {
        StateChange[] changes = report.StateChanges;
        var rows = new List<string[]>();
        bool isOften = false;
        for (int i = 0; i < changes.Length; i++)
        {
            (string state, string reason) = (changes[i].State, changes[i].Reason);
            StateChange[] alike = Array.FindAll(changes, one => one.State == state && one.Reason == reason);
            isOften |= alike.Length > FoldedFrom;
            if (ReferenceEquals(alike[0], changes[i]))
            {
                rows.Add([Figures.TimeOfDay(alike[0].Time), Figures.TimeOfDay(alike[^1].Time), Figures.Count(alike.Length), state, reason]);
            }
        }

        return isOften
            ? new ReportTable("Trading state", string.Empty, ["first", "last", "times", "state", "reason"], [.. rows], IsText: true)
            : StateChanges(report);
    }

    internal static ReportTable Settings(SessionReport report)
    {
        var rows = new List<string[]>();
        foreach (ReportedSetting setting in report.Run.Settings)
        {
            rows.Add([setting.Key, setting.Value, setting.Source]);
        }

        return new ReportTable("Configuration", string.Empty, ["setting", "value", "set by"], [.. rows], IsText: true);
    }

    internal static ReportTable Host(SessionReport report)
    {
        SessionRun run = report.Run;
        return new ReportTable(
            "Versions and host",
            string.Empty,
            ["", ""],
            [
                ["Harrier", run.HarrierVersion],
                ["runtime", run.Host.Runtime],
                ["operating system", run.Host.OperatingSystem],
                ["processor", $"{run.Host.Processor}, {run.Host.Processors} usable"],
                ["clock", run.Host.Clock],
                ["started", run.StartedAt.ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture)],
                ["seed", run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)],
                ["data", run.DataFiles.Length == 0 ? "built-in venue" : string.Join(", ", run.DataFiles)],
                ["SHA-256 of the orders", report.Counts.OrdersSha256],
            ],
            IsText: true);
    }

    internal static string StageName(string name) => name switch
    {
        "messageToOrder" => "message to order",
        "packetToOrder" => "packet to order",
        _ => name,
    };

    private static string Cents(long ticks) => Figures.Digits((double)ticks / (Price.TicksPerUnit / 100));

    private static string[] Row(string name, long count) => [name, Figures.Count(count)];
}
