using System;
using System.IO;
using Harrier.Host.Settings;

namespace Harrier.Host.Devices;

/// <summary>The parts of a machine that are no files: paths that begin with "/@".</summary>
internal static class HostTrees
{
    /// <summary>How a text begins of what takes several steps to make, and is not whole: a crash came between them.</summary>
    internal const string HalfMade = "half-made";

    private const string Mark = "/@";

    private static readonly (string Name, IHostTree Tree)[] All =
    [
        ("/@affinity/", new AffinityTree()),
        ("/@ethtool/", new EthtoolTree()),
        ("/@msr/", new RegisterTree()),
        ("/@partition/", new PartitionTree()),
        ("/@qdisc/", new QueueDisciplineTree()),
        ("/@resctrl/", new ResctrlTree()),
    ];

    /// <summary>Whether a path leads to one.</summary>
    public static bool Has(string path) => path.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Whether what a path leads to may end, and its setting with it: a thread.</summary>
    public static bool MayEnd(string path) => path.StartsWith("/@affinity/", StringComparison.Ordinal);

    /// <summary>The tree of a path.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IHostTree Of(string path)
    {
        foreach ((string name, IHostTree tree) in All)
        {
            if (path.StartsWith(name, StringComparison.Ordinal))
            {
                return tree;
            }
        }

        throw new ArgumentException($"{path}: the machine has no such part.", nameof(path));
    }

    /// <summary>What is asked of a driver or of a register, a dump does not hold.</summary>
    internal static HostFile NotInDump(string path) => new(path, HostFileState.Refused, "", $"{path}: a dump holds files alone.");

    /// <summary>Why a file cannot be opened for writing; empty where it can. Opening alone changes nothing.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="path">The machine's path.</param>
    internal static string WhyNotWritable(HostRoot root, string path)
    {
        try
        {
            new FileStream(root.Resolve(path), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0).Dispose();
            return "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return $"{path}: cannot be written: {(fault is UnauthorizedAccessException ? "permission denied. Run it as root." : fault.Message)}";
        }
    }

    /// <summary>Why a system call that needs a right would be refused; empty where the process has the right.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="path">What would be written.</param>
    /// <param name="right">The number of the right, capabilities(7).</param>
    /// <param name="name">Its name.</param>
    internal static string WhyNotPermitted(HostRoot root, string path, int right, string name) =>
        !root.IsThisMachine ? NotInDump(path).Cause
        : ProcessLimits.HasCapability(root, right) ? ""
        : $"{path}: needs {name}, which this process does not have. Run it as root.";
}
