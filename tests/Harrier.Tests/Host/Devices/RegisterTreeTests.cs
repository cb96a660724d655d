using System;
using Harrier.Host;
using Harrier.Host.Devices;
using Xunit;

namespace Harrier.Tests.Host.Devices;

public sealed class RegisterTreeTests
{
    /// <summary>Intel SDM volume 4: IA32_L3_QOS_CFG 0xC81, IA32_PQR_ASSOC 0xC8F, IA32_L3_QOS_MASK_0 0xC90,
    /// IA32_L2_QOS_MASK_0 0xD10, IA32_L2_QOS_EXT_BW_THRTL_0 0xD50.</summary>
    [Theory]
    [InlineData("0xc81")]
    [InlineData("0xc8f")]
    [InlineData("0xc90")]
    [InlineData("0xc9f")]
    [InlineData("0xd10")]
    [InlineData("0xd50")]
    public void Registers_of_cache_allocation_are_the_kernels_alone(string register)
    {
        string path = $"/@msr/0/{register}";
        Assert.Contains("use /sys/fs/resctrl", HostTrees.Of(path).Write(new HostRoot("/"), path, "0x1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dump_has_no_registers() =>
        Assert.Equal(HostFileState.Refused, new HostRoot(AppContext.BaseDirectory).Read("/@msr/0/0x1a4").State);
}
