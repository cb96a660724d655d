using System.Collections.Generic;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>What no setting shows: whether it helped.</summary>
internal static class Measurements
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("g.oslat", IsMeasured("the gaps that a spinning thread sees on each hot CPU."))
        {
            Title = "Noise of the hot CPUs",
            Read = "a loop that reads the clock",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Measured,
            Effect = "Go or no go: below 20 microseconds on an isolated core without a hypervisor.",
            Apply = "harrier host jitter",
            Source = "rt-tests oslat; rigtorp hiccups",
        },
        new("g.cyclictest", IsMeasured("where the engine sleeps."))
        {
            Title = "Delay of a wake-up",
            Read = "cyclictest -m -p95",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Quoted,
            Effect = "Only for an engine that sleeps, on a real-time kernel.",
            Apply = "Nothing is set.",
            Source = "OpenShift node tuning #1635",
        },
        new("g.hiccup", IsMeasured("the stages' histograms of a session show them."))
        {
            Title = "Stalls of the whole process",
            Read = "a clock in the process",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "Sees the collector, the system and the hardware at once.",
            Apply = "Nothing is set.",
            Source = "giltene/jHiccup",
        },
        new("g.ab", IsMeasured("ten runs and more before and after each change, in random order."))
        {
            Title = "One change at a time",
            Read = "the engine's own benchmark, before and after",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Quoted,
            Effect = "Evidence in the place of folklore.",
            Apply = "Nothing is set.",
            Source = "RHEL real-time tuning guide",
        },
        new("g.pingpong", IsMeasured("between each pair of hot CPUs."))
        {
            Title = "Core to core, wire to wire",
            Read = "a message there and back",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "A baseline for everything else.",
            Apply = "Nothing is set.",
        },
    ];
}
