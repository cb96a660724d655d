using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using Harrier.Host;
using Harrier.Host.Settings;
using Xunit;

namespace Harrier.Tests.Host.Settings;

/// <summary>Tables by DMTF DSP0134: no machine of ours shows one.</summary>
public sealed class MemoryModulesTests : IDisposable
{
    private readonly MadeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Equal_modules_at_full_speed_pass()
    {
        Write(Bios, Module(0x7FFF, 65_536, 4_800, 4_800), Module(0, 0, 0, 0), Module(0x7FFF, 65_536, 4_800, 4_800), End);
        Assert.Equal((SettingStatus.Pass, "2 of 3 slots hold 64 GiB each"), Found("mem.channels"));
        Assert.Equal(SettingStatus.Pass, Found("mem.speed").Status);
    }

    [Fact]
    public void Slow_and_unequal_modules_fail()
    {
        Write(Bios, Module(32_767 - 1_023, 0, 3_200, 2_933), Module(16_384, 0, 3_200, 3_200), End);
        Assert.Equal((SettingStatus.Fail, "2 of 2 slots hold modules that differ"), Found("mem.channels"));
        Assert.Equal((SettingStatus.Fail, "1 of 2 modules are slower than they can be; the last one runs at 3200 of 3200 MT/s"), Found("mem.speed"));
    }

    [Fact]
    public void Without_a_table_or_with_one_that_is_cut_nothing_is_claimed()
    {
        Assert.Equal(SettingStatus.Unreadable, Found("mem.speed").Status);
        byte[] whole = [.. Bios, .. Module(16_384, 0, 3_200, 3_200), .. End];
        for (int length = 0; length < whole.Length; length++)
        {
            Write(whole[..length]);
            Assert.Contains(Found("mem.channels").Status, Enum.GetValues<SettingStatus>());
        }
    }

    private static byte[] Bios => [0, 6, 0, 0, 1, 0, (byte)'A', 0, (byte)'B', 0, 0]; // type 0, 6 bytes, two strings

    private static byte[] End => [127, 4, 9, 0, 0, 0];

    private static byte[] Module(ushort size, uint extended, ushort speed, ushort configured)
    {
        byte[] device = new byte[0x22 + 2]; // as of version 2.7, without strings
        device[0] = 17;
        device[1] = 0x22;
        BinaryPrimitives.WriteUInt16LittleEndian(device.AsSpan(0x0C), size);
        BinaryPrimitives.WriteUInt16LittleEndian(device.AsSpan(0x15), speed);
        BinaryPrimitives.WriteUInt32LittleEndian(device.AsSpan(0x1C), extended);
        BinaryPrimitives.WriteUInt16LittleEndian(device.AsSpan(0x20), configured);
        return device;
    }

    private void Write(params byte[][] structures)
    {
        _machine.Write("/sys/firmware/dmi/tables/DMI", "");
        File.WriteAllBytes(_machine.At("/sys/firmware/dmi/tables/DMI"), [.. structures.SelectMany(structure => structure)]);
    }

    private (SettingStatus Status, string Found) Found(string id)
    {
        Finding finding = SettingCatalogue.All.Single(setting => setting.Id == id).Check(new HostFacts(new HostRoot(_machine.Root)));
        return (finding.Status, finding.Found);
    }
}
