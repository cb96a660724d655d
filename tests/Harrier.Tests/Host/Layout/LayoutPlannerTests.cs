using System;
using System.Collections.Generic;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Deployment;
using Harrier.Host.Layout;
using Harrier.Host.Topology;
using Harrier.Tests.Host.Topology;
using Xunit;

namespace Harrier.Tests.Host.Layout;

/// <summary>Expected sets are derived by hand from the rules of docs/layout.md, as said at each.</summary>
public sealed class LayoutPlannerTests
{
    /// <summary>Real servers: their files give node, siblings and L3; the last three cores of the last L3 with room are taken.</summary>
    [Theory]

    // Ports 60:00.x are on node 0: cores 0 to 7, one L3. Core 0 is the boot's, so 5, 6, 7; sibling of n is n + 16.
    [InlineData("32intel64-2p8co2t+8ve.tar.bz2", "", "5-7", "21-23", 0)]

    // No interface, SNC2: node 0 has 0-2,5-6,10-12,15-16 and their siblings + 40.
    [InlineData("nri-cpuallocator-sysfs.tar.bz2", "", "12,15-16", "52,55-56", 0)]

    // No interface; node 0 has the L3s of 0-2 and 3-5. Core 0 is the boot's: only the second L3 has three.
    [InlineData("x86_64-epyc_7451.tar.gz", "", "3-5", "51-53", 0)]

    // The card 86:00.0 hangs on node 1, the odd CPUs. The boot made 0-4,11-79 tickless; of the cores with both threads in it
    // (n and n + 40) the last on node 1 are 35, 37, 39.
    [InlineData("nto-worker1-sysinfo.tgz", "0000:86:00.0", "35,37,39", "75,77,79", 1)]

    // The card 19:00.1 hangs on node 0, the even CPUs.
    [InlineData("nto-worker1-sysinfo.tgz", "0000:19:00.1", "34,36,38", "74,76,78", 0)]
    public void Real_servers_get_the_node_of_their_card_and_one_L3(string archive, string network, string hot, string idle, int node)
    {
        MachineTopology topology = Read(MachineDump.Of(archive));
        CpuLayout layout = Plan(topology, new() { NetworkInterface = network });
        Assert.Equal((hot, idle, node), (layout.Hot.ToString(), layout.Of(CpuOwner.Idle).ToString(), layout.MemoryNode));
        Assert.Empty(layout.GivenUp);
    }

    /// <summary>The tuned host keeps what its boot set apart; CPU 0 is the system's whatever the boot says. 5, 7 and 9 are the
    /// housekeeping CPUs on the card's node, and share the one L3 of its package.</summary>
    [Fact]
    public void On_the_tuned_host_housekeeping_is_what_the_boot_left_and_interrupts_go_to_its_CPUs_near_the_card()
    {
        CpuLayout layout = Plan(Read(MachineDump.Of("nto-worker1-sysinfo.tgz")), new() { NetworkInterface = "0000:86:00.0", NetworkQueues = [0, 1] });
        Assert.Equal("0,5-10", layout.Of(CpuOwner.Housekeeping).ToString());
        Assert.Equal(["9", "7", "0,5-10"], layout.Interrupts.Select(one => one.Cpus.ToString()));
        Assert.Equal("33,35,37,39", layout.Hot.ToString());
        Assert.Equal("irqaffinity=0,5-10", layout.KernelParameters[^1].ToString());
    }

    /// <summary>8 cores, 2 threads each (n and n + 8), one node: 5, 6, 7 and idle 13, 14, 15. Everything else is the system's.</summary>
    [Fact]
    public void Every_thread_has_a_core_of_its_own_and_a_reason()
    {
        CpuLayout layout = Plan(new MadeTopology { ThreadsPerCore = 2 }.Make(), new());
        Assert.Equal(
            ["MarketData 5", "QuoteEngine 6", "RiskMonitor 7", "Idle 13-15", "Housekeeping 0-4,8-12"],
            layout.Assignments.Select(one => $"{one.Owner} {one.Cpus}"));
        Assert.All(layout.Assignments, one => Assert.EndsWith(".", one.Reason, StringComparison.Ordinal));
        Assert.Equal("Polls queue 3 of eth1, on node 0 like eth1, in one L3 with 6-7.", layout.Assignments[0].Reason);
        Assert.Equal((0, "eth1"), (layout.MemoryNode, layout.NetworkInterface));
        Assert.Equal([3], layout.NetworkQueues);
    }

    /// <summary>The guide's four CPUs: lcores 0-3, threads on 0, 1 and 2, interrupts on 1. Without CPU 0 they are four owners of
    /// four CPUs, for its two queues.</summary>
    [Fact]
    public void The_four_CPUs_of_the_guide_have_four_owners()
    {
        CpuLayout layout = Plan(new MadeTopology().Make(), new() { Cpus = MadeTopology.Set("1-4"), NetworkQueues = [0, 1], MemoryNodes = [0] });
        Assert.Equal(["MarketData 1", "MarketData 2", "QuoteEngine 3", "RiskMonitor 4", "Housekeeping 0,5-7"], layout.Assignments.Select(one => $"{one.Owner} {one.Cpus}"));
        Assert.Equal(["7", "6", "0,5-7"], layout.Interrupts.Select(one => one.Cpus.ToString()));
        Assert.Contains("CPU 0 is never a trading thread's", Assert.Single(Refuse(new MadeTopology().Make(), new() { Cpus = MadeTopology.Set("0-3"), NetworkQueues = [0, 1] })).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IsolationLevel.None, 0, 1)]
    [InlineData(IsolationLevel.Reserved, 0, 6)]
    [InlineData(IsolationLevel.Complete, 4, 3)]
    public void An_isolation_implies_its_parameters_and_writes(IsolationLevel isolation, int parameters, int writes)
    {
        // 8 cores of 2 threads: hot 5-7, idle 13-15. Reserved: default affinity, work queues, three siblings off, huge pages.
        CpuLayout layout = Plan(new MadeTopology { ThreadsPerCore = 2 }.Make(), new(), isolation);
        Assert.Equal((parameters, writes), (layout.KernelParameters.Count, layout.Writes.Count));
        Assert.Contains(layout.Writes, write => write is { Path: "/sys/devices/system/node/node0/hugepages/hugepages-2048kB/nr_hugepages", Value: "1024" });
        if (isolation == IsolationLevel.Complete)
        {
            Assert.Equal("isolcpus=managed_irq,domain,5-7,13-15 nohz_full=5-7,13-15 rcu_nocbs=5-7,13-15 irqaffinity=0-4,8-12", string.Join(' ', layout.KernelParameters));
        }

        if (isolation == IsolationLevel.Reserved)
        {
            // 0-4 and 8-12 of 16: bits 0001 1111 0001 1111.
            Assert.Contains(layout.Writes, write => write is { Path: "/proc/irq/default_smp_affinity", Value: "1f1f" });
            Assert.Contains(layout.Writes, write => write is { Path: "/sys/devices/system/cpu/cpu13/online", Value: "0" });
        }
    }

    /// <summary>Machines too small for three cores of their own.</summary>
    [Theory]
    [InlineData(4, 1, IsolationLevel.Complete, "1", "2", "3", 0)]
    [InlineData(3, 1, IsolationLevel.Complete, "1", "2", "", 1)] // risk on housekeeping
    [InlineData(2, 1, IsolationLevel.Complete, "1", "", "", 2)] // quotes on the thread of market data, too
    [InlineData(1, 2, IsolationLevel.Reserved, "1", "", "", 3)] // beside CPU 0
    public void A_small_machine_tells_what_it_gives_up(int cores, int threads, IsolationLevel isolation, string marketData, string quotes, string risk, int given)
    {
        CpuLayout layout = Plan(new MadeTopology { CoresPerPackage = cores, CoresPerL3 = cores, ThreadsPerCore = threads }.Make(), new(), isolation);
        Assert.Equal((marketData, quotes, risk), (layout.Of(CpuOwner.MarketData).ToString(), layout.Of(CpuOwner.QuoteEngine).ToString(), layout.Of(CpuOwner.RiskMonitor).ToString()));
        Assert.Equal(given, layout.GivenUp.Count);
    }

    [Theory]
    [InlineData(1, 1, IsolationLevel.None)]
    [InlineData(1, 2, IsolationLevel.Complete)]
    public void A_machine_with_one_core_is_refused_what_it_cannot_have(int cores, int threads, IsolationLevel isolation)
    {
        LayoutFault fault = Assert.Single(Refuse(new MadeTopology { CoresPerPackage = cores, CoresPerL3 = cores, ThreadsPerCore = threads }.Make(), new(), isolation));
        Assert.True(fault.IsOfMachine);
        Assert.Contains("not enough cores", fault.Sentence, StringComparison.Ordinal);
    }

    /// <summary>2 packages of 8 cores, 4 cores an L3 and 2 threads: node 1 has 8-15, its last L3 12-15.</summary>
    [Fact]
    public void The_threads_follow_the_card_to_its_node()
    {
        MadeTopology made = new() { Packages = 2, CoresPerL3 = 4, NetworkNode = 1 };
        CpuLayout layout = Plan(made.Make(), new());
        Assert.Equal(("13-15", 1), (layout.Hot.ToString(), layout.MemoryNode));

        // Its neighbour in that L3 is 12: there go the interrupts.
        Assert.Equal("12", layout.Interrupts[0].Cpus.ToString());
        Assert.Equal("3", Plan((made with { NetworkNode = 0, CoresPerPackage = 4 }).Make(), new()).Of(CpuOwner.RiskMonitor).ToString());
    }

    /// <summary>The control group has 4-7 of 8 cores: CPU 0 is not ours, so that core 4 is kept for the runtime's threads.</summary>
    [Fact]
    public void A_control_group_bounds_the_layout()
    {
        CpuLayout layout = Plan(new MadeTopology { Allowed = "4-7" }.Make(), new());
        Assert.Equal(("5-7", "4"), (layout.Hot.ToString(), layout.Of(CpuOwner.Housekeeping).ToString()));
    }

    /// <summary>A pod on isolated CPUs 2-5: no CPU of it is balanced, the first is kept.</summary>
    [Fact]
    public void Within_isolated_CPUs_one_is_kept_for_the_threads_of_the_runtime()
    {
        CpuLayout layout = Plan(new MadeTopology { Allowed = "2-5", Isolated = "2-7" }.Make(), new());
        Assert.Equal(("3-5", "2"), (layout.Hot.ToString(), layout.Of(CpuOwner.Housekeeping).ToString()));
        Assert.Contains(layout.GivenUp, one => one.Contains("are set apart", StringComparison.Ordinal));
    }

    [Fact]
    public void Isolated_CPUs_are_taken_first_and_the_rest_of_them_is_left_alone()
    {
        CpuLayout layout = Plan(new MadeTopology { Isolated = "1-4" }.Make(), new());
        Assert.Equal(("2-4", "1", "0,5-7"), (layout.Hot.ToString(), layout.Of(CpuOwner.Spare).ToString(), layout.Of(CpuOwner.Housekeeping).ToString()));
        Assert.Contains("isolated already", layout.KernelParameters[0].Reason, StringComparison.Ordinal);

        // Two isolated cores for three threads: the risk monitor gives way, not the isolation.
        layout = Plan(new MadeTopology { Isolated = "3-4" }.Make(), new());
        Assert.Equal(("3", "4", ""), (layout.Of(CpuOwner.MarketData).ToString(), layout.Of(CpuOwner.QuoteEngine).ToString(), layout.Of(CpuOwner.RiskMonitor).ToString()));
    }

    [Fact]
    public void Offline_siblings_are_no_ones_and_offline_cores_are_passed_over()
    {
        CpuLayout layout = Plan(new MadeTopology { ThreadsPerCore = 2, Offline = "7,14-15" }.Make(), new());

        // Core 7 is off as a whole, the sibling of 6 is off: 4, 5, 6 with idle 12, 13.
        Assert.Equal(("4-6", "12-13"), (layout.Hot.ToString(), layout.Of(CpuOwner.Idle).ToString()));
    }

    [Fact]
    public void Four_L3s_of_two_cores_are_crossed_and_that_is_told()
    {
        CpuLayout layout = Plan(new MadeTopology { CoresPerL3 = 2 }.Make(), new());
        Assert.Equal(3, layout.Hot.Count);
        Assert.Contains("more than one L3", Assert.Single(layout.GivenUp), StringComparison.Ordinal);
    }

    public static TheoryData<string, bool, ResourceAllocation> Contradictions => new()
    {
        { "CPU 0 is never a trading thread's", false, new() { Cpus = MadeTopology.Set("0,5-6") } },
        { "there is no CPU 99", false, new() { Cpus = MadeTopology.Set("5-6,99") } },
        { "CPU 7 is offline", true, new() { Cpus = MadeTopology.Set("5-7") } },
        { "CPU 4 is not allowed by the control group /trading", true, new() { Cpus = MadeTopology.Set("4-6") } },
        { "5,13 are the hyper-threads of one core", false, new() { Cpus = MadeTopology.Set("5,6,13") } },
        { "CPU 8 is the hyper-thread beside CPU 0", true, new() { Cpus = MadeTopology.Set("5,6,8") } },
        { "2 CPUs for 3 threads", false, new() { Cpus = MadeTopology.Set("5-6") } },
        { "NetworkInterface = 'eth9': the machine has none", false, new() { NetworkInterface = "eth9" } },
        { "there is no receive queue 4", false, new() { NetworkQueues = [4] } },
        { "1 is named twice", false, new() { NetworkQueues = [1, 1] } },
        { "there is no node 7", false, new() { MemoryNodes = [7] } },
        { "node 1 is memory without a CPU", false, new() { MemoryNodes = [1] } },
        { "node 2 has no memory", false, new() { MemoryNodes = [0, 2] } },
        { "HugePageBytes = 9000000000", false, new() { HugePageBytes = 9_000_000_000 } },
        { "node 0 has 68719476736", true, new() { MemoryBytes = 1L << 40 } },
        { "neither may be below 0", false, new() { MemoryBytes = -1 } },
    };

    /// <summary>8 cores of 2 threads; 7 is offline, the group has all but 4, node 2 has no memory.</summary>
    [Theory]
    [MemberData(nameof(Contradictions))]
    public void What_contradicts_itself_is_refused_with_a_sentence(string sentence, bool isOfMachine, ResourceAllocation resources)
    {
        LayoutFault fault = Assert.Single(Refuse(WithNodes(new MadeTopology { ThreadsPerCore = 2, Offline = "7", Allowed = "0-3,5-15" }.Make()), resources));
        Assert.Contains(sentence, fault.Sentence, StringComparison.Ordinal);
        Assert.Equal(isOfMachine, fault.IsOfMachine);
    }

    [Fact]
    public void Memory_on_another_node_than_the_card_is_refused() => Assert.StartsWith(
        "MemoryNodes = 1: eth1 hangs on node 0,",
        Assert.Single(Refuse(new MadeTopology { Packages = 2 }.Make(), new() { MemoryNodes = [1] })).Sentence,
        StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_told_together()
    {
        IReadOnlyList<LayoutFault> faults = Refuse(
            new MadeTopology { QuotaMicroseconds = 150_000, GroupMemory = 1L << 30 }.Make(),
            new() { Cpus = MadeTopology.Set("0-1"), NetworkInterface = "eth9", NetworkQueues = [-1], MemoryNodes = [3] });

        // The interface, the queue, CPU 0, two CPUs for three threads, the node, the memory of the group, its quota.
        Assert.Equal(7, faults.Count);
        Assert.Contains(faults, fault => fault.Sentence.StartsWith("The control group /trading allows CPU time of 1.5 CPUs, and 2 threads spin", StringComparison.Ordinal));
    }

    [Fact]
    public void CPUs_that_leave_nothing_for_the_system_are_refused() =>
        Assert.Contains("Leave a core", Assert.Single(Refuse(new MadeTopology { Allowed = "5-7" }.Make(), new() { Cpus = MadeTopology.Set("5-7") })).Sentence, StringComparison.Ordinal);

    /// <summary>Five CPUs for three threads: the two beyond are kept free, not given to anybody.</summary>
    [Fact]
    public void CPUs_named_beyond_the_threads_are_kept_free()
    {
        CpuLayout layout = Plan(new MadeTopology().Make(), new() { Cpus = MadeTopology.Set("3-7") });
        Assert.Equal(("3-5", "6-7"), (layout.Hot.ToString(), layout.Of(CpuOwner.Spare).ToString()));
        Assert.Equal("nohz_full=3-7", layout.KernelParameters[1].ToString());
    }

    private static MachineTopology WithNodes(MachineTopology one) => new()
    {
        Root = one.Root,
        Processor = one.Processor,
        Packages = one.Packages,
        Dies = one.Dies,
        Cores = one.Cores,
        OnlineCpus = one.OnlineCpus,
        OfflineCpus = one.OfflineCpus,
        IsolatedCpus = one.IsolatedCpus,
        NohzFullCpus = one.NohzFullCpus,
        Caches = one.Caches,
        CacheAllocation = one.CacheAllocation,
        Cpuid = one.Cpuid,
        NumaNodes = [.. one.NumaNodes, new NumaNode(1, MadeTopology.Set(""), 8L << 30, [], []), new NumaNode(2, MadeTopology.Set(""), 0, [], [])],
        NetworkInterfaces = one.NetworkInterfaces,
        ControlGroup = one.ControlGroup,
        Virtualization = one.Virtualization,
        Notes = one.Notes,
    };

    private static CpuLayout Plan(MachineTopology topology, ResourceAllocation resources, IsolationLevel isolation = IsolationLevel.Complete)
    {
        bool isPlanned = LayoutPlanner.TryPlan(topology, new DeploymentConfiguration { Isolation = isolation, Resources = resources }, out CpuLayout? layout, out IReadOnlyList<LayoutFault> faults);
        Assert.True(isPlanned, string.Join('\n', faults));
        return layout!;
    }

    private static IReadOnlyList<LayoutFault> Refuse(MachineTopology topology, ResourceAllocation resources, IsolationLevel isolation = IsolationLevel.Complete)
    {
        Assert.False(LayoutPlanner.TryPlan(topology, new DeploymentConfiguration { Isolation = isolation, Resources = resources }, out _, out IReadOnlyList<LayoutFault> faults));
        return faults;
    }

    private static MachineTopology Read(string root)
    {
        Assert.True(MachineTopologyReader.TryRead(new HostRoot(root), out MachineTopology? topology, out string fault), fault);
        return topology;
    }
}
