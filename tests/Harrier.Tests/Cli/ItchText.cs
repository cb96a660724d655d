using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Text;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;

namespace Harrier.Tests.Cli;

/// <summary>Writes an ITCH file from one line a message: R locate symbol; A locate reference side lots symbol ticks;
/// E and X locate reference lots; D locate reference; P locate lots symbol ticks; C locate reference lots printable ticks; T second
/// sets the time of those that follow, and is no message.</summary>
internal static class ItchText
{
    public static byte[] Messages(params string[] lines)
    {
        using var file = new MemoryStream();
        byte[] message = new byte[64];
        long time = 1;
        foreach (string line in lines)
        {
            if (line.StartsWith("T ", StringComparison.Ordinal))
            {
                time = Nanoseconds.FromSeconds(double.Parse(line[2..], CultureInfo.InvariantCulture)).Value;
                continue;
            }

            int length = Write(message.AsSpan(2), line.Split(' '), time);
            BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)length);
            file.Write(message, 0, 2 + length);
        }

        return file.ToArray();
    }

    private static int Write(Span<byte> message, string[] words, long time)
    {
        ushort locate = ushort.Parse(words[1], CultureInfo.InvariantCulture);
        return words[0] switch
        {
            "R" => StockDirectory.Write(message, locate, 0, time, Encoding.ASCII.GetBytes(words[2])),
            "A" => AddOrder.Write(message, locate, 0, time, Reference(), words[3] == "B" ? Side.Buy : Side.Sell, Whole(4), Encoding.ASCII.GetBytes(words[5]), Whole(6)),
            "E" => OrderExecuted.Write(message, locate, 0, time, Reference(), Whole(3), matchNumber: 1),
            "X" => OrderCancel.Write(message, locate, 0, time, Reference(), Whole(3)),
            "P" => Trade.Write(message, locate, 0, time, 0, Side.Buy, Whole(2), Encoding.ASCII.GetBytes(words[3]), Whole(4), matchNumber: 1),
            "C" => OrderExecutedWithPrice.Write(message, locate, 0, time, Reference(), Whole(3), 1, (byte)words[4][0], Whole(5)),
            "D" => OrderDelete.Write(message, locate, 0, time, Reference()),
            _ => throw new ArgumentException($"No message is written for {words[0]}.", nameof(words)),
        };

        ulong Reference() => ulong.Parse(words[2], CultureInfo.InvariantCulture);
        uint Whole(int index) => uint.Parse(words[index], CultureInfo.InvariantCulture);
    }
}
