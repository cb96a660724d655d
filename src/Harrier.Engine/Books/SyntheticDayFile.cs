using System;
using System.Buffers.Binary;
using System.IO;
using Harrier.Market.Feeds.Itch50;
using Harrier.Simulation.OrderFlow;

namespace Harrier.Engine.Books;

/// <summary>Writes a synthetic day as the exchange's files are: each message after its length in two bytes, big-endian,
/// and a length of zero at the end.</summary>
public static class SyntheticDayFile
{
    private const int BufferBytes = 1 << 20;
    private const int MessagesAReport = 1 << 14;

    /// <summary>Writes a whole day. Memory grows with its live orders alone.</summary>
    /// <param name="settings">The size and seed of the day.</param>
    /// <param name="path">The file, which is overwritten.</param>
    /// <param name="progress">Where to say how far it is.</param>
    /// <returns>The messages written, by type.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ItchCounts Write(SyntheticDaySettings settings, string path, SessionProgress progress)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes);
        using var day = new SyntheticDay(settings);
        var counts = new ItchCounts();
        Span<byte> prefix = stackalloc byte[2];
        while (day.TryRead(out ReadOnlySpan<byte> message))
        {
            BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)message.Length);
            file.Write(prefix);
            file.Write(message);
            counts.Count(message[0]);
            if (day.MessageCount % MessagesAReport == 0)
            {
                progress.Report((int)(day.MessageCount * 1000 / day.MessagesTotal), day.MessageCount);
            }
        }

        prefix.Clear();
        file.Write(prefix);
        return counts;
    }
}
