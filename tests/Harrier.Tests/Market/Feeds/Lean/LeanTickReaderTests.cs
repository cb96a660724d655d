using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using CsCheck;
using Harrier.Market.Feeds.Lean;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Lean;

public sealed class LeanTickReaderTests : IDisposable
{
    private const string Quotes = "34200000,138400,700,0,0,P,1,0\r\n34200001,0,0,138500,500,Q,1,0\n34200001,0,0,0,0,N,1,1\n";
    private const string Trades = "34200000,138500,200,P,2000,0\n34200001,138400,100,D,,1\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-lean-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Quote_rows_have_one_side_each()
    {
        List<LeanTick> ticks = Read(Quotes, areTrades: false, out string? fault);
        Assert.Null(fault);
        Assert.Equal(
            [
                new LeanTick(34_200_000_000_000, false, Side.Buy, 138_400, 700, (byte)'P', false),
                new LeanTick(34_200_001_000_000, false, Side.Sell, 138_500, 500, (byte)'Q', false),
                new LeanTick(34_200_001_000_000, false, Side.Buy, 0, 0, (byte)'N', true),
            ],
            ticks);
    }

    [Fact]
    public void Trade_rows_have_price_size_exchange_and_doubt()
    {
        List<LeanTick> ticks = Read(Trades, areTrades: true, out string? fault);
        Assert.Null(fault);
        Assert.Equal(
            [
                new LeanTick(34_200_000_000_000, true, Side.Buy, 138_500, 200, (byte)'P', false),
                new LeanTick(34_200_001_000_000, true, Side.Buy, 138_400, 100, LeanTick.OffExchange, true),
            ],
            ticks);
    }

    [Theory]
    [InlineData("x,138400,700,0,0,P,1,0", false, "time")]
    [InlineData("86400000,138400,700,0,0,P,1,0", false, "time")]
    [InlineData("34200000,138400,700", false, "not four columns")]
    [InlineData("34200000,-1,700,0,0,P,1,0", false, "not four columns")]
    [InlineData("34200000,138400,700,138500,0,P,1,0", false, "both sides")]
    [InlineData("34200000,138400,700,0,0,PP,1,0", false, "one letter")]
    [InlineData("34200000,138400,700,0,0,P,z,0", false, "hexadecimal")]
    [InlineData("34200000,138400,700,0,0,P,1,2", false, "suspicious")]
    [InlineData("34200000,138400,x,P,1,0", true, "not two columns")]
    [InlineData("34200000,0,100,P,1,0", true, "above 0")]
    [InlineData("34200000,99999999999,100,P,1,0", true, "not two columns")]
    [InlineData("34199999,138500,100,P,1,0", true, "before that of the row above")]
    public void A_malformed_row_is_told_with_its_number_and_reason(string row, bool areTrades, string reason)
    {
        List<LeanTick> ticks = Read((areTrades ? Trades[..29] : Quotes[..31]) + row + "\n", areTrades, out string? fault);
        Assert.Single(ticks);
        Assert.StartsWith("day.zip: byte ", fault, StringComparison.Ordinal);
        Assert.Contains("message 2: ", fault, StringComparison.Ordinal);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Trades_of_a_millisecond_come_before_its_quotes()
    {
        using LeanTicks ticks = Day(Quotes, Trades);
        var order = new List<bool>();
        while (ticks.TryRead(out LeanTick tick))
        {
            order.Add(tick.IsTrade);
        }

        Assert.Equal([true, false, true, false, false], order);
        Assert.Null(ticks.Fault);
        Assert.Equal("BAC", ticks.Symbol);
    }

    [Theory]
    [InlineData("bac/20131007_quote.zip", "bac/20131007_quote.zip", "bac/20131007_trade.zip")]
    [InlineData("20131007_trade.zip", "20131007_quote.zip", "20131007_trade.zip")]
    [InlineData("lean_bac_20131007_trade.zip", "lean_bac_20131007_quote.zip", "lean_bac_20131007_trade.zip")]
    public void Either_file_names_the_pair(string path, string quotes, string trades)
    {
        Assert.True(LeanFilePair.TryFind(path, out LeanFilePair? pair));
        Assert.Equal(new LeanFilePair(quotes, trades), pair);
    }

    [Theory]
    [InlineData("GOOG_2012-06-21_34200000_57600000_message_10.csv")]
    [InlineData("20131007_openinterest.zip")]
    public void Other_names_are_no_pair(string path) => Assert.False(LeanFilePair.TryFind(path, out _));

    [Fact]
    public void A_file_that_is_no_zip_and_a_zip_of_two_files_are_told()
    {
        string path = Path.Combine(_folder, "20131007_quote.zip");
        File.WriteAllText(path, Quotes);
        using (var reader = LeanTickReader.Open(path, areTrades: false))
        {
            Assert.False(reader.TryRead(out _));
            Assert.NotNull(reader.Fault);
        }

        File.Delete(path);
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.CreateEntry("a.csv");
            archive.CreateEntry("b.csv");
        }

        using var two = LeanTickReader.Open(path, areTrades: false);
        Assert.False(two.TryRead(out _));
        Assert.Contains("holds one file, this one 2", two.Fault!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_damaged_and_cut_text_is_read_to_an_end() =>
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[0, 8], Gen.Int[0, 200], Gen.Byte.Array[0, 60]).Sample((areTrades, damage, cut, noise) =>
        {
            byte[] text = Encoding.ASCII.GetBytes(areTrades ? Trades + Trades : Quotes + Quotes);
            foreach ((int at, byte value) in damage)
            {
                text[at % text.Length] = value;
            }

            Read([.. text.AsSpan(0, Math.Min(cut, text.Length)), .. noise], areTrades, out _);
        });

    [Fact]
    public void A_zip_with_turned_bits_or_an_end_that_is_missing_has_a_fault_or_all_its_rows()
    {
        string path = Path.Combine(_folder, "20131007_quote.zip");
        Zip(path, "20131007_bac_Quote_Tick.csv", string.Concat(Array.ConvertAll(new int[200], _ => Quotes.Split('\n')[0] + "\n")));
        List<LeanTick> all = ReadZip(path, out _);
        Assert.Equal(200, all.Count);
        byte[] whole = File.ReadAllBytes(path);
        Gen.Select(Gen.Int[0, (whole.Length * 8) - 1].Array[0, 3], Gen.Int[0, whole.Length]).Sample(
            (bits, length) =>
            {
                byte[] damaged = (byte[])whole.Clone();
                foreach (int bit in bits)
                {
                    damaged[bit / 8] ^= (byte)(1 << (bit % 8));
                }

                File.WriteAllBytes(path, bits.Length == 0 ? damaged[..length] : damaged);
                List<LeanTick> read = ReadZip(path, out string? fault);
                Assert.True(fault is not null || all.SequenceEqual(read));
            },
            threads: 1,
            iter: 2_000);
    }

    [Fact]
    public void A_digit_that_was_changed_is_told_by_the_checksum_with_file_and_position_and_the_rows_are_kept()
    {
        // Stored and not packed, so that one byte of the zip is one byte of the text.
        string path = Path.Combine(_folder, "20131007_trade.zip");
        Zip(path, "20131007_bac_Trade_Tick.csv", Trades, CompressionLevel.NoCompression);
        byte[] bytes = File.ReadAllBytes(path);
        int digit = bytes.AsSpan().IndexOf("138500"u8);
        bytes[digit + 5] = (byte)'1';
        File.WriteAllBytes(path, bytes);
        List<LeanTick> ticks = ReadZip(path, out string? fault, areTrades: true);
        Assert.Equal([138_501L, 138_400L], ticks.ConvertAll(tick => tick.PriceTicks));

        // From an independent program, Python's zlib.crc32 of the text with either digit.
        Assert.Equal(
            $"{path}: byte {Trades.Length}, message 3: the rest cannot be read: the file in the zip is damaged: its CRC-32 is 744b378f, the zip says db0fa5c8",
            fault);
    }

    [Fact]
    public void A_file_that_is_shorter_than_the_zip_says_is_told()
    {
        string path = Path.Combine(_folder, "20131007_trade.zip");
        Zip(path, "20131007_bac_Trade_Tick.csv", Trades, CompressionLevel.NoCompression);
        byte[] bytes = File.ReadAllBytes(path);

        // The size of the text in the directory at the end of the zip: 24 bytes after its mark.
        int directory = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        Assert.Equal(Trades.Length, bytes[directory + 24]);
        bytes[directory + 24]++;
        File.WriteAllBytes(path, bytes);
        List<LeanTick> ticks = ReadZip(path, out string? fault, areTrades: true);
        Assert.True(ticks.Count is 0 or 2);
        Assert.Contains(path, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bac_day_is_read_to_its_end()
    {
        // Rows as in the manifest of the data.
        Assert.True(LeanFilePair.TryFind(TestData.Find("lean_bac_20131007_quote.zip"), out LeanFilePair? pair));
        TestData.Find("lean_bac_20131007_trade.zip");
        using var ticks = LeanTicks.Open(pair);
        int quotes = 0;
        int trades = 0;
        while (ticks.TryRead(out LeanTick tick))
        {
            (quotes, trades) = tick.IsTrade ? (quotes, trades + 1) : (quotes + 1, trades);
        }

        Assert.Null(ticks.Fault);
        Assert.Equal((476_855, 88_172, "BAC"), (quotes, trades, ticks.Symbol));
    }

    private static List<LeanTick> ReadZip(string path, out string? fault, bool areTrades = false)
    {
        using var reader = LeanTickReader.Open(path, areTrades);
        var ticks = new List<LeanTick>();
        while (reader.TryRead(out LeanTick tick))
        {
            ticks.Add(tick);
        }

        fault = reader.Fault?.ToString();
        return ticks;
    }

    private static void Zip(string path, string name, string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using Stream stream = archive.CreateEntry(name, level).Open();
        stream.Write(Encoding.ASCII.GetBytes(text));
    }

    private static List<LeanTick> Read(string text, bool areTrades, out string? fault) => Read(Encoding.ASCII.GetBytes(text), areTrades, out fault);

    private static List<LeanTick> Read(byte[] text, bool areTrades, out string? fault)
    {
        using var reader = new LeanTickReader(new MemoryStream(text), "day.zip", areTrades);
        var ticks = new List<LeanTick>();
        while (reader.TryRead(out LeanTick tick))
        {
            ticks.Add(tick);
        }

        fault = reader.Fault?.ToString();
        return ticks;
    }

    private LeanTicks Day(string quotes, string trades)
    {
        Assert.True(LeanFilePair.TryFind(Path.Combine(_folder, "20131007_quote.zip"), out LeanFilePair? pair));
        Zip(pair.QuotePath, "20131007_bac_Quote_Tick.csv", quotes);
        Zip(pair.TradePath, "20131007_bac_Trade_Tick.csv", trades);
        return LeanTicks.Open(pair);
    }
}
