using System;
using System.Collections.Generic;
using System.Text;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Lobster;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Lobster;

public sealed class LobsterReaderTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData("34200.015105074", (34_200 * Second) + 15_105_074)]
    [InlineData("34200.05990197", (34_200 * Second) + 59_901_970)]
    [InlineData("0", 0)]
    [InlineData("57600.5", (57_600 * Second) + 500_000_000)]
    [InlineData("1.0000000014", Second + 1)]
    [InlineData("1.0000000015", Second + 2)]
    [InlineData("1.999999999999", 2 * Second)]
    public void Seconds_become_exact_nanoseconds(string text, long expected) =>
        Assert.Equal(expected, Assert.Single(Read($"{text},1,1,1,1,1\n").Messages).TimeNanoseconds);

    [Fact]
    public void A_row_is_read_column_by_column() =>
        Assert.Equal(
            new LobsterMessage(34_200 * Second, LobsterEventType.Execution, 15_818_974, 300, 5_794_000, Side.Buy),
            Assert.Single(Read("34200,4,15818974,300,5794000,1").Messages));

    [Fact]
    public void Line_ends_of_either_kind_and_a_missing_last_one_are_read() =>
        Assert.Equal(3, Read("1,1,1,1,1,1\r\n2,1,2,1,1,-1\n3,7,0,0,-1,-1").Messages.Count);

    [Theory]
    [InlineData("", "the time is not a number of seconds of the day")]
    [InlineData("-1,1,1,1,1,1", "the time is not a number of seconds of the day")]
    [InlineData("1.,1,1,1,1,1", "the time is not a number of seconds of the day")]
    [InlineData("1.5x,1,1,1,1,1", "the time is not a number of seconds of the day")]
    [InlineData("99999999999999999999,1,1,1,1,1", "the time is not a number of seconds of the day")]
    [InlineData("1,1,1,1,1", "not six columns of whole numbers after the time: type, order, size, price, direction")]
    [InlineData("1,1,1,1,1,1,1", "not six columns of whole numbers after the time: type, order, size, price, direction")]
    [InlineData("1,1,1,1.5,1,1", "not six columns of whole numbers after the time: type, order, size, price, direction")]
    [InlineData("1,6,1,1,1,1", "the type is not 1, 2, 3, 4, 5 or 7")]
    [InlineData("1,0,1,1,1,1", "the type is not 1, 2, 3, 4, 5 or 7")]
    [InlineData("1,1,1,0,1,1", "the order, size or price is out of range")]
    [InlineData("1,1,1,1,2147483648,1", "the order, size or price is out of range")]
    [InlineData("1,1,-1,1,1,1", "the order, size or price is out of range")]
    [InlineData("1,1,1,1,1,0", "the direction is not 1 or -1")]
    [InlineData("1,7,0,0,2,-1", "the price of a halt is not -1, 0 or 1")]
    public void A_bad_row_stops_the_reading_with_its_number_and_offset(string row, string reason)
    {
        (List<LobsterMessage> messages, FeedFault? fault) = Read($"1,1,1,1,1,1\n{row}\n1,1,1,1,1,1\n");
        Assert.Single(messages);
        Assert.Equal(new FeedFault("messages", 12, 2, reason), fault);
    }

    [Fact]
    public void A_row_without_an_end_is_a_fault()
    {
        (List<LobsterMessage> messages, FeedFault? fault) = Read(new string('1', 70_000));
        Assert.Empty(messages);
        Assert.Equal(new FeedFault("messages", 0, 1, "no line end within 65,536 bytes"), fault);
    }

    [Fact]
    public void A_book_row_gives_the_levels_from_the_best_outward()
    {
        using LobsterBookReader books = LobsterText.Books("10,1,9,2,12,3,-9999999999,0\n"u8.ToArray());
        Assert.True(books.TryRead());
        Assert.Equal(
            [new LobsterLevel(10, 1, 9, 2), new LobsterLevel(12, 3, LobsterLevel.NoBidTicks, 0)], books.Levels.ToArray());
        Assert.False(books.TryRead());
        Assert.Null(books.Fault);
    }

    [Theory]
    [InlineData("10,1,9,2,12,3", "the columns are not four for each level, of at most 1,000 levels", 1)]
    [InlineData("10,1,9,2\n10,1,9", "a column is missing or not a whole number", 2)]
    [InlineData("10,1,9,2\n10,1,9,2,1", "more columns than the first row has", 2)]
    [InlineData("10,1,9,x", "a column is missing or not a whole number", 1)]
    [InlineData("10,1,9,2,9,1,8,1", "the levels are not in the order of their prices, or a price or size is out of range", 1)]
    [InlineData("10,1,9,2,11,1,9,1", "the levels are not in the order of their prices, or a price or size is out of range", 1)]
    [InlineData("10,0,9,2", "the levels are not in the order of their prices, or a price or size is out of range", 1)]
    [InlineData("9999999999,5,9,2", "the levels are not in the order of their prices, or a price or size is out of range", 1)]
    public void A_bad_book_row_is_a_fault(string text, string reason, long row)
    {
        using LobsterBookReader books = LobsterText.Books(Encoding.ASCII.GetBytes(text));
        long good = 0;
        while (books.TryRead())
        {
            good++;
        }

        Assert.Equal((row - 1, reason, row), (good, books.Fault?.Reason, books.Fault?.MessageNumber ?? 0));
    }

    [Fact]
    public void Rows_are_read_without_allocation()
    {
        byte[] messages = Encoding.ASCII.GetBytes(Repeat("34200.123456789,1,123456,100,5794000,-1\n", 20_000));
        byte[] books = Encoding.ASCII.GetBytes(Repeat("5802300,100,5794000,496,5804300,100,5787000,400\n", 20_000));
        ReadBoth(LobsterText.Messages(messages), LobsterText.Books(books));
        LobsterMessageReader messageReader = LobsterText.Messages(messages);
        LobsterBookReader bookReader = LobsterText.Books(books);
        bookReader.TryRead();
        long before = GC.GetAllocatedBytesForCurrentThread();
        int rows = ReadBoth(messageReader, bookReader);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(19_999, rows);
    }

    [Theory]
    [InlineData("/data/GOOG_2012-06-21_34200000_57600000_message_10.csv", true)]
    [InlineData("/data/lobster_GOOG_2012-06-21_orderbook_10.csv.zst", true)]
    [InlineData("/data/GOOG_2012-06-21_trades.csv", false)]
    [InlineData("/data/message_10.csv", false)]
    [InlineData("/data/12302019.NASDAQ_ITCH50.gz", false)]
    public void The_files_of_a_day_are_known_by_name(string path, bool isLobster)
    {
        Assert.Equal(isLobster, LobsterFilePair.TryFind(path, out LobsterFilePair? pair));
        if (pair is not null)
        {
            Assert.Equal("GOOG", pair.Symbol);
            Assert.Contains("_message_10.csv", pair.MessagePath, StringComparison.Ordinal);
            Assert.Equal(pair.MessagePath.Replace("_message_", "_orderbook_", StringComparison.Ordinal), pair.BookPath);
        }
    }

    private static string Repeat(string row, int count) => new StringBuilder(row.Length * count).Insert(0, row, count).ToString();

    private static int ReadBoth(LobsterMessageReader messages, LobsterBookReader books)
    {
        int rows = 0;
        while (books.TryRead() && messages.TryRead(out _))
        {
            rows++;
        }

        return rows;
    }

    private static (List<LobsterMessage> Messages, FeedFault? Fault) Read(string text)
    {
        using LobsterMessageReader reader = LobsterText.Messages(Encoding.ASCII.GetBytes(text));
        var messages = new List<LobsterMessage>();
        while (reader.TryRead(out LobsterMessage message))
        {
            messages.Add(message);
        }

        return (messages, reader.Fault);
    }
}
