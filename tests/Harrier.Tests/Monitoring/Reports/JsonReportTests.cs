using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Monitoring.Reports;
using Xunit;

namespace Harrier.Tests.Monitoring.Reports;

public sealed class JsonReportTests
{
    private static readonly SessionReport Report = SampleReport.Make("HARA");

    [Theory]
    [InlineData("session.messages", "1234567")]
    [InlineData("session.orders", "20123")]
    [InlineData("session.fills", "400")]
    [InlineData("session.allocatedBytes", "0")]
    [InlineData("session.collections", "0")]
    [InlineData("session.ordersSha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("session.messagesByType.D", "634567")]
    [InlineData("session.stops.positionLimit", "12")]
    [InlineData("session.outcome", "completed")]
    [InlineData("run.seed", "18446744073709551615")]
    [InlineData("run.settings.Latency:FeedMicroseconds", "7.5")]
    [InlineData("latency.quote.p50", "9")]
    [InlineData("latency.messageToOrder.p50", "190")]
    [InlineData("latency.messageToOrder.p999", "1140")]
    [InlineData("timing.startedAt", "2026-01-02T03:04:05+00:00")]
    public void A_key_that_others_rely_on_holds_the_figure(string path, string expected)
    {
        using var json = JsonDocument.Parse(Write(Report));
        JsonElement element = json.RootElement;
        foreach (string name in path.Split('.'))
        {
            element = element.GetProperty(name);
        }

        Assert.Equal(expected, element.ToString());
    }

    [Fact]
    public void Money_is_a_decimal_string_and_the_causes_sum_to_the_total()
    {
        using var json = JsonDocument.Parse(Write(Report));
        JsonElement pnl = json.RootElement.GetProperty("pnl");
        JsonElement causes = pnl.GetProperty("byCause");

        Assert.Equal(Amount(pnl, "total"), Amount(pnl, "cash") + Amount(pnl, "inventoryAtMid"));
        Assert.Equal(Amount(pnl, "total"), Amount(causes, "spread") + Amount(causes, "inventory") + Amount(causes, "fees"));
        Assert.NotEqual(0, Amount(pnl, "total"));
    }

    [Fact]
    public void What_is_absent_or_was_not_measured_is_null()
    {
        using var json = JsonDocument.Parse(Write(Report));
        JsonElement series = json.RootElement.GetProperty("series").GetProperty("instruments")[0];

        Assert.Equal(JsonValueKind.Null, series.GetProperty("midTicksTwice")[700].ValueKind);
        Assert.Equal(JsonValueKind.Null, series.GetProperty("bidTicks")[700].ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("fillRates")[4].GetProperty("fillsPerSecond").ValueKind);
    }

    [Fact]
    public void Every_key_is_in_the_documentation()
    {
        string documentation = File.ReadAllText(Path.Combine(TestData.Root, "docs", "json.md"));
        using var json = JsonDocument.Parse(Write(Report));
        foreach (string key in Keys(json.RootElement))
        {
            Assert.Matches($@"\b{key}\b", documentation);
        }
    }

    [Fact]
    public void Two_runs_differ_in_latency_timing_and_host_alone()
    {
        SessionReport again = Report with
        {
            Run = Report.Run with { StartedAt = DateTimeOffset.UnixEpoch, Host = Report.Run.Host with { Processors = 64 } },
            Counts = Report.Counts with { WallSeconds = 99 },
            Latencies = Report.Latencies with { Decode = LatencyStage.None },
        };

        Assert.Equal(WithoutTimes(Report), WithoutTimes(again));
        Assert.NotEqual(Write(Report), Write(again));
    }

    /// <summary>The names of all properties but those that are data: types, reasons, settings.</summary>
    private static HashSet<string> Keys(JsonElement element)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0)
        {
            keys.UnionWith(Keys(element[0]));
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                keys.Add(property.Name);
                if (property.Name is not ("messagesByType" or "stops" or "anomalies" or "settings"))
                {
                    keys.UnionWith(Keys(property.Value));
                }
            }
        }

        return keys;
    }

    private static string WithoutTimes(SessionReport report)
    {
        using var json = JsonDocument.Parse(Write(report));
        var kept = new StringWriter(CultureInfo.InvariantCulture);
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            if (property.Name is not ("latency" or "timing" or "host"))
            {
                kept.Write(property.Value.GetRawText());
            }
        }

        return kept.ToString();
    }

    private static decimal Amount(JsonElement parent, string key) =>
        decimal.Parse(parent.GetProperty(key).GetString()!, CultureInfo.InvariantCulture);

    private static string Write(SessionReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
