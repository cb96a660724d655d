using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Xunit;
using ZstdSharp;

namespace Harrier.Tests.Market.Feeds;

public sealed class LengthPrefixedReaderTests
{
    // Three whole messages: 2 + 19, 2 + 12 and 2 + 23 bytes, so they start at 0, 21 and 35 and end at 60.
    private static readonly byte[] ThreeMessages = [.. Framed('D', 19), .. Framed('S', 12), .. Framed('X', 23)];

    [Fact]
    public void Whole_messages_are_read_to_the_end() => AssertReads(ThreeMessages, "DSX", fault: null);

    [Fact]
    public void An_empty_file_is_a_day_without_messages() => AssertReads([], "", fault: null);

    [Fact]
    public void A_length_of_zero_at_the_end_is_the_end_mark() => AssertReads([.. ThreeMessages, 0, 0], "DSX", fault: null);

    [Fact]
    public void A_type_that_is_not_known_is_handed_out() => AssertReads(Framed('z', 300), "z", fault: null);

    [Theory]
    [InlineData(0, 0, "DSX", 60, 4, "a length of zero, and bytes after it")]
    [InlineData(0, 18, "DSX", 60, 4, "a message of type 'D' has 19 bytes, the length before this one says 18")]
    [InlineData(0, 20, "DSX", 60, 4, "a message of type 'D' has 19 bytes, the length before this one says 20")]
    [InlineData(0, 19, "DSX", 60, 4, "the file ends 1 bytes into a message of 19 bytes")]
    public void The_fault_names_place_and_reason(
        byte high, byte low, string types, long offset, long number, string reason) =>
        AssertReads([.. ThreeMessages, high, low, (byte)'D'], types, new FeedFault("name", offset, number, reason));

    [Fact]
    public void A_file_that_ends_within_a_length_says_so() =>
        AssertReads(
            [.. ThreeMessages, 0], "DSX", new FeedFault("name", 60, 4, "the file ends within the length of a message"));

    [Fact]
    public void A_cut_at_any_byte_keeps_the_messages_before_it()
    {
        int[] ends = [21, 35, 60];
        for (int cut = 0; cut <= ThreeMessages.Length; cut++)
        {
            int whole = Array.FindAll(ends, end => end <= cut).Length;
            int start = whole == 0 ? 0 : ends[whole - 1];
            (string types, FeedFault? fault) = ReadAll(ThreeMessages.AsSpan(0, cut).ToArray());
            Assert.Equal("DSX"[..whole], types);
            Assert.Equal(cut == start, fault is null);
            Assert.Equal((start, whole + 1), (fault?.ByteOffset ?? start, fault?.MessageNumber ?? whole + 1));
        }
    }

    [Fact]
    public void Chunks_hold_whole_messages_and_together_the_file()
    {
        byte[] file = ManyMessages(20_000);
        using var reader = new LengthPrefixedReader(new MemoryStream(file), "name", 1 << 17);
        var together = new List<byte>();
        int chunks = 0;
        while (reader.TryReadChunk(out ReadOnlySpan<byte> chunk))
        {
            together.AddRange(chunk);
            chunks++;
            int at = 0;
            while (at < chunk.Length)
            {
                at += 2 + ((chunk[at] << 8) | chunk[at + 1]);
            }

            Assert.Equal(chunk.Length, at);
        }

        Assert.Null(reader.Fault);
        Assert.Equal(20_000, reader.MessageCount);
        Assert.Equal(file, together.ToArray());
        Assert.InRange(chunks, 2, (file.Length / (1 << 16)) + 1);
    }

    [Fact]
    public void Messages_and_chunks_may_be_read_by_turns()
    {
        using var reader = new LengthPrefixedReader(new MemoryStream(ThreeMessages), "name");
        Assert.True(reader.TryRead(out ReadOnlySpan<byte> first));
        Assert.Equal((byte)'D', first[0]);
        Assert.True(reader.TryReadChunk(out ReadOnlySpan<byte> rest));
        Assert.Equal(ThreeMessages.AsSpan(21), rest);
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        byte[] file = ManyMessages(40_000);
        int count = 0;
        Assert.Equal(0, Allocation.OfSecondRun(
            () => new LengthPrefixedReader(new MemoryStream(file), "name", 1 << 17),
            reader => count = Count(reader)));
        Assert.Equal(40_000, count);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public void A_packed_file_reads_as_the_plain_one(string packing)
    {
        byte[] file = ManyMessages(5_000);
        (string types, FeedFault? fault) = ReadFile(Packed(file, packing));
        Assert.Null(fault);
        Assert.Equal(ReadAll(file).Types, types);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public void A_packed_file_that_is_cut_keeps_what_was_read_and_says_so(string packing)
    {
        byte[] file = ManyMessages(50_000);
        byte[] packed = Packed(file, packing);
        (string types, FeedFault? fault) = ReadFile(packed.AsSpan(0, packed.Length * 3 / 4).ToArray());
        Assert.NotNull(fault);
        Assert.NotEmpty(types);
        Assert.StartsWith(types, ReadAll(file).Types, StringComparison.Ordinal);
        Assert.Equal(types.Length + 1, fault.MessageNumber);
        Assert.StartsWith("the rest cannot be read: ", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_not_an_exception()
    {
        using IItchSource source = FeedFile.Open(Path.Combine(Path.GetTempPath(), "no-such-folder", "no-such.itch"));
        Assert.NotNull(source.Fault);
        Assert.False(source.TryRead(out _));
    }

    [Fact]
    public void The_nasdaq_snippet_holds_its_stated_counts()
    {
        using LengthPrefixedReader reader = FeedFile.OpenItch(TestData.Find("nasdaq_itch50_12302019_first_1000_of_0930.itch"));
        var counts = new ItchCounts();
        var locates = new HashSet<int>();
        long first = long.MaxValue;
        long last = 0;
        while (reader.TryRead(out ReadOnlySpan<byte> message))
        {
            var header = new ItchHeader(message);
            counts.Count(header.Type);
            locates.Add(header.StockLocate);
            first = Math.Min(first, header.TimestampNanoseconds);
            last = header.TimestampNanoseconds;
            Assert.Equal(message.ToArray(), Itch50.ItchReencoding.Of(message));
        }

        Assert.Null(reader.Fault);
        Assert.Equal(1_000, counts.Total);
        (char Type, int Count)[] stated =
            [('A', 367), ('U', 225), ('F', 193), ('D', 167), ('E', 28), ('X', 6), ('I', 4), ('P', 4), ('Q', 4), ('S', 1), ('C', 1)];
        Assert.All(stated, row => Assert.Equal(row.Count, counts.Of((byte)row.Type)));
        Assert.Equal(322, locates.Count);
        Assert.Equal((34_200_000_000_230, 34_200_002_364_611), (first, last));
    }

    private static byte[] Framed(char type, int length)
    {
        byte[] framed = new byte[2 + length];
        framed[0] = (byte)(length >> 8);
        framed[1] = (byte)(length & 0xFF);
        framed[2] = (byte)type;
        return framed;
    }

    private static byte[] ManyMessages(int count)
    {
        var file = new List<byte>();
        for (int index = 0; index < count; index++)
        {
            char type = "AFECXDUP"[index * 31 % 8];
            byte[] framed = Framed(type, ItchMessageLengths.Of((byte)type));
            BinaryPrimitives.WriteUInt64LittleEndian(framed.AsSpan(11), unchecked((ulong)index * 0x9E3779B97F4A7C15)); // hard to pack
            file.AddRange(framed);
        }

        return file.ToArray();
    }

    private static byte[] Packed(byte[] file, string packing)
    {
        using var packed = new MemoryStream();
        using (Stream packer = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "zstd" => new CompressionStream(packed, leaveOpen: true),
            _ => packed,
        })
        {
            packer.Write(file);
        }

        return packed.ToArray();
    }

    private static (string Types, FeedFault? Fault) ReadFile(byte[] bytes)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            using LengthPrefixedReader reader = FeedFile.OpenItch(path);
            return (Types(reader), reader.Fault);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertReads(byte[] file, string types, FeedFault? fault) =>
        Assert.Equal((types, fault), ReadAll(file));

    private static (string Types, FeedFault? Fault) ReadAll(byte[] file)
    {
        using var reader = new LengthPrefixedReader(new MemoryStream(file), "name");
        return (Types(reader), reader.Fault);
    }

    private static string Types(LengthPrefixedReader reader)
    {
        var types = new StringBuilder();
        while (reader.TryRead(out ReadOnlySpan<byte> message))
        {
            types.Append((char)message[0]);
        }

        return types.ToString();
    }

    private static int Count(LengthPrefixedReader reader)
    {
        int count = 0;
        while (reader.TryRead(out _))
        {
            count++;
        }

        return count;
    }
}
