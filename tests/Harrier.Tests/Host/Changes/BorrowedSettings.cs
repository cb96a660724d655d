using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Harrier.Tests.Host.Changes;

/// <summary>Settings of this machine's kernel that cost nothing for the moment of a test: at first each is another value
/// than its target, and at the end what it was.</summary>
internal sealed class BorrowedSettings : IDisposable
{
    private static readonly (string Setting, string Path, string Target, string Other)[] All =
    [
        ("sch.autogroup", "/proc/sys/kernel/sched_autogroup_enabled", "0", "1"),
        ("sch.timer_migration", "/proc/sys/kernel/timer_migration", "0", "1"),
        ("mem.thp", "/sys/kernel/mm/transparent_hugepage/enabled", "madvise", "never"),
        ("mem.khugepaged", "/sys/kernel/mm/transparent_hugepage/khugepaged/defrag", "0", "1"),
        ("mem.compaction", "/proc/sys/vm/compaction_proactiveness", "0", "20"),
        ("mem.stat_interval", "/proc/sys/vm/stat_interval", "10", "1"),
    ];

    private readonly (string Setting, string Path, string Target, string Other)[] _settings;
    private readonly string[] _found;

    public BorrowedSettings(params string[] names)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Settings of the kernel are written on Linux, as root.");
        _settings = names.Length == 0 ? All : [.. All.Where(setting => names.Contains(setting.Setting))];
        foreach ((_, string path, _, _) in _settings)
        {
            Assert.SkipUnless(File.Exists(path) && IsWritable(path), $"{path} cannot be written here.");
        }

        _found = Held();
        foreach ((_, string path, _, string other) in _settings)
        {
            File.WriteAllText(path, other + "\n");
        }
    }

    public string[] Names => [.. _settings.Select(setting => setting.Setting)];

    public string[] Paths => [.. _settings.Select(setting => setting.Path)];

    public string[] Targets => [.. _settings.Select(setting => setting.Target)];

    public string[] Held() => [.. _settings.Select(setting => File.ReadAllText(setting.Path))];

    /// <summary>What each holds: of "always [never]" the chosen word.</summary>
    public string[] Chosen() => [.. Held().Select(text => text.Contains('[', StringComparison.Ordinal) ? text.Split('[', ']')[1] : text.Trim())];

    public void Dispose()
    {
        for (int at = 0; at < _settings.Length; at++)
        {
            File.WriteAllText(_settings[at].Path, _found[at].Contains('[', StringComparison.Ordinal) ? _found[at].Split('[', ']')[1] : _found[at]);
        }
    }

    private static bool IsWritable(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Write).Dispose();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
