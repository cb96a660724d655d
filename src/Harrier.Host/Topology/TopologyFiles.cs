using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Topology;

/// <summary>The files of a machine, read as numbers and sets; each that cannot be read becomes a note.</summary>
internal sealed class TopologyFiles(HostRoot root)
{
    internal const string CpuDirectory = "/sys/devices/system/cpu";

    private const int ShownCharacters = 120;
    private const string Absent = "there is no such file.";

    private readonly List<(string Path, string Cause)> _order = [];
    private readonly Dictionary<(string Path, string Cause), SortedSet<int>> _notes = [];

    internal HostRoot Root => root;

    /// <summary>Keeps a note. The same note about several CPUs is one note.</summary>
    internal void Note(string path, string cause)
    {
        (string general, int cpu) = Generalize(path);
        (string Path, string Cause) key = (general, Printable(cause.Replace(path, general, StringComparison.Ordinal)));
        if (!_notes.TryGetValue(key, out SortedSet<int>? cpus))
        {
            _notes.Add(key, cpus = []);
            _order.Add(key);
        }

        if (cpu >= 0)
        {
            _ = cpus.Add(cpu);
        }
    }

    internal IReadOnlyList<TopologyNote> Notes()
    {
        var notes = new List<TopologyNote>();
        foreach ((string Path, string Cause) key in _order)
        {
            var cpus = CpuSet.Of(_notes[key]);
            notes.Add(new TopologyNote(key.Path, cpus.IsEmpty ? key.Cause : $"{key.Cause} (cpu {cpus})"));
        }

        return notes;
    }

    /// <summary>The text of a file without the white space around it; a note and null where it cannot be read.</summary>
    internal string? Text(string path)
    {
        HostFile file = root.Read(path);
        if (file.State == HostFileState.Read)
        {
            return file.Text.Trim();
        }

        Note(path, file.State == HostFileState.Missing ? Absent : "cannot be read: the system refuses it.");
        return null;
    }

    /// <summary>The same for a file that may be absent for a good reason: no note then.</summary>
    internal string? TextIfThere(string path) => root.Read(path).State == HostFileState.Missing ? null : Text(path);

    /// <summary>A name or title of a file for showing; null where it is empty or absent.</summary>
    internal string? Title(string path) => TextIfThere(path) is { Length: > 0 } text ? Printable(text) : null;

    internal int? Number(string path) => ReadNumber(path, Text(path));

    internal int? NumberIfThere(string path) => ReadNumber(path, TextIfThere(path));

    /// <summary>A size in bytes: "1024K", "103079215104".</summary>
    internal long? Size(string path)
    {
        string? text = Text(path);
        if (text is null)
        {
            return null;
        }

        int shift = text.Length == 0 ? 0 : text[^1] switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        if (long.TryParse(shift == 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long size) && size <= long.MaxValue >> shift)
        {
            return size << shift;
        }

        Note(path, $"'{text}' is no size.");
        return null;
    }

    /// <summary>The set in the first of these files that is there; a name that ends in "list" is a list, others are masks.</summary>
    internal CpuSet? Cpus(string directory, params ReadOnlySpan<string> names)
    {
        bool isNoted = false;
        foreach (string name in names)
        {
            string path = $"{directory}/{name}";
            string? text = TextIfThere(path);
            if (text is null)
            {
                continue;
            }

            if (name.EndsWith("list", StringComparison.Ordinal) ? CpuSet.TryParseList(text, out CpuSet set) : CpuSet.TryParseMask(text, out set))
            {
                return set;
            }

            Note(path, $"'{text}' is no set of CPUs.");
            isNoted = true;
        }

        if (!isNoted)
        {
            Note($"{directory}/{names[0]}", Absent);
        }

        return null;
    }

    /// <summary>Text for a terminal: one line of limited length without control characters.</summary>
    internal static string Printable(string text)
    {
        string cut = text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…";
        return string.Create(cut.Length, cut, static (span, from) =>
        {
            for (int at = 0; at < span.Length; at++)
            {
                span[at] = char.IsControl(from[at]) || char.IsSurrogate(from[at]) || from[at] == '\uFFFD' ? '?' : from[at];
            }
        });
    }

    private int? ReadNumber(string path, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        Note(path, $"'{text}' is no whole number.");
        return null;
    }

    private static (string General, int Cpu) Generalize(string path)
    {
        const string Start = CpuDirectory + "/cpu";
        if (!path.StartsWith(Start, StringComparison.Ordinal))
        {
            return (path, -1);
        }

        int end = Start.Length;
        while (end < path.Length && char.IsAsciiDigit(path[end]))
        {
            end++;
        }

        return int.TryParse(path.AsSpan(Start.Length, end - Start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int cpu) && cpu < CpuSet.NumberLimit
            ? ($"{Start}*{path[end..]}", cpu)
            : (path, -1);
    }
}
