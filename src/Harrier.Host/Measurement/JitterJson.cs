using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Measurement;

/// <summary>Measurements of jitter as JSON, written and read (docs/json.md).</summary>
public static class JitterJson
{
    /// <summary>Writes a measurement.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="hasBuckets">Whether every bucket of the histograms is written.</param>
    public static void Write(JitterMeasurement measurement, Stream stream, bool hasBuckets = true)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("cpus", measurement.Settings.Cpus.ToString());
        json.WriteNumber("seconds", measurement.Settings.Seconds);
        json.WriteNumber("rounds", measurement.Settings.Rounds);
        json.WriteNumber("thresholdMicroseconds", measurement.Settings.ThresholdMicroseconds);
        json.WriteString("priority", measurement.Settings.Priority.ToString());
        json.WriteString("clock", measurement.Clock);
        json.WriteStartArray("refusals");
        foreach (Refusal refusal in measurement.Refusals)
        {
            json.WriteStringValue(refusal.Sentence);
        }

        json.WriteEndArray();
        WriteSpreads(json, measurement);
        json.WriteStartArray("measured");
        foreach (JitterRound round in measurement.Rounds)
        {
            WriteRound(json, round, hasBuckets);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a measurement.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote.</param>
    /// <exception cref="FormatException">It is no such thing.</exception>
    public static JitterMeasurement Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            JsonElement root = json.RootElement;
            if (!CpuSet.TryParseList(root.GetProperty("cpus").GetString() ?? "", out CpuSet cpus)
                || !SchedulingPriority.TryParse(root.GetProperty("priority").GetString() ?? "", out SchedulingPriority priority))
            {
                throw new FormatException("'cpus' is no list of CPUs, or 'priority' no priority.");
            }

            var settings = new JitterSettings
            {
                Cpus = cpus,
                Seconds = root.GetProperty("seconds").GetDouble(),
                Rounds = root.GetProperty("rounds").GetInt32(),
                ThresholdMicroseconds = root.GetProperty("thresholdMicroseconds").GetDouble(),
                Priority = priority,
            };
            var rounds = new List<JitterRound>();
            foreach (JsonElement round in root.GetProperty("measured").EnumerateArray())
            {
                rounds.Add(ReadRound(round));
            }

            return settings.Faults() is { Count: > 0 } faults
                ? throw new FormatException(string.Join(' ', faults))
                : new JitterMeasurement(settings, root.GetProperty("clock").GetString() ?? "", rounds, []);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(fault.Message, fault);
        }
    }

    private static void WriteSpreads(Utf8JsonWriter json, JitterMeasurement measurement)
    {
        json.WriteStartArray("figures");
        foreach (int cpu in measurement.MeasuredCpus)
        {
            json.WriteStartObject();
            json.WriteNumber("cpu", cpu);
            foreach (JitterFigure figure in JitterFigure.All)
            {
                var spread = JitterSpread.Over(measurement.Rounds, cpu, figure);
                json.WriteStartObject(Key(figure));
                json.WriteNumber("median", spread.Median);
                json.WriteNumber("min", spread.Min);
                json.WriteNumber("max", spread.Max);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Key(JitterFigure figure) => figure.IsShare ? "lostShare" : figure.Name.Replace(".", "", StringComparison.Ordinal);

    private static void WriteRound(Utf8JsonWriter json, JitterRound round, bool hasBuckets)
    {
        json.WriteStartObject();
        json.WriteNumber("cpu", round.Cpu);
        json.WriteNumber("round", round.Number);
        json.WriteNumber("elapsed", round.ElapsedNanoseconds);
        json.WriteNumber("readings", round.Readings);
        json.WriteNumber("longGaps", round.LongGaps);
        json.WriteNumber("lost", round.LostNanoseconds);
        json.WriteNumber("lostShare", round.LostShare);
        json.WriteNumber("p50", round.P50);
        json.WriteNumber("p99", round.P99);
        json.WriteNumber("p999", round.P999);
        json.WriteNumber("p9999", round.P9999);
        json.WriteNumber("max", round.Max);
        json.WriteNumber("allocatedBytes", round.AllocatedBytes);
        if (hasBuckets)
        {
            json.WriteStartArray("histogram");
            foreach (JitterBucket bucket in round.Buckets)
            {
                json.WriteStartArray();
                json.WriteNumberValue(bucket.FromNanoseconds);
                json.WriteNumberValue(bucket.ToNanoseconds);
                json.WriteNumberValue(bucket.Count);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static JitterRound ReadRound(JsonElement round) => new(
        round.GetProperty("cpu").GetInt32(),
        round.GetProperty("round").GetInt32(),
        round.GetProperty("elapsed").GetUInt64(),
        round.GetProperty("readings").GetInt64(),
        round.GetProperty("longGaps").GetInt64(),
        round.GetProperty("lost").GetUInt64(),
        round.GetProperty("lostShare").GetDouble(),
        round.GetProperty("p50").GetDouble(),
        round.GetProperty("p99").GetDouble(),
        round.GetProperty("p999").GetDouble(),
        round.GetProperty("p9999").GetDouble(),
        round.GetProperty("max").GetDouble(),
        round.GetProperty("allocatedBytes").GetInt64(),
        []);
}
