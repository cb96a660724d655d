using System;
using System.IO;

namespace Harrier.Host.Devices;

/// <summary>Isolated partitions of CPUs: "/@partition/NAME" is "none", or "isolated 2-3".</summary>
/// <remarks>Source: the kernel's admin-guide/cgroup-v2, cpuset.cpus.partition. Writing "isolated LIST" makes the cgroup
/// NAME at the top, gives it the CPUs and isolates them; writing "none" removes it. What the kernel answers is read back:
/// it may say "isolated invalid (reason)".</remarks>
internal sealed class PartitionTree : IHostTree
{
    private const string Top = "/sys/fs/cgroup";
    private const string None = "none";
    private const string Isolated = "isolated ";

    /// <inheritdoc/>
    public HostFile Read(HostRoot root, string path)
    {
        if (!root.IsThisMachine)
        {
            return HostTrees.NotInDump(path);
        }

        if (!File.Exists($"{Top}/cgroup.controllers"))
        {
            return new HostFile(path, HostFileState.Missing, "", $"{Top}: no cgroup of version 2 is mounted here.");
        }

        string group = Group(path);
        try
        {
            return new HostFile(path, HostFileState.Read, (Directory.Exists(group) ? Describe(group) : None) + "\n", "");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new HostFile(path, HostFileState.Refused, "", $"{group}: {fault.Message}");
        }
    }

    /// <inheritdoc/>
    public string WhyNotWritable(HostRoot root, string path) => HostTrees.WhyNotWritable(root, $"{Top}/cgroup.subtree_control");

    /// <inheritdoc/>
    public string Write(HostRoot root, string path, string text)
    {
        string group = Group(path);
        string value = text.Trim();
        try
        {
            if (value == None)
            {
                if (Directory.Exists(group))
                {
                    WriteFile($"{group}/cpuset.cpus.partition", "member");
                    Directory.Delete(group);
                }

                return "";
            }

            if (!value.StartsWith(Isolated, StringComparison.Ordinal))
            {
                return $"'{value}' is neither 'none' nor 'isolated' with a list of CPUs.";
            }

            WriteFile($"{Top}/cgroup.subtree_control", "+cpuset");
            _ = Directory.CreateDirectory(group);
            WriteFile($"{group}/cpuset.cpus", value[Isolated.Length..]);
            WriteFile($"{group}/cpuset.cpus.partition", "isolated");
            return "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    /// <inheritdoc/>
    public string ToShell(string path, string text) => text == None
        ? $"echo member > {Group(path)}/cpuset.cpus.partition; rmdir {Group(path)}"
        : $"echo +cpuset > {Top}/cgroup.subtree_control; mkdir -p {Group(path)}; echo {text[Isolated.Length..]} > {Group(path)}/cpuset.cpus; echo isolated > {Group(path)}/cpuset.cpus.partition";

    private static string Describe(string group)
    {
        string partition = File.ReadAllText($"{group}/cpuset.cpus.partition").Trim();
        return $"{(partition == "member" ? HostTrees.HalfMade + " " : "")}{partition} {File.ReadAllText($"{group}/cpuset.cpus").Trim()}";
    }

    private static string Group(string path) => $"{Top}/{path[(path.LastIndexOf('/') + 1)..]}";

    private static void WriteFile(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(text + "\n"));
    }
}
