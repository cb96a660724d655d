using System;
using System.IO;

namespace Harrier.Tests.Host;

/// <summary>A machine that a test makes up: a folder with the files that it names. No such machine exists.</summary>
internal sealed class MadeMachine : IDisposable
{
    public MadeMachine(params (string Path, string Text)[] files)
    {
        Write("/sys/devices/system/cpu/online", "0-3\n");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            Write($"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list", $"{cpu}\n");
        }

        Write("/proc/cpuinfo", "vendor_id\t: GenuineIntel\nflags\t\t: fpu constant_tsc nonstop_tsc est\n");
        Write("/proc/cmdline", "quiet\n");
        foreach ((string path, string text) in files)
        {
            Write(path, text);
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("harrier-machine-").FullName;

    public void Write(string path, string text)
    {
        string file = At(path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public string At(string path) => Path.Combine(Root, path.TrimStart('/'));

    public string Read(string path) => File.ReadAllText(At(path));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
