using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Changes;
using Harrier.Host.Settings;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Changes;

/// <summary>On a made-up machine, where a test may write what it likes: a fake root. The real kernel is in
/// <see cref="ThisMachineTests"/>.</summary>
public sealed class HostChangeTests : IDisposable
{
    private const string HugePages = "/sys/devices/system/node/node0/hugepages/hugepages-2048kB/nr_hugepages";

    private static readonly string[] Paths = ["/sys/kernel/mm/ksm/run", "/proc/sys/vm/swappiness", "/proc/sys/vm/stat_interval"];

    private readonly MadeMachine _machine = new((Paths[0], "1\n"), (Paths[1], "60\n"), (Paths[2], "1\n"));

    private string JournalFile => _machine.At("/journal");

    private HostRoot Root => new(_machine.Root);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Every_write_is_made_confirmed_verified_and_put_back()
    {
        using var journal = HostJournal.Open(JournalFile);
        IReadOnlyList<WriteReport> applied = HostChange.Apply(Plan(), journal, _ => { });
        Assert.All(applied, report => Assert.Equal(WriteOutcome.Done, report.Outcome));
        Assert.Equal(["0\n", "10\n", "10\n"], Values());
        Assert.All(HostChange.Verify(Root, journal), report => Assert.Equal(WriteOutcome.Done, report.Outcome));

        Assert.All(HostChange.RollBack(Root, journal), report => Assert.Equal(WriteOutcome.Done, report.Outcome));
        Assert.Equal(["1\n", "60\n", "1\n"], Values());
        Assert.Empty(journal.Entries);
    }

    [Fact]
    public void What_became_of_a_write_is_in_the_journal_before_anybody_is_told()
    {
        using var journal = HostJournal.Open(JournalFile);
        _ = HostChange.Apply(Plan(), journal, report =>
        {
            Assert.Equal(report.Write, journal.Entries[^1].Write);
            Assert.Equal(report.Now, journal.Entries[^1].ReadBack);
        });
    }

    /// <summary>Seen with the kernel: of 1,500 huge pages asked for, a kill after 20 ms left 434.</summary>
    [Theory]
    [InlineData(HugePages, "0\n", "1500", "434\n", true)]
    [InlineData(HugePages, "60\n", "10", "33\n", true)]
    [InlineData(HugePages, "0\n", "1500", "1501\n", false)]
    [InlineData(HugePages, "60\n", "10", "9\n", false)]
    [InlineData(HugePages, "60\n", "10", "off\n", false)]
    [InlineData("/proc/sys/vm/swappiness", "60\n", "10", "33\n", false)]
    public void Huge_pages_that_a_kill_left_on_the_way_are_given_back(string path, string found, string wanted, string left, bool isOurs)
    {
        _machine.Write(path, left);
        using var journal = HostJournal.Open(JournalFile);
        journal.Begin(new SettingWrite("mem", path, found, wanted));
        Assert.Equal(isOurs ? WriteOutcome.Done : WriteOutcome.ChangedSince, Assert.Single(HostChange.RollBack(Root, journal)).Outcome);
        Assert.Equal(isOurs ? found : left, _machine.Read(path));
    }

    /// <summary>Once it is known what a write led to, a value on the way is somebody else's.</summary>
    [Fact]
    public void Huge_pages_that_changed_after_the_write_are_left()
    {
        using var journal = HostJournal.Open(JournalFile);
        journal.Begin(new SettingWrite("mem.huge2m", HugePages, "60\n", "10"));
        journal.Confirm("10\n");
        _machine.Write(HugePages, "33\n");
        Assert.Equal(WriteOutcome.ChangedSince, Assert.Single(HostChange.RollBack(Root, journal)).Outcome);
    }

    /// <summary>All the states that a crash can leave: each prefix of the journal's lines, with the write of an
    /// unconfirmed entry made or not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crash_anywhere_can_be_rolled_back(bool isLastWritten)
    {
        string[] lines;
        using (var journal = HostJournal.Open(JournalFile))
        {
            _ = HostChange.Apply(Plan(), journal, _ => { });
            _ = HostChange.RollBack(Root, journal);
            _ = HostChange.Apply(Plan(), journal, _ => { });
        }

        lines = File.ReadAllLines(JournalFile);
        Assert.Equal(2 * Paths.Length, lines.Length);
        for (int kept = 0; kept <= lines.Length; kept++)
        {
            int begun = (kept + 1) / 2;
            bool isLastUnconfirmed = kept % 2 == 1;
            for (int at = 0; at < Paths.Length; at++)
            {
                bool isWritten = at < begun && (at < begun - 1 || !isLastUnconfirmed || isLastWritten);
                _machine.Write(Paths[at], isWritten ? (at == 0 ? "0\n" : "10\n") : (at == 1 ? "60\n" : "1\n"));
            }

            File.WriteAllLines(JournalFile, lines[..kept]);
            using var journal = HostJournal.Open(JournalFile);
            Assert.All(HostChange.RollBack(Root, journal), report => Assert.True(report.IsRight, report.Cause));
            Assert.Equal(["1\n", "60\n", "1\n"], Values());
        }
    }

    [Fact]
    public void What_somebody_else_wrote_since_is_reported_left_and_kept_in_the_journal()
    {
        using var journal = HostJournal.Open(JournalFile);
        _ = HostChange.Apply(Plan(), journal, _ => { });
        _machine.Write(Paths[1], "77\n");

        WriteReport left = Assert.Single(HostChange.Verify(Root, journal), report => !report.IsRight);
        Assert.Equal("/proc/sys/vm/swappiness holds '77', and '10' was written.", left.Cause);
        left = Assert.Single(HostChange.RollBack(Root, journal), report => !report.IsRight);
        Assert.Equal((WriteOutcome.ChangedSince, "77\n"), (left.Outcome, left.Now));
        Assert.Equal(["1\n", "77\n", "1\n"], Values());
        Assert.Equal(Paths[1], Assert.Single(journal.Entries).Write.Path);
    }

    [Fact]
    public void A_file_that_changed_since_the_plan_ends_the_writing()
    {
        HostPlan plan = Plan();
        _machine.Write(Paths[1], "11\n");
        using var journal = HostJournal.Open(JournalFile);
        IReadOnlyList<WriteReport> reports = HostChange.Apply(plan, journal, _ => { });
        Assert.Equal([WriteOutcome.Done, WriteOutcome.ChangedSince], reports.Select(report => report.Outcome));
        Assert.All(HostChange.RollBack(Root, journal), report => Assert.True(report.IsRight));
        Assert.Equal(["1\n", "11\n", "1\n"], Values());
    }

    /// <summary>Two files of one register: the write of the first changed both.</summary>
    [Fact]
    public void A_file_that_holds_its_target_already_is_not_written_and_not_put_back()
    {
        HostPlan plan = Plan();
        _machine.Write(Paths[1], "10\n");
        using var journal = HostJournal.Open(JournalFile);
        Assert.Equal([WriteOutcome.Done, WriteOutcome.NothingToDo, WriteOutcome.Done], HostChange.Apply(plan, journal, _ => { }).Select(report => report.Outcome));
        Assert.Equal([Paths[0], Paths[2]], journal.Entries.Select(entry => entry.Write.Path));
    }

    /// <summary>With the governor at performance intel_pstate refuses other preferences: the preference is written first,
    /// and so put back last. CPUs are taken offline after everything that is written to them.</summary>
    [Fact]
    public void Writes_come_in_an_order_that_can_be_made_and_put_back()
    {
        _machine.Write("/sys/devices/system/cpu/cpufreq/policy0/scaling_governor", "powersave\n");
        _machine.Write("/sys/devices/system/cpu/cpufreq/policy0/energy_performance_preference", "balance_performance\n");
        _machine.Write("/sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "2-3\n");
        _machine.Write("/sys/devices/system/cpu/cpu3/topology/thread_siblings_list", "2-3\n");
        _machine.Write("/sys/devices/system/cpu/cpu3/online", "1\n");
        _machine.Write("/sys/devices/system/cpu/cpu2/power/energy_perf_bias", "6\n");
        var plan = HostPlan.Make(HostCheck.Run(new HostFacts(Root, CpuSet.Of(2))), ["cpu.governor", "cpu.epp", "cpu.epb", "cpu.smt"]);
        Assert.Equal(["cpu.epp", "cpu.governor", "cpu.epb", "cpu.smt"], plan.Writes.Select(write => write.SettingId));
    }

    /// <summary>To a clocksource that is not available the kernel says nothing and keeps its own: seen with hpet.</summary>
    [Theory]
    [InlineData("hpet tsc acpi_pm \n", 1)]
    [InlineData("hpet acpi_pm \n", 0)]
    public void A_clock_source_is_written_only_where_the_kernel_offers_it(string available, int writes)
    {
        _machine.Write("/sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");
        _machine.Write("/sys/devices/system/clocksource/clocksource0/available_clocksource", available);
        var check = HostCheck.Run(new HostFacts(Root));
        Finding finding = check.Settings.Single(one => one.Setting.Id == "clk.source").Finding;
        Assert.Equal((SettingStatus.Fail, writes), (finding.Status, finding.Writes.Count));
        Assert.Equal(writes, HostPlan.Make(check, ["clk.source"]).Writes.Count);
    }

    [Fact]
    public void The_interfaces_in_use_are_those_of_default_routes_and_what_they_stand_on()
    {
        _machine.Write("/proc/net/route", "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\nbond0\t00000000\t0102A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\neth9\t0002A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n");
        _machine.Write("/proc/net/ipv6_route", "00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth5\n00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n");
        _machine.Write("/sys/class/net/bond0/lower_eth1/ifindex", "2\n");
        _machine.Write("/sys/class/net/bond0/lower_eth2/ifindex", "3\n");
        Assert.Equal(["bond0", "eth1", "eth2", "eth5"], NetworkInUse.Find(Root).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_journal_with_writes_is_not_written_over()
    {
        HostPlan plan = Plan();
        using var journal = HostJournal.Open(JournalFile);
        _ = HostChange.Apply(plan, journal, _ => { });
        Assert.Throws<InvalidOperationException>(() => HostChange.Apply(plan, journal, _ => { }));
    }

    [Fact]
    public void High_risk_and_disagreement_are_written_only_by_name_and_a_boot_parameter_never()
    {
        _machine.Write("/proc/sys/vm/overcommit_memory", "1\n");
        _machine.Write("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");
        var check = HostCheck.Run(new HostFacts(Root));

        var all = HostPlan.Make(check, []);
        Assert.DoesNotContain(all.Writes, write => write.SettingId is "mem.overcommit" or "mem.thp");
        Assert.Contains(all.Left, left => left.Setting.Setting.Id == "mem.overcommit" && left.Reason.Contains("High risk", StringComparison.Ordinal));
        Assert.Contains(all.Left, left => left.Setting.Setting.Id == "mem.thp" && left.Reason.Contains("disagree", StringComparison.Ordinal));
        Assert.Contains(all.Left, left => left.Setting.Setting.Id == "cl.skew_tick" && left.Reason == "Add skew_tick=1 to the kernel parameters of the boot loader, and boot anew.");

        var named = HostPlan.Make(check, ["mem.overcommit", "mem.thp", "cl.skew_tick"]);
        Assert.Equal(["mem.thp", "mem.overcommit"], named.Writes.Select(write => write.SettingId));
    }

    [Fact]
    public void What_is_left_out_is_not_planned_whatever_else_is_named()
    {
        var check = HostCheck.Run(new HostFacts(Root));
        Assert.Contains(HostPlan.Make(check, []).Writes, write => write.SettingId == "mem.ksm");
        Assert.DoesNotContain(HostPlan.Make(check, [], "mem").Writes, write => write.SettingId.StartsWith("mem.", StringComparison.Ordinal));
        Assert.Equal(["mem.swap"], HostPlan.Make(check, ["mem.ksm", "mem.swap"], "mem.ksm").Writes.Select(write => write.SettingId));
    }

    /// <summary>The script does what apply does.</summary>
    [Fact]
    public void The_script_makes_the_same_writes()
    {
        HostPlan plan = Plan();
        string script = plan.ToScript().Replace("> '/", $"> '{_machine.Root}/", StringComparison.Ordinal);
        File.WriteAllText(_machine.At("/tune.sh"), script);
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no shell here.");
        using var shell = System.Diagnostics.Process.Start("/bin/sh", [_machine.At("/tune.sh")]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        Assert.Equal(["0\n", "10\n", "10\n"], Values());
    }

    private HostPlan Plan()
    {
        var plan = HostPlan.Make(HostCheck.Run(new HostFacts(Root)), ["mem.ksm", "mem.swap", "mem.stat_interval"]);
        Assert.Equal(Paths, plan.Writes.Select(write => write.Path));
        return plan;
    }

    private string[] Values() => [.. Paths.Select(_machine.Read)];
}
