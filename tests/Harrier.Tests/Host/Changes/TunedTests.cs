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

    /// <summary>Every line of the two profiles, and the setting of ours that it is; none where only tuned has it.</summary>
    private static readonly (string Line, string Setting)[] Lines =
    [
        ("transparent_hugepages=never", "mem.thp"),
        ("net.core.busy_read=50", "bp.sysctl"),
        ("net.core.busy_poll=50", "bp.sysctl"),
        ("net.ipv4.tcp_fastopen=3", ""), // only where client and server ask for it: no order connection does
        ("kernel.numa_balancing=0", "sch.numa_balancing"),
        ("kernel.hung_task_timeout_secs = 600", ""), // of newer ones: how soon a hanging task is told of
        ("kernel.nmi_watchdog=0", "irq.nmi_watchdog"),
        ("vm.stat_interval = 10", "mem.stat_interval"),
        ("kernel.timer_migration=0", "sch.timer_migration"),
        ("force_latency=cstate.id_no_zero:1|3", "cpu.cstate.pmqos"),
        ("governor=performance", "cpu.governor"),
        ("energy_perf_bias=performance", "cpu.epb"),
        ("min_perf_pct=100", "cpu.min_perf"),
        ("vm.dirty_ratio=10", ""), // ours is where writing back starts, not where writers wait
        ("vm.dirty_background_ratio=3", "mem.dirty"),
        ("vm.swappiness=10", "mem.swap"),
        ("cmdline_network_latency=skew_tick=1", "cl.skew_tick"),
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
            Assert.NotEqual("Fail", Status(check, "cpu.cstate.pmqos")); // where there are idle states
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

    [Fact]
    public void Every_line_of_the_profile_is_a_setting_of_ours_or_one_that_only_tuned_has()
    {
        string[] files = ["/usr/lib/tuned/network-latency/tuned.conf", "/usr/lib/tuned/latency-performance/tuned.conf"];
        Assert.SkipUnless(files.All(File.Exists), "tuned 2.20 is not installed (apt-get install tuned).");
        string[] lines = [.. files.SelectMany(File.ReadLines).Where(line => line.Contains('=') && !line.StartsWith('#') && !line.StartsWith("summary", StringComparison.Ordinal) && !line.StartsWith("include", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line, Lines.Select(known => known.Line)));
        string[] ours = [.. Harrier.Host.Settings.SettingCatalogue.All.Select(setting => setting.Id)];
        Assert.All(Lines.Where(line => line.Setting.Length > 0), line => Assert.Contains(line.Setting, ours));
    }

    private static string[] Held() => [.. Paths.Select(File.ReadAllText)];

    private static string? Status(JsonDocument check, string id) => check.RootElement.GetProperty("settings").EnumerateArray()
        .Single(setting => setting.GetProperty("id").GetString() == id).GetProperty("status").GetString();
}
