using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Harrier.Runtime.Linux;

namespace Harrier.Runtime.Threads;

/// <summary>Whether the memory of this process is locked into RAM.</summary>
/// <param name="LockedBytes">VmLck of /proc/self/status. It counts addresses, those that the runtime only reserved
/// too; 0 where nothing is locked or it cannot be read.</param>
/// <param name="Refusals">Why it is not locked; none where it is, or was not asked for.</param>
/// <remarks>Source: mlockall(2), MCL_CURRENT | MCL_FUTURE; proc_pid_status(5).</remarks>
public sealed record LockedMemory(long LockedBytes, IReadOnlyList<Refusal> Refusals)
{
    internal static LockedMemory Lock()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new LockedMemory(0, [new Refusal(RefusalCause.NotLinux, "The memory of a whole process is locked on Linux. It stays unlocked.")]);
        }

        int error = SchedulerCalls.LockMemory();
        long lockedBytes = ReadLockedBytes();
        return error != 0 ? new LockedMemory(lockedBytes, [RefusalDiagnosis.OfMemoryLock(error)])
            : lockedBytes == 0 ? new LockedMemory(0, [new Refusal(RefusalCause.Other, "mlockall returned no error, and VmLck in /proc/self/status is 0.")])
            : new LockedMemory(lockedBytes, []);
    }

    private static long ReadLockedBytes()
    {
        try
        {
            foreach (string line in File.ReadLines("/proc/self/status"))
            {
                // "VmLck:	    1024 kB"
                string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (words is ["VmLck:", string kilobytes, "kB"] && long.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
                {
                    return count * 1024;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return 0;
        }

        return 0;
    }
}
