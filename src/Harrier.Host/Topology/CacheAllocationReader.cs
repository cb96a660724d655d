using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace Harrier.Host.Topology;

/// <summary>Reads how the caches can be divided: from the kernel where resctrl is mounted, else from CPUID.</summary>
internal static class CacheAllocationReader
{
    private const string Info = "/sys/fs/resctrl/info";

    internal static IReadOnlyList<CacheAllocationLimits> Read(TopologyFiles files, CpuidLeaves? cpuid)
    {
        var limits = new List<CacheAllocationLimits>();
        foreach (int level in (int[])[3, 2])
        {
            string directory = string.Create(CultureInfo.InvariantCulture, $"{Info}/L{level}");
            string divided = directory + "CODE"; // its name where code and data are mounted apart
            if (files.Root.HasDirectory(directory))
            {
                Add(files, limits, directory, level, hasCodeDataPrioritization: null);
            }
            else if (files.Root.HasDirectory(divided))
            {
                Add(files, limits, divided, level, hasCodeDataPrioritization: true);
            }
        }

        return limits.Count > 0 || cpuid is null ? limits : OfCpuid(cpuid);
    }

    /// <summary>CPUID.(EAX=10H, ECX=0):EBX names the levels; ECX=1 is L3, ECX=2 is L2.</summary>
    internal static List<CacheAllocationLimits> OfCpuid(CpuidLeaves cpuid)
    {
        var limits = new List<CacheAllocationLimits>();
        foreach ((int level, uint subleaf) in ((int, uint)[])[(3, 1), (2, 2)])
        {
            CpuidRegisters registers = cpuid[0x10, subleaf];
            if ((cpuid[0x10].Ebx >> (int)subleaf & 1) != 0)
            {
                limits.Add(new CacheAllocationLimits(
                    level, (int)(registers.Eax & 0x1F) + 1, registers.Ebx, (int)(registers.Edx & 0xFFFF) + 1, (registers.Ecx >> 2 & 1) != 0, "CPUID.10H"));
            }
        }

        return limits;
    }

    private static void Add(TopologyFiles files, List<CacheAllocationLimits> limits, string directory, int level, bool? hasCodeDataPrioritization)
    {
        uint? mask = Hexadecimal(files, $"{directory}/cbm_mask");
        uint? shareable = Hexadecimal(files, $"{directory}/shareable_bits");
        int? classes = files.Number($"{directory}/num_closids");
        if (mask is not null && classes is not null)
        {
            limits.Add(new CacheAllocationLimits(level, BitOperations.PopCount(mask.Value), shareable ?? 0, classes.Value, hasCodeDataPrioritization, directory));
        }
    }

    private static uint? Hexadecimal(TopologyFiles files, string path)
    {
        string? text = files.Text(path);
        if (uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
        {
            return value;
        }

        if (text is not null)
        {
            files.Note(path, $"'{text}' is no mask.");
        }

        return null;
    }
}
