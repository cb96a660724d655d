using System;

namespace Harrier.Host.Devices;

/// <summary>The parts of a machine that are no files: paths that begin with "/@".</summary>
internal static class HostTrees
{
    private const string Mark = "/@";

    private static readonly (string Name, IHostTree Tree)[] All =
    [
        ("/@ethtool/", new EthtoolTree()),
        ("/@msr/", new RegisterTree()),
        ("/@partition/", new PartitionTree()),
    ];

    /// <summary>Whether a path leads to one.</summary>
    public static bool Has(string path) => path.StartsWith(Mark, StringComparison.Ordinal);

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
}
