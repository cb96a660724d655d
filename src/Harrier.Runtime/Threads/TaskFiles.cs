using System;
using System.Globalization;
using System.IO;

namespace Harrier.Runtime.Threads;

/// <summary>What /proc/self/task/TID says of a thread: the kernel's word to anybody, not only to the thread itself.</summary>
/// <remarks>Source: proc_pid_stat(5), proc_pid_status(5), proc_pid_comm(5).</remarks>
internal static class TaskFiles
{
    // Fields of stat by their numbers in the manual page.
    private const int NiceField = 19;
    private const int FifoPriorityField = 40;
    private const int PolicyField = 41;
    private const int FirstFieldBehindName = 3;

    public static string ReadName(int thread) => TryRead(thread, "comm", out string text) ? text.TrimEnd('\n') : "";

    /// <summary>Reads again what these files tell; the rest stays. Null where the thread is not there.</summary>
    public static ThreadReadBack? Read(ThreadReadBack known)
    {
        if (!TryRead(known.ThreadId, "stat", out string stat) || !TryRead(known.ThreadId, "status", out string status))
        {
            return null;
        }

        // The name may hold blanks and brackets: what follows its last bracket is fields.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return known with
        {
            Name = ReadName(known.ThreadId),
            Cpus = Allowed(status),
            Policy = (SchedulingPolicy)Field(fields, PolicyField),
            FifoPriority = Field(fields, FifoPriorityField),
            Nice = Field(fields, NiceField),
        };
    }

    private static int Field(string[] fields, int number) => int.Parse(fields[number - FirstFieldBehindName], CultureInfo.InvariantCulture);

    private static CpuSet Allowed(string status)
    {
        const string Key = "Cpus_allowed_list:";
        foreach (string line in status.Split('\n'))
        {
            if (line.StartsWith(Key, StringComparison.Ordinal) && CpuSet.TryParseList(line[Key.Length..], out CpuSet cpus))
            {
                return cpus;
            }
        }

        return CpuSet.Empty;
    }

    private static bool TryRead(int thread, string name, out string text)
    {
        try
        {
            text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/self/task/{thread}/{name}"));
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            text = "";
            return false;
        }
    }
}
