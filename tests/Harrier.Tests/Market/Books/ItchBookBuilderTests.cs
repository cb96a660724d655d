using System;
using System.Collections.Generic;
using System.IO;
using CsCheck;
using Harrier.Market.Books;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Harrier.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Market.Books;

/// <summary>ITCH messages, one by one and by the chunk, sound and broken.</summary>
public sealed class ItchBookBuilderTests
{
    private static readonly OrderBookLimits Limits = new() { Instruments = 20, Orders = 4_096 };

    [Fact]
    public void Each_message_of_a_day_gives_the_top_of_the_twin_by_both_paths()
    {
        using var plainBooks = new OrderBooks(Limits);
        using var chunkBooks = new OrderBooks(Limits);
        var plain = new ItchBookBuilder(plainBooks);
        var chunks = new ItchBookBuilder(chunkBooks);
        var twin = new NaiveItchBooks(Limits.Instruments);
        var day = new RandomDay(seed: 7, instruments: Limits.Instruments, liveOrdersMax: 3_000);
        var expected = new List<(int, TopOfBook)>();
        var sink = new TopRecorder([]);
        for (int part = 0; part < 60; part++)
        {
            byte[] chunk = day.Next(5_000);
            ApplyToTwin(chunk, twin, plain, expected);
            Assert.Equal(5_000, chunks.ApplyChunk(chunk, ref sink));
            Assert.Equal(expected, sink.Tops);
            expected.Clear();
            sink.Tops.Clear();
        }

        BookComparison.AssertSame(twin.Books, plainBooks);
        BookComparison.AssertSame(twin.Books, chunkBooks);
        Assert.Equal(plainBooks.Statistics, chunkBooks.Statistics);
        Assert.Equal(twin.UnknownReferences, plainBooks.Statistics.UnknownReferences);
        AssertSameCounts(plain.Counts, chunks.Counts);
        Assert.Equal(300_000, chunks.Counts.Total);
        AssertEverythingHappened(plainBooks.Statistics);
    }

    [Fact]
    public void The_first_messages_of_a_real_minute_have_399_unknown_references()
    {
        string file = TestData.Find("nasdaq_itch50_12302019_first_1000_of_0930.itch");
        using var books = new OrderBooks(new OrderBookLimits { Orders = 1_000 });
        var builder = new ItchBookBuilder(books);
        var twin = new NaiveItchBooks(OrderBookLimits.InstrumentsMax);
        using var reader = new LengthPrefixedReader(File.OpenRead(file), file);
        while (reader.TryRead(out ReadOnlySpan<byte> message))
        {
            Assert.Equal(twin.Apply(message), builder.Apply(message).Result);
        }

        Assert.Null(reader.Fault);
        Assert.Equal(399, books.Statistics.UnknownReferences);
        Assert.Equal(1_000, builder.Counts.Total);
        Assert.Equal(367, builder.Counts.Of((byte)'A'));
        Assert.Equal(twin.Books.LiveOrders, books.LiveOrders);
    }

    [Fact]
    public void A_start_of_messages_empties_the_books_and_the_sink_hears_of_it()
    {
        using var books = new OrderBooks(Limits);
        var builder = new ItchBookBuilder(books);
        var sink = new TopRecorder([]);
        var bytes = new ItchBytes();
        bytes.Add(1, 1, Side.Buy, 10, 500_000);
        bytes.SystemEvent(SystemEventCode.StartOfMessages);
        bytes.Add(1, 1, Side.Buy, 10, 400_000);
        Assert.Equal(3, builder.ApplyChunk(bytes.ToArray(), ref sink));
        Assert.Equal((1, 400_000L), (sink.Clears, books.Top(1).BidPrice.Ticks));
        Assert.Equal((1, 0L), (books.LiveOrders, books.Statistics.DuplicateReferences));
        bytes.Clear();
        bytes.SystemEvent(SystemEventCode.EndOfMessages);
        Assert.Equal(1, builder.ApplyChunk(bytes.ToArray(), ref sink));
        Assert.Equal((1, 1), (sink.Clears, books.LiveOrders));
    }

    [Fact]
    public void A_directory_entry_gives_the_symbol_of_its_locate()
    {
        using var books = new OrderBooks(Limits);
        var builder = new ItchBookBuilder(books);
        byte[] message = new byte[StockDirectory.Length];
        StockDirectory.Write(message, 19, 0, 0, "AAPL"u8);
        Assert.Equal(new BookChange(BookResult.None, 0, false), builder.Apply(message));
        Assert.True(builder.Symbol(19).SequenceEqual("AAPL    "u8));
        Assert.True(builder.Symbol(18).IsEmpty);
        Assert.True(builder.Symbol(20).IsEmpty);
        StockDirectory.Write(message, 20, 0, 0, "MSFT"u8);
        builder.Apply(message);
        Assert.Equal(1, builder.UnknownInstruments);
    }

    [Fact]
    public void A_lone_message_says_whether_the_top_changed()
    {
        using var books = new OrderBooks(Limits);
        var builder = new ItchBookBuilder(books);
        var bytes = new ItchBytes();
        Assert.Equal(new BookChange(BookResult.Applied, 2, true), builder.Apply(bytes.Add(2, 1, Side.Buy, 10, 500_000)));
        Assert.Equal(new BookChange(BookResult.Applied, 2, false), builder.Apply(bytes.Add(2, 2, Side.Buy, 10, 499_900)));
        Assert.Equal(new BookChange(BookResult.Applied, 2, true), builder.Apply(bytes.Execute(2, 1, 4)));
        Assert.Equal(new BookChange(BookResult.Applied, 2, true), builder.Apply(bytes.Delete(2, 1)));
        Assert.Equal(new BookChange(BookResult.UnknownReference, 0, false), builder.Apply(bytes.Delete(2, 1)));
        Assert.Equal(new BookChange(BookResult.Malformed, 0, false), builder.Apply(bytes.Add(20, 3, Side.Buy, 10, 499_900)));
        Assert.Equal(new BookChange(BookResult.Malformed, 0, false), builder.Apply(bytes.Delete(2, 2).AsSpan(0, 18)));
        Assert.Equal(new BookChange(BookResult.Malformed, 0, false), builder.Apply([]));
        Assert.Equal((1L, 2L), (books.Statistics.UnknownInstruments, builder.MalformedMessages));
    }

    [Fact]
    public void No_side_but_buy_and_sell_is_taken()
    {
        using var books = new OrderBooks(Limits);
        var builder = new ItchBookBuilder(books);
        var bytes = new ItchBytes();
        for (int code = 0; code < 256; code++)
        {
            byte[] message = bytes.Add(1, (ulong)code, Side.Buy, 10, 500_000);
            message[19] = (byte)code;
            BookResult expected = code is 'B' or 'S' ? BookResult.Applied : BookResult.Malformed;
            Assert.Equal(expected, builder.Apply(message).Result);
        }

        Assert.Equal((10L, 10L), (books.LotsAt(1, Side.Buy, 500_000), books.LotsAt(1, Side.Sell, 500_000)));
    }

    [Fact]
    public void Broken_bytes_never_do_more_than_count_and_both_paths_agree()
    {
        using var plainBooks = new OrderBooks(Limits);
        using var chunkBooks = new OrderBooks(Limits);
        byte[] day = new RandomDay(seed: 3, instruments: 5, liveOrdersMax: 100).Next(300);
        Gen.Select(Gen.Int[0, day.Length], Gen.Select(Gen.Int[0, day.Length - 1], Gen.Byte).Array[0, 20], Gen.Bool).Sample(
            (length, flips, isNoise) =>
            {
                byte[] bytes = day.AsSpan(0, length).ToArray();
                foreach ((int at, byte value) in flips)
                {
                    if (at < length)
                    {
                        bytes[at] = value;
                    }
                }

                if (isNoise)
                {
                    Array.Reverse(bytes);
                }

                AssertBothPathsAgree(bytes, plainBooks, chunkBooks);
            },
            iter: 2_000,
            threads: 1);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(37, 0, 1)]
    [InlineData(38, 1, 0)]
    [InlineData(39, 1, 1)]
    [InlineData(76, 2, 0)]
    public void A_short_chunk_is_applied_as_far_as_it_is_whole(int length, int messages, int malformed)
    {
        // Two adds of 2 + 36 bytes; the books take what is whole, down to no bytes at all.
        using var books = new OrderBooks(Limits);
        var builder = new ItchBookBuilder(books);
        var bytes = new ItchBytes();
        bytes.Add(1, 1, Side.Buy, 10, 500_000);
        bytes.Add(1, 2, Side.Buy, 10, 500_000);
        var sink = new TopSum();
        Assert.Equal(messages, builder.ApplyChunk(bytes.ToArray().AsSpan(0, length), ref sink));
        Assert.Equal((messages, (long)malformed), (books.LiveOrders, builder.MalformedMessages));
        Assert.Equal(messages, builder.ApplyChunk([], ref sink) + messages);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(OrderBookLimits.InstrumentsMax)]
    public unsafe void Behind_a_chunk_that_ends_with_its_page_nothing_is_read(int instruments)
    {
        // A page that may not be read follows: to look there would end the process.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are mapped by Linux calls");
        const nuint length = 1 << 16;
        byte* pages = (byte*)NativePages.TryMapOn(length, PageSize.Plain, out _);
        try
        {
            var limits = new OrderBookLimits { Instruments = instruments, Orders = 1 << 17 };
            using var books = new OrderBooks(limits);
            using var wholeBooks = new OrderBooks(limits);
            var builder = new ItchBookBuilder(books);
            var whole = new ItchBookBuilder(wholeBooks);
            var random = new Pcg64(11);
            var day = new RandomDay(seed: 9, Math.Min(instruments, 20), liveOrdersMax: 200);
            for (int run = 0; run < 3_000; run++)
            {
                byte[] bytes = day.Next(1 + random.NextBelow(60));
                for (int flip = random.NextBelow(4); flip > 0; flip--)
                {
                    bytes[random.NextBelow(bytes.Length)] = random.NextBool() ? byte.MaxValue : (byte)random.NextBelow(256);
                }

                Span<byte> chunk = bytes.AsSpan(0, random.NextBelow(bytes.Length + 1));
                var atEnd = new Span<byte>(pages + (int)length - chunk.Length, chunk.Length);
                chunk.CopyTo(atEnd);
                TopSum sink = default;
                Assert.Equal(whole.ApplyChunk(chunk, ref sink), builder.ApplyChunk(atEnd, ref sink));
            }

            Assert.Equal(wholeBooks.Statistics, books.Statistics);
            Assert.Equal(whole.MalformedMessages, builder.MalformedMessages);
            Assert.True(books.Statistics.Applied > 1_000, $"{books.Statistics.Applied} applied");
        }
        finally
        {
            NativePages.UnmapFrom(pages, length, PageSize.Plain);
        }
    }

    [Fact]
    public void A_day_allocates_nothing()
    {
        using var books = new OrderBooks(Limits);
        var builder = new ItchBookBuilder(books);
        byte[] day = new RandomDay(seed: 5, instruments: 20, liveOrdersMax: 3_000).Next(40_000);
        var sink = new TopSum();
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            books.ClearAll();
            builder.ApplyChunk(day, ref sink);
            books.ClearAll();
            for (int at = 0; at < day.Length;)
            {
                int length = (day[at] << 8) | day[at + 1];
                builder.Apply(day.AsSpan(at + 2, length));
                at += 2 + length;
            }
        }));
        Assert.NotEqual(0, sink.Sum);
    }

    private static void ApplyToTwin(byte[] chunk, NaiveItchBooks twin, ItchBookBuilder plain, List<(int, TopOfBook)> tops)
    {
        for (int at = 0; at < chunk.Length;)
        {
            int length = (chunk[at] << 8) | chunk[at + 1];
            ReadOnlySpan<byte> message = chunk.AsSpan(at + 2, length);
            at += 2 + length;
            BookResult expected = twin.Apply(message);
            BookChange change = plain.Apply(message);
            Assert.Equal(expected, change.Result);
            if (change.Result == BookResult.Applied)
            {
                TopOfBook top = twin.Books.Top(change.Instrument);
                Assert.Equal(top, plain.Books.Top(change.Instrument));
                tops.Add((change.Instrument, top));
            }
        }
    }

    private static void AssertBothPathsAgree(byte[] bytes, OrderBooks plainBooks, OrderBooks chunkBooks)
    {
        plainBooks.ClearAll();
        chunkBooks.ClearAll();
        var plain = new ItchBookBuilder(plainBooks);
        var chunks = new ItchBookBuilder(chunkBooks);
        var sink = new TopSum();
        long messages = 0;
        int at = 0;
        while (bytes.Length - at >= 2 && bytes.Length - at - 2 >= ((bytes[at] << 8) | bytes[at + 1]))
        {
            int length = (bytes[at] << 8) | bytes[at + 1];
            plain.Apply(bytes.AsSpan(at + 2, length));
            at += 2 + length;
            messages++;
        }

        Assert.Equal(messages, chunks.ApplyChunk(bytes, ref sink));
        Assert.Equal(plain.MalformedMessages + (at < bytes.Length ? 1 : 0), chunks.MalformedMessages);
        AssertSameCounts(plain.Counts, chunks.Counts);
        Assert.Equal(plainBooks.LiveOrders, chunkBooks.LiveOrders);
        for (int instrument = 0; instrument < Limits.Instruments; instrument++)
        {
            Assert.Equal(plainBooks.Top(instrument), chunkBooks.Top(instrument));
        }
    }

    private static void AssertSameCounts(ItchCounts expected, ItchCounts actual)
    {
        for (int type = 0; type < 256; type++)
        {
            Assert.Equal(expected.Of((byte)type), actual.Of((byte)type));
        }
    }

    // A day that never leaves the usual paths would prove little.
    private static void AssertEverythingHappened(BookStatistics statistics)
    {
        Assert.All(
            [statistics.UnknownReferences, statistics.DuplicateReferences, statistics.Malformed, statistics.Recentrings, statistics.FarOrders, statistics.OldOrders],
            count => Assert.InRange(count, 100, 150_000));
        Assert.Equal(0, statistics.AtLimit);
    }

    private struct TopRecorder(List<(int Instrument, TopOfBook Top)> tops) : IBookSink
    {
        public readonly List<(int Instrument, TopOfBook Top)> Tops => tops;

        public int Clears { get; private set; }

        public readonly void OnChange(int instrument, in TopOfBook top) => tops.Add((instrument, top));

        public void OnClear() => Clears++;
    }

    private struct TopSum : IBookSink
    {
        public long Sum { get; private set; }

        public void OnChange(int instrument, in TopOfBook top) => Sum += top.BidSize.Lots;

        public void OnClear() => Sum = 1;
    }
}
