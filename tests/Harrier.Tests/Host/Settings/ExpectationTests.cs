using Harrier.Host.Settings;
using Xunit;

namespace Harrier.Tests.Host.Settings;

public sealed class ExpectationTests
{
    /// <summary>0x2f are the switches of MSR 0xC0000108; 0x3c0 says since family 1Ah how eager the prefetchers are. Bit 5
    /// of MSR 0x1A4 is none of its switches 0xf.</summary>
    [Theory]
    [InlineData(0x2f, "0x0", true, "0x0")]
    [InlineData(0x2f, "0x3c0", true, "0x3c0")]
    [InlineData(0x2f, "0x3c9", false, "0x3c0")]
    [InlineData(0xf, "0x20", true, "0x20")]
    [InlineData(0xf, "0x2f", false, "0x20")]
    public void Of_a_register_only_the_bits_that_are_known_are_written(int bits, string found, bool isMet, string written)
    {
        var expectation = Expectation.BitsClear((ulong)bits);
        Assert.Equal((isMet, written), (expectation.IsMet(found), expectation.ValueBy!(found)));
    }
}
