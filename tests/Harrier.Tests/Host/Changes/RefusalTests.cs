using System;
using System.IO;
using Xunit;

namespace Harrier.Tests.Host.Changes;

/// <summary>What cannot be made whole is not begun: a sentence with the path and the cause, exit code 3, and every setting
/// as it was. On the real kernel.</summary>
[Collection(ThisMachineTests.Collection)]
public sealed class RefusalTests : IDisposable
{
    private readonly BorrowedSettings _settings = new("mem.khugepaged", "mem.compaction");
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-refused-").FullName;

    public void Dispose()
    {
        _settings.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Nobody_may_write()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "setpriv is not installed (apt-get install util-linux).");
        IsRefused($"{_settings.Paths[0]}: cannot be written: permission denied. Run it as root.", ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], _settings.Names);
    }

    [Fact]
    public void A_journal_that_cannot_be_made_is_told_by_its_path()
    {
        string[] before = _settings.Held();
        (int exitCode, _, string error) = HarrierProcess.RunProgram([.. HarrierProcess.Command, "host", "apply", .. _settings.Names, "--yes", "--journal", "/proc/nowhere/host.journal"]);
        Assert.Equal(3, exitCode);
        Assert.Contains("/proc/nowhere", error, StringComparison.Ordinal);
        Assert.Equal(before, _settings.Held());
    }

    /// <summary>/proc/sys/vm is read-only, in a mount namespace of the program's own.</summary>
    [Fact]
    public void A_read_only_file_system_is_seen_before_the_first_write()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/unshare"), "unshare is not installed (apt-get install util-linux).");
        const string ReadOnly = "mount --bind /proc/sys/vm /proc/sys/vm && mount -o remount,ro,bind /proc/sys/vm && exec \"$@\"";
        IsRefused($"{_settings.Paths[1]}: cannot be written: Read-only file system", ["unshare", "-m", "sh", "-c", ReadOnly, "sh"], _settings.Names);
    }

    [Fact]
    public void What_was_named_and_needs_a_reboot_is_told_with_what_the_boot_line_lacks()
    {
        Assert.SkipWhen(File.ReadAllText("/proc/cmdline").Contains("skew_tick", StringComparison.Ordinal), "This machine was started with skew_tick.");
        IsRefused("cl.skew_tick needs a reboot. Add skew_tick=1 to the kernel parameters", [], [.. _settings.Names, "cl.skew_tick"]);
    }

    [Fact]
    public void In_trading_hours_nothing_is_begun()
    {
        IsRefused("within the trading hours 00:00-23:59 Europe/London (HARRIER_TRADING_HOURS)", ["env", "HARRIER_TRADING_HOURS=00:00-23:59 Europe/London"], _settings.Names);
        IsRefused("within the trading hours 00:00-23:59 (--not-between)", [], [.. _settings.Names, "--not-between", "00:00-23:59"]);
    }

    private void IsRefused(string sentence, string[] under, string[] arguments)
    {
        string[] before = _settings.Held();
        string journal = Path.Combine(_folder, "host.journal");
        (int exitCode, string output, string error) = HarrierProcess.RunProgram([.. under, .. HarrierProcess.Command, "host", "apply", .. arguments, "--yes", "--journal", journal]);
        Assert.True(exitCode == 3, $"{exitCode}: {output}{error}");
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Contains("othing ", error, StringComparison.Ordinal);
        Assert.Equal(before, _settings.Held());
        Assert.False(File.Exists(journal));
    }
}
