using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Xunit;

namespace Harrier.Tests.Captures;

/// <summary>Takes the messages out of a MoldUDP64 packet: session 10, sequence 8, count 2, then length 2 and bytes each.</summary>
internal static class MoldUdp64
{
    private const int HeaderBytes = 20;
    private const int EndOfSession = 0xFFFF;

    public static List<byte[]> Messages(ReadOnlySpan<byte> packet)
    {
        int count = BinaryPrimitives.ReadUInt16BigEndian(packet[18..]);
        var messages = new List<byte[]>();
        int at = HeaderBytes;
        for (int index = 0; count != EndOfSession && index < count; index++)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(packet[at..]);
            messages.Add(packet.Slice(at + 2, length).ToArray());
            at += 2 + length;
        }

        Assert.Equal(packet.Length, at);
        return messages;
    }
}
