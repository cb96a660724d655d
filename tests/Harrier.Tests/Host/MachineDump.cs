using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Xunit;

namespace Harrier.Tests.Host;

/// <summary>Dumps of real servers, each unpacked once for all tests of a run; a test is skipped where its dump is absent.</summary>
internal static class MachineDump
{
    /// <summary>A dump is up to 16,000 files of a page at most: on a busy disk they take a minute, in memory a moment.</summary>
    private const string InMemory = "/dev/shm";

    private static readonly ConcurrentDictionary<string, Lazy<string>> Unpacked = new(StringComparer.Ordinal);

    static MachineDump() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (Lazy<string> folder in Unpacked.Values)
        {
            Directory.Delete(folder.Value, recursive: true);
        }
    };

    public static string Folder => Path.Combine(
        Environment.GetEnvironmentVariable("HARRIER_DATA") ?? Path.Combine(TestData.Root, "..", "shared", "data"), "..", "topologies");

    /// <summary>The folder with the machine's 'sys': to be read only.</summary>
    public static string Of(string archive)
    {
        string path = Find(archive);
        return RootIn(Unpacked.GetOrAdd(archive, _ => new Lazy<string>(() => Unpack(path), LazyThreadSafetyMode.ExecutionAndPublication)).Value);
    }

    /// <summary>A dump of one's own, to change.</summary>
    /// <param name="archive">Its file.</param>
    /// <param name="folder">To be deleted.</param>
    public static string Copy(string archive, out string folder)
    {
        folder = Unpack(Find(archive));
        return RootIn(folder);
    }

    public static string Find(string name)
    {
        string path = Path.Combine(Folder, name);
        Assert.SkipUnless(File.Exists(path), $"{name} is not here: it is looked for at {Path.GetFullPath(path)} (set HARRIER_DATA to the folder beside that of the dumps).");
        return path;
    }

    private static string Unpack(string path)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(), $"harrier-dump-{Guid.NewGuid():N}")).FullName;
        using var tar = Process.Start(new ProcessStartInfo("tar", ["-xf", path, "-C", folder]) { RedirectStandardError = true });
        Assert.NotNull(tar);
        string error = tar.StandardError.ReadToEnd();
        tar.WaitForExit();
        Assert.SkipUnless(tar.ExitCode == 0, $"tar cannot unpack {path} here: {error}");
        return folder;
    }

    // Some archives hold the machine in a folder of its name, or in one deeper; those of CPUID have a file for each CPU.
    private static string RootIn(string folder)
    {
        while (!Directory.Exists(Path.Combine(folder, "sys")) && !File.Exists(Path.Combine(folder, "pu0")))
        {
            folder = Directory.GetDirectories(folder)[0];
        }

        return folder;
    }
}
