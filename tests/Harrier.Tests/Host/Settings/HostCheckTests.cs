using System;
using System.IO;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Deployment;
using Harrier.Host.Layout;
using Harrier.Host.Settings;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Settings;

public sealed class HostCheckTests
{
    /// <summary>The links of sysfs lead in circles.</summary>
    private static readonly EnumerationOptions WithoutLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>What each server lacks, from its files.</summary>
    public static TheoryData<string, HostKinds, string, string[], string[]> Servers => new()
    {
        // The tuned one. /proc/cmdline: isolcpus=managed_irq,0-4,11-79 without 'domain', nohz_full and rcu_nocbs of the
        // same list, which leaves 5-10. Sibling of N is N+40: the cores of 5-10 are set apart by half; of the others the
        // first threads are hot, CPU 0 among them, and the second ones are not isolated. skew_tick=1 tsc=reliable
        // audit=0 iommu=pt are there; mce=off, idle=poll, psi=0 and intel_pstate=disable are what it does otherwise.
        // /proc/irq/default_smp_affinity has all CPUs. node0 has 128 huge pages of 2 MB, node1 none. The flag cat_l3 is in /proc/cpuinfo, resctrl is not mounted.
        {
            "nto-worker1-sysinfo.tgz", HostKinds.Intel, "0-4,11-39",
            ["cpu.smt", "iso.isolcpus", "iso.housekeeping", "iso.l3.domain", "irq.default", "irq.affinity", "mem.huge2m", "cat.support", "cl.mce", "cl.nohz_patience"],
            ["cpu.driver", "cl.idle", "cl.psi"]
        },

        // Untuned, kernel 3.10, /proc/cmdline without any of it. min_perf_pct is 26; two of its four ports have no carrier;
        // its cards run at 2.5 GT/s of 8.
        {
            "32intel64-2p8co2t+8ve.tar.bz2", HostKinds.Intel, "5-7",
            ["cpu.min_perf", "cpu.smt", "iso.isolcpus", "iso.nohz_full", "iso.rcu_nocbs", "irq.managed", "mem.huge1g", "nic.link", "nic.pcie", "cat.support", "cl.skew_tick", "cl.tsc", "cl.audit", "cl.iommu", "cl.nohz_patience"],
            []
        },

        // Untuned, without /proc: governor powersave, energy preference balance_performance, bias 7, min_perf_pct 27, C1E
        // (10 microseconds) and C6 (133) not disabled.
        {
            "nri-cpuallocator-sysfs.tar.bz2", HostKinds.Intel, "12,15-16",
            ["cpu.epp", "cpu.governor", "cpu.epb", "cpu.min_perf", "cpu.cstate.percpu", "cpu.cstate.disable", "cpu.smt", "iso.isolcpus", "iso.nohz_full"],
            []
        },

        // Governor performance and boost on, C2 (100 microseconds) not disabled; nothing isolated. No interface is in it: of
        // node 0, which has the L3s of 0-2 and 3-5, the second has three cores that are not CPU 0's.
        {
            "x86_64-epyc_7451.tar.gz", HostKinds.Amd, "3-5",
            ["cpu.cstate.percpu", "cpu.cstate.disable", "cpu.smt", "iso.isolcpus", "iso.nohz_full"],
            []
        },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Real_servers_lack_what_their_files_say(string archive, HostKinds kind, string hot, string[] failing, string[] conflicting)
    {
        var check = HostCheck.Run(new HostFacts(new HostRoot(MachineDump.Of(archive))));
        Assert.Equal((kind, hot), (check.Facts.Kind, check.Facts.Hot.ToString()));
        Assert.Equal(failing, Ids(check, SettingStatus.Fail));
        Assert.Equal(conflicting, Ids(check, SettingStatus.Conflict));
        Assert.Equal(SettingCatalogue.All.Count, Enum.GetValues<SettingStatus>().Sum(check.Count));
        Assert.Equal((failing.Length, conflicting.Length), (check.Count(SettingStatus.Fail), check.Count(SettingStatus.Conflict)));
    }

    [Fact]
    public void Checking_reading_the_topology_and_planning_a_layout_change_no_file()
    {
        string root = MachineDump.Of("x86_64-epyc_7451.tar.gz");
        string before = Listing(root);
        _ = HostCheck.Run(new HostFacts(new HostRoot(root)));
        Assert.True(MachineTopologyReader.TryRead(new HostRoot(root), out MachineTopology? topology, out _));
        Assert.True(LayoutPlanner.TryPlan(topology, new DeploymentConfiguration(), out _, out _));
        Assert.Equal(before, Listing(root));
    }

    [Fact]
    public void A_file_that_a_dump_does_not_hold_is_unreadable_and_one_that_the_machine_lacks_does_not_apply()
    {
        using var machine = new MadeMachine(("/proc/sys/kernel/ostype", "Linux\n"));
        Assert.Equal(SettingStatus.NotApplicable, Status(machine, "sch.numa_balancing")); // /proc/sys/kernel is there
        Assert.Equal(SettingStatus.Unreadable, Status(machine, "mem.stat_interval")); // /proc/sys/vm is not
    }

    [Theory]
    [InlineData("always [madvise] never", SettingStatus.Pass)]
    [InlineData("always madvise [never]", SettingStatus.Conflict)] // tuned network-latency
    [InlineData("[always] madvise never", SettingStatus.Conflict)] // tuned hpc-compute
    [InlineData("nonsense", SettingStatus.Fail)]
    public void What_another_reference_sets_is_a_conflict_and_no_fault(string text, SettingStatus expected)
    {
        using var machine = new MadeMachine(("/sys/kernel/mm/transparent_hugepage/enabled", text + "\n"));
        Assert.Equal(expected, Status(machine, "mem.thp"));
    }

    [Fact]
    public void A_parameter_that_the_next_boot_has_waits_for_it()
    {
        using var machine = new MadeMachine(("/etc/default/grub", "GRUB_TIMEOUT=1\nGRUB_CMDLINE_LINUX=\"quiet skew_tick=1\"\n"));
        Assert.Equal(SettingStatus.RebootPending, Status(machine, "cl.skew_tick"));
        Assert.Equal(SettingStatus.RebootPending, Status(machine, "cl.drift"));
        machine.Write("/proc/cmdline", "quiet skew_tick=1\n");
        Assert.Equal(SettingStatus.Pass, Status(machine, "cl.skew_tick"));
        Assert.Equal(SettingStatus.Pass, Status(machine, "cl.drift"));
    }

    /// <summary>The kernel's rule: isolcpus=[flag-list,]cpu-list, and "domain" is meant where no flag is given.</summary>
    [Theory]
    [InlineData("isolcpus=2-3", SettingStatus.Pass)]
    [InlineData("isolcpus=domain,managed_irq,2-3", SettingStatus.Pass)]
    [InlineData("isolcpus=managed_irq,2-3", SettingStatus.Fail)]
    [InlineData("isolcpus=nohz,2-3", SettingStatus.Fail)]
    public void Isolation_without_the_flag_domain_is_none(string line, SettingStatus expected)
    {
        using var machine = new MadeMachine(("/proc/cmdline", line + "\n"));
        var facts = new HostFacts(new HostRoot(machine.Root));
        Assert.Equal("2-3", facts.Hot.ToString());
        Assert.Equal(expected, Status(machine, "iso.isolcpus"));
    }

    [Fact]
    public void Files_that_differ_are_named_and_the_writes_would_change_only_them()
    {
        using var machine = new MadeMachine();
        for (int policy = 0; policy < 3; policy++)
        {
            machine.Write($"/sys/devices/system/cpu/cpufreq/policy{policy}/scaling_governor", policy == 1 ? "performance\n" : "powersave\n");
        }

        Finding finding = Find(machine, "cpu.governor");
        Assert.Equal((SettingStatus.Fail, "powersave"), (finding.Status, finding.Found));
        Assert.Contains("2 of 3", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(
            [
                new SettingWrite("cpu.governor", "/sys/devices/system/cpu/cpufreq/policy0/scaling_governor", "powersave\n", "performance"),
                new SettingWrite("cpu.governor", "/sys/devices/system/cpu/cpufreq/policy2/scaling_governor", "powersave\n", "performance"),
            ],
            finding.Writes);
    }

    [Fact]
    public void Hot_cpus_that_do_not_run_are_refused()
    {
        using var machine = new MadeMachine();
        Assert.True(CpuSet.TryParseList("3-5", out CpuSet hot));
        ArgumentException fault = Assert.Throws<ArgumentException>(() => new HostFacts(new HostRoot(machine.Root), hot));
        Assert.StartsWith($"--hot 3-5: CPU 4-5 is not online. {machine.At("/sys/devices/system/cpu/online")}: 0-3.", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Flags of proc_pid_stat(5), column 9: 2097152 is PF_KTHREAD, 69238784 that and PF_NO_SETAFFINITY, 4194560 a
    /// program's. The name of the third holds what looks like other columns.</summary>
    [Fact]
    public void Kernel_threads_that_are_bound_and_programs_are_not_asked_to_move()
    {
        using var machine = new MadeMachine();
        Add(11, "kswapd0", "2097152", "0-3");
        Add(12, "migration/3", "69238784", "3");
        Add(13, "a) S 2 0 0 0 -1 2097152 (b", "4194560", "0-3");
        Add(14, "oom_reaper", "2097152", "0");
        Finding finding = Find(machine, "iso.kthreads");
        Assert.Equal((SettingStatus.Fail, "1 of 2 free kernel threads may come to 1-3"), (finding.Status, finding.Found));
        Assert.Equal([new SettingWrite("iso.kthreads", "/@affinity/11/kswapd0", "0-3\n", "0")], finding.Writes);

        void Add(int task, string name, string flags, string allowed)
        {
            machine.Write($"/proc/{task}/comm", name + "\n");
            machine.Write($"/proc/{task}/stat", $"{task} ({name}) S 2 0 0 0 -1 {flags} 0 0\n");
            machine.Write($"/proc/{task}/status", $"Name:\t{name}\nCpus_allowed_list:\t{allowed}\n");
        }
    }

    /// <summary>Models by intel-family.h: 85 Skylake and Cascade Lake, 143 Sapphire Rapids; 151 a desktop's.</summary>
    [Theory]
    [InlineData("6", "85", SettingStatus.Unreadable)] // it is there, and a dump holds no registers
    [InlineData("6", "143", SettingStatus.Unreadable)]
    [InlineData("6", "151", SettingStatus.NotApplicable)]
    [InlineData("15", "85", SettingStatus.NotApplicable)]
    public void Prefetchers_are_asked_for_only_where_the_processor_has_the_register(string family, string model, SettingStatus expected)
    {
        using var machine = new MadeMachine(("/proc/cpuinfo", $"vendor_id\t: GenuineIntel\ncpu family\t: {family}\nmodel\t\t: {model}\nmodel name\t: Xeon 85\nflags\t\t: fpu\n"));
        Assert.Equal(expected, Status(machine, "pf.intel"));
    }

    /// <summary>Speed Select: CPUs 2 and 3 have the higher base clock.</summary>
    [Theory]
    [InlineData("2-3", SettingStatus.Pass)]
    [InlineData("1-2", SettingStatus.Fail)]
    public void Hot_cpus_should_be_those_with_the_higher_base_clock(string hot, SettingStatus expected)
    {
        using var machine = new MadeMachine();
        for (int cpu = 0; cpu < 4; cpu++)
        {
            machine.Write($"/sys/devices/system/cpu/cpu{cpu}/cpufreq/base_frequency", cpu < 2 ? "2100000\n" : "2700000\n");
        }

        Assert.True(CpuSet.TryParseList(hot, out CpuSet cpus));
        Assert.Equal(expected, SettingCatalogue.All.Single(setting => setting.Id == "cpu.sst").Check(new HostFacts(new HostRoot(machine.Root), cpus)).Status);
    }

    [Fact]
    public void A_folder_without_a_machine_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory("harrier-none-").FullName;
        DirectoryNotFoundException fault = Assert.Throws<DirectoryNotFoundException>(() => new HostFacts(new HostRoot(folder)));
        Assert.Contains("there are no CPUs", fault.Message, StringComparison.Ordinal);
        Directory.Delete(folder);
    }

    [Fact]
    public void Whatever_the_files_hold_every_setting_gets_a_status()
    {
        var random = new Random(20_261_124);
        string root = MachineDump.Copy("32intel64-2p8co2t+8ve.tar.bz2", out string folder);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "sys", "devices", "system"), "*", WithoutLinks))
        {
            if (random.Next(3) == 0 && !file.EndsWith("/online", StringComparison.Ordinal))
            {
                byte[] noise = new byte[random.Next(40)];
                random.NextBytes(noise);
                File.WriteAllBytes(file, noise);
            }
        }

        var check = HostCheck.Run(new HostFacts(new HostRoot(root)));
        Directory.Delete(folder, recursive: true);
        Assert.Equal(SettingCatalogue.All.Count, check.Settings.Count);
    }

    /// <summary>Four cores of two threads, N and N+4. The boot line is taken from the first check; the kernel's own files
    /// say what such a boot makes of it.</summary>
    [Fact]
    public void A_machine_that_was_booted_as_a_check_asked_for_is_found_so_with_the_same_hot_cpus()
    {
        using var machine = new MadeMachine(("/sys/devices/system/cpu/isolated", "\n"), ("/sys/devices/system/cpu/nohz_full", "\n"));
        machine.Write("/sys/devices/system/cpu/online", "0-7\n");
        for (int cpu = 0; cpu < 8; cpu++)
        {
            machine.Write($"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list", $"{cpu % 4},{(cpu % 4) + 4}\n");
        }

        string[] settings = ["iso.isolcpus", "iso.nohz_full", "iso.rcu_nocbs"];
        var before = HostCheck.Run(new HostFacts(new HostRoot(machine.Root), CpuSet.Of(2, 3)));
        string line = string.Join(' ', before.Settings.Where(one => settings.Contains(one.Setting.Id)).Select(one => one.Finding.BootLine));
        Assert.Equal("isolcpus=managed_irq,domain,2-3,6-7 nohz_full=2-3,6-7 rcu_nocbs=2-3,6-7", line);

        machine.Write("/proc/cmdline", line + "\n");
        machine.Write("/sys/devices/system/cpu/isolated", "2-3,6-7\n");
        machine.Write("/sys/devices/system/cpu/nohz_full", "2-3,6-7\n");
        var after = HostCheck.Run(new HostFacts(new HostRoot(machine.Root)));
        Assert.Equal(("2-3", "0-1,4-5"), (after.Facts.Hot.ToString(), after.Facts.Housekeeping.ToString()));
        foreach (string id in (string[])[.. settings, "iso.sibling", "cpu.smt", "iso.housekeeping"])
        {
            Assert.Equal((id, SettingStatus.Pass), (id, after.Settings.Single(one => one.Setting.Id == id).Finding.Status));
        }
    }

    [Fact]
    public void Where_the_boot_set_apart_one_thread_of_each_core_these_are_hot()
    {
        using var machine = new MadeMachine(("/sys/devices/system/cpu/isolated", "2-3\n"));
        machine.Write("/sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "0,2\n");
        machine.Write("/sys/devices/system/cpu/cpu3/topology/thread_siblings_list", "1,3\n");
        Assert.Equal("2-3", new HostFacts(new HostRoot(machine.Root)).Hot.ToString());
    }

    [Fact]
    public void This_machine_is_what_its_own_files_say()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A machine's settings are read from Linux's /proc and /sys.");
        var check = HostCheck.Run(new HostFacts(new HostRoot("/")));
        Finding overcommit = check.Settings.Single(one => one.Setting.Id == "mem.overcommit").Finding;
        Assert.Equal(File.ReadAllText("/proc/sys/vm/overcommit_memory").Trim(), overcommit.Found);
        Assert.Equal(
            System.Runtime.GCSettings.IsServerGC ? "True" : "False",
            check.Settings.Single(one => one.Setting.Id == "dotnet.gc.flavor").Finding.Found);
    }

    private static SettingStatus Status(MadeMachine machine, string id) => Find(machine, id).Status;

    private static Finding Find(MadeMachine machine, string id) =>
        SettingCatalogue.All.Single(setting => setting.Id == id).Check(new HostFacts(new HostRoot(machine.Root)));

    private static string[] Ids(HostCheck check, SettingStatus status) =>
        [.. check.Settings.Where(one => one.Finding.Status == status).Select(one => one.Setting.Id)];

    private static string Listing(string folder) => string.Join('\n', new DirectoryInfo(folder)
        .EnumerateFiles("*", WithoutLinks)
        .Select(file => $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}")
        .Order(StringComparer.Ordinal));
}
