using System;
using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Host.Settings;

/// <summary>Patterns of paths, and the texts that stand in them.</summary>
internal static class HostPaths
{
    /// <summary>The paths of a pattern on a machine, in the order of their numbers.</summary>
    /// <param name="facts">The machine.</param>
    /// <param name="pattern">'*' stands for any name, "{hot}" for each hot CPU, "{cpu}" for each that runs, "{core}" for the first of each core, "{nic}" for each network card, "{feed}" for that of the feed, where it is known.</param>
    public static IReadOnlyList<string> Expand(HostFacts facts, string pattern)
    {
        var paths = new List<string>();
        if (pattern.Contains("{hot}", StringComparison.Ordinal))
        {
            foreach (int cpu in facts.Hot)
            {
                paths.Add(pattern.Replace("{hot}", cpu.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            }
        }
        else if (pattern.Contains("{cpu}", StringComparison.Ordinal))
        {
            foreach (int cpu in facts.Online)
            {
                paths.Add(pattern.Replace("{cpu}", cpu.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            }
        }
        else if (pattern.Contains("{core}", StringComparison.Ordinal))
        {
            foreach (int cpu in facts.Online)
            {
                if (facts.Siblings(cpu).First == cpu)
                {
                    paths.Add(pattern.Replace("{core}", cpu.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
                }
            }
        }
        else if (pattern.Contains("{feed}", StringComparison.Ordinal) && facts.Feed is not null)
        {
            paths.Add(pattern.Replace("{feed}", facts.Feed.Interface, StringComparison.Ordinal));
        }
        else if (pattern.Contains("{nic}", StringComparison.Ordinal) || pattern.Contains("{feed}", StringComparison.Ordinal))
        {
            foreach (string name in facts.Interfaces)
            {
                paths.Add(pattern.Replace("{nic}", name, StringComparison.Ordinal).Replace("{feed}", name, StringComparison.Ordinal));
            }
        }
        else
        {
            paths.Add(pattern);
        }

        for (int star = 0; paths.Count > 0 && star >= 0;)
        {
            star = paths.FindIndex(path => path.Contains('*', StringComparison.Ordinal));
            if (star >= 0)
            {
                string path = paths[star];
                paths.RemoveAt(star);
                paths.InsertRange(star, ExpandFirstStar(facts.Root, path));
            }
        }

        return paths;
    }

    /// <summary>The chosen word of a text like "always [never]"; any other text without the white space around it.</summary>
    public static string Chosen(string text)
    {
        string trimmed = text.Trim();
        int open = trimmed.IndexOf('[', StringComparison.Ordinal);
        int close = trimmed.IndexOf(']', StringComparison.Ordinal);
        return open >= 0 && close > open ? trimmed[(open + 1)..close] : trimmed;
    }

    private static List<string> ExpandFirstStar(HostRoot root, string path)
    {
        int star = path.IndexOf('*', StringComparison.Ordinal);
        int start = path.LastIndexOf('/', star);
        int end = path.IndexOf('/', star);
        string rest = end < 0 ? "" : path[end..];
        string name = end < 0 ? path[(start + 1)..] : path[(start + 1)..end];
        string directory = start == 0 ? "/" : path[..start];
        var expanded = new List<string>();
        foreach (string entry in root.Names(directory, name))
        {
            expanded.Add($"{directory.TrimEnd('/')}/{entry}{rest}");
        }

        return expanded;
    }
}
