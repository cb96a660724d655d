using System;
using System.Collections.Generic;
using Xunit;

namespace Harrier.Tests.Captures;

public sealed class PacketCaptureTests
{
    // Ethernet 12 + type 2; IPv4 of 20 bytes, total 30, protocol 17; UDP ports 7 and 9; two bytes of payload; a trailer.
    private const string Frame = "000000000000" + "000000000000" + "0800"
        + "4500001e" + "00000000" + "40110000" + "0a000001" + "0a000002" + "00070009000a0000" + "abcd" + "eeee";

    [Fact]
    public void A_udp_payload_ends_where_the_ip_packet_ends() => AssertIsThePayload(NetworkFrame.PayloadOf(1, Bytes(Frame)));

    [Fact]
    public void Vlan_tags_are_stepped_over() =>
        AssertIsThePayload(NetworkFrame.PayloadOf(1, Bytes(Frame.Insert(24, "81000005"))));

    [Theory]
    [InlineData("d4c3b2a1" + "02000400" + "0000000000000000" + "00000400" + "01000000" + "0000000000000000" + "2e0000002e000000")]
    [InlineData("4d3cb2a1" + "02000400" + "0000000000000000" + "00000400" + "01000000" + "0000000000000000" + "2e0000002e000000")]
    [InlineData("a1b2c3d4" + "00020004" + "0000000000000000" + "00040000" + "00000001" + "0000000000000000" + "0000002e0000002e")]
    public void A_pcap_file_is_read_in_either_byte_order(string header) =>
        AssertIsThePayload(Assert.Single(PacketCapture.Read(Bytes(header + Frame))));

    [Fact]
    public void A_pcapng_file_is_read()
    {
        string section = "0a0d0d0a" + "1c000000" + "4d3c2b1a" + "01000000" + "ffffffffffffffff" + "1c000000";
        string link = "01000000" + "14000000" + "01000000" + "00000400" + "14000000";
        string packet = "06000000" + "50000000" + "00000000" + "0000000000000000" + "2e000000" + "2e000000" + Frame + "0000" + "50000000";
        AssertIsThePayload(Assert.Single(PacketCapture.Read(Bytes(section + link + packet))));
    }

    [Fact]
    public void The_archive_holds_309_captures_and_nearly_all_carry_udp_or_tcp()
    {
        List<CaptureFile> files = CaptureArchive.Containing("");
        Assert.Equal(309, files.Count);
        Assert.True(files.FindAll(file => file.Packets.Count > 0).Count > 250);
    }

    private static void AssertIsThePayload(PacketPayload? payload)
    {
        Assert.NotNull(payload);
        Assert.False(payload.IsTcp);
        Assert.Equal(7, payload.SourcePort);
        Assert.Equal(9, payload.DestinationPort);
        Assert.Equal(new byte[] { 0xAB, 0xCD }, payload.Bytes);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);
}
