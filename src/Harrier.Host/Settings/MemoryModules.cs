using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Host.Settings;

/// <summary>The memory modules that the firmware tells of.</summary>
/// <remarks>Source: DMTF DSP0134 (SMBIOS), 6.1 and 7.18, memory device (type 17): a header of type, length and handle, the
/// fields, then strings with a zero behind each and another at the end.</remarks>
internal static class MemoryModules
{
    private const string Table = "/sys/firmware/dmi/tables/DMI";
    private const byte MemoryDevice = 17;
    private const int HeaderBytes = 4;
    private const int SizeAt = 0x0C; // a word: MiB, or KiB with bit 15; 0 for an empty slot, 7FFFh for the field at 1Ch
    private const int SpeedAt = 0x15; // a word: MT/s that the module can
    private const int ExtendedSizeAt = 0x1C; // a double word: MiB
    private const int ConfiguredSpeedAt = 0x20; // a word: MT/s that it runs at

    /// <summary>As many modules as channels cannot be told from slots, whose names are the vendor's; unequal ones can.</summary>
    public static Finding CheckChannels(HostFacts facts)
    {
        const string Wanted = "equal modules, one in each channel";
        List<(long MiB, int Speed, int Configured)> modules = Read(facts.Root, out int slots);
        if (modules.Count == 0)
        {
            return NotTold(facts, Wanted);
        }

        bool isEqual = modules.TrueForAll(module => module.MiB == modules[0].MiB && module.Speed == modules[0].Speed);
        string found = string.Create(CultureInfo.InvariantCulture, $"{modules.Count} of {slots} slots hold {(isEqual ? $"{modules[0].MiB >> 10} GiB each" : "modules that differ")}");
        return Finding.PassIf(isEqual, found, Wanted, isEqual ? "Whether each channel has one, the manual of the board tells." : "");
    }

    /// <summary>They run as fast as they can.</summary>
    public static Finding CheckSpeed(HostFacts facts)
    {
        const string Wanted = "every module at its own speed";
        int slow = 0;
        string found = "";
        List<(long MiB, int Speed, int Configured)> modules = Read(facts.Root, out _);
        foreach ((_, int speed, int configured) in modules)
        {
            if (speed > 0 && configured > 0)
            {
                slow += configured < speed ? 1 : 0;
                found = string.Create(CultureInfo.InvariantCulture, $"{slow} of {modules.Count} modules are slower than they can be; the last one runs at {configured} of {speed} MT/s");
            }
        }

        return found.Length == 0 ? NotTold(facts, Wanted) : Finding.PassIf(slow == 0, found, Wanted);
    }

    private static Finding NotTold(HostFacts facts, string wanted) => Finding.Unreadable(facts.Root.Read(Table) is { State: not HostFileState.Read } file ? file.Cause : $"{Table}: tells of no module.", wanted);

    private static List<(long MiB, int Speed, int Configured)> Read(HostRoot root, out int slots)
    {
        var modules = new List<(long MiB, int Speed, int Configured)>();
        slots = 0;
        ReadOnlySpan<byte> rest = root.Bytes(Table);
        while (rest.Length >= HeaderBytes && rest[1] >= HeaderBytes && rest[1] <= rest.Length)
        {
            ReadOnlySpan<byte> fields = rest[..rest[1]];
            if (rest[0] == MemoryDevice && fields.Length > SpeedAt + 1)
            {
                int size = BinaryPrimitives.ReadUInt16LittleEndian(fields[SizeAt..]);
                slots++;
                if (size != 0)
                {
                    long mebibytes = size == 0x7FFF && fields.Length >= ExtendedSizeAt + 4 ? BinaryPrimitives.ReadUInt32LittleEndian(fields[ExtendedSizeAt..]) & 0x7FFF_FFFF : (size & 0x8000) != 0 ? (size & 0x7FFF) >> 10 : size;
                    modules.Add((mebibytes, BinaryPrimitives.ReadUInt16LittleEndian(fields[SpeedAt..]), fields.Length >= ConfiguredSpeedAt + 2 ? BinaryPrimitives.ReadUInt16LittleEndian(fields[ConfiguredSpeedAt..]) : 0));
                }
            }

            int strings = rest[fields.Length..].IndexOf((ReadOnlySpan<byte>)[0, 0]);
            if (strings < 0)
            {
                break;
            }

            rest = rest[(fields.Length + strings + 2)..];
        }

        return modules;
    }
}
