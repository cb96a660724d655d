using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Harrier.Runtime.Linux;
using Harrier.Runtime.Memory;

namespace Harrier.Runtime.Threads;

/// <summary>Whether the memory of this process is locked into RAM.</summary>
/// <param name="LockedBytes">VmLck of /proc/self/status. It counts addresses, those that the runtime only reserved
/// too; 0 where nothing is locked or it cannot be read.</param>
/// <param name="Refusals">Why it is not locked; none where it is, or was not asked for.</param>
/// <remarks>Source: mlockall(2), MCL_CURRENT | MCL_FUTURE; proc_pid_status(5).</remarks>
public sealed record LockedMemory(long LockedBytes, IReadOnlyList<Refusal> Refusals)
{
    private static readonly System.Threading.Lock Gate = new();

    private static int _holders; // under the gate: who locked and did not unlock yet

    /// <summary>Locks it; where that succeeds, <see cref="Unlock"/> is called once in the end.</summary>
    internal static LockedMemory Lock()
    {
        lock (Gate)
        {
            LockedMemory locked = TryLock();
            _holders += locked.Refusals.Count == 0 ? 1 : 0;
            return locked;
        }
    }

    /// <summary>Unlocks it when nobody else holds it. The kernel has one lock for all, that munlockall(2) takes from pages
    /// that were locked by themselves too: those are locked again.</summary>
    internal static void Unlock()
    {
        lock (Gate)
        {
            _holders--;
            if (_holders == 0)
            {
                _ = SchedulerCalls.UnlockMemory();
                ArenaMapping.LockAgain();
            }
        }
    }

    private static LockedMemory TryLock()
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
