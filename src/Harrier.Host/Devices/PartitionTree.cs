using System;
using System.IO;

namespace Harrier.Host.Devices;

/// <summary>Isolated partitions of CPUs: "/@partition/NAME" is "isolated 2-3", "none", or "off" where no cgroup has CPUs of
/// its own.</summary>
/// <remarks>Source: the kernel's admin-guide/cgroup-v2, cpuset.cpus.partition. Writing "isolated LIST" makes the cgroup
/// NAME at the top, gives it the CPUs and isolates them; writing "none" removes it, and "off" takes the controller of CPUs
/// back from the other cgroups too. What the kernel answers is read back: it may say "isolated invalid (reason)".</remarks>
internal sealed class PartitionTree : IHostTree
{
    private const string Top = "/sys/fs/cgroup";
    private const string None = "none";
    private const string Off = "off";
    private const string Isolated = "isolated ";

    /// <inheritdoc/>
    public HostFile Read(HostRoot root, string path)
    {
        if (!root.IsThisMachine)
        {
            return HostTrees.NotInDump(path);
        }

        string group = Group(path);
        try
        {
            if (!Has("cgroup.controllers"))
            {
                return new HostFile(path, HostFileState.Missing, "", $"{Top}: no cgroup of version 2 with the controller cpuset is mounted here.");
            }

            return new HostFile(path, HostFileState.Read, (Directory.Exists(group) ? Describe(group) : Has("cgroup.subtree_control") ? None : Off) + "\n", "");
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
            if (value is None or Off)
            {
                if (File.Exists($"{group}/cpuset.cpus.partition"))
                {
                    WriteFile($"{group}/cpuset.cpus.partition", "member");
                }

                if (value == Off)
                {
                    WriteFile($"{Top}/cgroup.subtree_control", "-cpuset");
                }

                if (Directory.Exists(group))
                {
                    Directory.Delete(group); // last: whatever is half undone is seen by it
                }

                return "";
            }

            if (!value.StartsWith(Isolated, StringComparison.Ordinal))
            {
                return $"'{value}' is neither 'none' nor 'off' nor 'isolated' with a list of CPUs.";
            }

            _ = Directory.CreateDirectory(group); // first: whatever is half made is seen by it
            WriteFile($"{Top}/cgroup.subtree_control", "+cpuset");
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
    public string ToShell(string path, string text) => text is None or Off
        ? $"echo member > {Group(path)}/cpuset.cpus.partition; {(text == Off ? $"echo -cpuset > {Top}/cgroup.subtree_control; " : "")}rmdir {Group(path)}"
        : $"mkdir -p {Group(path)}; echo +cpuset > {Top}/cgroup.subtree_control; echo {text[Isolated.Length..]} > {Group(path)}/cpuset.cpus; echo isolated > {Group(path)}/cpuset.cpus.partition";

    private static string Describe(string group)
    {
        if (!File.Exists($"{group}/cpuset.cpus.partition"))
        {
            return HostTrees.HalfMade;
        }

        string partition = File.ReadAllText($"{group}/cpuset.cpus.partition").Trim();
        return $"{(partition == "member" ? HostTrees.HalfMade + " " : "")}{partition} {File.ReadAllText($"{group}/cpuset.cpus").Trim()}";
    }

    // Names in a row: the controllers that there are, or those that the cgroups below have.
    private static bool Has(string file) =>
        File.Exists($"{Top}/{file}") && Array.IndexOf(File.ReadAllText($"{Top}/{file}").Split([' ', '\n']), "cpuset") >= 0;

    private static string Group(string path) => $"{Top}/{path[(path.LastIndexOf('/') + 1)..]}";

    private static void WriteFile(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(text + "\n"));
    }
}
