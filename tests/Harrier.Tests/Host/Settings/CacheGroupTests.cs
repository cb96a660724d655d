using System;
using System.IO;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Changes;
using Harrier.Host.Settings;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Settings;

/// <summary>Cache allocation on a made-up machine with the caches of two Skylake servers: no machine of ours has it. What
/// the kernel does there is left out: it would make the files of a group with its directory, check masks, and give the
/// CPUs of a removed group back.</summary>
public sealed class CacheGroupTests : IDisposable
{
    private const string Schemata = "    MB:0=100;1=100\n    L3:0=7ff;1=7ff\n";

    private readonly MadeMachine _machine = new(
        ("/sys/fs/resctrl/schemata", Schemata),
        ("/sys/fs/resctrl/cpus_list", "0-3\n"),
        ("/sys/fs/resctrl/info/L3/cbm_mask", "7ff\n"),
        ("/sys/fs/resctrl/info/L3/shareable_bits", "600\n"),
        ("/sys/fs/resctrl/info/L3/min_cbm_bits", "1\n"),
        ("/sys/fs/resctrl/info/L3/num_closids", "16\n"),
        ("/sys/devices/system/cpu/cpu0/cache/index3/id", "0\n"),
        ("/sys/devices/system/cpu/cpu1/cache/index3/id", "0\n"),
        ("/sys/devices/system/cpu/cpu2/cache/index3/id", "1\n"),
        ("/sys/devices/system/cpu/cpu3/cache/index3/id", "1\n"));

    public void Dispose() => _machine.Dispose();

    /// <summary>Half of the 11 ways of cache 1, where CPUs 2 and 3 are; cache 0 stays as it is.</summary>
    [Fact]
    public void The_hot_cpus_get_ways_and_the_default_group_gives_them_up()
    {
        HostPlan plan = Plan();
        Assert.Equal(
            [
                new SettingWrite("cat.partition", "/@resctrl/groups/harrier", "none\n", "cpus 2-3 L3:0=7ff;1=01f"),
                new SettingWrite("cat.partition", "/@resctrl/default", "0=7ff;1=7ff\n", "0=7ff;1=7e0"),
            ],
            plan.Writes);
        Assert.Contains("mkdir /sys/fs/resctrl/harrier; echo 'L3:0=7ff;1=01f' > /sys/fs/resctrl/harrier/schemata; echo 2-3 > /sys/fs/resctrl/harrier/cpus_list\n", plan.ToScript(), StringComparison.Ordinal);
        Assert.Contains("echo 'L3:0=7ff;1=7e0' > /sys/fs/resctrl/schemata\n", plan.ToScript(), StringComparison.Ordinal);
    }

    [Fact]
    public void Applied_it_passes_and_rolled_back_the_group_is_gone()
    {
        using var journal = HostJournal.Open(_machine.At("/journal"));
        Assert.Empty(HostChange.WhyNotWritable(Plan()));
        Assert.All(HostChange.Apply(Plan(), journal, _ => { }), report => Assert.Equal(WriteOutcome.Done, report.Outcome));
        Assert.Equal(("2-3\n", "L3:0=7ff;1=01f\n"), (_machine.Read("/sys/fs/resctrl/harrier/cpus_list"), _machine.Read("/sys/fs/resctrl/harrier/schemata")));
        Assert.Equal(SettingStatus.Pass, Check().Status);
        Assert.All(HostChange.Verify(Root, journal), report => Assert.True(report.IsRight));

        Assert.All(HostChange.RollBack(Root, journal), report => Assert.Equal(WriteOutcome.Done, report.Outcome));
        Assert.False(Directory.Exists(_machine.At("/sys/fs/resctrl/harrier")));
        Assert.Equal("0=7ff;1=7ff", Root.Text("/@resctrl/default"));
    }

    [Fact]
    public void A_group_that_a_crash_left_half_made_is_taken_away()
    {
        using var journal = HostJournal.Open(_machine.At("/journal"));
        journal.Begin(Plan().Writes[0]);
        _machine.Write("/sys/fs/resctrl/harrier/schemata", "    L3:0=7ff;1=7ff\n");
        _machine.Write("/sys/fs/resctrl/harrier/cpus_list", "\n");
        Assert.Equal(WriteOutcome.Done, Assert.Single(HostChange.RollBack(Root, journal)).Outcome);
        Assert.False(Directory.Exists(_machine.At("/sys/fs/resctrl/harrier")));
    }

    /// <summary>Linux 6.16 writes "%d=%x" where kernels before it filled up with zeros (fs/resctrl/rdtgroup.c).</summary>
    [Fact]
    public void Masks_without_zeros_before_them_are_the_masks_that_were_written()
    {
        using var journal = HostJournal.Open(_machine.At("/journal"));
        _ = HostChange.Apply(Plan(), journal, _ => { });
        _machine.Write("/sys/fs/resctrl/harrier/schemata", "L3:0=7ff;1=1f\n");
        Assert.Equal("cpus 2-3 L3:0=7ff;1=01f", Root.Text("/@resctrl/groups/harrier"));
        Assert.All(HostChange.Verify(Root, journal), report => Assert.Equal(WriteOutcome.Done, report.Outcome));
        _machine.Write("/sys/fs/resctrl/schemata", "L3:0=000007ff;1=1f\n");
        Assert.Equal("0=7ff;1=01f", Root.Text("/@resctrl/default"));
    }

    /// <summary>The group was whole once, and a rollback that was killed left it without its CPUs.</summary>
    [Fact]
    public void A_group_that_a_crash_left_half_undone_is_taken_away()
    {
        using var journal = HostJournal.Open(_machine.At("/journal"));
        _ = HostChange.Apply(Plan(), journal, _ => { });
        _machine.Write("/sys/fs/resctrl/harrier/cpus_list", "\n");
        Assert.All(HostChange.RollBack(Root, journal), report => Assert.Equal(WriteOutcome.Done, report.Outcome));
        Assert.False(Directory.Exists(_machine.At("/sys/fs/resctrl/harrier")));
    }

    /// <summary>A group alone does nothing: the default group must have given the ways up.</summary>
    [Fact]
    public void A_group_that_shares_its_ways_fails()
    {
        _machine.Write("/sys/fs/resctrl/hot/schemata", "    L3:0=7ff;1=01f\n");
        _machine.Write("/sys/fs/resctrl/hot/cpus_list", "2-3\n");
        Finding finding = Check();
        Assert.Equal((SettingStatus.Fail, "It shares ways with the default group."), (finding.Status, finding.Reason));
        Assert.Empty(finding.Writes);
        _machine.Write("/sys/fs/resctrl/schemata", "    L3:0=7ff;1=7e0\n");
        Assert.Equal(SettingStatus.Pass, Check().Status);
    }

    [Fact]
    public void Without_a_class_to_spare_nothing_is_planned()
    {
        _machine.Write("/sys/fs/resctrl/info/L3/num_closids", "1\n");
        Assert.Equal("The hardware has 1 classes, and there are as many groups.", Check().Reason);
        Assert.Empty(Check().Writes);
    }

    private HostRoot Root => new(_machine.Root);

    private HostFacts Facts => new(Root, CpuSet.Of(2, 3));

    private HostPlan Plan() => HostPlan.Make(HostCheck.Run(Facts), ["cat.partition"]);

    private Finding Check() => SettingCatalogue.All.Single(setting => setting.Id == "cat.partition").Check(Facts);
}
