using System;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Changes;
using Harrier.Host.Settings;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Changes;

/// <summary>On a made-up machine with two cores of two threads; the emulated host takes real ones offline
/// (<see cref="EmulatedHostTests"/>).</summary>
public sealed class CpusOfflineTests : IDisposable
{
    private readonly MadeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Nothing_is_written_to_a_CPU_that_the_same_plan_takes_offline()
    {
        for (int cpu = 0; cpu < 4; cpu++)
        {
            _machine.Write($"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list", cpu < 2 ? "0-1\n" : "2-3\n");
            _machine.Write($"/sys/devices/system/cpu/cpu{cpu}/online", "1\n");
            _machine.Write($"/sys/devices/system/cpu/cpu{cpu}/power/energy_perf_bias", "6\n");
            _machine.Write($"/sys/devices/system/machinecheck/machinecheck{cpu}/ignore_ce", "0\n");
        }

        foreach ((int policy, string cpus) in (ReadOnlySpan<(int, string)>)[(0, "0 1\n"), (2, "2\n"), (3, "3\n")])
        {
            _machine.Write($"/sys/devices/system/cpu/cpufreq/policy{policy}/affected_cpus", cpus);
            _machine.Write($"/sys/devices/system/cpu/cpufreq/policy{policy}/scaling_governor", "powersave\n");
        }

        var check = HostCheck.Run(new HostFacts(new HostRoot(_machine.Root), CpuSet.Of(2)));
        var plan = HostPlan.Make(check, ["cpu.smt", "cpu.governor", "cpu.epb", "irq.mce.poll"]);
        Assert.Equal(
            [
                "/sys/devices/system/cpu/cpufreq/policy0/scaling_governor",
                "/sys/devices/system/cpu/cpufreq/policy2/scaling_governor",
                "/sys/devices/system/cpu/cpu0/power/energy_perf_bias",
                "/sys/devices/system/cpu/cpu1/power/energy_perf_bias",
                "/sys/devices/system/cpu/cpu2/power/energy_perf_bias",
                "/sys/devices/system/machinecheck/machinecheck0/ignore_ce",
                "/sys/devices/system/machinecheck/machinecheck1/ignore_ce",
                "/sys/devices/system/machinecheck/machinecheck2/ignore_ce",
                "/sys/devices/system/cpu/cpu3/online",
            ],
            plan.Writes.Select(write => write.Path));

        var withSiblings = HostPlan.Make(check, ["cpu.governor"]);
        Assert.Equal(3, withSiblings.Writes.Count);
    }
}
