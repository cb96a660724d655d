using System;
using System.Security.Cryptography;
using Harrier.Market.Books;
using Harrier.Market.Feeds.Itch50;
using Harrier.Simulation.OrderFlow;
using Xunit;

namespace Harrier.Tests.Simulation.OrderFlow;

public sealed class SyntheticDayTests
{
    [Theory]
    [InlineData(1, 20_000)]
    [InlineData(40, 200_000)]
    [InlineData(700, 200_000)]
    public void Every_message_is_legal_and_no_book_is_ever_crossed(int symbols, long messages)
    {
        using var day = new SyntheticDay(new SyntheticDaySettings(symbols, messages, seed: 3));
        var twin = new NaiveItchBooks(symbols + 1);
        long lastTime = 0;
        while (day.TryRead(out ReadOnlySpan<byte> message))
        {
            BookResult result = twin.Apply(message);
            var header = new ItchHeader(message);
            TopOfBook top = twin.Books.Top(header.StockLocate);
            bool isLegal = result is BookResult.Applied or BookResult.None
                && message.Length == ItchMessageLengths.Of(message[0])
                && header.TimestampNanoseconds >= lastTime
                && (!top.IsTwoSided || top.BidPrice < top.AskPrice);
            if (!isLegal)
            {
                Assert.Fail($"message {day.MessageCount} of type {(char)message[0]}: {result}, {top}");
            }

            lastTime = header.TimestampNanoseconds;
        }

        Assert.Equal(day.LiveOrders, twin.Books.LiveOrders);
        Assert.Equal(day.MessagesTotal, day.MessageCount);
    }

    [Fact]
    public void Between_open_and_close_the_mix_is_that_of_a_real_day()
    {
        // Shares of Nasdaq's 30 December 2019. Of 300,000 draws a share p strays by sqrt(p (1 - p) / 300,000), at most
        // 0.09 percent points: 0.4 is more than four of these.
        const long Messages = 300_000;
        using var day = new SyntheticDay(new SyntheticDaySettings(200, Messages, seed: 1));
        ItchCounts counts = CountDay(day);

        (char Type, double Percent)[] mix =
            [('A', 43.6), ('D', 42.6), ('U', 8.1), ('E', 2.1), ('I', 1.5), ('X', 1.0), ('F', 0.6), ('P', 0.5)];
        Assert.All(mix, part => Assert.Equal(part.Percent, 100.0 * counts.Of((byte)part.Type) / Messages, tolerance: 0.4));
        Assert.Equal(0, counts.Unknown);
    }

    [Fact]
    public void The_directory_comes_first_and_the_events_follow_the_clock()
    {
        using var day = new SyntheticDay(new SyntheticDaySettings(30, 500, seed: 1));
        string types = string.Empty;
        string events = string.Empty;
        while (day.TryRead(out ReadOnlySpan<byte> message))
        {
            types += (char)message[0];
            events += message[0] == ItchMessageType.SystemEvent ? (char)new SystemEvent(message).EventCode : string.Empty;
        }

        Assert.StartsWith("S" + new string('R', 30) + "SAAA", types, StringComparison.Ordinal);
        Assert.Equal("OSQMEC", events);
    }

    [Fact]
    public void Live_orders_stay_near_their_number_of_the_morning()
    {
        // 103 a symbol and two stub quotes in every tenth book; then A + F - D = 1.6 % of 300,000 come, less the 22.5 %
        // of 2.1 % that are executed whole: 4,800 - 1,418. Four standard errors of the sum are 2,042.
        using var day = new SyntheticDay(new SyntheticDaySettings(1_000, 300_000, seed: 8));
        CountDay(day);
        Assert.InRange(day.LiveOrders, 103_200 + 3_382 - 2_042, 103_200 + 3_382 + 2_042);
    }

    [Fact]
    public void Books_hold_stub_quotes_far_and_sub_penny_prices_and_the_touch_wanders()
    {
        using var day = new SyntheticDay(new SyntheticDaySettings(10, 300_000, seed: 2));
        var twin = new NaiveItchBooks(11);
        (long low, long high) = (long.MaxValue, 0);
        (int stubs, int subPenny, int far) = (0, 0, 0);
        while (day.TryRead(out ReadOnlySpan<byte> message))
        {
            twin.Apply(message);
            if (message[0] == ItchMessageType.AddOrder)
            {
                var add = new AddOrder(message);
                TopOfBook top = twin.Books.Top(add.StockLocate);
                stubs += add.PriceTicks is 100 or 1_999_999_900 ? 1 : 0;
                subPenny += add.PriceTicks % 100 != 0 && add.PriceTicks > 10_000 ? 1 : 0;
                far += top.IsTwoSided && Math.Abs(2L * add.PriceTicks - top.MidTicksTwice) > top.MidTicksTwice / 5 ? 1 : 0;
            }

            TopOfBook first = twin.Books.Top(1);
            if (day.MessageCount > 2_000 && first.IsTwoSided)
            {
                low = Math.Min(low, first.MidTicksTwice);
                high = Math.Max(high, first.MidTicksTwice);
            }
        }

        Assert.Equal(2, stubs);
        Assert.InRange(subPenny, 100, 3_000);
        Assert.InRange(far, 1_000, 10_000);
        Assert.True(high - low >= 2 * 100 * 10, $"The mid of the first symbol moved by {(high - low) / 200} cents.");
    }

    [Fact]
    public void Activity_is_unequal()
    {
        using var day = new SyntheticDay(new SyntheticDaySettings(1_000, 200_000, seed: 1));
        int[] adds = new int[1_001];
        while (day.TryRead(out ReadOnlySpan<byte> message))
        {
            adds[new ItchHeader(message).StockLocate] += day.MessageCount > 110_000 ? 1 : 0;
        }

        Array.Sort(adds);
        Assert.True(adds[^1] > 10 * adds[500], $"The busiest has {adds[^1]} messages, the middle one {adds[500]}.");
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(Hash(seed: 5), Hash(seed: 5));
        Assert.NotEqual(Hash(seed: 5), Hash(seed: 6));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(65_536, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1_000_000_001)]
    public void A_size_out_of_range_is_refused(int symbols, long messages) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticDaySettings(symbols, messages, seed: 1));

    private static ItchCounts CountDay(SyntheticDay day)
    {
        var counts = new ItchCounts();
        bool isDay = false;
        while (day.TryRead(out ReadOnlySpan<byte> message))
        {
            if (isDay && message[0] != ItchMessageType.SystemEvent)
            {
                counts.Count(message[0]);
            }

            isDay |= message[0] == ItchMessageType.SystemEvent && new SystemEvent(message).EventCode == SystemEventCode.StartOfMarketHours;
        }

        return counts;
    }

    private static string Hash(ulong seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var day = new SyntheticDay(new SyntheticDaySettings(20, 20_000, seed));
        while (day.TryRead(out ReadOnlySpan<byte> message))
        {
            hash.AppendData(message);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
