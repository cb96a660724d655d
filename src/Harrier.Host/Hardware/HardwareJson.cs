using System.Text.Json;

namespace Harrier.Host.Hardware;

/// <summary>Writes the profile of a machine as JSON; docs/json.md lists the keys.</summary>
internal static class HardwareJson
{
    internal static void Write(Utf8JsonWriter json, DetectedHardware hardware)
    {
        json.WriteStartObject("hardware");
        json.WriteString("profile", hardware.Configuration.Name);
        json.WriteString("reason", hardware.Reason);
        json.WriteStartArray("figures");
        foreach (HardwareFigure figure in hardware.Configuration.Figures())
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.WriteString("value", figure.Value);
            json.WriteString("evidence", figure.Evidence.ToString());
            json.WriteString("source", figure.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("differences");
        foreach (string difference in hardware.Differences)
        {
            json.WriteStringValue(difference);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
