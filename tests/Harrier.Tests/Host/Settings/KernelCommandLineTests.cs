using Harrier.Host.Settings;
using Xunit;

namespace Harrier.Tests.Host.Settings;

public sealed class KernelCommandLineTests
{
    /// <summary>The rules of the kernel's admin-guide/kernel-parameters.</summary>
    [Theory]
    [InlineData("quiet skew_tick=1", "skew_tick", "1")]
    [InlineData("quiet", "quiet", "")]
    [InlineData("quiet", "splash", null)]
    [InlineData("a=1 a=2", "a", "2")]
    [InlineData("intel-pstate=disable", "intel_pstate", "disable")]
    [InlineData("dyndbg=\"file a.c +p\" audit=0", "dyndbg", "file a.c +p")]
    [InlineData("dyndbg=\"file a.c +p\" audit=0", "audit", "0")]
    [InlineData("isolcpus=managed_irq,0-4,11-79", "isolcpus", "managed_irq,0-4,11-79")]
    [InlineData("", "a", null)]
    public void A_parameter_has_the_last_value_that_it_was_given(string line, string name, string? value) =>
        Assert.Equal(value, new KernelCommandLine(line)[name]);
}
