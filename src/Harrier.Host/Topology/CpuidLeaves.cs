using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Harrier.Host.Topology;

/// <summary>What CPUID answers on one CPU: of the running processor, or of a dump. A leaf that is not there answers
/// zeros, as the processor does.</summary>
/// <remarks>Sources: Intel SDM volume 2A, CPUID; AMD APM volume 3, appendix E.</remarks>
public sealed class CpuidLeaves
{
    private const uint ExtendedBase = 0x8000_0000;
    private const uint SubleafMax = 8; // more caches, levels and resources than any processor has

    /// <summary>The leaves whose answer depends on ECX too.</summary>
    private static readonly uint[] WithSubleaves = [0x4, 0xB, 0x10, 0x1F, 0x8000_001D, 0x8000_0020];

    private readonly Dictionary<(uint Leaf, uint Subleaf), CpuidRegisters> _answers = [];

    private CpuidLeaves()
    {
    }

    /// <summary>Vendor: "GenuineIntel", "AuthenticAMD".</summary>
    public string Vendor
    {
        get
        {
            CpuidRegisters first = this[0];
            return Ascii(first.Ebx, first.Edx, first.Ecx);
        }
    }

    /// <summary>Whether AMD's meaning of the extended leaves holds: AMD, and Hygon's copy of it.</summary>
    public bool IsAmd => Vendor is "AuthenticAMD" or "HygonGenuine";

    /// <summary>The family with the extended family added.</summary>
    public int Family
    {
        get
        {
            uint signature = this[1].Eax;
            uint family = signature >> 8 & 0xF;
            return (int)(family == 0xF ? family + (signature >> 20 & 0xFF) : family);
        }
    }

    /// <summary>The model with the extended model before it.</summary>
    public int Model
    {
        get
        {
            uint signature = this[1].Eax;
            bool hasExtended = (signature >> 8 & 0xF) is 0x6 or 0xF;
            return (int)((signature >> 4 & 0xF) | (hasExtended ? signature >> 12 & 0xF0 : 0));
        }
    }

    /// <summary>The stepping.</summary>
    public int Stepping => (int)(this[1].Eax & 0xF);

    /// <summary>Whether a hypervisor says that it is there: CPUID.1:ECX[31].</summary>
    public bool IsVirtual => (this[1].Ecx >> 31 & 1) != 0;

    /// <summary>The name that the processor is sold under; empty where it has none.</summary>
    public string BrandName
    {
        get
        {
            (CpuidRegisters first, CpuidRegisters second, CpuidRegisters third) = (this[0x8000_0002], this[0x8000_0003], this[0x8000_0004]);
            return Ascii(
                first.Eax, first.Ebx, first.Ecx, first.Edx, second.Eax, second.Ebx, second.Ecx, second.Edx,
                third.Eax, third.Ebx, third.Ecx, third.Edx);
        }
    }

    /// <summary>The answer to a leaf.</summary>
    /// <param name="leaf">EAX.</param>
    /// <param name="subleaf">ECX; of no effect for most leaves.</param>
    public CpuidRegisters this[uint leaf, uint subleaf = 0] =>
        _answers.GetValueOrDefault((leaf, Array.IndexOf(WithSubleaves, leaf) >= 0 ? subleaf : 0));

    /// <summary>Asks the processor that this thread runs on; null where it is no x86 processor. Only what holds for the
    /// whole processor is asked for: which CPU answered does not matter.</summary>
    public static CpuidLeaves? OfThisProcessor()
    {
        if (!X86Base.IsSupported)
        {
            return null;
        }

        var leaves = new CpuidLeaves();
        leaves.Ask(0, 0x1F);
        leaves.Ask(ExtendedBase, ExtendedBase + 0x21);
        return leaves;
    }

    /// <summary>Reads a dump as hwloc-gather-cpuid writes it: "mask eax ebx ecx edx => eax ebx ecx edx", hexadecimal;
    /// bit 0 of the mask says that EAX was asked with, bit 2 ECX.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="leaves">What they say; null where they say nothing sound.</param>
    /// <param name="fault">Why not, as a sentence; empty where they do.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out CpuidLeaves? leaves, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        leaves = null;
        fault = "";
        var read = new CpuidLeaves();
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && line[0] != '#' && !read.TryAdd(line))
            {
                fault = string.Create(CultureInfo.InvariantCulture, $"line {number}, '{TopologyFiles.Printable(line)}', is not of the form 'mask eax ebx ecx edx => eax ebx ecx edx' with hexadecimal numbers.");
                return false;
            }
        }

        if (read[0] == default || read[1] == default)
        {
            fault = "the leaves 0 and 1 of CPUID, which name the processor, are not in it.";
            return false;
        }

        leaves = read;
        return true;
    }

    private void Ask(uint first, uint last)
    {
        last = Math.Min(last, Execute(first, 0).Eax);
        for (uint leaf = first; leaf <= last; leaf++)
        {
            for (uint subleaf = 0; subleaf == 0 || (subleaf < SubleafMax && Array.IndexOf(WithSubleaves, leaf) >= 0); subleaf++)
            {
                _answers[(leaf, subleaf)] = Execute(leaf, subleaf);
            }
        }
    }

    private static CpuidRegisters Execute(uint leaf, uint subleaf)
    {
        (int eax, int ebx, int ecx, int edx) = unchecked(X86Base.CpuId((int)leaf, (int)subleaf));
        return unchecked(new CpuidRegisters((uint)eax, (uint)ebx, (uint)ecx, (uint)edx));
    }

    private bool TryAdd(string line)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 10 || words[5] != "=>")
        {
            return false;
        }

        uint[] numbers = new uint[words.Length];
        for (int at = 0; at < words.Length; at++)
        {
            if (at != 5 && !uint.TryParse(words[at], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out numbers[at]))
            {
                return false;
            }
        }

        bool hasSubleaf = (numbers[0] & 0b100) != 0;
        _ = _answers.TryAdd((numbers[1], hasSubleaf ? numbers[3] : 0), new CpuidRegisters(numbers[6], numbers[7], numbers[8], numbers[9]));
        return true;
    }

    private static string Ascii(params ReadOnlySpan<uint> words)
    {
        Span<byte> bytes = stackalloc byte[words.Length * sizeof(uint)];
        for (int at = 0; at < words.Length; at++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(at * sizeof(uint))..], words[at]);
        }

        int end = bytes.IndexOf((byte)0);
        return TopologyFiles.Printable(Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]).Trim());
    }
}
