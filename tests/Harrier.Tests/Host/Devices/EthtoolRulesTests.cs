using System;
using System.Linq;
using System.Net;
using CsCheck;
using Harrier.Host.Devices;
using Xunit;

namespace Harrier.Tests.Host.Devices;

/// <summary>No interface without hardware takes rules or has a table of queues: what is told to the driver is held against
/// the layout here.</summary>
public sealed class EthtoolRulesTests
{
    /// <summary>struct ethtool_rxnfc, by offsetof() of a C compiler with linux/ethtool.h on x86-64: cmd 0, fs.flow_type 16,
    /// fs.h_u 20, fs.m_u 92, fs.ring_cookie 168, fs.location 176; in struct ethtool_tcpip4_spec ip4dst 4, pdst 10.</summary>
    [Fact]
    public void A_rule_is_what_the_kernels_header_says()
    {
        byte[] expected = new byte[192];
        expected[0] = 0x32; // ETHTOOL_SRXCLSRLINS
        expected[16] = 2; // UDP_V4_FLOW
        new byte[] { 233, 54, 12, 1 }.CopyTo(expected, 20 + 4);
        new byte[] { 0x67, 0x6D }.CopyTo(expected, 20 + 10); // 26477, network order
        new byte[] { 0xFF, 0xFF, 0xFF, 0xFF }.CopyTo(expected, 92 + 4);
        new byte[] { 0xFF, 0xFF }.CopyTo(expected, 92 + 10);
        expected[168] = 7;

        byte[] request = new byte[192];
        Assert.True(EthtoolRules.TryParse("udp4 dst-ip 233.54.12.1 dst-port 26477 action 7", request));
        Assert.Equal(expected, request);
    }

    [Fact]
    public void Whatever_rule_is_written_reads_as_it_was_written() =>
        Gen.Select(Gen.Byte.Array[4], Gen.UShort, Gen.UShort).Sample((address, port, queue) =>
        {
            byte[] request = new byte[192];
            string rule = EthtoolRules.Rule(new IPAddress(address), port, queue);
            return EthtoolRules.TryParse(rule, request) && EthtoolRules.Describe(request) == rule;
        });

    [Theory]
    [InlineData(16, 1)] // TCP
    [InlineData(92, 0xFF)] // also by the source address
    [InlineData(144 + 19, 1)] // also by the extension
    [InlineData(168 + 7, 0xFF)] // RX_CLS_FLOW_DISC: to be dropped
    public void A_rule_that_is_not_as_ours_is_another(int at, byte value)
    {
        byte[] request = new byte[192];
        Assert.True(EthtoolRules.TryParse("udp4 dst-ip 233.54.12.1 dst-port 26477 action 7", request));
        request[at] = value;
        Assert.Equal("another rule", EthtoolRules.Describe(request));
    }

    [Theory]
    [InlineData("")]
    [InlineData("udp4 dst-ip 233.54.12.1 dst-port 65536 action 7")]
    [InlineData("udp4 dst-ip ::1 dst-port 1 action 7")]
    [InlineData("tcp4 dst-ip 233.54.12.1 dst-port 1 action 7")]
    public void What_is_no_rule_is_refused(string text) => Assert.False(EthtoolRules.TryParse(text, new byte[192]));

    [Fact]
    public void A_table_spreads_evenly_over_all_queues_but_the_hot_one() =>
        Gen.Select(Gen.Int[1, 512], Gen.Int[2, 64]).SelectMany((entries, queues) => Gen.Int[0, queues - 1].Select(hot => (entries, queues, hot))).Sample(one =>
        {
            int[] table = [.. EthtoolQueueTable.Without(one.entries, one.queues, one.hot).Split(' ').Select(int.Parse)];
            int[] counts = [.. Enumerable.Range(0, one.queues).Where(queue => queue != one.hot).Select(queue => table.Count(entry => entry == queue))];
            return table.Length == one.entries && counts.Sum() == one.entries && counts.Max() - counts.Min() <= 1;
        });

    /// <summary>Four entries for queue 0, none for 1, two for 2.</summary>
    [Fact]
    public void A_table_is_weights_for_ethtool() =>
        Assert.Equal("ethtool -X eth0 weight 4 0 2", EthtoolQueueTable.ToShell("eth0", "0 2 0 0 2 0"));
}
