using System;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Itch50;

/// <summary>Bytes of real messages, taken from the feed of 2019-12-30, and the values read off them by hand.</summary>
public sealed class ItchLayoutTests
{
    private const long Expected0930 = 34_200_000_000_000;

    /// <summary>Type and length of every message of the specification of April 2023.</summary>
    public static TheoryData<char, int> PublishedLengths => new()
    {
        { 'S', 12 }, { 'R', 39 }, { 'H', 25 }, { 'Y', 20 }, { 'L', 26 }, { 'V', 35 }, { 'W', 12 }, { 'K', 28 },
        { 'J', 35 }, { 'h', 21 }, { 'A', 36 }, { 'F', 40 }, { 'E', 31 }, { 'C', 36 }, { 'X', 23 }, { 'D', 19 },
        { 'U', 35 }, { 'P', 44 }, { 'Q', 40 }, { 'B', 19 }, { 'I', 50 }, { 'N', 20 }, { 'O', 48 },
    };

    [Theory]
    [MemberData(nameof(PublishedLengths))]
    public void A_type_has_the_published_length(char type, int length) =>
        Assert.Equal(length, ItchMessageLengths.Of((byte)type));

    [Fact]
    public void Only_the_23_published_types_are_known()
    {
        int known = 0;
        for (int type = 0; type < 256; type++)
        {
            known += ItchMessageLengths.Of((byte)type) > 0 ? 1 : 0;
        }

        Assert.Equal(23, known);
    }

    [Fact]
    public void An_added_order_reads_as_written_by_the_exchange()
    {
        byte[] bytes = Bytes("4120bd0000" + "1f1acedb597b" + "0000000000970c7c" + "42" + "00000064" + "5649584d20202020" + "00034134");
        var message = new AddOrder(bytes);
        Assert.Equal(0x20BD, message.StockLocate);
        Assert.Equal(0, message.TrackingNumber);
        Assert.Equal(0x1F1ACEDB597B, message.TimestampNanoseconds);
        Assert.Equal(0x970C7CUL, message.Reference);
        Assert.Equal(Side.Buy, message.Side);
        Assert.Equal(100u, message.Shares);
        Assert.Equal("VIXM    "u8, message.Stock);
        Assert.Equal(213_300u, message.PriceTicks); // 21.33 dollars
    }

    [Fact]
    public void The_time_of_a_message_is_a_moment_after_the_opening()
    {
        var message = new ItchHeader(Bytes("53000000001f1acedb172e51"));
        Assert.Equal((byte)'S', message.Type);
        Assert.InRange(message.TimestampNanoseconds, Expected0930, Expected0930 + 10_000_000);
    }

    [Fact]
    public void A_replaced_order_names_both_orders()
    {
        var message = new OrderReplace(Bytes("5511540000" + "1f1acedb5554" + "0000000000554672" + "0000000000569e5a" + "000003e8" + "001c758c"));
        Assert.Equal(0x554672UL, message.OriginalReference);
        Assert.Equal(0x569E5AUL, message.NewReference);
        Assert.Equal(1_000u, message.Shares);
        Assert.Equal(1_865_100u, message.PriceTicks); // 186.51 dollars
    }

    [Fact]
    public void An_execution_at_another_price_and_its_cross_agree()
    {
        var execution = new OrderExecutedWithPrice(
            Bytes("430e580001" + "1f1acee91efc" + "000000000056961a" + "00000036" + "000000000000d0f8" + "4e" + "00062b4c"));
        var cross = new CrossTrade(
            Bytes("510e580002" + "1f1acee91efc" + "0000000000001829" + "4844532020202020" + "00062b4c" + "000000000000d0f9" + "4f"));
        Assert.Equal(54u, execution.Shares);
        Assert.Equal((byte)'N', execution.Printable);
        Assert.Equal(cross.CrossPriceTicks, execution.PriceTicks);
        Assert.Equal(execution.MatchNumber + 1, cross.MatchNumber);
        Assert.Equal(6_185UL, cross.Shares);
        Assert.Equal("HDS     "u8, cross.Stock);
        Assert.Equal((byte)'O', cross.CrossType);
    }

    [Fact]
    public void The_largest_values_survive_the_way_through_the_bytes()
    {
        byte[] bytes = new byte[Trade.Length];
        Trade.Write(
            bytes, ushort.MaxValue, ushort.MaxValue, (1L << 48) - 1, ulong.MaxValue, Side.Sell, uint.MaxValue, "ABCDEFGH"u8, uint.MaxValue, ulong.MaxValue);
        byte[] expected = new byte[Trade.Length];
        Array.Fill(expected, (byte)0xFF);
        expected[0] = (byte)'P';
        expected[19] = (byte)'S';
        "ABCDEFGH"u8.CopyTo(expected.AsSpan(24));
        Assert.Equal(expected, bytes);
        Assert.Equal(ulong.MaxValue, new Trade(bytes).MatchNumber);
        Assert.Equal((1L << 48) - 1, new Trade(bytes).TimestampNanoseconds);
    }

    [Fact]
    public void A_short_symbol_is_padded_with_spaces()
    {
        byte[] bytes = new byte[RetailPriceImprovement.Length];
        RetailPriceImprovement.Write(bytes, 1, 0, 0, "A"u8, (byte)'N');
        Assert.Equal("A       "u8, new RetailPriceImprovement(bytes).Stock);
    }

    [Fact]
    public void An_order_without_a_side_is_not_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AddOrder.Write(new byte[AddOrder.Length], 1, 0, 0, 1, Side.None, 1, "A"u8, 1));

    [Fact]
    public void A_side_that_the_specification_does_not_have_reads_as_none()
    {
        byte[] bytes = new byte[AddOrder.Length];
        AddOrder.Write(bytes, 1, 0, 0, 1, Side.Buy, 1, "A"u8, 1);
        bytes[19] = (byte)'b';
        Assert.Equal(Side.None, new AddOrder(bytes).Side);
    }

    [Fact]
    public void A_message_that_is_too_short_for_its_type_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new OrderDelete(new byte[OrderDelete.Length - 1]).Reference);

    [Fact]
    public void Counts_tell_known_types_from_unknown_ones()
    {
        var counts = new ItchCounts();
        foreach (byte type in "AADz"u8)
        {
            counts.Count(type);
        }

        Assert.Equal((2, 1, 1, 4), (counts.Of((byte)'A'), counts.Of((byte)'D'), counts.Unknown, counts.Total));
        counts.Clear();
        Assert.Equal(0, counts.Total);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);
}
