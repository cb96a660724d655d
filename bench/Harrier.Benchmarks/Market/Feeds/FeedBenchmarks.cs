using System;
using System.IO;
using System.Text;
using BenchmarkDotNet.Attributes;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.Feeds.Lobster;
using Harrier.Primitives;

namespace Harrier.Benchmarks.Market.Feeds;

/// <summary>Time for one message or row. The ITCH day has adds, executions, deletes and replaces by turns, in memory;
/// the LOBSTER day submits and deletes one order at the best bid by turns.</summary>
[MemoryDiagnoser]
public class FeedBenchmarks
{
    private const int Messages = 1_000_000;

    private byte[] _day = [];
    private byte[] _lobsterMessages = [];
    private byte[] _lobsterBooks = [];

    [GlobalSetup]
    public void Setup()
    {
        _day = MakeDay();
        var messages = new StringBuilder();
        var books = new StringBuilder();
        for (int row = 0; row < Messages / 10; row++)
        {
            bool isThere = row % 2 == 1;
            messages.Append(FormattableString.Invariant($"34200.{row:000000000},{(isThere ? 1 : 3)},{row / 2},100,5794000,1\n"));
            books.Append(isThere ? "5802300,100,5794000,100,5804300,100,5787000,400\n" : "5802300,100,5787000,400,5804300,100,5785000,500\n");
        }

        _lobsterMessages = Encoding.ASCII.GetBytes(messages.ToString());
        _lobsterBooks = Encoding.ASCII.GetBytes(books.ToString());
    }

    /// <summary>From a stream to checked chunks.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public long CheckedChunks()
    {
        using var reader = new LengthPrefixedReader(new MemoryStream(_day), "day");
        long bytes = 0;
        while (reader.TryReadChunk(out ReadOnlySpan<byte> chunk))
        {
            bytes += chunk.Length;
        }

        return bytes;
    }

    /// <summary>Every field that a book needs, read from messages in memory.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public ulong Decode()
    {
        ReadOnlySpan<byte> day = _day;
        ulong sum = 0;
        int at = 0;
        while (at < day.Length)
        {
            int length = (day[at] << 8) | day[at + 1];
            ReadOnlySpan<byte> message = day.Slice(at + 2, length);
            sum = unchecked(sum + DecodeOne(message));
            at += 2 + length;
        }

        return sum;
    }

    /// <summary>Both text files to ITCH messages.</summary>
    [Benchmark(OperationsPerInvoke = Messages / 10)]
    public long LobsterRows()
    {
        using var source = new LobsterToItch(
            new LobsterMessageReader(new MemoryStream(_lobsterMessages), "messages"),
            new LobsterBookReader(new MemoryStream(_lobsterBooks), "books"),
            "TEST"u8);
        long bytes = 0;
        while (source.TryRead(out ReadOnlySpan<byte> message))
        {
            bytes += message.Length;
        }

        return bytes;
    }

    private static ulong DecodeOne(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case ItchMessageType.AddOrder:
                var add = new AddOrder(message);
                return unchecked(
                    add.StockLocate + (ulong)add.TimestampNanoseconds + add.Reference + (ulong)add.Side + add.Shares + add.PriceTicks);
            case ItchMessageType.OrderExecuted:
                var executed = new OrderExecuted(message);
                return unchecked((ulong)executed.TimestampNanoseconds + executed.Reference + executed.Shares);
            case ItchMessageType.OrderDelete:
                var deleted = new OrderDelete(message);
                return unchecked((ulong)deleted.TimestampNanoseconds + deleted.Reference);
            default:
                var replaced = new OrderReplace(message);
                return unchecked(
                    (ulong)replaced.TimestampNanoseconds + replaced.OriginalReference + replaced.NewReference + replaced.Shares
                    + replaced.PriceTicks);
        }
    }

    private static byte[] MakeDay()
    {
        using var day = new MemoryStream();
        byte[] message = new byte[2 + ItchMessageLengths.Longest];
        for (int index = 0; index < Messages; index++)
        {
            Span<byte> to = message.AsSpan(2);
            ulong reference = (ulong)index;
            int length = (index % 8) switch
            {
                0 or 2 or 5 => AddOrder.Write(to, 1, 0, index, reference, Side.Buy, 100, "TEST"u8, 1_000_000),
                1 or 4 or 6 => OrderDelete.Write(to, 1, 0, index, reference),
                3 => OrderReplace.Write(to, 1, 0, index, reference, reference + 1, 100, 1_000_100),
                _ => OrderExecuted.Write(to, 1, 0, index, reference, 100, reference),
            };
            message[1] = (byte)length;
            day.Write(message, 0, 2 + length);
        }

        return day.ToArray();
    }
}
