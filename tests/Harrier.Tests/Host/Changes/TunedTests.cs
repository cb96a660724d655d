using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Xunit;

namespace Harrier.Tests.Host.Changes;

/// <summary>tuned as the other program: its profile network-latency and ours, on the same kernel.</summary>
[Collection(ThisMachineTests.Collection)]
public sealed class TunedTests : IDisposable
{
    private const string Applied = "static tuning from profile 'network-latency' applied";

    private static readonly string[] Paths =
    [
        "/proc/sys/vm/dirty_background_ratio",
        "/proc/sys/kernel/numa_balancing",
        "/proc/sys/vm/swappiness",
        "/sys/kernel/mm/transparent_hugepage/enabled",
        "/proc/sys/net/core/busy_read",
        "/proc/sys/net/core/busy_poll",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-tuned-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_tuned_sets_is_right_for_us_too_or_a_disagreement_that_is_named_and_both_put_everything_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "tuned needs Linux and root.");
        Assert.SkipUnless(File.Exists("/usr/sbin/tuned"), "tuned is not installed (apt-get install tuned).");
        Assert.SkipUnless(Paths.All(File.Exists), "This kernel lacks a setting of the profile.");
        string[] before = Held();

        string[] underTuned;
        using (Process tuned = Process.Start(new ProcessStartInfo("/usr/sbin/tuned", ["--no-dbus", "--profile", "network-latency"]) { RedirectStandardError = true, RedirectStandardOutput = true })!)
        {
            tuned.BeginOutputReadLine();
            using var isApplied = new ManualResetEventSlim();
            tuned.ErrorDataReceived += (_, line) =>
            {
                if (line.Data is null || line.Data.Contains(Applied, StringComparison.Ordinal))
                {
                    isApplied.Set(); // said so, or ended
                }
            };
            tuned.BeginErrorReadLine();
            isApplied.Wait(TestContext.Current.CancellationToken);
            Assert.False(tuned.HasExited, "tuned ended by itself.");
            underTuned = Held();

            string json = Path.Combine(_folder, "check.json");
            _ = HarrierProcess.Run("host", "check", "--json", json);
            using (var stop = Process.Start("kill", ["-TERM", tuned.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                tuned.WaitForExit();
            }

            using var check = JsonDocument.Parse(File.ReadAllBytes(json));
            Assert.Equal("Pass", Status(check, "mem.dirty"));
            Assert.Equal("Pass", Status(check, "sch.numa_balancing"));
            Assert.Equal("Pass", Status(check, "mem.swap"));
            Assert.Equal("Conflict", Status(check, "mem.thp"));
            Assert.Equal("Conflict", Status(check, "bp.sysctl"));
        }

        Assert.Equal(before, Held());

        // What both set is the same value.
        string journal = Path.Combine(_folder, "host.journal");
        Assert.Equal(0, HarrierProcess.Run("host", "apply", "mem.dirty", "sch.numa_balancing", "--yes", "--journal", journal));
        Assert.Equal(underTuned[..2], Held()[..2]);
        Assert.Equal(0, HarrierProcess.Run("host", "rollback", "--journal", journal));
        Assert.Equal(before, Held());
    }

    private static string[] Held() => [.. Paths.Select(File.ReadAllText)];

    private static string? Status(JsonDocument check, string id) => check.RootElement.GetProperty("settings").EnumerateArray()
        .Single(setting => setting.GetProperty("id").GetString() == id).GetProperty("status").GetString();
}
