using System;
using System.Globalization;
using System.IO;

namespace Harrier.Runtime.Memory;

/// <summary>What /proc/self/smaps says of a piece of memory that is a mapping of its own.</summary>
/// <remarks>Source: proc_pid_smaps(5); the letters of VmFlags in the kernel's filesystems/proc.</remarks>
/// <param name="PageBytes">KernelPageSize.</param>
/// <param name="TransparentHugeBytes">AnonHugePages.</param>
/// <param name="IsLocked">Whether VmFlags has "lo".</param>
internal readonly record struct MappingFacts(long PageBytes, long TransparentHugeBytes, bool IsLocked)
{
    private const string SmapsPath = "/proc/self/smaps";

    /// <summary>Reads them; false where there is no such mapping or no such file.</summary>
    public static bool TryRead(nint start, long bytes, out MappingFacts facts)
    {
        facts = default;
        try
        {
            using var smaps = new StreamReader(SmapsPath);
            return TryRead(smaps, start, bytes, out facts);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Finds the mappings inside of a range and adds them up.</summary>
    internal static bool TryRead(TextReader smaps, nint start, long bytes, out MappingFacts facts)
    {
        long pageBytes = 0;
        long huge = 0;
        long covered = 0;
        bool isLocked = true;
        bool isInside = false;
        while (smaps.ReadLine() is string line)
        {
            if (TryReadRange(line, out long first, out long end))
            {
                isInside = first >= start && end <= start + bytes;
                covered += isInside ? end - first : 0;
            }
            else if (isInside)
            {
                pageBytes = line.StartsWith("KernelPageSize:", StringComparison.Ordinal) ? Math.Max(pageBytes, Kilobytes(line) << 10) : pageBytes;
                huge += line.StartsWith("AnonHugePages:", StringComparison.Ordinal) ? Kilobytes(line) << 10 : 0;
                isLocked &= !line.StartsWith("VmFlags:", StringComparison.Ordinal) || line.Contains(" lo", StringComparison.Ordinal);
            }
        }

        facts = new MappingFacts(pageBytes, huge, isLocked && covered > 0);
        return covered == bytes;
    }

    // "7f12a4e00000-7f12a5000000 rw-p 00000000 00:00 0"
    private static bool TryReadRange(string line, out long first, out long end)
    {
        end = 0;
        int dash = line.IndexOf('-', StringComparison.Ordinal);
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        return long.TryParse(dash > 0 && space > dash ? line.AsSpan(0, dash) : default, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out first)
            && long.TryParse(line.AsSpan(dash + 1, space - dash - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out end);
    }

    // "AnonHugePages:      2048 kB"
    private static long Kilobytes(string line)
    {
        ReadOnlySpan<char> number = line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1).Trim();
        return number.EndsWith(" kB", StringComparison.Ordinal) && long.TryParse(number[..^3], NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes : 0;
    }
}
