using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.Feeds.Lobster;
using Harrier.Tests.Market.Feeds.Itch50;
using Xunit;
using ZstdSharp;

namespace Harrier.Tests.Market.Feeds;

/// <summary>Whatever bytes come, reading ends, nothing escapes, and what is handed out is well-formed.</summary>
public sealed class FeedFuzzTests
{
    private const string Types = "SRHYLVWKJhAFECXDUPQBINO";

    private const string LobsterMessages = """
        34200.017459617,5,0,1,2238200,-1
        34200.189607670,1,11885113,21,2238100,1
        34200.189608,1,3911376,20,2239600,-1
        34201,4,11885113,21,2238100,1
        34202.5,3,3911376,20,2239600,-1
        34203.5,7,0,0,-1,-1

        """;

    private const string LobsterBooks = """
        2239500,100,2231800,100,2239900,100,2230700,200
        2239500,100,2238100,21,2239900,100,2231800,100
        2239500,100,2238100,21,2239600,20,2231800,100
        2239500,100,2231800,100,2239600,20,2230700,200
        2239500,100,2231800,100,2239900,100,2230700,200
        2239500,100,2231800,100,2239900,100,2230700,200

        """;

    private static readonly Gen<byte[]> Day = Gen.Int[0, Types.Length - 1].Array[0, 40].Select(MakeDay);

    /// <summary>A text or a file with up to eight bytes replaced, and cut somewhere.</summary>
    private static readonly Gen<(int At, byte Value)[]> Damage = Gen.Select(Gen.Int[0, 2_000], Gen.Byte).Array[0, 8];

    [Fact]
    public void Random_bytes_are_read_to_an_end() =>
        Gen.Byte.Array[0, 4_000].Sample(bytes => AssertReads(bytes));

    [Fact]
    public void A_damaged_and_cut_day_is_read_to_an_end() =>
        Gen.Select(Day, Damage, Gen.Int[0, 2_000]).Sample((day, damage, cut) => AssertReads(Damaged(day, damage, cut)));

    [Fact]
    public void Damage_within_messages_changes_no_count_as_long_as_the_lengths_stand() =>
        Gen.Select(Day, Gen.Byte).Sample((day, noise) =>
        {
            byte[] damaged = (byte[])day.Clone();
            int messages = 0;
            for (int at = 0; at < day.Length; at += 2 + day[at + 1])
            {
                damaged.AsSpan(at + 3, day[at + 1] - 1).Fill(noise);
                messages++;
            }

            Assert.Equal((messages, null), AssertReads(damaged));
        });

    [Theory]
    [InlineData(0x1F, 0x8B, 0x08, 0x00)]
    [InlineData(0x28, 0xB5, 0x2F, 0xFD)]
    public void Random_bytes_behind_the_mark_of_a_packed_file_are_read_to_an_end(byte a, byte b, byte c, byte d) =>
        SampleFiles(Gen.Byte.Array[0, 400].Select(bytes => (byte[])[a, b, c, d, .. bytes]));

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public void A_packed_day_with_a_turned_bit_is_read_to_an_end(string packing)
    {
        byte[] packed = Pack(MakeDay(Array.ConvertAll(new int[2_000], _ => 10)), packing);
        SampleFiles(Gen.Int[0, (packed.Length * 8) - 1].Select(bit =>
        {
            byte[] turned = (byte[])packed.Clone();
            turned[bit / 8] ^= (byte)(1 << (bit % 8));
            return turned;
        }));
    }

    [Fact]
    public void Damaged_and_cut_lobster_files_are_read_to_an_end() =>
        Gen.Select(Damage, Damage, Gen.Int[0, 2_000], Gen.Int[0, 2_000]).Sample((first, second, cut, otherCut) =>
        {
            byte[] messages = Damaged(Encoding.ASCII.GetBytes(LobsterMessages), first, cut);
            byte[] books = Damaged(Encoding.ASCII.GetBytes(LobsterBooks), second, otherCut);
            AssertLobsterEnds(messages, books);
        });

    [Fact]
    public void Random_text_is_no_lobster_day() =>
        Gen.Select(Lobsterish(), Lobsterish()).Sample((messages, books) => AssertLobsterEnds(messages, books));

    private static void SampleFiles(Gen<byte[]> files)
    {
        string path = Path.GetTempFileName();
        try
        {
            files.Sample(
                file =>
                {
                    File.WriteAllBytes(path, file);
                    using LengthPrefixedReader reader = FeedFile.OpenItch(path);
                    AssertEnds(reader);
                },
                iter: 200,
                threads: 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Pack(byte[] day, string packing)
    {
        using var packed = new MemoryStream();
        using (Stream packer = packing == "gzip"
            ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)
            : new CompressionStream(packed, leaveOpen: true))
        {
            packer.Write(day);
        }

        return packed.ToArray();
    }

    private static Gen<byte[]> Lobsterish() =>
        Gen.Int[0, 15].Array[0, 300].Select(picks => Array.ConvertAll(picks, pick => (byte)"0123456789.,,-\n\r"[pick]));

    private static byte[] MakeDay(int[] types)
    {
        using var day = new MemoryStream();
        foreach (int index in types)
        {
            byte type = (byte)Types[index];
            byte[] message = new byte[2 + ItchMessageLengths.Of(type)];
            message[1] = (byte)(message.Length - 2);
            message[2] = type;
            day.Write(message);
        }

        return day.ToArray();
    }

    private static byte[] Damaged(byte[] bytes, (int At, byte Value)[] damage, int cut)
    {
        byte[] damaged = bytes.AsSpan(0, cut % (bytes.Length + 1)).ToArray();
        foreach ((int at, byte value) in damage)
        {
            if (damaged.Length > 0)
            {
                damaged[at % damaged.Length] = value;
            }
        }

        return damaged;
    }

    /// <summary>Compares with a reader of ten lines that has no window.</summary>
    private static (int Messages, string? Reason) AssertReads(byte[] bytes)
    {
        using var reader = new LengthPrefixedReader(new MemoryStream(bytes), "name");
        int at = 0;
        int messages = 0;
        while (reader.TryRead(out ReadOnlySpan<byte> message))
        {
            int length = (bytes[at] << 8) | bytes[at + 1];
            Assert.Equal(bytes.AsSpan(at + 2, length), message);
            Assert.True(ItchMessageLengths.Of(message[0]) is 0 || ItchMessageLengths.Of(message[0]) == length);
            if (message[0] is not ((byte)'A' or (byte)'F' or (byte)'P'))
            {
                Assert.Equal(ItchMessageLengths.Of(message[0]) == 0 ? null : message.ToArray(), ItchReencoding.Of(message));
            }

            at += 2 + length;
            messages++;
        }

        Assert.Equal(messages, reader.MessageCount);
        bool isWholeFile = at == bytes.Length || (at == bytes.Length - 2 && bytes[at] == 0 && bytes[at + 1] == 0);
        Assert.Equal(isWholeFile, reader.Fault is null);
        Assert.Equal(at, reader.Fault?.ByteOffset ?? at);
        return (messages, reader.Fault?.Reason);
    }

    private static void AssertLobsterEnds(byte[] messages, byte[] books)
    {
        using LobsterToItch source = LobsterText.ToItch(messages, books);
        AssertEnds(source);
        LobsterTransitionResult result = LobsterText.Check(messages, books);
        Assert.InRange(result.Matched, 0, result.Transitions);
    }

    private static void AssertEnds(IItchSource source)
    {
        int left = 1_000_000;
        while (source.TryRead(out ReadOnlySpan<byte> message))
        {
            Assert.True(ItchMessageLengths.Of(message[0]) is 0 || ItchMessageLengths.Of(message[0]) == message.Length);
            Assert.True(--left > 0, "The source does not end.");
        }
    }
}
