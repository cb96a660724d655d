using Harrier.Host.Settings;
using static Harrier.Host.Hardware.Graded;

namespace Harrier.Host.Hardware;

/// <summary>The profiles of AMD EPYC.</summary>
internal static class AmdProfiles
{
    private const string Epyc7451 = "sysfs and CPUID of 2 EPYC 7451";
    private const string Epyc7763 = "CPUID of 2 EPYC 7763";
    private const string Epyc9654 = "CPUID of 2 EPYC 9654";
    private const string Turin2024 = "WhatPSU, 5th Gen EPYC Turin, 2024";
    private const long MiB = 1L << 20;

    private static readonly string[] Avx2 = ["avx2", "fma", "bmi1", "bmi2", "adx"];
    private static readonly string[] Zen4Features = [.. Avx2, "vaes", "avx512f", "avx512dq", "avx512cd", "avx512bw", "avx512vl", "avx512_vnni"];

    /// <summary>AMD fetches lines one by one; the second line is kept free for the same code to be right on Intel.</summary>
    private static readonly Graded<int> TwoLines = Judged(128, "64 would do on AMD alone; one layout serves both makers");

    /// <summary>Only where CPUID.80000021H:EAX[13] says so.</summary>
    private static readonly PrefetchControl AmdPrefetchers = new(
        0xC000_0108, ["L1 stream", "L1 stride", "L1 region", "L2 stream", "reserved", "L2 up and down"], Evidence.Quoted,
        "likwid d9c523b (family 19h); AMD APM volume 2, \"Prefetch Control\"");

    internal static HardwareConfiguration Naples { get; } = new()
    {
        Name = "AMD EPYC 7001 (Naples)",
        CpuFeatures = Avx2,
        CoresPerPackageMax = Judged(32),
        MemoryConfiguration = new() { Kind = "DDR4", Channels = Judged(8), MegatransfersPerSecond = Judged(2_666) },
        NumaTopology = new() { NodesPerPackage = Decoded(4, Epyc7451), NodesPerPackageChoices = [4] },
        CacheOptimization = new()
        {
            L3Bytes = Decoded(8 * MiB, Epyc7451),
            L3Ways = Decoded(16, Epyc7451),
            CoresPerL3 = Judged(4, "4 cores a complex, of which a model may have fewer; the 7451 has 3"),
            L3MaskBits = Decoded(0, Epyc7451),
            L2MaskBits = Decoded(0, Epyc7451),
            SeparationBytes = TwoLines,
        },
    };

    internal static HardwareConfiguration Rome { get; } = new()
    {
        Name = "AMD EPYC 7002 (Rome)",
        CpuFeatures = Avx2,
        CoresPerPackageMax = Judged(64),
        MemoryConfiguration = new() { Kind = "DDR4", Channels = Quoted(8, "Dell, SUSE"), MegatransfersPerSecond = Quoted(3_200, "Dell, SUSE") },
        NumaTopology = new() { NodesPerPackage = Judged(1), NodesPerPackageChoices = [1, 2, 4] },
        CacheOptimization = new()
        {
            L3Bytes = Judged(16 * MiB),
            CoresPerL3 = Judged(4, "4 cores a complex, of which a model may have fewer"),
            L3MaskBits = Quoted(16, "Linux 5.0, commit 4d05bf71f157"),
            L3Classes = Quoted(16, "Linux 5.0, commit 4d05bf71f157"),
            SeparationBytes = TwoLines,
        },
    };

    internal static HardwareConfiguration Milan { get; } = new()
    {
        Name = "AMD EPYC 7003 (Milan)",
        CpuFeatures = [.. Avx2, "vaes"],
        CoresPerPackageMax = Decoded(64, Epyc7763),
        MemoryConfiguration = new() { Kind = "DDR4", Channels = Judged(8), MegatransfersPerSecond = Judged(3_200) },
        NumaTopology = new() { NodesPerPackage = Decoded(1, Epyc7763), NodesPerPackageChoices = [1, 2, 4] },
        CacheOptimization = new()
        {
            L3Bytes = Decoded(32 * MiB, Epyc7763 + "; 96 MiB with stacked cache"),
            L3Ways = Decoded(16, Epyc7763),
            CoresPerL3 = Decoded(8, Epyc7763),
            L3MaskBits = Decoded(16, Epyc7763),
            L3ShareableMask = Decoded(0u, Epyc7763),
            L3Classes = Decoded(16, Epyc7763),
            L2MaskBits = Decoded(0, Epyc7763),
            SeparationBytes = TwoLines,
            PrefetchControl = AmdPrefetchers,
        },
    };

    internal static HardwareConfiguration Genoa { get; } = new()
    {
        Name = "AMD EPYC 9004 (Genoa)",
        CpuFeatures = Zen4Features,
        CoresPerPackageMax = Decoded(96, Epyc9654),
        MemoryConfiguration = new() { Kind = "DDR5", Channels = Quoted(12, "SUSE"), MegatransfersPerSecond = Quoted(4_800, "WikiChip, Genoa") },
        NumaTopology = new() { NodesPerPackage = Judged(1), NodesPerPackageChoices = [1, 2, 4] },
        CacheOptimization = Milan.CacheOptimization with
        {
            L3Bytes = Decoded(32 * MiB, Epyc9654 + "; 96 MiB with stacked cache"),
            L3Ways = Decoded(16, Epyc9654),
            CoresPerL3 = Decoded(8, Epyc9654),
            L3MaskBits = Decoded(16, Epyc9654),
            L3ShareableMask = Decoded(0u, Epyc9654),
            L3Classes = Decoded(16, Epyc9654),
            L2MaskBits = null,
        },
    };

    /// <summary>The same but for two complexes of half the cache on each die.</summary>
    internal static HardwareConfiguration Bergamo { get; } = Genoa with
    {
        Name = "AMD EPYC 9004 and 8004 with dense cores (Bergamo, Siena)",
        CoresPerPackageMax = Quoted(128, "Wccftech; 64 for the 8004"),
        MemoryConfiguration = new() { Kind = "DDR5", Channels = Judged(12, "12 for the 9004, 6 for the 8004"), MegatransfersPerSecond = Judged(4_800) },
        CacheOptimization = new()
        {
            L3Bytes = Quoted(16 * MiB, "Wccftech: 32 MiB for 16 cores in two complexes"),
            CoresPerL3 = Quoted(8, "Wccftech: 16 cores in two complexes"),
            L3MaskBits = Judged(16, "as Genoa"),
            L3Classes = Judged(16, "as Genoa"),
            SeparationBytes = TwoLines,
            PrefetchControl = AmdPrefetchers,
        },
    };

    internal static HardwareConfiguration Turin { get; } = new()
    {
        Name = "AMD EPYC 9005 (Turin)",
        CpuFeatures = Zen4Features,
        CoresPerPackageMax = Quoted(128, Turin2024),
        MemoryConfiguration = new() { Kind = "DDR5", Channels = Judged(12, "the socket is Genoa's"), MegatransfersPerSecond = Quoted(6_000, "TweakTown, 2024; 6400 on some platforms") },
        NumaTopology = new() { NodesPerPackage = Judged(1), NodesPerPackageChoices = [1, 2, 4] },
        CacheOptimization = new()
        {
            L3Bytes = Quoted(32 * MiB, Turin2024),
            CoresPerL3 = Quoted(8, Turin2024),
            L3MaskBits = Judged(16, "as Genoa"),
            L3Classes = Judged(16, "as Genoa"),
            SeparationBytes = TwoLines,
            PrefetchControl = new(
                AmdPrefetchers.Register, [.. AmdPrefetchers.Prefetchers, "all of them"], Evidence.Quoted, "likwid d9c523b (family 1Ah)"),
        },
    };

    internal static HardwareConfiguration TurinDense { get; } = Turin with
    {
        Name = "AMD EPYC 9005 with dense cores (Turin Dense)",
        CoresPerPackageMax = Quoted(192, Turin2024),
        CacheOptimization = Turin.CacheOptimization with { CoresPerL3 = Quoted(16, Turin2024) },
    };
}
