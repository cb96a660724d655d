using System;
using System.Collections.Generic;
using Microsoft.Extensions.Configuration;

namespace Harrier.Engine.Configuration;

/// <summary>Finds keys that set nothing, so that a misspelt limit does not silently leave the default in force.</summary>
internal static class UnknownKeys
{
    /// <summary>Editors look here for the schema; it sets nothing.</summary>
    private const string SchemaKey = "$schema";

    internal static void Find(IReadOnlyList<SettingsSource> sources, SettingsReader reader)
    {
        foreach (SettingsSource source in sources)
        {
            foreach (KeyValuePair<string, string?> pair in source.Values.AsEnumerable())
            {
                if (pair.Value is not null && pair.Key != SchemaKey && !IsKnown(pair.Key, reader.Descriptors))
                {
                    string nearest = Nearest(pair.Key, reader.Descriptors);
                    reader.Faults.Add(new ConfigurationFault(
                        pair.Key, pair.Value, source.Name, $"is no setting; did you mean {nearest}?"));
                }
            }
        }
    }

    internal static string Nearest(string key, IReadOnlyList<SettingDescriptor> descriptors)
    {
        string nearest = string.Empty;
        int least = int.MaxValue;
        foreach (SettingDescriptor descriptor in descriptors)
        {
            int distance = Distance(key, descriptor);
            if (distance < least)
            {
                (nearest, least) = (descriptor.Path, distance);
            }
        }

        return nearest;
    }

    /// <summary>A wrong section weighs more than a wrong key, a missing one nothing; a part of a key is near to it,
    /// its beginning nearer.</summary>
    private static int Distance(string path, SettingDescriptor descriptor)
    {
        int colon = path.IndexOf(':', StringComparison.Ordinal);
        string section = colon < 0 ? descriptor.Section : path[..colon];
        string key = path[(colon + 1)..];
        int ofSections = Distance(section.ToUpperInvariant(), descriptor.Section.ToUpperInvariant());
        int ofKeys = descriptor.Key.StartsWith(key, StringComparison.OrdinalIgnoreCase) ? 1
            : descriptor.Key.Contains(key, StringComparison.OrdinalIgnoreCase) ? 2
            : Distance(key.ToUpperInvariant(), descriptor.Key.ToUpperInvariant());
        return (3 * ofSections) + ofKeys;
    }

    /// <summary>The edits (insert, delete, replace one character) that lead from one word to the other: Levenshtein's
    /// distance, with one row kept.</summary>
    internal static int Distance(string from, string to)
    {
        int[] row = new int[to.Length + 1];
        for (int column = 0; column <= to.Length; column++)
        {
            row[column] = column;
        }

        for (int line = 1; line <= from.Length; line++)
        {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.Length; column++)
            {
                int replaced = diagonal + (from[line - 1] == to[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[to.Length];
    }

    private static bool IsKnown(string key, IReadOnlyList<SettingDescriptor> descriptors)
    {
        foreach (SettingDescriptor descriptor in descriptors)
        {
            if (descriptor.Path.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
