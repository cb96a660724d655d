using System;
using System.Globalization;
using System.IO;
using Xunit;

namespace Harrier.Tests.Host.Changes;

/// <summary>strace(1) kills the program, or fails a call of it, at each place in turn where it writes: the journal, its
/// way to the disk, the setting. The kernel and its settings are the real ones.</summary>
[Collection(ThisMachineTests.Collection)]
public sealed class FaultTests : IDisposable
{
    private const int Killed = 128 + 9; // strace ends as its program did: by SIGKILL

    private readonly BorrowedSettings _settings;
    private readonly string _folder;

    public FaultTests()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed (apt-get install strace).");
        _settings = new BorrowedSettings("mem.thp", "mem.compaction");
        _folder = Directory.CreateTempSubdirectory("harrier-fault-").FullName;
        (int exitCode, _, string error) = HarrierProcess.RunProgram("strace", "-f", "-qq", "-o", "/dev/null", "true");
        Assert.SkipUnless(exitCode == 0, $"Processes cannot be traced here: {error}");
    }

    private string Journal => Path.Combine(_folder, "host.journal");

    public void Dispose()
    {
        _settings?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Of each setting: the old value into the journal and to the disk, the setting cut and written, what became
    /// of it into the journal and to the disk: 3 writes, 2 flushes, 1 cut. The kill comes as a call is entered.</summary>
    [Theory]
    [InlineData("pwrite64", 3)]
    [InlineData("fsync", 2)]
    [InlineData("ftruncate", 1)]
    public void Killed_at_every_write_of_an_apply_everything_is_put_back(string call, int callsPerSetting)
    {
        string[] before = _settings.Held();
        for (int place = 1; place <= callsPerSetting * before.Length; place++)
        {
            Assert.Equal(Killed, Traced(call, place, "apply", [.. _settings.Names, "--yes"]));
            Assert.Equal(0, Run("rollback"));
            Assert.Equal(before, _settings.Held());
        }

        Assert.Equal(0, Traced(call, (callsPerSetting * before.Length) + 1, "apply", [.. _settings.Names, "--yes"])); // there is no other place
        Assert.Equal(_settings.Targets, _settings.Chosen());
        Assert.Equal(0, Run("rollback"));
        Assert.Equal(before, _settings.Held());
    }

    /// <summary>Of each setting: it is cut and written, that goes into the journal and to the disk; at the end the journal is
    /// emptied, and that goes to the disk.</summary>
    [Theory]
    [InlineData("pwrite64", 2, 0)]
    [InlineData("fsync", 1, 1)]
    [InlineData("ftruncate", 1, 1)]
    public void Killed_at_every_write_of_a_rollback_another_one_ends_it(string call, int callsPerSetting, int callsAtEnd)
    {
        string[] before = _settings.Held();
        for (int place = 1; place <= (callsPerSetting * before.Length) + callsAtEnd; place++)
        {
            Assert.Equal(0, Run("apply", [.. _settings.Names, "--yes"]));
            Assert.Equal(Killed, Traced(call, place, "rollback", []));
            Assert.Equal(0, Run("rollback"));
            Assert.Equal(before, _settings.Held());
            Assert.Equal(0, new FileInfo(Journal).Length);
        }
    }

    [Fact]
    public void A_write_that_the_kernel_refuses_puts_everything_back_at_once()
    {
        string[] before = _settings.Held();
        (int exitCode, string output, string error) = HarrierProcess.RunProgram(
            ["strace", "-f", "-qq", "-o", "/dev/null", "-P", _settings.Paths[1], "-e", "trace=write,pwrite64", "-e", "inject=write,pwrite64:error=EIO:when=1", .. HarrierProcess.Command, "host", "apply", .. _settings.Names, "--yes", "--journal", Journal]);
        Assert.Equal(1, exitCode);
        Assert.Contains($"written: {_settings.Paths[0]} = madvise", output, StringComparison.Ordinal);
        Assert.Contains($"{_settings.Paths[1]}: '0' was refused:", error, StringComparison.Ordinal);
        Assert.Contains("All writes are put back.", error, StringComparison.Ordinal);
        Assert.Equal(before, _settings.Held());
        Assert.Equal(0, new FileInfo(Journal).Length);
    }

    /// <summary>Of each setting the journal gets two lines. From the one at a place on, the disk is full, also for what the
    /// way back writes.</summary>
    [Fact]
    public void Where_the_journal_cannot_be_written_everything_is_put_back_at_once()
    {
        string[] before = _settings.Held();
        for (int place = 1; place <= 2 * before.Length; place++)
        {
            (int exitCode, _, string error) = HarrierProcess.RunProgram(
                ["strace", "-f", "-qq", "-o", "/dev/null", "-P", Journal, "-e", "trace=pwrite64", "-e", string.Create(CultureInfo.InvariantCulture, $"inject=pwrite64:error=ENOSPC:when={place}+"), .. HarrierProcess.Command, "host", "apply", .. _settings.Names, "--yes", "--journal", Journal]);
            Assert.Equal(3, exitCode);
            Assert.Contains($"{Journal}: the journal cannot be written:", error, StringComparison.Ordinal);
            Assert.EndsWith("All writes are put back.\n", error, StringComparison.Ordinal);
            Assert.Equal(before, _settings.Held());
            Assert.Equal(0, new FileInfo(Journal).Length);
        }
    }

    private int Traced(string call, int place, string command, string[] arguments) => HarrierProcess.RunProgram(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e", string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=KILL:when={place}"), .. HarrierProcess.Command, "host", command, .. arguments, "--journal", Journal]).ExitCode;

    private int Run(string command, params string[] arguments) => HarrierProcess.Run(["host", command, .. arguments, "--journal", Journal]);
}
