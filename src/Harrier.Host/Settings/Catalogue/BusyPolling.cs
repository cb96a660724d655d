using System.Collections.Generic;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Polling kernel sockets instead of waiting for interrupts.</summary>
internal static class BusyPolling
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("bp.sysctl", Files(("/proc/sys/net/core/busy_read", Is("0").OrByAnother("50")), ("/proc/sys/net/core/busy_poll", Is("0").OrByAnother("50"))))
        {
            Title = "Busy polling of every socket",
            Read = "/proc/sys/net/core/busy_read",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Reference,
            Effect = "No wake-up between the packet and the reader of a kernel socket. Useless with kernel bypass.",
            TradeOff = "processor time of every reader",
            Apply = "net.core.busy_read = net.core.busy_poll = 50",
            Disagreement = "tuned's network-latency writes 50 for every socket of the machine. We leave 0 and set SO_BUSY_POLL on the hot sockets alone: the others need no spinning.",
            Source = "tuned network-latency; kernel networking/napi",
        },
        new("bp.socket", IsMeasured("it is read back where the socket is opened."))
        {
            Title = "Busy polling of the hot sockets",
            Read = "SO_BUSY_POLL, SO_PREFER_BUSY_POLL",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "The same for the sockets that need it.",
            Apply = "setsockopt; more than the default needs CAP_NET_ADMIN.",
            Source = "socket(7); kernel networking/napi",
        },
        new("bp.defer_irqs", File("/sys/class/net/{nic}/napi_defer_hard_irqs", Is("0").OnlyTold()))
        {
            Title = "Interrupts off while polling",
            Read = "/sys/class/net/X/napi_defer_hard_irqs",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.High,
            Evidence = Evidence.Quoted,
            Effect = "Only with SO_PREFER_BUSY_POLL and a program that polls all the time: otherwise packets wait for the time-out.",
            TradeOff = "delay when the program does not poll",
            Apply = "Write 2, and 200000 into gro_flush_timeout.",
            Source = "kernel networking/napi",
        },
        new("bp.suspend", By(facts => facts.IsKernelAtLeast(6, 13) ? Finding.Unreadable("Only the generic netlink of network devices tells, queue by queue, and only while a program asks for it through epoll.") : Finding.NotApplicable("Kernels before 6.13 have none.")))
        {
            Title = "Interrupts suspended by epoll",
            Read = "netdev-genl irq-suspend-timeout",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "Polling under load, interrupts when idle.",
            Apply = "netlink, since 6.13.",
            Source = "kernel networking/napi",
        },
    ];
}
