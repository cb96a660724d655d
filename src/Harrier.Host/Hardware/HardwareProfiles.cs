using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Topology;

namespace Harrier.Host.Hardware;

/// <summary>The processors that Harrier has figures of, and which of them a machine has. docs/hardware.md has the sources.</summary>
public static class HardwareProfiles
{
    private const string Intel = "GenuineIntel";
    private const string Amd = "AuthenticAMD";

    /// <summary>A guest sees the caches and instructions that its hypervisor shows it. Channels, nodes and registers of
    /// the host are not its own, and a mask of ways that it set would be the host's to grant.</summary>
    private static readonly HardwareConfiguration VirtualMachine = new()
    {
        Name = "virtual machine",
        CacheOptimization = new() { SeparationBytes = Graded.Judged(128, "the maker of the host may change under a guest: enough for each") },
    };

    private static readonly HardwareConfiguration Unknown = new()
    {
        Name = "processor without a profile",
        CacheOptimization = new() { SeparationBytes = Graded.Judged(128, "enough for every processor that is known") },
    };

    /// <summary>Every profile.</summary>
    public static IReadOnlyList<HardwareConfiguration> All { get; } =
    [
        IntelProfiles.Skylake, IntelProfiles.CascadeLake, IntelProfiles.IceLake, IntelProfiles.SapphireRapids, IntelProfiles.EmeraldRapids,
        AmdProfiles.Naples, AmdProfiles.Rome, AmdProfiles.Milan, AmdProfiles.Genoa, AmdProfiles.Bergamo, AmdProfiles.Turin, AmdProfiles.TurinDense,
        VirtualMachine, Unknown,
    ];

    /// <summary>The profile of a machine: by vendor, family, model and stepping of CPUID, of the dump or of /proc/cpuinfo.
    /// What the machine says itself stands in place of the profile's figure, and each difference is told.</summary>
    /// <param name="topology">The machine.</param>
    public static DetectedHardware Detect(MachineTopology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ProcessorIdentity processor = topology.Processor;
        string identity = string.Create(CultureInfo.InvariantCulture, $"{processor.Vendor ?? "vendor unknown"}, family {Or(processor.Family)}, model {Or(processor.Model)}, stepping {Or(processor.Stepping)}");
        (HardwareConfiguration profile, string reason) = topology.Virtualization.IsVirtual == true
            ? (VirtualMachine, $"A hypervisor is below; what CPUID says of the processor ({identity}) holds for caches and instructions, not for memory and nodes.")
            : Find(processor) is HardwareConfiguration found ? (found, $"{identity}.")
            : (Unknown, $"There is no profile of {identity}: only what the machine says is known.");
        var machine = new MachineFigures(topology);
        return new DetectedHardware(machine.Correct(profile), reason, machine.Differences);
    }

    /// <summary>The profile of a processor; null where there is none.</summary>
    /// <remarks>Sources: Linux, arch/x86/include/asm/intel-family.h; AMD processor programming references by family and model.
    /// The steppings part Skylake (to 4), Cascade Lake (5 to 7) and Cooper Lake (10 and 11), which have one model.</remarks>
    private static HardwareConfiguration? Find(ProcessorIdentity processor) => (processor.Vendor, processor.Family, processor.Model) switch
    {
        (Intel, 6, 0x55) => processor.Stepping switch { <= 4 => IntelProfiles.Skylake, >= 5 and <= 7 => IntelProfiles.CascadeLake, _ => null },
        (Intel, 6, 0x6A) => IntelProfiles.IceLake,
        (Intel, 6, 0x8F) => IntelProfiles.SapphireRapids,
        (Intel, 6, 0xCF) => IntelProfiles.EmeraldRapids,

        // The first Ryzen has the same family and model.
        (Amd, 0x17, <= 0x0F) => processor.ModelName?.Contains("EPYC", StringComparison.Ordinal) == true ? AmdProfiles.Naples : null,
        (Amd, 0x17, >= 0x30 and <= 0x3F) => AmdProfiles.Rome,
        (Amd, 0x19, <= 0x0F) => AmdProfiles.Milan,
        (Amd, 0x19, >= 0x10 and <= 0x1F) => AmdProfiles.Genoa,
        (Amd, 0x19, >= 0xA0 and <= 0xAF) => AmdProfiles.Bergamo,
        (Amd, 0x1A, <= 0x0F) => AmdProfiles.Turin,
        (Amd, 0x1A, >= 0x10 and <= 0x1F) => AmdProfiles.TurinDense,
        _ => null,
    };

    private static string Or(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}
