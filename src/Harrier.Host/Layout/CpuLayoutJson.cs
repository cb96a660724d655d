using System;
using System.IO;
using System.Text.Json;

namespace Harrier.Host.Layout;

/// <summary>Writes a layout as JSON; docs/json.md lists the keys.</summary>
public static class CpuLayoutJson
{
    /// <summary>Writes everything that was planned.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(CpuLayout layout, Stream output)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("isolation", layout.Isolation.ToString());
        WriteAssignments(json, layout);
        json.WriteString("networkInterface", layout.NetworkInterface);
        json.WriteStartArray("networkQueues");
        foreach (int queue in layout.NetworkQueues)
        {
            json.WriteNumberValue(queue);
        }

        json.WriteEndArray();
        if (layout.MemoryNode is int node)
        {
            json.WriteNumber("memoryNode", node);
        }
        else
        {
            json.WriteNull("memoryNode");
        }

        json.WriteString("memoryReason", layout.MemoryReason);
        WriteInterrupts(json, layout);
        WriteEffects(json, layout);
        json.WriteStartArray("givenUp");
        foreach (string sentence in layout.GivenUp)
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteAssignments(Utf8JsonWriter json, CpuLayout layout)
    {
        json.WriteStartArray("assignments");
        foreach (CpuAssignment assignment in layout.Assignments)
        {
            json.WriteStartObject();
            json.WriteString("owner", assignment.Owner.ToString());
            json.WriteString("cpus", assignment.Cpus.ToString());
            json.WriteString("reason", assignment.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInterrupts(Utf8JsonWriter json, CpuLayout layout)
    {
        json.WriteStartArray("interrupts");
        foreach (InterruptPlacement placement in layout.Interrupts)
        {
            json.WriteStartObject();
            json.WriteString("what", placement.What);
            json.WriteStartArray("numbers");
            foreach (int number in placement.Interrupts)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
            json.WriteString("cpus", placement.Cpus.ToString());
            json.WriteString("reason", placement.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEffects(Utf8JsonWriter json, CpuLayout layout)
    {
        json.WriteStartArray("kernelParameters");
        foreach (KernelParameter parameter in layout.KernelParameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("value", parameter.Value);
            json.WriteString("reason", parameter.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("writes");
        foreach (LayoutWrite write in layout.Writes)
        {
            json.WriteStartObject();
            json.WriteString("path", write.Path);
            json.WriteString("value", write.Value);
            json.WriteString("reason", write.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
