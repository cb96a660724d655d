using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Harrier.Host.Settings;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>Cache allocation by the kernel. "/@resctrl/mounted" is "yes" or "no". "/@resctrl/default" is the ways of the
/// default group, "0=7ff;1=01f", a mask for each third cache with as many digits as that of all ways: older kernels fill up
/// with zeros, those from 6.16 on do not. "/@resctrl/groups/NAME" is "none", or the CPUs of a group and
/// its ways: "cpus 2-3 L3:0=00f;1=7ff". Writing "none" removes the group, and the kernel gives its CPUs back to the default
/// group.</summary>
/// <remarks>Source: the kernel's filesystems/resctrl. A refusal's reason is what it keeps in info/last_cmd_status.</remarks>
internal sealed class ResctrlTree : IHostTree
{
    private const string Top = "/sys/fs/resctrl";
    private const string None = "none";
    private const string CpusMark = "cpus ";
    private const string WaysMark = "L3:";

    /// <inheritdoc/>
    public HostFile Read(HostRoot root, string path)
    {
        bool isMounted = root.Text($"{Top}/schemata") is not null;
        if (path == "/@resctrl/mounted")
        {
            return root.HasDirectory(Top) ? Found(isMounted ? "yes" : "no") : new HostFile(path, HostFileState.Missing, "", $"{Top}: this kernel has no such directory.");
        }

        if (!isMounted)
        {
            return new HostFile(path, HostFileState.Missing, "", $"{Top}: resctrl is not mounted.");
        }

        string group = Group(path);
        if (group != Top && !root.HasDirectory(group))
        {
            return Found(None);
        }

        HostFile schemata = root.Read($"{group}/schemata");
        string ways = FilledUp(Ways(schemata.Text), root.Text($"{Top}/info/L3/cbm_mask")?.Length ?? 0);
        return schemata.State == HostFileState.Refused ? schemata with { Path = path }
            : group == Top ? ways.Length > 0 ? Found(ways) : new HostFile(path, HostFileState.Missing, "", $"{Top}/schemata: there is no line 'L3:'.")
            : root.Text($"{group}/cpus_list") is { Length: > 0 } cpus && ways.Length > 0 ? Found($"{CpusMark}{cpus} {WaysMark}{ways}")
            : Found($"{HostTrees.HalfMade} {WaysMark}{ways}");

        HostFile Found(string text) => new(path, HostFileState.Read, text + "\n", "");
    }

    /// <inheritdoc/>
    public string WhyNotWritable(HostRoot root, string path) => path == "/@resctrl/mounted"
        ? HostTrees.WhyNotPermitted(root, path, ProcessLimits.SysAdmin, "CAP_SYS_ADMIN")
        : HostTrees.WhyNotWritable(root, $"{Top}/schemata");

    /// <inheritdoc/>
    public string Write(HostRoot root, string path, string text)
    {
        string value = text.Trim();
        try
        {
            return path == "/@resctrl/mounted" ? Mount(root, value)
                : path == "/@resctrl/default" ? WriteFile(root, $"{Top}/schemata", WaysMark + value)
                : value == None ? Remove(root, Group(path))
                : Make(root, Group(path), value);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return root.Text($"{Top}/info/last_cmd_status") is { Length: > 0 } and not "ok" and var reason ? $"{fault.Message} ({reason})" : fault.Message;
        }
    }

    /// <inheritdoc/>
    public string ToShell(string path, string text) => path == "/@resctrl/mounted"
        ? text == "yes" ? $"mount -t resctrl resctrl {Top}" : $"umount {Top}"
        : path == "/@resctrl/default" ? $"echo '{WaysMark}{text}' > {Top}/schemata"
        : text == None ? $"rmdir {Group(path)}"
        : TrySplit(text, out string cpus, out string ways) ? $"mkdir {Group(path)}; echo '{ways}' > {Group(path)}/schemata; echo {cpus} > {Group(path)}/cpus_list"
        : $"# {path}: '{text}'";

    /// <summary>The masks of the line "L3:" of a schemata file; empty where there is none (code and data apart, say).</summary>
    internal static string Ways(string schemata)
    {
        foreach (string line in schemata.Split('\n'))
        {
            if (line.Trim().StartsWith(WaysMark, StringComparison.Ordinal))
            {
                return line.Trim()[WaysMark.Length..];
            }
        }

        return "";
    }

    private static string FilledUp(string ways, int digits)
    {
        string[] caches = ways.Split(';');
        for (int at = 0; at < caches.Length; at++)
        {
            string[] sides = caches[at].Split('=', 2);
            caches[at] = sides.Length == 2 ? $"{sides[0]}={sides[1].TrimStart('0').PadLeft(digits, '0')}" : caches[at];
        }

        return string.Join(';', caches);
    }

    // Taking the file system away takes all groups with it: not those of others.
    private static string Mount(HostRoot root, string value)
    {
        if (!root.IsThisMachine)
        {
            return "a dump cannot be mounted on.";
        }

        if (value != "yes")
        {
            foreach (string name in root.Names(Top))
            {
                if (root.HasDirectory($"{Top}/{name}") && name is not ("info" or "mon_groups" or "mon_data"))
                {
                    return $"the group {name} is there, which somebody has made since.";
                }
            }
        }

        int fault = value == "yes" ? MountPoint.Attach("resctrl", Top) : MountPoint.Detach(Top);
        return fault == 0 ? "" : Marshal.GetPInvokeErrorMessage(fault);
    }

    private static string Make(HostRoot root, string group, string value)
    {
        if (!TrySplit(value, out string cpus, out string ways))
        {
            return $"'{value}' is neither 'none' nor 'cpus LIST L3:ID=MASK;...'.";
        }

        // The ways first: a CPU that comes into the group has them at once.
        _ = Directory.CreateDirectory(root.Resolve(group));
        _ = WriteFile(root, $"{group}/schemata", ways);
        return WriteFile(root, $"{group}/cpus_list", cpus);
    }

    private static string Remove(HostRoot root, string group)
    {
        if (root.HasDirectory(group))
        {
            Directory.Delete(root.Resolve(group), recursive: !root.IsThisMachine); // of the kernel's files rmdir(2) takes care
        }

        return "";
    }

    private static bool TrySplit(string value, out string cpus, out string ways)
    {
        string[] words = value.Split(' ');
        bool isGroup = words.Length == 3 && words[0] + " " == CpusMark && words[2].StartsWith(WaysMark, StringComparison.Ordinal);
        cpus = isGroup ? words[1] : "";
        ways = isGroup ? words[2] : "";
        return isGroup;
    }

    private static string Group(string path) => path == "/@resctrl/default" ? Top : $"{Top}/{path[(path.LastIndexOf('/') + 1)..]}";

    // The kernel makes the files of a group with its directory; in a folder that stands for a machine nobody does.
    private static string WriteFile(HostRoot root, string path, string text)
    {
        using var file = new FileStream(root.Resolve(path), root.IsThisMachine ? FileMode.Open : FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.ASCII.GetBytes(text + "\n"));
        return "";
    }
}
