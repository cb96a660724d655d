using System;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace Harrier.Host.Settings;

/// <summary>Whether the processor has a register for its prefetchers.</summary>
internal static partial class PrefetchRegister
{
    /// <summary>Server processors of Intel with MSR 0x1A4, family 6, by model: Haswell and Broadwell (EP, DE), Skylake and
    /// Cascade Lake, Ice Lake (SP, D), Sapphire Rapids, Emerald Rapids, Granite Rapids (and D).</summary>
    /// <remarks>Source: Intel, Disclosure of Hardware Prefetcher Control on Some Intel Processors; Intel SDM volume 4,
    /// MSR_PREFETCH_CONTROL; models of linux/arch/x86/include/asm/intel-family.h.</remarks>
    private static readonly int[] IntelModels = [0x3f, 0x4f, 0x56, 0x55, 0x6a, 0x6c, 0x8f, 0xcf, 0xad, 0xae];

    /// <summary>Of MSR 0x1A4 those that turn a prefetcher off: L2, its neighbour line, L1, L1 by instruction. The other bits
    /// are not published for all models.</summary>
    private const ulong IntelSwitches = 0xf;

    /// <summary>Of MSR 0xC0000108: L1 stream, stride, region, L2 stream, up and down. Since family 1Ah bits 6 to 9 say how
    /// eager they are, which the firmware chooses.</summary>
    private const ulong AmdSwitches = 0x2f;

    /// <summary>Checks MSR 0x1A4 of each core.</summary>
    public static Finding CheckIntel(HostFacts facts, string id)
    {
        if (facts.ProcessorText.Length == 0)
        {
            return SettingRules.Absent(facts, "/proc/cpuinfo");
        }

        Match family = Family().Match(facts.ProcessorText);
        Match model = Model().Match(facts.ProcessorText);
        return family.Success && model.Success && family.Groups[1].Value == "6" && int.TryParse(model.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && Array.IndexOf(IntelModels, number) >= 0
            ? SettingRules.File("/@msr/{core}/0x1a4", Expectation.BitsClear(IntelSwitches))(facts, id)
            : Finding.NotApplicable($"Of family {family.Groups[1].Value}, model {model.Groups[1].Value}, it is not published that it has this register.");
    }

    /// <summary>Checks MSR 0xC0000108 of each core.</summary>
    /// <remarks>Source: AMD64 Architecture Programmer's Manual volume 3, CPUID Fn8000_0021 EAX bit 13, PrefetchCtlMsr.</remarks>
    public static Finding CheckAmd(HostFacts facts, string id) => facts.Root.IsThisMachine && !IsGivenByAmd()
        ? Finding.NotApplicable("CPUID 80000021h EAX bit 13 is clear: the processor has no such register.")
        : SettingRules.File("/@msr/{core}/0xc0000108", Expectation.BitsClear(AmdSwitches))(facts, id);

    private static bool IsGivenByAmd()
    {
        const int HighestExtended = unchecked((int)0x8000_0000);
        const int Features2 = unchecked((int)0x8000_0021);
        const int PrefetchControlBit = 13;
        return X86Base.IsSupported
            && unchecked((uint)X86Base.CpuId(HighestExtended, 0).Eax >= (uint)Features2)
            && (X86Base.CpuId(Features2, 0).Eax >> PrefetchControlBit & 1) != 0;
    }

    [GeneratedRegex(@"^cpu family\s*:\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex Family();

    [GeneratedRegex(@"^model\s*:\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex Model();
}
