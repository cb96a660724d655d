using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Topology;

/// <summary>Whole machines against what hwloc and lscpu say of the same files.</summary>
public sealed class MachineTopologyTests
{
    [Theory]
    [InlineData("32intel64-2p8co2t+8ve.tar.bz2", "32intel64-2p8co2t+8ve.2.14.0.output")]
    [InlineData("memorysidecaches.tar.bz2", "memorysidecaches.2.14.0.output")]
    [InlineData("nri-cpuallocator-sysfs.tar.bz2", "nri-skx-2s-snc2-20c.lstopo-2.9.0.txt")]
    [InlineData("nto-worker1-sysinfo.tgz", "nto-clx6230-2s-rt.lstopo-2.9.0.txt")]
    [InlineData("x86_64-epyc_7451.tar.gz", "utillinux-epyc7451-2s-8nodes.lstopo-2.9.0.txt")]
    public void A_dump_is_read_as_hwloc_reads_it(string archive, string expected)
    {
        ReadMachine hwloc = HwlocOutput.OfConsole(File.ReadAllText(MachineDump.Find(expected)));
        Assert.NotEmpty(hwloc.Caches);
        var harrier = ReadMachine.ByHarrier(MachineDump.Of(archive));
        hwloc.AssertEqual(harrier);
        Assert.Equal(hwloc.Cards, harrier.Cards);
    }

    /// <summary>Of Intel, CPUID names no memory nodes; hwloc makes one up that has every CPU.</summary>
    [Theory]
    [InlineData("AMD-19h-Zen3-2xEpyc-7763", true)]
    [InlineData("Intel-CascadeLake-2xXeon6230", false)]
    [InlineData("Intel-SapphireRapids-2xXeonMax9460", false)]
    public void A_dump_of_cpuid_alone_is_read_as_hwloc_reads_it(string name, bool hasNodes)
    {
        ReadMachine hwloc = HwlocOutput.OfXml(File.ReadAllText(MachineDump.Find($"cpuid/{name}.output")), hasNodes);
        Assert.NotEmpty(hwloc.Caches);
        hwloc.AssertEqual(ReadMachine.ByHarrier(MachineDump.Of($"cpuid/{name}.tar.bz2")));
    }

    /// <summary>lscpu numbers cores, nodes and caches anew: those with one number there share one here.</summary>
    [Fact]
    public void The_EPYC_7451_is_shared_as_lscpu_says()
    {
        string[] lines = File.ReadAllLines(MachineDump.Find("lscpu-x86_64-epyc_7451"));
        int header = Array.IndexOf(lines, "# CPU,Core,Socket,Node,,L1d,L1i,L2,L3");
        string[][] rows = [.. lines.Skip(header + 1).TakeWhile(line => line.Length > 0).Select(line => line.Split(','))];
        Assert.Equal(96, rows.Length);
        MachineTopology machine = Read(MachineDump.Of("x86_64-epyc_7451.tar.gz"));
        Assert.Equal(Sets(1), machine.Cores.Select(core => core.Cpus.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(Sets(2), machine.Packages.Select(package => package.Cpus.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(Sets(3), machine.NumaNodes.Select(node => node.Cpus.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(Sets(5), CachesOf(1, CacheType.Data));
        Assert.Equal(Sets(6), CachesOf(1, CacheType.Instruction));
        Assert.Equal(Sets(7), CachesOf(2, CacheType.Unified));
        Assert.Equal(Sets(8), CachesOf(3, CacheType.Unified));

        // "L3 cache: 128 MiB (16 instances)", "L1d cache: 1.5 MiB (48 instances)"
        Assert.Equal(128L << 20, machine.Caches.Where(cache => cache.Level == 3).Sum(cache => cache.SizeBytes));
        Assert.Equal(3L << 19, machine.Caches.Where(cache => cache is { Level: 1, Type: CacheType.Data }).Sum(cache => cache.SizeBytes));
        Assert.Equal(("AuthenticAMD", 23, 1, 2), (machine.Processor.Vendor, machine.Processor.Family, machine.Processor.Model, machine.Processor.Stepping));

        IEnumerable<string> Sets(int column) => rows
            .GroupBy(row => row[column])
            .Select(group => CpuSet.Of([.. group.Select(row => int.Parse(row[0], CultureInfo.InvariantCulture))]).ToString())
            .Order(StringComparer.Ordinal);

        IEnumerable<string> CachesOf(int level, CacheType type) => machine.Caches
            .Where(cache => cache.Level == level && cache.Type == type)
            .Select(cache => cache.Cpus.ToString())
            .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void This_machine_is_read_as_hwloc_reads_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A machine is read on Linux.");
        Assert.SkipUnless(File.Exists("/usr/bin/lstopo-no-graphics"), "lstopo-no-graphics is not installed (Debian: hwloc-nox).");
        using var lstopo = Process.Start(new ProcessStartInfo("/usr/bin/lstopo-no-graphics", ["-v", "--disallowed", "-"]) { RedirectStandardOutput = true });
        ReadMachine hwloc = HwlocOutput.OfConsole(lstopo!.StandardOutput.ReadToEnd());
        lstopo.WaitForExit();
        Assert.NotEmpty(hwloc.Cores);
        hwloc.AssertEqual(WithoutSelfDistance(ReadMachine.ByHarrier("/")));
    }

    [Fact]
    public void Virtual_machines_isolation_and_distances_stand_where_the_files_say()
    {
        // /proc/cmdline of the tuned host: isolcpus=managed_irq,... without 'domain' isolates nothing; nohz_full=0-4,11-79.
        MachineTopology tuned = Read(MachineDump.Of("nto-worker1-sysinfo.tgz"));
        Assert.Equal(("", "0-4,11-79", false), (tuned.IsolatedCpus.ToString(), tuned.NohzFullCpus.ToString(), tuned.Virtualization.IsVirtual));

        // Its files name no interface, its PCI devices have class 0x020000 and the node beside it.
        Assert.Equal(
            ["0000:01:00.0 0", "0000:01:00.1 0", "0000:19:00.0 0", "0000:19:00.1 0", "0000:86:00.0 1", "0000:86:00.1 1"],
            tuned.NetworkInterfaces.Select(one => ReadMachine.Text($"{one.Name} {one.NumaNode}")));
    }

    private static MachineTopology Read(string root)
    {
        Assert.True(MachineTopologyReader.TryRead(new HostRoot(root), out MachineTopology? topology, out string fault), fault);
        return topology;
    }

    /// <summary>hwloc leaves the matrix out where there is one node.</summary>
    private static ReadMachine WithoutSelfDistance(ReadMachine machine)
    {
        if (machine.Distances.Count == 1)
        {
            machine.Distances.Clear();
        }

        return machine;
    }
}
