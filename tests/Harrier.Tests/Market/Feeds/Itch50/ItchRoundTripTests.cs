using System;
using System.Collections.Generic;
using CsCheck;
using Harrier.Market.Feeds.Itch50;
using Harrier.Tests.Captures;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Itch50;

/// <summary>Every field read through the views and written through the writers gives the bytes that were there.</summary>
public sealed class ItchRoundTripTests
{
    private const string Types = "SRHYLVWKJhAFECXDUPQBINO";
    private const int SideOffset = 19;

    [Fact]
    public void Any_bytes_of_any_type_are_read_and_written_back() =>
        Gen.Select(Gen.Int[0, Types.Length - 1], Gen.Byte.Array[ItchMessageLengths.Longest], Gen.Bool)
            .Sample((index, bytes, isBuy) =>
            {
                byte type = (byte)Types[index];
                byte[] message = bytes.AsSpan(0, ItchMessageLengths.Of(type)).ToArray();
                message[0] = type;
                if (type is (byte)'A' or (byte)'F' or (byte)'P')
                {
                    message[SideOffset] = isBuy ? (byte)'B' : (byte)'S';
                }

                Assert.Equal(message, ItchReencoding.Of(message));
            });

    [Theory]
    [InlineData("Nasdaq/Nasdaq.Equities.TotalView.Itch.v5.0/", "A37 D2 E1 F2 H1 I1 L1 U1", 8)]
    [InlineData("Nasdaq/Bx.Equities.TotalView.Itch.v5.0/", "A1 D1 U1", 3)]
    public void Real_packets_are_read_and_written_back(string folder, string expectedTypes, int expectedFiles)
    {
        List<CaptureFile> files = CaptureArchive.Containing(folder);
        var counts = new ItchCounts();
        foreach (CaptureFile file in files)
        {
            foreach (PacketPayload packet in file.Packets)
            {
                foreach (byte[] message in MoldUdp64.Messages(packet.Bytes))
                {
                    Assert.Equal(ItchMessageLengths.Of(message[0]), message.Length);
                    Assert.Equal(message, ItchReencoding.Of(message));
                    counts.Count(message[0]);
                }
            }
        }

        Assert.Equal(expectedFiles, files.Count);
        Assert.Equal(expectedTypes, Describe(counts));
    }

    [Fact]
    public void The_captures_of_other_itch_versions_are_skipped_by_name()
    {
        string[] spoken = ["Nasdaq/Nasdaq.Equities.TotalView.Itch.v5.0/", "Nasdaq/Bx.Equities.TotalView.Itch.v5.0/"];
        foreach (CaptureFile file in CaptureArchive.Containing("Itch"))
        {
            bool isSpoken = Array.Exists(spoken, folder => file.Name.StartsWith(folder, StringComparison.Ordinal));
            bool isOurVersionOfAnotherName = file.Name.Contains("TotalView.Itch.v5", StringComparison.Ordinal);
            Assert.True(isSpoken || !isOurVersionOfAnotherName, $"{file.Name} is TotalView-ITCH 5.0 and no test reads it.");
        }
    }

    private static string Describe(ItchCounts counts)
    {
        var parts = new List<string>();
        for (int type = 0; type < 256; type++)
        {
            if (counts.Of((byte)type) > 0)
            {
                parts.Add($"{(char)type}{counts.Of((byte)type)}");
            }
        }

        return string.Join(' ', parts);
    }
}
