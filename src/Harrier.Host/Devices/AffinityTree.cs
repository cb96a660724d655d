using System;
using System.Globalization;
using System.Runtime.InteropServices;
using Harrier.Host.Settings;
using Harrier.Runtime.Linux;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Devices;

/// <summary>The CPUs that a thread may run on: "/@affinity/12/rcu_tasks_kthread" is a list of CPUs. A thread that has
/// ended, and whose number another one has now, is missing.</summary>
/// <remarks>Source: proc_pid_status(5), Cpus_allowed_list; sched_setaffinity(2).</remarks>
internal sealed class AffinityTree : IHostTree
{
    /// <summary>The path of a thread.</summary>
    public static string PathOf(int task, string name) => string.Create(CultureInfo.InvariantCulture, $"/@affinity/{task}/{name}");

    /// <inheritdoc/>
    public HostFile Read(HostRoot root, string path)
    {
        (string task, string name) = Split(path);
        if (root.Text($"/proc/{task}/comm") != name)
        {
            return new HostFile(path, HostFileState.Missing, "", $"/proc/{task}: there is no thread '{name}' any more.");
        }

        HostFile status = root.Read($"/proc/{task}/status");
        foreach (string line in status.Text.Split('\n'))
        {
            if (line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal))
            {
                return new HostFile(path, HostFileState.Read, line["Cpus_allowed_list:".Length..].Trim() + "\n", "");
            }
        }

        return new HostFile(path, HostFileState.Refused, "", status.Cause.Length > 0 ? status.Cause : $"/proc/{task}/status: there is no line 'Cpus_allowed_list'.");
    }

    /// <inheritdoc/>
    public string WhyNotWritable(HostRoot root, string path) => HostTrees.WhyNotPermitted(root, path, ProcessLimits.SysNice, "CAP_SYS_NICE");

    /// <inheritdoc/>
    public string Write(HostRoot root, string path, string text)
    {
        if (!CpuSet.TryParseList(text.Trim(), out CpuSet cpus) || cpus.IsEmpty)
        {
            return $"'{text.Trim()}' is no list of CPUs.";
        }

        HostFile now = Read(root, path);
        int fault = now.State == HostFileState.Read && root.IsThisMachine ? TaskAffinity.Set(int.Parse(Split(path).Task, CultureInfo.InvariantCulture), cpus) : -1;
        return fault == 0 ? "" : fault < 0 ? now.Cause : Marshal.GetPInvokeErrorMessage(fault);
    }

    /// <inheritdoc/>
    public string ToShell(string path, string text) => $"taskset -pc {text} {Split(path).Task}";

    // Names of kernel threads may hold a '/'.
    private static (string Task, string Name) Split(string path)
    {
        string[] parts = path.Split('/', 4); // "", "@affinity", the number, the name
        return (parts[2], parts.Length > 3 ? parts[3] : "");
    }
}
