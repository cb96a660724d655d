using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Harrier.Benchmarks.Market.Books;
using Harrier.Market.Books;
using Harrier.Runtime.Memory;
using Harrier.Simulation.OrderFlow;

namespace Harrier.Benchmarks.Runtime.Memory;

/// <summary>The books on plain pages, on transparent huge pages and on 2 MB pages of a pool, by turns in one process: the
/// same messages, by the chunk and one by one; and random steps through a table, each of which needs the one before.
/// Processor time.</summary>
internal static unsafe class PageComparison
{
    private const int Messages = 2_000_000;
    private const int Symbols = 8_906;
    private const int Steps = 4_000_000;
    private const long TableBytes = 256L << 20;

    private static readonly PageSize[] Sizes = [PageSize.Plain, PageSize.Transparent, PageSize.TwoMegabytes];

    /// <summary>pages ROUNDS FILE: writes an object of JSON to the file.</summary>
    public static int Run(string[] options)
    {
        int rounds = int.Parse(options[0], CultureInfo.InvariantCulture);
        var limits = new OrderBookLimits { Instruments = 10_000 };
        byte[] morning;
        byte[] day;
        using (var source = new SyntheticDay(new SyntheticDaySettings(Symbols, Messages, seed: 1)))
        {
            morning = BookBenchmarks.Read(source, source.MessagesTotal - Messages);
            day = BookBenchmarks.Read(source, Messages);
        }

        var tables = new List<Table>();
        foreach (PageSize size in Sizes)
        {
            tables.Add(new Table(size, limits));
        }

        // The first round warms up code and caches, and is not counted. The order turns, so that none is always first.
        for (int round = 0; round <= rounds; round++)
        {
            for (int at = 0; at < tables.Count; at++)
            {
                tables[(at + round) % tables.Count].Measure(morning, day, isCounted: round > 0);
            }
        }

        if (!tables.TrueForAll(table => table.Sum == tables[0].Sum))
        {
            throw new InvalidOperationException("The same messages gave different books.");
        }

        File.WriteAllText(options[1], ToJson(tables, limits));
        tables.ForEach(table => table.Dispose());
        return 0;
    }

    private static string ToJson(List<Table> tables, OrderBookLimits limits)
    {
        StringBuilder json = new StringBuilder("{\n").Append(CultureInfo.InvariantCulture, $"    \"bookBytes\": {limits.ByteCount},\n    \"tableBytes\": {TableBytes}");
        for (int what = 0; what < Table.Names.Length; what++)
        {
            _ = json.Append(CultureInfo.InvariantCulture, $",\n    \"{Table.Names[what]}\": {{");
            foreach (Table table in tables)
            {
                double[] rows = [.. table.Times[what]];
                double[] plain = [.. tables[0].Times[what]];
                Array.Sort(rows);
                Array.Sort(plain);
                _ = json.Append(CultureInfo.InvariantCulture, $"{(table == tables[0] ? "" : ",")}\n      \"{table.Size}\": {{ \"median\": {Median(rows):F2}, \"min\": {rows[0]:F2}, \"max\": {rows[^1]:F2}, \"ratio\": {Median(rows) / Median(plain):F3}, \"hugeBytes\": {table.HugeBytes} }}");
            }

            _ = json.Append("\n    }");
        }

        return json.Append("\n  }").ToString();
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>Books and a table on pages of one size.</summary>
    private sealed class Table : IDisposable
    {
        public static readonly string[] Names = ["chunks", "oneByOne", "randomSteps"];

        private readonly OrderBooks _books;
        private readonly ItchBookBuilder _builder;
        private readonly NativeBuffer<Record> _records;

        public Table(PageSize size, OrderBookLimits limits)
        {
            Size = size;
            var wanted = new NumaConfiguration { Nodes = [MemoryNodes.Allowed()[0]], PageSize = size, MayFallBack = false, ArenaBytes = limits.ArenaBytes + TableBytes };
            if (!NumaAllocator.TryCreate(wanted, out NumaAllocator? allocator, out string fault))
            {
                throw new InsufficientMemoryException(fault);
            }

            // The arena goes back with its tables.
            using (allocator)
            {
                HugeBytes = allocator.Arenas[0].Placement.HugeBytes;
                _books = new OrderBooks(limits, isTouched: true, allocator.Arenas[0]);
                _builder = new ItchBookBuilder(_books);
                _records = allocator.Arenas[0].Allocate<Record>(TableBytes / sizeof(Record));
            }
        }

        public PageSize Size { get; }

        public long HugeBytes { get; }

        public List<double>[] Times { get; } = [[], [], []];

        /// <summary>What came out, the same on all pages.</summary>
        public ulong Sum { get; private set; }

        public void Measure(byte[] morning, byte[] day, bool isCounted)
        {
            for (int what = 0; what < Times.Length; what++)
            {
                if (what < 2)
                {
                    var sink = new BookBenchmarks.TopSum();
                    _books.ClearAll();
                    _builder.ApplyChunk(morning, ref sink);
                }

                TimeSpan before = Environment.CpuUsage.TotalTime;
                Sum = unchecked((Sum * 31) + what switch { 0 => Chunks(day), 1 => OneByOne(day), _ => RandomSteps() });
                double nanoseconds = (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / (what < 2 ? Messages : Steps);
                if (isCounted)
                {
                    Times[what].Add(nanoseconds);
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Size,-13} {Names[what],-12} {nanoseconds:F1} ns{(isCounted ? "" : ", not counted")}"));
            }
        }

        public void Dispose()
        {
            _books.Dispose();
            _records.Dispose();
        }

        private ulong Chunks(ReadOnlySpan<byte> day)
        {
            var sink = new BookBenchmarks.TopSum();
            while (day.Length > 0)
            {
                int length = BookBenchmarks.WholeMessages(day);
                _builder.ApplyChunk(day[..length], ref sink);
                day = day[length..];
            }

            return unchecked((ulong)sink.Sum);
        }

        private ulong OneByOne(ReadOnlySpan<byte> day)
        {
            ulong changes = 0;
            for (int at = 0; at < day.Length;)
            {
                int length = (day[at] << 8) | day[at + 1];
                changes += _builder.Apply(day.Slice(at + 2, length)).IsTopChanged ? 1UL : 0;
                at += 2 + length;
            }

            return changes;
        }

        // A record is read and written as an order of the book is; where the next one is hangs on what was read, as a
        // level hangs on its order.
        private ulong RandomSteps()
        {
            unchecked
            {
                Record* records = _records.Start;
                ulong mask = (ulong)_records.Length - 1;
                ulong state = 1;
                for (int step = 0; step < Steps; step++)
                {
                    Record* record = &records[(state >> 32) & mask];
                    record->Lots++;
                    state = (state * 6_364_136_223_846_793_005UL) + 1_442_695_040_888_963_407UL + (record->Level & 1);
                }

                return state;
            }
        }
    }

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private struct Record
    {
        public uint Next;
        public uint Previous;
        public uint Lots;
        public uint Level;
    }
}
