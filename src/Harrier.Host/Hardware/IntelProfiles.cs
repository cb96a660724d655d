using Harrier.Host.Settings;
using static Harrier.Host.Hardware.Graded;

namespace Harrier.Host.Hardware;

/// <summary>The profiles of Intel Xeon Scalable.</summary>
internal static class IntelProfiles
{
    private const string Xeon6140 = "CPUID of 2 Xeon Gold 6140";
    private const string Xeon6230 = "CPUID of 2 Xeon Gold 6230";
    private const string XeonMax9460 = "CPUID of 2 Xeon Max 9460";

    private static readonly string[] Avx512 = ["avx2", "fma", "bmi2", "adx", "avx512f", "avx512dq", "avx512cd", "avx512bw", "avx512vl"];

    /// <summary>The same four since Nehalem.</summary>
    private static readonly PrefetchControl IntelPrefetchers = new(
        0x1A4, ["L2 stream", "L2 adjacent line", "L1 next line", "L1 by instruction"], Evidence.Quoted,
        "Intel, Disclosure of Hardware Prefetcher Control on Some Intel Processors (2014); Intel SDM volume 4, MSR_MISC_FEATURE_CONTROL");

    /// <summary>The adjacent-line prefetcher fetches lines in pairs.</summary>
    private static readonly Graded<int> PairOfLines = Quoted(128, "Intel, Disclosure of Hardware Prefetcher Control (2014): a pair of lines, 128 bytes");

    internal static HardwareConfiguration Skylake { get; } = new()
    {
        Name = "Intel Xeon Scalable, 1st generation (Skylake)",
        CpuFeatures = Avx512,
        CoresPerPackageMax = Quoted(28, "Intel product change notification 2017, by ComputerBase"),
        MemoryConfiguration = new() { Kind = "DDR4", Channels = Quoted(6, "KitGuru"), MegatransfersPerSecond = Quoted(2_666, "KitGuru") },
        NumaTopology = new() { NodesPerPackage = Judged(1), NodesPerPackageChoices = [1, 2] },
        CacheOptimization = new()
        {
            L3Ways = Decoded(11, Xeon6140),
            L3MaskBits = Decoded(11, Xeon6140),
            L3ShareableMask = Decoded(0x600u, Xeon6140),
            L3Classes = Decoded(16, Xeon6140),
            L2MaskBits = Decoded(0, Xeon6140),
            SeparationBytes = PairOfLines,
            PrefetchControl = IntelPrefetchers,
        },
    };

    internal static HardwareConfiguration CascadeLake { get; } = Skylake with
    {
        Name = "Intel Xeon Scalable, 2nd generation (Cascade Lake)",
        CpuFeatures = [.. Avx512, "avx512_vnni"],
        CoresPerPackageMax = Quoted(28, "Intel's announcement 2018, by Tecnogaming; 56 as two dies (9200)"),
        MemoryConfiguration = new() { Kind = "DDR4", Channels = Quoted(6, "Microway"), MegatransfersPerSecond = Quoted(2_933, "Microway") },
        NumaTopology = new() { NodesPerPackage = Judged(1), NodesPerPackageChoices = [1, 2] },
        CacheOptimization = Skylake.CacheOptimization with
        {
            L3Ways = Decoded(11, Xeon6230),
            L3MaskBits = Decoded(11, Xeon6230),
            L3ShareableMask = Decoded(0x600u, Xeon6230),
            L3Classes = Decoded(16, Xeon6230),
            L2MaskBits = Decoded(0, Xeon6230),
        },
    };

    internal static HardwareConfiguration IceLake { get; } = new()
    {
        Name = "Intel Xeon Scalable, 3rd generation (Ice Lake)",
        CpuFeatures = [.. Avx512, "avx512_vnni", "avx512vbmi", "vaes"],
        CoresPerPackageMax = Quoted(40, "Meterpreter, 2021"),
        MemoryConfiguration = new() { Kind = "DDR4", Channels = Quoted(8, "Microway"), MegatransfersPerSecond = Quoted(3_200, "Microway") },
        NumaTopology = new() { NodesPerPackage = Judged(1), NodesPerPackageChoices = [1, 2] },
        CacheOptimization = new()
        {
            L3Ways = Decoded(12, "sysfs of a Xeon Gold 6330"),
            L3MaskBits = Judged(12, "one bit a way, as on its neighbours; leaf 10H is in no dump"),
            SeparationBytes = PairOfLines,
            PrefetchControl = IntelPrefetchers,
        },
    };

    internal static HardwareConfiguration SapphireRapids { get; } = new()
    {
        Name = "Intel Xeon Scalable, 4th generation (Sapphire Rapids)",
        CpuFeatures = [.. IceLake.CpuFeatures, "avx512_fp16", "amx_tile"],
        CoresPerPackageMax = Quoted(60, "TechInsights, 5th-Gen Xeon Goes to 64 Cores"),
        MemoryConfiguration = new() { Kind = "DDR5", Channels = Quoted(8, "Meterpreter, 2021"), MegatransfersPerSecond = Quoted(4_800, "Meterpreter, 2021") },
        NumaTopology = new() { NodesPerPackage = Judged(1), NodesPerPackageChoices = [1, 2, 4] },
        CacheOptimization = new()
        {
            L3Ways = Decoded(15, XeonMax9460),
            L3MaskBits = Decoded(15, XeonMax9460),
            L3ShareableMask = Decoded(0x6000u, XeonMax9460),
            L3Classes = Decoded(15, XeonMax9460),
            L2MaskBits = Decoded(16, XeonMax9460),
            SeparationBytes = PairOfLines,
            PrefetchControl = IntelPrefetchers,
        },
    };

    /// <summary>No dump of one is at hand: what its predecessor has is not taken for granted.</summary>
    internal static HardwareConfiguration EmeraldRapids { get; } = new()
    {
        Name = "Intel Xeon Scalable, 5th generation (Emerald Rapids)",
        CpuFeatures = SapphireRapids.CpuFeatures,
        CoresPerPackageMax = Quoted(64, "TechInsights, 5th-Gen Xeon Goes to 64 Cores"),
        MemoryConfiguration = new() { Kind = "DDR5", Channels = Quoted(8, "Wccftech, 2022"), MegatransfersPerSecond = Quoted(5_600, "Wccftech, 2022") },
        NumaTopology = new() { NodesPerPackage = Judged(1), NodesPerPackageChoices = [1, 2] },
        CacheOptimization = new() { SeparationBytes = PairOfLines, PrefetchControl = IntelPrefetchers },
    };
}
