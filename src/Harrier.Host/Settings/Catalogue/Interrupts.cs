using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Threads;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Interrupts and who serves them.</summary>
internal static class Interrupts
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("irq.irqbalance", ByUnits(CheckBalancer))
        {
            Title = "irqbalance",
            Read = "irqbalance.service, IRQBALANCE_BANNED_CPULIST",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "It moves interrupts back. A list in the variable replaces the one that it finds by itself.",
            TradeOff = "Interrupts of devices that are plugged in later must be placed by hand.",
            Apply = "Ban the hot CPUs in /etc/default/irqbalance, or stop it after the interrupts are placed.",
            Source = "Irqbalance #90",
        },
        new("irq.default", File("/proc/irq/default_smp_affinity", facts => MaskWithin(facts.Housekeeping, "housekeeping")))
        {
            Title = "Place of new interrupts",
            Read = "/proc/irq/default_smp_affinity",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "New interrupts come to housekeeping CPUs.",
            Apply = "Write the mask of the housekeeping CPUs.",
            Source = "tuned plugin_scheduler",
        },
        new("irq.affinity", By(CheckDevices))
        {
            Title = "Interrupts off the hot CPUs",
            Read = "/proc/irq/*/smp_affinity_list",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "Each costs a hot thread 1 to 10 microseconds.",
            Apply = "Write the list of the housekeeping CPUs; a managed interrupt refuses with EIO.",
            Source = "kernel core-api/irq/irq-affinity",
        },
        new("irq.managed", BootParameter("isolcpus", _ => new Expectation("managed_irq among the flags", found => found.Contains("managed_irq", StringComparison.Ordinal), null)))
        {
            Title = "Interrupts that the kernel manages",
            Read = "isolcpus=managed_irq",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "Queues of NVMe and of some network cards place themselves; only the boot parameter keeps them away.",
            TradeOff = "as well as the kernel can, no promise",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "tuned realtime",
        },
        new("irq.rate", IsMeasured("at most one local timer interrupt a second on a hot CPU, and none of a device."))
        {
            Title = "Interrupts on the hot CPUs",
            Read = "/proc/interrupts",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Decoded,
            Effect = "Shows whether the rest worked.",
            Apply = "Nothing is set.",
            Source = "proc_interrupts(5)",
        },
        new("irq.softirq", IsMeasured("none but NET_RX on a CPU that polls a kernel socket."))
        {
            Title = "Soft interrupts on the hot CPUs",
            Read = "/proc/softirqs",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Shows whether the rest worked.",
            Apply = "Nothing is set.",
            Source = "proc(5)",
        },
        new("irq.rps", File("/sys/class/net/{nic}/queues/rx-*/rps_cpus", new Expectation("0", found => found.Trim('0', ',').Length == 0, "0")))
        {
            Title = "Receive packet steering (RPS)",
            Read = "/sys/class/net/X/queues/rx-*/rps_cpus",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "No packet goes to another CPU by an interrupt between processors.",
            Apply = "Write 0.",
            Source = "kernel networking/scaling",
        },
        new("irq.xps", By(facts => HostPaths.Expand(facts, "/sys/class/net/{nic}/queues/tx-*/xps_cpus") is { Count: > 1 } ? Finding.Unreadable("Which queue a hot thread sends on is the layout's choice: harrier host plan.") : Finding.NotApplicable("The network card has one send queue.")))
        {
            Title = "Transmit packet steering (XPS)",
            Read = "/sys/class/net/X/queues/tx-*/xps_cpus",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "No lock between senders.",
            Apply = "Write the mask of one hot CPU into its queue.",
            Source = "kernel networking/scaling",
        },
        new("irq.threadirqs", BootParameter("threadirqs", _ => new Expectation("not given", _ => false, null), isAbsentRight: true))
        {
            Title = "Interrupts in threads",
            Read = "/proc/cmdline threadirqs",
            TakesEffect = TakesEffect.AtReboot,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "Off, one wake-up less; a real-time kernel always has them.",
            Apply = "Add it to the boot loader's kernel parameters and boot anew.",
            Undo = "Take it out of the boot loader's kernel parameters and boot anew.",
            Source = "kernel-parameters",
        },
        new("irq.mce.poll", File("/sys/devices/system/machinecheck/machinecheck*/ignore_ce", Is("1")))
        {
            Title = "Polling for machine checks",
            Read = "/sys/devices/system/machinecheck/machinecheck*/ignore_ce",
            Kinds = HostKinds.Metal,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Reference,
            Effect = "No timer every five minutes on each CPU. Corrected errors must then be read from the board controller.",
            TradeOff = "corrected errors are not logged",
            Apply = "Write the target into the file.",
            Source = "tuned realtime",
        },
        new("irq.nmi_watchdog", Sysctl("kernel.nmi_watchdog", Is("0")))
        {
            Title = "Watchdog for hard lock-ups",
            Read = "/proc/sys/kernel/nmi_watchdog",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "No such interrupt, and one more performance counter.",
            TradeOff = "No report when a CPU hangs.",
            Apply = "Write the target into the file.",
            Source = "tuned network-latency",
        },
        new("irq.watchdog_mask", File("/proc/sys/kernel/watchdog_cpumask", facts => ListWithin(facts.Housekeeping, "housekeeping")))
        {
            Title = "CPUs of the soft watchdog",
            Read = "/proc/sys/kernel/watchdog_cpumask",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "It does not wake up on hot CPUs.",
            Apply = "Write the list of the housekeeping CPUs.",
            Source = "tuned realtime",
        },
    ];

    private static Finding CheckBalancer(HostFacts facts)
    {
        if (!facts.IsUnitInUse("irqbalance.service"))
        {
            return Finding.Of(SettingStatus.Pass, "not in use", "not in use, or the hot CPUs banned");
        }

        string settings = (facts.Root.Text("/etc/default/irqbalance") ?? "") + "\n" + (facts.Root.Text("/etc/sysconfig/irqbalance") ?? "");
        CpuSet banned = CpuSet.Empty;
        foreach (string line in settings.Split('\n'))
        {
            string[] parts = line.Split('=', 2);
            if (parts.Length == 2 && parts[0].Trim() == "IRQBALANCE_BANNED_CPULIST" && CpuSet.TryParseList(parts[1].Trim('"', ' '), out CpuSet list))
            {
                banned = list;
            }
        }

        return Finding.PassIf(!facts.Hot.IsEmpty && facts.Hot.IsSubsetOf(banned.IsEmpty ? facts.Isolated : banned), banned.IsEmpty ? "in use, no CPU banned" : $"in use, {banned} banned", "not in use, or the hot CPUs banned");
    }

    // Where an interrupt really arrives counts; some kernels show only where it may.
    private static Finding CheckDevices(HostFacts facts)
    {
        var writes = new List<SettingWrite>();
        int interrupts = 0;
        int onHot = 0;
        foreach (string number in facts.Root.Names("/proc/irq"))
        {
            CpuSet? effective = facts.ReadSet($"/proc/irq/{number}/effective_affinity_list") is { IsEmpty: false } set ? set : facts.ReadSet($"/proc/irq/{number}/smp_affinity_list");
            if (effective is null)
            {
                continue;
            }

            interrupts++;
            onHot += effective.Overlaps(facts.Hot) ? 1 : 0;
            HostFile asked = facts.Root.Read($"/proc/irq/{number}/smp_affinity_list");
            if (effective.Overlaps(facts.Hot) && asked.State == HostFileState.Read)
            {
                writes.Add(new SettingWrite("irq.affinity", asked.Path, asked.Text, facts.Housekeeping.ToString()));
            }
        }

        string found = string.Create(CultureInfo.InvariantCulture, $"{onHot} of {interrupts} interrupts may come to {facts.Hot}");
        return interrupts == 0 ? Finding.Unreadable("/proc/irq: there is no interrupt with a list of CPUs.")
            : facts.Hot.IsEmpty ? Finding.NotApplicable("No CPU is hot.")
            : new Finding(onHot == 0 ? SettingStatus.Pass : SettingStatus.Fail, found, "none", "", writes);
    }
}
