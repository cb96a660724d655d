using System;
using System.IO;
using BenchmarkDotNet.Attributes;
using Harrier.Market.Books;
using Harrier.Simulation.OrderFlow;

namespace Harrier.Benchmarks.Market.Books;

/// <summary>Time for one message of a synthetic day through decoding and books, best bid and offer after each change:
/// by the chunk with look-ahead, and one by one. The morning is applied beforehand, not measured.</summary>
[MemoryDiagnoser]
public class BookBenchmarks
{
    private const int Messages = 2_000_000;
    private const int ChunkBytes = 1 << 18;

    private ItchBookBuilder? _builder;
    private byte[] _morning = [];
    private byte[] _day = [];

    /// <summary>The symbols of a whole market, and of a narrow one.</summary>
    [Params(8_906, 100)]
    public int Symbols { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        using var source = new SyntheticDay(new SyntheticDaySettings(Symbols, Messages, seed: 1));
        _builder = new ItchBookBuilder(new OrderBooks(new OrderBookLimits { Instruments = 10_000 }));
        _morning = Read(source, source.MessagesTotal - Messages);
        _day = Read(source, Messages);
    }

    [GlobalCleanup]
    public void Cleanup() => _builder!.Books.Dispose();

    [IterationSetup]
    public void Morning()
    {
        var sink = new TopSum();
        _builder!.Books.ClearAll();
        _builder!.ApplyChunk(_morning, ref sink);
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long Chunks()
    {
        var sink = new TopSum();
        ReadOnlySpan<byte> day = _day;
        while (day.Length > 0)
        {
            int length = WholeMessages(day);
            _builder!.ApplyChunk(day[..length], ref sink);
            day = day[length..];
        }

        return sink.Sum;
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long OneByOne()
    {
        ReadOnlySpan<byte> day = _day;
        long changes = 0;
        for (int at = 0; at < day.Length;)
        {
            int length = (day[at] << 8) | day[at + 1];
            changes += _builder!.Apply(day.Slice(at + 2, length)).IsTopChanged ? 1 : 0;
            at += 2 + length;
        }

        return changes;
    }

    /// <summary>The bytes of the first messages that are about a chunk together.</summary>
    internal static int WholeMessages(ReadOnlySpan<byte> day)
    {
        int at = 0;
        while (at < day.Length && at < ChunkBytes)
        {
            at += 2 + ((day[at] << 8) | day[at + 1]);
        }

        return at;
    }

    /// <summary>The next messages of a day, each after its length.</summary>
    internal static byte[] Read(SyntheticDay source, long messages)
    {
        using var bytes = new MemoryStream();
        for (long i = 0; i < messages && source.TryRead(out ReadOnlySpan<byte> message); i++)
        {
            bytes.WriteByte((byte)(message.Length >> 8));
            bytes.WriteByte((byte)message.Length);
            bytes.Write(message);
        }

        return bytes.ToArray();
    }

    /// <summary>Uses all four numbers after each change, so that none of them can be left out.</summary>
    internal struct TopSum : IBookSink
    {
        public long Sum { get; private set; }

        public void OnChange(int instrument, in TopOfBook top) =>
            Sum = unchecked((Sum * 31) + top.BidPrice.Ticks + (top.BidSize.Lots * 3) + (top.AskPrice.Ticks * 5) + (top.AskSize.Lots * 7));

        public void OnClear() => Sum = 0;
    }
}
