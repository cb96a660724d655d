using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Harrier.Tests.Runtime.Memory;

/// <summary>What the kernel's own listings say of the mapping at an address: the other witness beside our reading.</summary>
internal static unsafe class ProcessMaps
{
    /// <summary>The lines of smaps about the mapping that begins at an address; none where there is none.</summary>
    public static string[] Smaps(void* start)
    {
        string[] lines = File.ReadAllLines("/proc/self/smaps");
        int first = Array.FindIndex(lines, line => line.StartsWith(Hex(start) + "-", StringComparison.Ordinal));
        return first < 0 ? [] : [.. lines.Skip(first).Take(1), .. lines.Skip(first + 1).TakeWhile(line => char.IsAsciiLetterUpper(line[0]))];
    }

    /// <summary>A number of kilobytes of it.</summary>
    public static long Kilobytes(void* start, string key) =>
        long.Parse(Smaps(start).Single(line => line.StartsWith(key + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    /// <summary>The line of numa_maps: "7f3c64000000 bind:0 anon=8192 dirty=8192 N0=8192 kernelpagesize_kB=4".</summary>
    public static string NumaMap(void* start) =>
        File.ReadLines("/proc/self/numa_maps").Single(line => line.StartsWith(Hex(start) + " ", StringComparison.Ordinal));

    private static string Hex(void* start) => ((nint)start).ToString("x8", CultureInfo.InvariantCulture);
}
