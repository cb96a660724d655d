using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Harrier.Runtime.Linux;

namespace Harrier.Runtime.Threads;

/// <summary>Finds out why the kernel refused: an error number alone does not tell a missing right from a control group
/// without a budget, nor a CPU that is off from one of somebody else. Asks for the calling thread.</summary>
/// <remarks>Sources: sched(7), "Privileges and resource limits"; sched_setaffinity(2), EINVAL; mlock(2), "Limits and
/// permissions"; kernel scheduler/sched-rt-group.rst; capabilities(7).</remarks>
internal static class RefusalDiagnosis
{
    private const int SysNice = 23; // CAP_SYS_NICE
    private const int NiceLimitTop = 20; // RLIMIT_NICE allows down to 20 minus its value

    public static Refusal OfAffinity(ThreadSettings settings, CpuSet has, int error)
    {
        CpuSet missing = settings.Cpus.Except(has);
        string start = $"Thread '{settings.Name}': asked for CPU {settings.Cpus}, and has {has}: ";
        CpuSet off = CpuSet.TryParseList(Text("/sys/devices/system/cpu/online"), out CpuSet online) && !online.IsEmpty ? missing.Except(online) : CpuSet.Empty;
        if (!off.IsEmpty)
        {
            return new Refusal(RefusalCause.CpuNotOnline, $"{start}CPU {off} is not online. Online are {online}. Turn it on (/sys/devices/system/cpu/cpuN/online), or name another.");
        }

        CpuSet allowed = Allowed(has);
        CpuSet outside = missing.Except(allowed);
        return outside.IsEmpty
            ? new Refusal(RefusalCause.Other, $"{start}{Words(error)}.")
            : new Refusal(RefusalCause.CpuOutsideOfCpuset, $"{start}CPU {outside} is outside of the cpuset of this process, which has {allowed}. Widen it (cpuset.cpus of the control group, AllowedCPUs= of the unit, --cpuset-cpus of the container), or name CPUs that are in it.");
    }

    public static Refusal OfPolicy(ThreadSettings settings, ThreadReadBack has, int error)
    {
        string start = $"Thread '{settings.Name}': asked for {Name(settings.Priority)}, and has {Name(new SchedulingPriority(has.Policy, has.FifoPriority, has.Nice))}: ";
        if (error == SchedulerCalls.NotPermitted && !HasSysNice(out string why) && PriorityLimit("Max realtime priority") is long limit && limit < settings.Priority.FifoPriority)
        {
            return new Refusal(RefusalCause.MissingRight, string.Create(CultureInfo.InvariantCulture, $"{start}{why}, and RLIMIT_RTPRIO is {limit}. Give it one of the two: LimitRTPRIO={settings.Priority.FifoPriority} in the unit, --ulimit rtprio={settings.Priority.FifoPriority} for a container, CAP_SYS_NICE."));
        }

        (string group, string? budget) = GroupBudget();
        return error != SchedulerCalls.NotPermitted ? new Refusal(RefusalCause.Other, $"{start}{Words(error)}.")
            : budget == "0" ? new Refusal(RefusalCause.NoGroupBudget, $"{start}the real-time budget of the control group {group} is 0, and this kernel (CONFIG_RT_GROUP_SCHED) then refuses, whatever the rights. Write a budget in microseconds into cpu.rt_runtime_us of the group and of all above it, or start outside of it.")
            : new Refusal(RefusalCause.Other, $"{start}{Words(error)}, although the right is there. The control group may have no real-time budget where its files cannot be seen, or a seccomp filter refuses.");
    }

    public static Refusal OfNice(ThreadSettings settings, int nice, int error)
    {
        string start = string.Create(CultureInfo.InvariantCulture, $"Thread '{settings.Name}': asked for nice {settings.Priority.Nice}, and has {nice}: ");
        return !HasSysNice(out string why) && PriorityLimit("Max nice priority") is long limit && NiceLimitTop - limit > settings.Priority.Nice
            ? new Refusal(RefusalCause.MissingRight, string.Create(CultureInfo.InvariantCulture, $"{start}{why}, and RLIMIT_NICE is {limit}. Give it one of the two: LimitNICE={settings.Priority.Nice} in the unit, CAP_SYS_NICE."))
            : new Refusal(RefusalCause.Other, $"{start}{Words(error)}.");
    }

    public static Refusal OfMemoryLock(int error)
    {
        string? limit = Limit("Max locked memory");
        const string Start = "Locking the memory of the process was refused: ";
        return error is SchedulerCalls.NotPermitted or SchedulerCalls.OutOfMemory && limit is not (null or "unlimited")
            ? new Refusal(RefusalCause.MemoryLimit, $"{Start}CAP_IPC_LOCK is missing, and RLIMIT_MEMLOCK is {limit} bytes. The limit counts addresses, and the runtime reserves tens of gigabytes of them and more for its heap: LimitMEMLOCK=infinity in the unit, --ulimit memlock=-1 for a container.")
            : new Refusal(RefusalCause.Other, $"{Start}{Words(error)}.");
    }

    /// <summary>The CPUs that the calling thread could have: asks for all, looks, and goes back to what it had. True in
    /// every version of control groups, and where their files cannot be seen.</summary>
    private static CpuSet Allowed(CpuSet has)
    {
        if (TaskAffinity.SetWidest(TaskAffinity.CallingThread) != 0)
        {
            return has;
        }

        CpuSet allowed = TaskAffinity.Of(TaskAffinity.CallingThread);
        _ = TaskAffinity.Set(TaskAffinity.CallingThread, has);
        return allowed;
    }

    private static bool HasSysNice(out string why)
    {
        string line = Line(Text("/proc/thread-self/status"), "CapEff:");
        bool isThere = ulong.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong capabilities) && (capabilities >> SysNice & 1) != 0;
        // The kernel asks for the capability on the machine, not in a user namespace of one's own.
        string[] map = Text("/proc/self/uid_map").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool isOnMachine = map is [] or ["0", "0", "4294967295"];
        why = isThere ? "CAP_SYS_NICE counts only in the user namespace of this process, not on the machine" : "CAP_SYS_NICE is missing";
        return isThere && isOnMachine;
    }

    // Without controller "cpu" of version 1 there is no budget by group, and nothing to find.
    private static (string Group, string? Budget) GroupBudget()
    {
        foreach (string line in Text("/proc/thread-self/cgroup").Split('\n'))
        {
            string[] parts = line.Split(':', 3);
            if (parts.Length == 3 && Array.IndexOf(parts[1].Split(','), "cpu") >= 0)
            {
                string below = parts[2].TrimEnd('/');
                foreach (string mount in (ReadOnlySpan<string>)["/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"])
                {
                    // A container sees its own group as the top.
                    foreach (string directory in (ReadOnlySpan<string>)[mount + below, mount])
                    {
                        string budget = Text($"{directory}/cpu.rt_runtime_us").Trim();
                        if (budget.Length > 0)
                        {
                            return (parts[2], budget);
                        }
                    }
                }
            }
        }

        return ("", null);
    }

    private static long? PriorityLimit(string name) =>
        Limit(name) is string text && (text == "unlimited" || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? text == "unlimited" ? long.MaxValue : long.Parse(text, CultureInfo.InvariantCulture)
            : null;

    private static string? Limit(string name) =>
        Line(Text("/proc/self/limits"), name) is { Length: > 0 } line ? line.Split(' ', 2)[0] : null;

    private static string Line(string text, string start)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line[start.Length..].Trim();
            }
        }

        return "";
    }

    private static string Name(SchedulingPriority priority) => priority.IsRealTime
        ? string.Create(CultureInfo.InvariantCulture, $"SCHED_FIFO {priority.FifoPriority}")
        : string.Create(CultureInfo.InvariantCulture, $"SCHED_{priority.Policy.ToString().ToUpperInvariant()} (nice {priority.Nice})");

    private static string Words(int error) => error == 0
        ? "the call returned no error"
        : string.Create(CultureInfo.InvariantCulture, $"{Marshal.GetPInvokeErrorMessage(error)} (error {error})");

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
