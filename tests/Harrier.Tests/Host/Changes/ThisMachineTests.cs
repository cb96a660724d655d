using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace Harrier.Tests.Host.Changes;

/// <summary>On the real kernel, through the program: what is written takes effect, and what was found is what is left.</summary>
[Collection(Collection)]
public sealed class ThisMachineTests : IDisposable
{
    /// <summary>Tests that write settings of the machine run one after the other.</summary>
    internal const string Collection = "settings of this machine";

    /// <summary>Settings that cost nothing for the moment of a test, with the file of each.</summary>
    private static readonly (string Setting, string Path, string Value)[] Settings =
    [
        ("sch.autogroup", "/proc/sys/kernel/sched_autogroup_enabled", "0"),
        ("sch.timer_migration", "/proc/sys/kernel/timer_migration", "0"),
        ("mem.thp", "/sys/kernel/mm/transparent_hugepage/enabled", "madvise"),
        ("mem.khugepaged", "/sys/kernel/mm/transparent_hugepage/khugepaged/defrag", "0"),
        ("mem.compaction", "/proc/sys/vm/compaction_proactiveness", "0"),
        ("mem.stat_interval", "/proc/sys/vm/stat_interval", "10"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-apply-").FullName;
    private readonly string[] _found;

    public ThisMachineTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Settings of the kernel are written on Linux, as root.");
        foreach ((_, string path, _) in Settings)
        {
            Assert.SkipUnless(File.Exists(path) && IsWritable(path), $"{path} cannot be written here.");
        }

        // A machine that has its targets already shows nothing: put others first, and these back at the end.
        _found = Held();
        File.WriteAllText(Settings[0].Path, "1\n");
        File.WriteAllText(Settings[1].Path, "1\n");
        File.WriteAllText(Settings[2].Path, "never\n");
        File.WriteAllText(Settings[3].Path, "1\n");
        File.WriteAllText(Settings[4].Path, "20\n");
        File.WriteAllText(Settings[5].Path, "1\n");
    }

    public void Dispose()
    {
        for (int at = 0; _found is not null && at < Settings.Length; at++)
        {
            string chosen = _found[at].Contains('[', StringComparison.Ordinal) ? _found[at].Split('[', ']')[1] : _found[at];
            File.WriteAllText(Settings[at].Path, chosen);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_is_applied_holds_is_verified_and_is_put_back_byte_for_byte()
    {
        string[] before = Held();
        Assert.Equal(0, Run("apply", [.. Names(), "--yes"]));
        Assert.All(Settings, setting => Assert.Contains(setting.Value, Chosen(setting.Path), StringComparison.Ordinal));
        Assert.Equal(0, Run("verify"));
        File.WriteAllText(Settings[5].Path, "1\n");
        Assert.Equal(1, Run("verify"));
        Assert.Equal(3, Run("apply", [.. Names(), "--yes"])); // the journal holds writes that were not rolled back
        Assert.Equal(0, Run("rollback"));
        Assert.Equal(before, Held());
    }

    [Fact]
    public void Killed_after_each_write_in_turn_everything_can_be_put_back()
    {
        string[] before = Held();
        for (int killedAfter = 1; killedAfter <= Settings.Length; killedAfter++)
        {
            using Process apply = Start("apply", [.. Names(), "--yes", "--step"]);
            for (int written = 0; written < killedAfter;)
            {
                string? line = apply.StandardOutput.ReadLine();
                Assert.NotNull(line);
                if (line.StartsWith("Press Enter", StringComparison.Ordinal))
                {
                    written++;
                    if (written < killedAfter)
                    {
                        apply.StandardInput.WriteLine();
                    }
                }
            }

            apply.Kill(); // SIGKILL
            apply.WaitForExit();
            Assert.Equal(killedAfter, Settings.Zip(before).Count(pair => File.ReadAllText(pair.First.Path) != pair.Second));
            Assert.Equal(0, Run("rollback"));
            Assert.Equal(before, Held());
        }
    }

    [Fact]
    public void Plan_and_check_change_nothing()
    {
        string[] before = Held();
        Assert.Equal(0, Run("plan", Names(), hasJournal: false));
        Assert.Equal(1, Run("check", ["mem"], hasJournal: false));
        Assert.Equal(3, Run("apply", Names())); // nobody is there to ask
        Assert.Equal(before, Held());
    }

    private static string[] Names() => [.. Settings.Select(setting => setting.Setting)];

    private static string[] Held() => [.. Settings.Select(setting => File.ReadAllText(setting.Path))];

    private static string Chosen(string path) => File.ReadAllText(path) is var text && text.Contains('[', StringComparison.Ordinal) ? text.Split('[', ']')[1] : text.Trim();

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

    private int Run(string command, string[]? arguments = null, bool hasJournal = true) => HarrierProcess.Run(Arguments(command, arguments ?? [], hasJournal));

    private Process Start(string command, string[] arguments) => HarrierProcess.Start(Arguments(command, arguments, hasJournal: true));

    private string[] Arguments(string command, string[] arguments, bool hasJournal) =>
        ["host", command, .. arguments, .. hasJournal ? (string[])["--journal", Path.Combine(_folder, "host.journal")] : []];
}
