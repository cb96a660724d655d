using System.Text.Json;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes the stage times: percentiles, and the histogram as rows of [from, to, count].</summary>
internal static class JsonLatency
{
    internal static void Write(Utf8JsonWriter json, SessionLatencies latencies)
    {
        json.WriteStartObject("latency");
        foreach ((string name, LatencyStage stage) in latencies.InOrder())
        {
            json.WriteStartObject(name);
            json.WriteNumber("samples", stage.Samples);
            json.WriteNumber("p50", stage.P50);
            json.WriteNumber("p99", stage.P99);
            json.WriteNumber("p999", stage.P999);
            json.WriteNumber("max", stage.Max);
            json.WriteStartArray("histogram");
            foreach (LatencyBucket bucket in stage.Buckets)
            {
                json.WriteStartArray();
                json.WriteNumberValue(bucket.FromNanoseconds);
                json.WriteNumberValue(bucket.ToNanoseconds);
                json.WriteNumberValue(bucket.Count);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
