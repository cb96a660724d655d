using System;
using System.IO;
using Xunit;

namespace Harrier.Tests;

/// <summary>Finds real market data, which stands beside the repository and is not part of it.</summary>
internal static class TestData
{
    /// <summary>The repository's root: the folder of Harrier.slnx.</summary>
    public static readonly string Root = FindRoot();

    /// <summary>A file of the market data (HARRIER_DATA, else ../shared/data); the test is skipped where it is absent.</summary>
    public static string Find(string name) =>
        Require(Path.Combine(DataFolder, name));

    private static string DataFolder =>
        Environment.GetEnvironmentVariable("HARRIER_DATA") ?? Path.Combine(Root, "..", "shared", "data");

    private static string Require(string path)
    {
        Assert.SkipUnless(File.Exists(path), $"{Path.GetFileName(path)} is not here: it is looked for at {Path.GetFullPath(path)} (set HARRIER_DATA to the folder of the market data).");
        return path;
    }

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Harrier.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Harrier.slnx is above no test folder.");
        }

        return folder;
    }
}
