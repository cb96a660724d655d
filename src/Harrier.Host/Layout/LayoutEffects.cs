using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Deployment;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Layout;

/// <summary>What a layout asks of the kernel: at boot, and while it runs. The settings of the catalogue make and check it.</summary>
internal static class LayoutEffects
{
    /// <remarks>Source: Linux, Documentation/admin-guide/kernel-parameters.txt.</remarks>
    internal static IReadOnlyList<KernelParameter> KernelParameters(LayoutSite site, CpuSet apart)
    {
        CpuSet others = site.Topology.OnlineCpus.Except(apart);
        string held = apart.IsSubsetOf(site.Topology.IsolatedCpus) ? " The kernel that runs has them isolated already." : "";
        return
        [
            new("isolcpus", $"managed_irq,domain,{apart}", $"The scheduler puts nothing there, and queues of drivers raise their interrupts elsewhere.{held}"),
            new("nohz_full", apart.ToString(), "No timer tick while one thread runs there."),
            new("rcu_nocbs", apart.ToString(), "Deferred work of the kernel is done elsewhere."),
            new("irqaffinity", others.ToString(), "Interrupts begin on the others."),
        ];
    }

    internal static IReadOnlyList<LayoutWrite> Writes(LayoutSite site, CpuSet apart, CpuSet idle, IReadOnlyList<InterruptPlacement> interrupts, LayoutMemory memory)
    {
        var writes = new List<LayoutWrite>();
        if (site.Configuration.Isolation != IsolationLevel.None)
        {
            string mask = site.Topology.OnlineCpus.Except(apart).ToMask();
            writes.Add(new LayoutWrite("/proc/irq/default_smp_affinity", mask, "Interrupts that are set up later begin off the trading CPUs."));
            foreach (InterruptPlacement placement in interrupts)
            {
                foreach (int interrupt in placement.Interrupts)
                {
                    writes.Add(new LayoutWrite(string.Create(CultureInfo.InvariantCulture, $"/proc/irq/{interrupt}/smp_affinity_list"), placement.Cpus.ToString(), $"The interrupt of {placement.What}."));
                }
            }

            writes.Add(new LayoutWrite("/sys/devices/virtual/workqueue/cpumask", mask, "Unbound work of the kernel stays off the trading CPUs."));
        }

        if (site.Configuration.Isolation == IsolationLevel.Reserved)
        {
            foreach (int cpu in idle)
            {
                writes.Add(new LayoutWrite(string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{cpu}/online"), "0", "Without isolation at boot, only a CPU that is off stays idle."));
            }
        }

        if (memory.Node is int node && site.Resources.HugePageBytes > 0)
        {
            long pages = ((site.Resources.HugePageBytes - 1) / LayoutMemory.HugePageSize) + 1;
            writes.Add(new LayoutWrite(
                string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/node/node{node}/hugepages/hugepages-2048kB/nr_hugepages"),
                pages.ToString(CultureInfo.InvariantCulture), "Huge pages on the node of the trading threads: the global file spreads them over all nodes. Add what others use."));
        }

        return writes;
    }
}
