using System;
using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Host.Topology;

/// <summary>Reads which processor it is, and whether a hypervisor is below.</summary>
internal static class ProcessorReader
{
    private const string Path = "/proc/cpuinfo";
    private const string Firmware = "/sys/class/dmi/id";

    internal static ProcessorIdentity ReadIdentity(TopologyFiles files)
    {
        string? text = files.Text(Path);
        Dictionary<string, string> lines = FirstProcessor(text);
        return new ProcessorIdentity(Title("vendor_id"), Number("cpu family"), Number("model"), Number("stepping"), Title("model name"));

        string? Title(string key)
        {
            if (lines.TryGetValue(key, out string? value) && value.Length > 0)
            {
                return TopologyFiles.Printable(value);
            }

            if (text is not null)
            {
                files.Note(Path, $"has no line '{key}'.");
            }

            return null;
        }

        int? Number(string key)
        {
            string? value = Title(key);
            if (value is null || int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return value is null ? null : int.Parse(value, CultureInfo.InvariantCulture);
            }

            files.Note(Path, $"'{key}' is '{value}', no whole number.");
            return null;
        }
    }

    internal static Virtualization ReadVirtualization(TopologyFiles files)
    {
        if (!files.Root.HasDirectory(Firmware))
        {
            files.Note(Firmware, "there is no such directory.");
        }

        bool? isVirtual = FirstProcessor(files.Root.Text(Path)).TryGetValue("flags", out string? flags)
            ? Array.IndexOf(flags.Split(' '), "hypervisor") >= 0
            : null;
        return new Virtualization(isVirtual, files.Title("/sys/hypervisor/type"), files.Title($"{Firmware}/sys_vendor"), files.Title($"{Firmware}/product_name"));
    }

    /// <summary>The lines "key : value" until the first empty one.</summary>
    private static Dictionary<string, string> FirstProcessor(string? text)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in (text ?? "").Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (string.IsNullOrWhiteSpace(line))
            {
                break;
            }

            if (colon > 0)
            {
                _ = lines.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        return lines;
    }
}
