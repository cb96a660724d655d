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

    private readonly BorrowedSettings _settings = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-apply-").FullName;

    public void Dispose()
    {
        _settings.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_is_applied_holds_is_verified_and_is_put_back_byte_for_byte()
    {
        string[] before = _settings.Held();
        Assert.Equal(0, Run("apply", [.. _settings.Names, "--yes"]));
        Assert.Equal(_settings.Targets, _settings.Chosen());
        Assert.Equal(0, Run("verify"));
        File.WriteAllText(_settings.Paths[^1], "1\n");
        Assert.Equal(1, Run("verify"));
        Assert.Equal(3, Run("apply", [.. _settings.Names, "--yes"])); // the journal holds writes that were not rolled back
        Assert.Equal(0, Run("rollback"));
        Assert.Equal(before, _settings.Held());
    }

    [Fact]
    public void Killed_after_each_write_in_turn_everything_can_be_put_back()
    {
        string[] before = _settings.Held();
        for (int killedAfter = 1; killedAfter <= before.Length; killedAfter++)
        {
            using Process apply = HarrierProcess.Start(Arguments("apply", [.. _settings.Names, "--yes", "--step"], hasJournal: true));
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
            Assert.Equal(killedAfter, _settings.Held().Zip(before).Count(pair => pair.First != pair.Second));
            Assert.Equal(0, Run("rollback"));
            Assert.Equal(before, _settings.Held());
        }
    }

    [Fact]
    public void Plan_and_check_change_nothing_and_nobody_to_ask_is_a_no()
    {
        string[] before = _settings.Held();
        Assert.Equal(0, Run("plan", _settings.Names, hasJournal: false));
        Assert.Equal(1, Run("check", ["mem"], hasJournal: false));
        Assert.Equal(3, Run("apply", _settings.Names));
        Assert.Equal(before, _settings.Held());
    }

    /// <summary>From never on, transparent huge pages raise a low vm.min_free_kbytes, and the number is among the writes.</summary>
    [Fact]
    public void A_setting_that_another_one_moves_is_written_first_and_put_back_last()
    {
        const string Thp = "/sys/kernel/mm/transparent_hugepage/enabled";
        const string MinFree = "/proc/sys/vm/min_free_kbytes";
        string found = File.ReadAllText(MinFree);
        try
        {
            File.WriteAllText(Thp, "never\n");
            File.WriteAllText(MinFree, "20000\n");
            Assert.Equal(0, Run("apply", ["mem.thp", "mem.min_free", "--yes"]));
            Assert.Equal(0, Run("verify"));
            Assert.Equal(0, Run("rollback"));
            Assert.Equal(("always madvise [never]\n", "20000\n"), (File.ReadAllText(Thp), File.ReadAllText(MinFree)));
        }
        finally
        {
            File.WriteAllText(MinFree, found);
        }
    }

    /// <summary>util-linux's taskset is the other program that knows where a kernel thread may run.</summary>
    [Fact]
    public void Kernel_threads_are_moved_and_put_back()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/taskset"), "taskset is not installed (apt-get install util-linux).");
        Assert.SkipUnless(Environment.ProcessorCount > 1, "With one CPU none can be hot.");
        string[] before = KernelThreads();
        string plan = HarrierProcess.RunProgram([.. HarrierProcess.Command, "host", "plan", "iso.kthreads"]).Output;
        string[] planned = [.. plan.Split('\n').Where(line => line.StartsWith("--- /@affinity/", StringComparison.Ordinal)).Select(line => line.Split('/')[2])];
        Assert.SkipUnless(planned.Length > 0, "No kernel thread that may be moved is seen here.");

        Assert.Equal(0, Run("apply", ["iso.kthreads", "--yes"]));
        Assert.All(planned.Where(task => Directory.Exists($"/proc/{task}")), task =>
            Assert.EndsWith("list: 0\n", HarrierProcess.RunProgram("taskset", "-pc", task).Output.Replace("list: 0-0", "list: 0", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(0, Run("rollback"));
        Assert.Equal(before.Intersect(KernelThreads()), before.Where(line => Directory.Exists($"/proc/{line.Split(' ')[0]}")));
    }

    /// <summary>The number of each kernel thread that is not bound, and where it may run.</summary>
    private static string[] KernelThreads() =>
    [
        .. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0]) && File.Exists($"/proc/{name}/status"))
            .Select(name => (Name: name!, Status: File.ReadAllLines($"/proc/{name}/status")))
            .Where(one => one.Status.Any(line => line == "PPid:\t2") && !one.Status[0].Contains("kworker", StringComparison.Ordinal))
            .Select(one => $"{one.Name} {one.Status.Single(line => line.StartsWith("Cpus_allowed_list", StringComparison.Ordinal))}"),
    ];

    private int Run(string command, string[]? arguments = null, bool hasJournal = true) => HarrierProcess.Run(Arguments(command, arguments ?? [], hasJournal));

    private string[] Arguments(string command, string[] arguments, bool hasJournal) =>
        ["host", command, .. arguments, .. hasJournal ? (string[])["--journal", Path.Combine(_folder, "host.journal")] : []];
}
