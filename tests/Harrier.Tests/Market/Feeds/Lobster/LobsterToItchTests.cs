using System;
using System.Collections.Generic;
using System.Text;
using Harrier.Market.Books;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.Feeds.Lobster;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Lobster;

public sealed class LobsterToItchTests
{
    private const string Start = "20,5,10,5,30,5,5,5\n";
    private const string FirstMessage = "1,5,0,1,15,1\n";

    // The first row: start, directory, trading, market hours, then one order a level, bids first, from the best outward.
    private const string StartTold = "S R H S A:M0:B:5@10 A:M1:B:5@5 A:M2:S:5@20 A:M3:S:5@30 ";

    [Theory]
    [InlineData("2,1,7,3,15,1", "20,5,15,3,30,5,10,5", "A:7:B:3@15")]
    [InlineData("2,2,7,3,10,1", "20,5,10,2,30,5,5,5", "X:M0:3")] // an order from before the file: the made-up one
    [InlineData("2,3,7,5,10,1", "20,5,5,5,30,5,4,9", "D:M0 A:M4:B:9@4")] // a deep level comes into view
    [InlineData("2,4,7,2,20,-1", "20,3,10,5,30,5,5,5", "E:M2:2")]
    [InlineData("2,4,7,5,20,-1", "30,5,10,5,9999999999,0,5,5", "E:M2:5")] // the ask is executed whole
    [InlineData("2,5,0,2,15,-1", "20,5,10,5,30,5,5,5", "P:S:2@15")]
    [InlineData("2,7,0,0,-1,-1", "20,5,10,5,30,5,5,5", "H:H")]
    [InlineData("2,7,0,0,0,-1", "20,5,10,5,30,5,5,5", "H:Q")]
    [InlineData("2,7,0,0,1,-1", "20,5,10,5,30,5,5,5", "H:T")]
    public void A_message_becomes_its_itch_twin(string message, string row, string expected) =>
        Assert.Equal(
            StartTold + expected + " S S",
            Tell($"{FirstMessage}{message}\n", $"{Start}{row}\n"));

    [Fact]
    public void An_order_of_the_file_keeps_its_number_and_its_place_behind_older_ones()
    {
        // Bid 10: made-up 5, then order 7 with 3. Order 7 goes by 1, an unknown one by 2 (out of the made-up), then
        // order 7 is executed by 2, its rest.
        string messages = FirstMessage + "2,1,7,3,10,1\n3,2,7,1,10,1\n4,4,99,2,10,1\n5,4,7,2,10,1\n";
        string books = Start + Row(8) + Row(7) + Row(5) + Row(3);
        Assert.Equal(StartTold + "A:7:B:3@10 X:7:1 E:M0:2 E:7:2 S S", Tell(messages, books));

        static string Row(int bid) => $"20,5,10,{bid},30,5,5,5\n";
    }

    [Fact]
    public void A_deep_level_that_comes_back_changed_is_corrected()
    {
        // Order 7 makes 10 the second bid and 5 goes out of sight; it comes back with 2 of 5 lots after 7 is deleted.
        string messages = FirstMessage + "2,1,7,3,15,1\n3,3,7,3,15,1\n4,1,8,1,25,-1\n";
        string books = Start + "20,5,15,3,30,5,10,5\n" + "20,5,10,5,30,5,5,2\n" + "20,5,10,5,25,1,5,2\n";
        Assert.Equal(StartTold + "A:7:B:3@15 D:7 X:M1:3 A:8:S:1@25 S S", Tell(messages, books));
    }

    [Fact]
    public void A_level_that_is_gone_when_its_price_comes_back_into_sight_is_deleted()
    {
        // 30 leaves the sight when 25 comes; when 25 goes, 40 is the second ask: 30 was cancelled unseen.
        string messages = FirstMessage + "2,1,7,3,25,-1\n3,3,7,3,25,-1\n";
        string books = Start + "20,5,10,5,25,3,5,5\n" + "20,5,10,5,40,6,5,5\n";
        Assert.Equal(StartTold + "A:7:S:3@25 D:7 D:M3 A:M4:S:6@40 S S", Tell(messages, books));
    }

    [Fact]
    public void A_message_back_in_time_stops_with_its_row()
    {
        using LobsterToItch source = LobsterText.ToItch(FirstMessage + "0.5,5,0,1,15,1\n", Start + Start);
        while (source.TryRead(out _))
        {
        }

        Assert.Equal(new FeedFault("messages", 13, 2, "its time is before that of the row before it"), source.Fault);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("orderbook")]
    public void Either_file_of_a_pair_opens_the_day(string part)
    {
        using IItchSource source = FeedFile.Open(TestData.Find($"lobster_GOOG_2012-06-21_{part}_10.csv.zst"));
        Assert.True(source.TryRead(out ReadOnlySpan<byte> first));
        Assert.Equal(SystemEventCode.StartOfMessages, new SystemEvent(first).EventCode);
        Assert.True(source.TryRead(out ReadOnlySpan<byte> second));
        Assert.Equal("GOOG    "u8, new StockDirectory(second).Stock);
    }

    [Fact]
    public void A_day_without_its_files_is_a_fault()
    {
        using IItchSource source = FeedFile.Open("no-such-folder/GOOG_2012-06-21_34200000_57600000_message_10.csv");
        Assert.False(source.TryRead(out _));
        Assert.NotNull(source.Fault);
    }

    [Fact]
    public void The_goog_day_gives_every_book_row_exactly()
    {
        using LobsterToItch source = OpenGoog();
        var twin = new NaiveItchBooks(LobsterToItch.StockLocate + 1);
        var counts = new ItchCounts();
        long executedLots = 0;
        long rows = 0;
        long lastTime = 0;
        while (source.TryRead(out ReadOnlySpan<byte> message))
        {
            counts.Count(message[0]);
            executedLots += message[0] == ItchMessageType.OrderExecuted ? new OrderExecuted(message).Shares : 0;
            Assert.True(twin.Apply(message) is BookResult.Applied or BookResult.None);
            long time = new ItchHeader(message).TimestampNanoseconds;
            Assert.True(time >= lastTime);
            lastTime = time;
            if (source.IsRowDone && source.RowCount > rows)
            {
                rows = source.RowCount;
                AssertShows(source.Row, twin.Books);
            }
        }

        Assert.Null(source.Fault);
        Assert.Equal(147_916, rows);

        // The file has 7,765 rows of type 4, of which the first, over 4 lots, is already in the first book row, and 3,913
        // of type 5. An execution of an order that the file never added may hit two made-up ones, so E may be more.
        Assert.InRange(counts.Of(ItchMessageType.OrderExecuted), 7_764, 7_764 + 100);
        Assert.Equal(GoogExecutedLots() - 4, executedLots);
        Assert.Equal(3_913, counts.Of(ItchMessageType.Trade));

        // Deep levels change out of sight, but not often: a rebuild that lost its way would correct at every row.
        Assert.InRange(source.CorrectionCount, 1, rows / 10);
    }

    [Fact]
    public void Turning_rows_allocates_nothing()
    {
        var messages = new StringBuilder(FirstMessage);
        var books = new StringBuilder(Start);
        for (int index = 0; index < 5_000; index++)
        {
            messages.Append(FormattableString.Invariant($"2,1,{index + 1},3,15,1\n2,3,{index + 1},3,15,1\n"));
            books.Append("20,5,15,3,30,5,10,5\n").Append(Start);
        }

        long count = Drain(LobsterText.ToItch(messages.ToString(), books.ToString()));
        using LobsterToItch source = LobsterText.ToItch(messages.ToString(), books.ToString());
        Assert.True(source.TryRead(out _));
        long before = GC.GetAllocatedBytesForCurrentThread();
        long rest = Drain(source);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(count - 1, rest);
        Assert.True(rest > 10_000);
    }

    private static LobsterToItch OpenGoog()
    {
        string path = TestData.Find("lobster_GOOG_2012-06-21_message_10.csv.zst");
        Assert.True(LobsterFilePair.TryFind(path, out LobsterFilePair? pair));
        return LobsterToItch.Open(pair);
    }

    private static long GoogExecutedLots()
    {
        using var reader = LobsterMessageReader.Open(TestData.Find("lobster_GOOG_2012-06-21_message_10.csv.zst"));
        long lots = 0;
        while (reader.TryRead(out LobsterMessage message))
        {
            lots += message.Type == LobsterEventType.Execution ? message.Lots : 0;
        }

        return lots;
    }

    private static void AssertShows(ReadOnlySpan<LobsterLevel> row, NaiveOrderBooks book)
    {
        using IEnumerator<BookLevel> asks = book.Depth(LobsterToItch.StockLocate, Side.Sell).GetEnumerator();
        using IEnumerator<BookLevel> bids = book.Depth(LobsterToItch.StockLocate, Side.Buy).GetEnumerator();
        foreach (LobsterLevel level in row)
        {
            bool hasAsk = asks.MoveNext();
            bool hasBid = bids.MoveNext();
            var shown = new LobsterLevel(
                hasAsk ? asks.Current.PriceTicks : LobsterLevel.NoAskTicks,
                hasAsk ? asks.Current.Lots : 0,
                hasBid ? bids.Current.PriceTicks : LobsterLevel.NoBidTicks,
                hasBid ? bids.Current.Lots : 0);
            if (shown != level)
            {
                Assert.Equal(level, shown);
            }
        }
    }

    private static long Drain(LobsterToItch source)
    {
        long count = 0;
        while (source.TryRead(out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>The messages in short: A:reference:side:lots@price, X:reference:lots, and so on; M0 is the first made-up
    /// reference.</summary>
    private static string Tell(string messages, string books)
    {
        using LobsterToItch source = LobsterText.ToItch(messages, books);
        var told = new List<string>();
        while (source.TryRead(out ReadOnlySpan<byte> message))
        {
            told.Add(Describe(message));
        }

        Assert.Null(source.Fault);
        return string.Join(' ', told);
    }

    private static string Describe(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case ItchMessageType.AddOrder:
                var add = new AddOrder(message);
                return $"A:{Name(add.Reference)}:{Letter(add.Side)}:{add.Shares}@{add.PriceTicks}";
            case ItchMessageType.OrderExecuted:
                return $"E:{Name(new OrderExecuted(message).Reference)}:{new OrderExecuted(message).Shares}";
            case ItchMessageType.OrderCancel:
                return $"X:{Name(new OrderCancel(message).Reference)}:{new OrderCancel(message).Shares}";
            case ItchMessageType.OrderDelete:
                return $"D:{Name(new OrderDelete(message).Reference)}";
            case ItchMessageType.Trade:
                var trade = new Trade(message);
                return $"P:{Letter(trade.Side)}:{trade.Shares}@{trade.PriceTicks}";
            case ItchMessageType.StockTradingAction when new StockTradingAction(message).TimestampNanoseconds > 1_000_000_000:
                return $"H:{(char)new StockTradingAction(message).TradingState}";
            default:
                return $"{(char)message[0]}";
        }
    }

    private static string Name(ulong reference) =>
        reference >= LobsterToItch.MadeUpReferences ? $"M{reference - LobsterToItch.MadeUpReferences}" : $"{reference}";

    private static char Letter(Side side) => side == Side.Buy ? 'B' : 'S';
}
