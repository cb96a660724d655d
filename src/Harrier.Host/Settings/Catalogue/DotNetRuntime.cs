using System;
using System.Collections.Generic;
using System.Globalization;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>The runtime below the engine: checked in the process that checks, which is built as the engine is.</summary>
internal static class DotNetRuntime
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("dotnet.tiered", By(facts => InOurProcess(facts, () => System.Runtime.JitInfo.GetCompiledMethodCount() > 0 ? Finding.Of(SettingStatus.Pass, "compiled at run time, rehearsed before a session", "rehearsed, or native") : Finding.Of(SettingStatus.Pass, "native", "rehearsed, or native"))))
        {
            Title = "Compiled before it trades",
            Read = "DOTNET_TieredCompilation",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "A method that is compiled anew in the middle of a session costs the order that waits for it. The engine rehearses until the compiler is quiet; a native build has nothing to compile.",
            TradeOff = "Without tiers, the profile of the running program is lost.",
            Apply = "The rehearsal of a session, or NativeAOT.",
            Undo = "The old value, the same way.",
            Source = "coreclr #25971",
        },
        new("dotnet.gc.flavor", By(facts => CheckConfiguration(facts, "ServerGC", "False", value => value == "False")))
        {
            Title = "Collector with one heap",
            Read = "System.GC.Server",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "The server collector has a thread on every core, hot ones too.",
            TradeOff = "throughput of programs that allocate",
            Apply = "\"System.GC.Server\": false, or few heaps on housekeeping CPUs.",
            Undo = "The old value, the same way.",
            Source = "GC.GetConfigurationVariables",
        },
        new("dotnet.gc.concurrent", By(facts => CheckConfiguration(facts, "ConcurrentGC", "False", value => value == "False")))
        {
            Title = "No collection in the background",
            Read = "System.GC.Concurrent",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "No background thread; a program that allocates nothing needs none.",
            TradeOff = "a longer pause, should there be a full collection",
            Apply = "\"System.GC.Concurrent\": false",
            Undo = "The old value, the same way.",
        },
        new("dotnet.gc.gen0size", By(facts => InOurProcess(facts, () => Variable("DOTNET_GCgen0size") is string size ? Finding.Of(SettingStatus.Pass, size, "as large as the session's garbage, at most the share of the last cache") : Finding.Of(SettingStatus.Pass, "the default", "the default, for a hot path that allocates nothing"))))
        {
            Title = "Budget of the youngest generation",
            Read = "DOTNET_GCgen0size",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "Fewer collections for what allocates beside the hot path: 244 became 61 with 64 MB. Only the environment variable works, and it is hexadecimal.",
            TradeOff = "Above the size of the cache, allocating is slower.",
            Apply = "DOTNET_GCgen0size=0x4000000",
            Undo = "The old value, the same way.",
        },
        new("dotnet.gc.hardlimit", By(facts => CheckConfiguration(facts, "GCHeapHardLimit", "60 to 75 % of the memory that the process may have", value => value != "0")))
        {
            Title = "Limit of the heap",
            Read = "System.GC.HeapHardLimit",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Measured,
            Effect = "A bounded reservation: 50 GB became 2.7 GB.",
            TradeOff = "out of memory at the limit",
            Apply = "\"System.GC.HeapHardLimit\": bytes",
            Undo = "The old value, the same way.",
        },
        new("dotnet.gc.affinity", By(facts => InOurProcess(facts, () => System.Runtime.GCSettings.IsServerGC ? CheckConfiguration(facts, "GCHeapAffinitizeMask", "the housekeeping CPUs", value => value != "0") : Finding.NotApplicable("The workstation collector has no threads of its own."))))
        {
            Title = "CPUs of the collector",
            Read = "System.GC.HeapAffinitizeMask",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "No thread of the server collector on a hot CPU.",
            Apply = "\"System.GC.HeapAffinitizeMask\", of the server collector alone.",
            Undo = "The old value, the same way.",
            Source = "dotnet/runtime #13152",
        },
        new("dotnet.gc.largepages", By(facts => InOurProcess(facts, () => Variable("DOTNET_GCLargePages") is "1" ? Finding.Of(SettingStatus.Pass, "on", "off, or with reserved pages") : Finding.Of(SettingStatus.Pass, "off", "off, or with reserved pages"))))
        {
            Title = "Large pages of the heap",
            Read = "DOTNET_GCLargePages",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Measured,
            Effect = "Fewer misses in the address cache. Without the pages the process does not start: 0x8007000E, and a native one says nothing at all.",
            TradeOff = "All of it is committed at the start.",
            Apply = "With a hard limit and reserved huge pages only.",
            Undo = "The old value, the same way.",
        },
        new("dotnet.gc.mode", By(facts => InOurProcess(facts, () => Finding.Of(SettingStatus.Pass, System.Runtime.GCSettings.LatencyMode.ToString(), "Batch or SustainedLowLatency; nothing is allocated in a session"))))
        {
            Title = "Latency mode",
            Read = "GCSettings.LatencyMode",
            TakesEffect = TakesEffect.AtOnce,
            Risk = Risk.Medium,
            Evidence = Evidence.Measured,
            Effect = "No full blocking collection in a session. A region without collections ends silently when it is overrun.",
            TradeOff = "memory",
            Apply = "In the program.",
            Undo = "The old value, the same way.",
            Source = "dotnet/runtime #37667",
        },
        new("dotnet.gc.datas", By(facts => InOurProcess(facts, () => System.Runtime.GCSettings.IsServerGC ? CheckConfiguration(facts, "GCDynamicAdaptationMode", "0", value => value == "0") : Finding.NotApplicable("Only the server collector adapts."))))
        {
            Title = "No changing number of heaps",
            Read = "DOTNET_GCDynamicAdaptationMode",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "The server collector does not change its heaps in a session.",
            TradeOff = "memory",
            Apply = "\"System.GC.DynamicAdaptationMode\": 0",
            Undo = "The old value, the same way.",
        },
        new("dotnet.gc.retain", By(facts => CheckConfiguration(facts, "RetainVM", "True", value => value == "True")))
        {
            Title = "Memory kept",
            Read = "System.GC.RetainVM",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Measured,
            Effect = "No page is given back and taken again.",
            TradeOff = "resident memory",
            Apply = "\"System.GC.RetainVM\": true",
            Undo = "The old value, the same way.",
        },
        new("dotnet.alloc.gate", IsMeasured("0 bytes and 0 collections between the first and the last message: every report shows both."))
        {
            Title = "No allocation on the hot path",
            Read = "GC.GetAllocatedBytesForCurrentThread",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.None,
            Evidence = Evidence.Judgement,
            Effect = "The cure for pauses.",
            Apply = "Nothing is set.",
            Undo = "The old value, the same way.",
        },
        new("dotnet.suspend", IsMeasured("a test collects while an agent spins."))
        {
            Title = "Time to stop a spinning thread",
            Read = "GC.GetTotalPauseDuration",
            TakesEffect = TakesEffect.Never,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "A thread that spins without a safe point holds up every collection.",
            Apply = "The agents of Harrier.Runtime have one in their loop.",
            Undo = "The old value, the same way.",
            Source = "dotnet/runtime #94767",
        },
        new("dotnet.affinity.api", By(facts => InOurProcess(facts, () => Finding.Of(SettingStatus.Pass, $"{Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)} CPUs for the runtime", "the housekeeping CPUs"))))
        {
            Title = "CPUs of the process and of a thread",
            Read = "Environment.ProcessorCount",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Measured,
            Effect = "The runtime's own threads stay on the CPUs that the process was started with; a hot thread moves itself to its own.",
            Apply = "Start on the housekeeping CPUs, pin from inside.",
            Undo = "The old value, the same way.",
            Source = "dotnet/runtime #21363, #133449",
        },
        new("dotnet.diag", By(facts => InOurProcess(facts, () => Finding.PassIf(Variable("DOTNET_EnableDiagnostics") is "0", Variable("DOTNET_EnableDiagnostics") ?? "on", "off (0) in production"))))
        {
            Title = "Diagnostics",
            Read = "DOTNET_EnableDiagnostics",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "One thread less, and no surprise visit.",
            TradeOff = "No tool can attach.",
            Apply = "DOTNET_EnableDiagnostics=0",
            Undo = "The old value, the same way.",
        },
        new("dotnet.vector", By(CheckVectors))
        {
            Title = "Wide vectors on old Xeons",
            Read = "DOTNET_PreferredVectorBitWidth",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "On Skylake and Cascade Lake 512-bit code lowers the clock for milliseconds.",
            Apply = "DOTNET_PreferredVectorBitWidth=256 there.",
            Undo = "The old value, the same way.",
            Source = "travisdowns.github.io",
        },
        new("dotnet.threadpool", By(facts => InOurProcess(facts, () => Finding.Of(SettingStatus.Pass, "on the CPUs of the process", "on the housekeeping CPUs"))))
        {
            Title = "Thread pool and timers",
            Read = "Environment.ProcessorCount",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Judgement,
            Effect = "Pool threads run on the CPUs of the process: the housekeeping ones.",
            Apply = "Start the process on the housekeeping CPUs.",
            Undo = "The old value, the same way.",
        },
    ];

    private static Finding InOurProcess(HostFacts facts, Func<Finding> check) =>
        facts.Root.IsThisMachine ? check() : Finding.NotApplicable("A dump holds no process of ours.");

    private static Finding CheckConfiguration(HostFacts facts, string name, string wanted, Func<string, bool> isMet) => InOurProcess(facts, () =>
        GC.GetConfigurationVariables().TryGetValue(name, out object? value)
            ? Finding.PassIf(isMet(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""), Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", wanted)
            : Finding.NotApplicable($"This runtime does not name {name}."));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    private static Finding CheckVectors(HostFacts facts)
    {
        const string SkylakeModel = "85"; // Skylake, Cascade Lake and Cooper Lake
        bool isOld = false;
        foreach (string line in facts.ProcessorText.Split('\n'))
        {
            isOld |= line.StartsWith("model\t", StringComparison.Ordinal) && line.EndsWith($": {SkylakeModel}", StringComparison.Ordinal) && facts.ProcessorText.Contains("GenuineIntel", StringComparison.Ordinal);
        }

        return isOld ? InOurProcess(facts, () => Finding.PassIf(Variable("DOTNET_PreferredVectorBitWidth") is "256", Variable("DOTNET_PreferredVectorBitWidth") ?? "not given", "256"))
            : Finding.NotApplicable("Only Skylake and Cascade Lake lower the clock so.");
    }
}
