using System.Collections.Generic;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>Ways of the last cache, memory bandwidth and prefetchers.</summary>
internal static class CacheAllocation
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("cat.support", By(CheckSupport))
        {
            Title = "Cache allocation",
            Read = "/proc/cpuinfo flags cat_l3, /sys/fs/resctrl/info/L3/cbm_mask",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Low,
            Evidence = Evidence.Decoded,
            Effect = "11 ways on Skylake and Cascade Lake, 12 on Ice Lake, 15 on Sapphire Rapids, 16 per core complex on EPYC since its second generation.",
            Apply = "mount -t resctrl resctrl /sys/fs/resctrl",
            Undo = "umount",
            Source = "Intel SDM 18.19; AMD64 PQOS; kernel filesystems/resctrl",
        },
        new("cat.partition", By(CacheGroups.Check))
        {
            Title = "Ways of the hot CPUs",
            Read = "/sys/fs/resctrl/GROUP/schemata",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Judgement,
            Effect = "A noisy neighbour cannot push the books out of the cache. A group alone does nothing: the CPUs must be moved into it, and the default group must give the ways up.",
            TradeOff = "The others have less cache.",
            Apply = "mkdir of a group; schemata; cpus_list; shrink the default group. Mount resctrl first (cat.support), and plan again: the ways are known then.",
            Undo = "rmdir of the group; the default group gets all ways.",
            Source = "kernel filesystems/resctrl",
        },
        new("cat.tool", By(facts => facts.Root.Text("/sys/fs/resctrl/schemata") is null ? Finding.NotApplicable("resctrl is not mounted.") : Finding.Of(SettingStatus.Pass, "resctrl", "resctrl alone")))
        {
            Title = "One owner of the registers",
            Read = "/sys/fs/resctrl",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "pqos by registers and the kernel overwrite each other.",
            Apply = "Use resctrl alone.",
            Source = "intel-cmt-cat #166",
        },
        new("cat.ddio", By(facts => facts.Root.Text("/sys/fs/resctrl/info/L3/shareable_bits") is string bits ? Finding.Of(SettingStatus.Pass, bits, "known, and left out of hot masks") : Finding.NotApplicable("resctrl is not mounted.")))
        {
            Title = "Ways of the devices",
            Read = "/sys/fs/resctrl/info/L3/shareable_bits",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "Packets land in these ways and push out what lies there: 0x600 of 11 on Skylake, 0x6000 of 15 on Sapphire Rapids.",
            Apply = "Choose masks without them.",
        },
        new("cat.mba", By(facts => facts.Root.HasDirectory("/sys/fs/resctrl/info/MB") ? Finding.Of(SettingStatus.Pass, "there", "used where batch work shares the machine") : Finding.NotApplicable("resctrl is not mounted, or the processor has no such brake.")))
        {
            Title = "Memory bandwidth allocation",
            Read = "/sys/fs/resctrl/schemata, MB",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "Batch work leaves the memory to the others.",
            TradeOff = "Batch work is slower.",
            Apply = "MB: in the schemata of the noisy group.",
            Source = "kernel filesystems/resctrl",
        },
        new("cat.monitor", IsMeasured("llc_occupancy of the hot group is steady."))
        {
            Title = "Occupancy of the cache",
            Read = "/sys/fs/resctrl/mon_data",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Shows who steals.",
            Apply = "Nothing is set.",
            Source = "kernel filesystems/resctrl",
        },
        new("pf.intel", PrefetchRegister.CheckIntel)
        {
            Title = "Prefetchers",
            Read = "MSR 0x1A4",
            Kinds = HostKinds.Intel,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "All on is the default and right for most. Turning off the pair of lines helps pointer chasing: measure.",
            TradeOff = "throughput of streaming code",
            Apply = "MSR 0x1A4 on every core: bit 0 L2, 1 its neighbour line, 2 L1, 3 L1 by instruction; 1 is off. Lost at a boot.",
            Source = "Intel, Disclosure of Hardware Prefetcher Control",
        },
        new("pf.amd", PrefetchRegister.CheckAmd)
        {
            Title = "Prefetchers",
            Read = "MSR 0xC0000108",
            Kinds = HostKinds.Amd,
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Decoded,
            Effect = "All on is the default and right for most. Only where CPUID 80000021h EAX bit 13 says that the register is there.",
            TradeOff = "throughput of streaming code",
            Apply = "MSR 0xC0000108 on every core: bit 0 L1 stream, 1 stride, 2 region, 3 L2 stream, 5 up and down; 1 is off.",
            Source = "AMD PPR 19h; likwid",
        },
        new("pf.padding", By(_ => Finding.Of(SettingStatus.Pass, "128 bytes", "128 bytes", "Held by the tests of Harrier.Runtime.")))
        {
            Title = "Lines that two threads write",
            Read = "layouts of Harrier.Runtime",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "128 bytes apart: Intel fetches lines in pairs.",
            TradeOff = "memory",
            Apply = "It is in the code, and tests hold it.",
        },
    ];

    private static Finding CheckSupport(HostFacts facts) => facts.ProcessorText.Length == 0 ? Absent(facts, "/proc/cpuinfo")
        : !facts.HasProcessorFlag("cat_l3") ? Finding.NotApplicable("The processor has no cache allocation, or the hypervisor hides it.")
        : facts.Root.Text("/sys/fs/resctrl/info/L3/cbm_mask") is string mask ? Finding.Of(SettingStatus.Pass, $"mounted, mask {mask}", "mounted")
        : new Finding(SettingStatus.Fail, "not mounted", "mounted", "", facts.Root.Read("/@resctrl/mounted") is { State: HostFileState.Read } file && file.Text.Trim() == "no" ? [new SettingWrite("cat.support", file.Path, file.Text, "yes")] : []);
}
