using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Hardware;
using Harrier.Host.Settings;
using Harrier.Host.Topology;
using Harrier.Tests.Host.Topology;
using Xunit;

namespace Harrier.Tests.Host.Hardware;

public sealed class HardwareProfilesTests
{
    /// <summary>The bits of CPUID leaf 7 (EBX, ECX, EDX), leaf 1 ECX and leaf 7.1 EAX behind the names of /proc/cpuinfo: Linux,
    /// arch/x86/include/asm/cpufeatures.h.</summary>
    private static readonly Dictionary<string, (uint Leaf, int Register, int Bit)> FeatureBits = new(StringComparer.Ordinal)
    {
        ["fma"] = (1, 2, 12),
        ["bmi1"] = (7, 1, 3),
        ["avx2"] = (7, 1, 5),
        ["bmi2"] = (7, 1, 8),
        ["avx512f"] = (7, 1, 16),
        ["avx512dq"] = (7, 1, 17),
        ["adx"] = (7, 1, 19),
        ["avx512cd"] = (7, 1, 28),
        ["avx512bw"] = (7, 1, 30),
        ["avx512vl"] = (7, 1, 31),
        ["avx512vbmi"] = (7, 2, 1),
        ["vaes"] = (7, 2, 9),
        ["avx512_vnni"] = (7, 2, 11),
        ["avx512_fp16"] = (7, 3, 23),
        ["amx_tile"] = (7, 3, 24),
    };

    /// <summary>Family, model and stepping of Linux, arch/x86/include/asm/intel-family.h and of AMD's processor programming
    /// references.</summary>
    [Theory]
    [InlineData("GenuineIntel", 6, 0x55, 4, "Intel Xeon Scalable, 1st generation (Skylake)")]
    [InlineData("GenuineIntel", 6, 0x55, 5, "Intel Xeon Scalable, 2nd generation (Cascade Lake)")]
    [InlineData("GenuineIntel", 6, 0x55, 7, "Intel Xeon Scalable, 2nd generation (Cascade Lake)")]
    [InlineData("GenuineIntel", 6, 0x55, 11, "processor without a profile")] // Cooper Lake
    [InlineData("GenuineIntel", 6, 0x6A, 6, "Intel Xeon Scalable, 3rd generation (Ice Lake)")]
    [InlineData("GenuineIntel", 6, 0x8F, 8, "Intel Xeon Scalable, 4th generation (Sapphire Rapids)")]
    [InlineData("GenuineIntel", 6, 0xCF, 2, "Intel Xeon Scalable, 5th generation (Emerald Rapids)")]
    [InlineData("GenuineIntel", 6, 0x9E, 9, "processor without a profile")]
    [InlineData("AuthenticAMD", 0x17, 0x01, 2, "AMD EPYC 7001 (Naples)")]
    [InlineData("AuthenticAMD", 0x17, 0x31, 0, "AMD EPYC 7002 (Rome)")]
    [InlineData("AuthenticAMD", 0x17, 0x71, 0, "processor without a profile")] // Ryzen
    [InlineData("AuthenticAMD", 0x19, 0x01, 1, "AMD EPYC 7003 (Milan)")]
    [InlineData("AuthenticAMD", 0x19, 0x11, 1, "AMD EPYC 9004 (Genoa)")]
    [InlineData("AuthenticAMD", 0x19, 0xA0, 2, "AMD EPYC 9004 and 8004 with dense cores (Bergamo, Siena)")]
    [InlineData("AuthenticAMD", 0x1A, 0x02, 1, "AMD EPYC 9005 (Turin)")]
    [InlineData("AuthenticAMD", 0x1A, 0x11, 0, "AMD EPYC 9005 with dense cores (Turin Dense)")]
    [InlineData("CentaurHauls", 6, 0x55, 4, "processor without a profile")]
    public void A_processor_has_the_profile_of_its_family_model_and_stepping(string vendor, int family, int model, int stepping, string profile) =>
        Assert.Equal(profile, Detect(new() { Processor = new ProcessorIdentity(vendor, family, model, stepping, "AMD EPYC 0000") }).Configuration.Name);

    [Fact]
    public void The_first_Ryzen_is_no_EPYC() =>
        Assert.Equal("processor without a profile", Detect(new() { Processor = new ProcessorIdentity("AuthenticAMD", 0x17, 1, 1, "AMD Ryzen 7 1700") }).Configuration.Name);

    [Theory]
    [InlineData("32intel64-2p8co2t+8ve.tar.bz2", "1st generation (Skylake)")]
    [InlineData("memorysidecaches.tar.bz2", "2nd generation (Cascade Lake)")]
    [InlineData("nto-worker1-sysinfo.tgz", "2nd generation (Cascade Lake)")]
    [InlineData("x86_64-epyc_7451.tar.gz", "7001 (Naples)")]
    [InlineData("nri-cpuallocator-sysfs.tar.bz2", "without a profile")] // its /proc/cpuinfo is not in the dump
    [InlineData("cpuid/Intel-CascadeLake-2xXeon6230.tar.bz2", "2nd generation (Cascade Lake)")]
    [InlineData("cpuid/Intel-SapphireRapids-2xXeonMax9460.tar.bz2", "4th generation (Sapphire Rapids)")]
    [InlineData("cpuid/AMD-19h-Zen3-2xEpyc-7763.tar.bz2", "7003 (Milan)")]
    public void Real_servers_are_known(string archive, string name) =>
        Assert.EndsWith(name, DetectAt(MachineDump.Of(archive)).Configuration.Name, StringComparison.Ordinal);

    /// <summary>
    /// Decoded by hand. 6230: leaf 10H.1 EAX = a, EBX = 600, EDX = f: 11 bits, 0x600 shared, 16 classes; leaf 4.3 EBX = 280003f:
    /// bits 31:22 = a, 11 ways; ECX = 9fff: 40960 sets of 11 lines of 64 bytes. Max 9460: e, 6000, e and 380003f, 19fff; leaf 10H.2
    /// EAX = f: 16 bits of L2. 7763: f, 0, f; leaf 8000001D.3 EBX = 3c0003f, ECX = 7fff.
    /// </summary>
    [Theory]
    [InlineData("cpuid/Intel-CascadeLake-2xXeon6230.tar.bz2", 11, 28_835_840L, 11, 0x600u, 16, 0, 0x1A4u)]
    [InlineData("cpuid/Intel-SapphireRapids-2xXeonMax9460.tar.bz2", 15, 102_236_160L, 15, 0x6000u, 15, 16, 0x1A4u)]
    [InlineData("cpuid/AMD-19h-Zen3-2xEpyc-7763.tar.bz2", 16, 33_554_432L, 16, 0u, 16, 0, 0xC000_0108u)]
    public void What_cpuid_says_of_the_caches_is_in_the_configuration_and_is_no_difference(
        string archive, int ways, long bytes, int maskBits, uint shareable, int classes, int l2MaskBits, uint register)
    {
        DetectedHardware hardware = DetectAt(MachineDump.Of(archive));
        CacheOptimization cache = hardware.Configuration.CacheOptimization;
        Assert.Equal((ways, bytes), (cache.L3Ways?.Value, cache.L3Bytes?.Value));
        Assert.Equal((maskBits, shareable, classes, l2MaskBits), (cache.L3MaskBits?.Value, cache.L3ShareableMask?.Value, cache.L3Classes?.Value, cache.L2MaskBits?.Value));
        Assert.Equal(register, cache.PrefetchControl?.Register);
        Assert.Equal(Evidence.Decoded, cache.L3MaskBits?.Evidence);
        Assert.Empty(hardware.Differences);
    }

    [Theory]
    [InlineData("cpuid/Intel-CascadeLake-2xXeon6230.tar.bz2")]
    [InlineData("cpuid/Intel-SapphireRapids-2xXeonMax9460.tar.bz2")]
    [InlineData("cpuid/AMD-19h-Zen3-2xEpyc-7763.tar.bz2")]
    public void A_processor_has_the_instructions_that_its_profile_names(string archive)
    {
        string root = MachineDump.Of(archive);
        HardwareConfiguration profile = DetectAt(root).Configuration;
        Assert.Contains("avx2", profile.CpuFeatures);
        Assert.All(profile.CpuFeatures, feature =>
        {
            (uint leaf, int register, int bit) = FeatureBits[feature];
            string prefix = leaf == 1 ? "1 1 0 0 0 => " : "5 7 0 0 0 => ";
            string line = File.ReadLines(Path.Combine(root, "pu0")).Single(one => one.StartsWith(prefix, StringComparison.Ordinal));
            uint value = uint.Parse(line[prefix.Length..].Split(' ')[register], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            Assert.Equal(1u, value >> bit & 1);
        });
    }

    /// <summary>sysfs of the 7451: 3 cores an L3 (shared_cpu_list 0-2,48-50), where its kind has up to 4; 8 nodes in 2 packages.</summary>
    [Fact]
    public void Where_a_machine_is_not_as_its_profile_its_word_counts_and_the_difference_is_told()
    {
        DetectedHardware hardware = DetectAt(MachineDump.Of("x86_64-epyc_7451.tar.gz"));
        Assert.Equal(3, hardware.Configuration.CacheOptimization.CoresPerL3?.Value);
        Assert.Equal((4, 8, 6), (hardware.Configuration.NumaTopology.NodesPerPackage?.Value, hardware.Configuration.NumaTopology.Nodes, hardware.Configuration.NumaTopology.CoresPerNode));
        Assert.StartsWith("The number of cores that share an L3 is 3 on this machine", Assert.Single(hardware.Differences), StringComparison.Ordinal);

        // Two of four nodes a package of a Cascade Lake: sub-NUMA clustering is on.
        hardware = DetectAt(MachineDump.Of("memorysidecaches.tar.bz2"));
        Assert.StartsWith("The number of memory nodes of a package is 2 on this machine", Assert.Single(hardware.Differences), StringComparison.Ordinal);
        Assert.Equal((2, 10), (hardware.Configuration.NumaTopology.NodesPerPackage?.Value, hardware.Configuration.NumaTopology.CoresPerNode));
    }

    [Fact]
    public void The_kernels_masks_count_more_than_the_profiles()
    {
        DetectedHardware hardware = Detect(new()
        {
            L3Ways = 12,
            CacheAllocation = [new CacheAllocationLimits(3, 12, 0xC00, 8, null, "/sys/fs/resctrl/info/L3")],
        });
        Assert.Equal((12, 0xC00u, 8), (hardware.Configuration.CacheOptimization.L3MaskBits?.Value, hardware.Configuration.CacheOptimization.L3ShareableMask?.Value, hardware.Configuration.CacheOptimization.L3Classes?.Value));
        Assert.Contains("The L3 mask shared with devices is 0xc00 on this machine (/sys/fs/resctrl/info/L3); the profile has 0x600 (CPUID of 2 Xeon Gold 6140).", hardware.Differences);
        Assert.Equal(4, hardware.Differences.Count);
    }

    [Fact]
    public void The_kernels_masks_are_read_from_resctrl()
    {
        using var machine = new MadeMachine(
            ("/sys/fs/resctrl/info/L3/cbm_mask", "7ff\n"), ("/sys/fs/resctrl/info/L3/shareable_bits", "600\n"), ("/sys/fs/resctrl/info/L3/num_closids", "16\n"));
        Assert.True(MachineTopologyReader.TryRead(new HostRoot(machine.Root), out MachineTopology? topology, out _));
        Assert.Equal([new CacheAllocationLimits(3, 11, 0x600, 16, null, "/sys/fs/resctrl/info/L3")], topology.CacheAllocation);
    }

    [Fact]
    public void A_guest_has_the_profile_of_a_guest_whatever_processor_is_below()
    {
        DetectedHardware hardware = Detect(new() { IsVirtual = true });
        Assert.Equal(("virtual machine", null), (hardware.Configuration.Name, hardware.Configuration.MemoryConfiguration.Channels));
        Assert.Equal(11, hardware.Configuration.CacheOptimization.L3Ways?.Value);
        Assert.Empty(hardware.Differences);
    }

    /// <summary>CPUID.80000021H:EAX is 204d on the 7763: bit 13 is set. Without it the register does not exist, and a write faults.</summary>
    [Fact]
    public void Without_its_bit_of_cpuid_an_EPYC_has_no_register_of_the_prefetchers()
    {
        string root = MachineDump.Copy("cpuid/AMD-19h-Zen3-2xEpyc-7763.tar.bz2", out string folder);
        foreach (string file in Directory.GetFiles(root, "pu*"))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace("1 80000021 0 0 0 => 204d 0 0 0", "1 80000021 0 0 0 => 4d 0 0 0", StringComparison.Ordinal));
        }

        DetectedHardware hardware = DetectAt(root);
        Directory.Delete(folder, recursive: true);
        Assert.Null(hardware.Configuration.CacheOptimization.PrefetchControl);
        Assert.Contains("CPUID.80000021H:EAX[13] is 0", Assert.Single(hardware.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_says_what_it_rests_on()
    {
        Assert.Equal(14, HardwareProfiles.All.Count);
        Assert.Equal(14, HardwareProfiles.All.Select(profile => profile.Name).Distinct().Count());
        Assert.All(HardwareProfiles.All.SelectMany(profile => profile.Figures()), figure =>
        {
            Assert.NotEmpty(figure.Source);
            Assert.NotEmpty(figure.Value);
        });
    }

    /// <summary>The corrections to the guide: 6 channels at 2666 and 2933, not 3200; 12 channels of DDR5; cache allocation on AMD.</summary>
    [Theory]
    [InlineData("(Skylake)", 6, 2_666, 11)]
    [InlineData("(Cascade Lake)", 6, 2_933, 11)]
    [InlineData("(Ice Lake)", 8, 3_200, 12)]
    [InlineData("(Sapphire Rapids)", 8, 4_800, 15)]
    [InlineData("(Emerald Rapids)", 8, 5_600, null)]
    [InlineData("(Naples)", 8, 2_666, 0)]
    [InlineData("(Rome)", 8, 3_200, 16)]
    [InlineData("(Milan)", 8, 3_200, 16)]
    [InlineData("(Genoa)", 12, 4_800, 16)]
    [InlineData("(Turin)", 12, 6_000, 16)]
    public void Channels_speeds_and_masks_are_those_of_the_references(string name, int channels, int transfers, int? maskBits)
    {
        HardwareConfiguration profile = HardwareProfiles.All.Single(one => one.Name.EndsWith(name, StringComparison.Ordinal));
        Assert.Equal((channels, transfers, maskBits), (profile.MemoryConfiguration.Channels?.Value, profile.MemoryConfiguration.MegatransfersPerSecond?.Value, profile.CacheOptimization.L3MaskBits?.Value));
    }

    [Fact]
    public void This_processors_identity_is_that_of_proc_cpuinfo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc/cpuinfo is Linux's.");
        Assert.SkipUnless(CpuidLeaves.OfThisProcessor() is not null, "This is no x86 processor.");
        CpuidLeaves cpuid = CpuidLeaves.OfThisProcessor()!;
        string[] lines = File.ReadAllLines("/proc/cpuinfo");
        Assert.Equal((Value("vendor_id"), Value("cpu family"), Value("model"), Value("stepping")), (cpuid.Vendor, Text(cpuid.Family), Text(cpuid.Model), Text(cpuid.Stepping)));
        Assert.Equal(Value("flags").Split(' ').Contains("hypervisor"), cpuid.IsVirtual);

        string Value(string key) => lines.First(line => line.Split(':')[0].Trim() == key).Split(':', 2)[1].Trim();

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static DetectedHardware Detect(MadeTopology made) => HardwareProfiles.Detect(made.Make());

    private static DetectedHardware DetectAt(string root)
    {
        Assert.True(MachineTopologyReader.TryRead(new HostRoot(root), out MachineTopology? topology, out string fault), fault);
        return HardwareProfiles.Detect(topology);
    }
}
