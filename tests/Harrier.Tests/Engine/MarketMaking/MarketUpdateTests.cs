using System;
using CsCheck;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class MarketUpdateTests
{
    private const ushort Locate = 7;
    private const long Time = 34_200_000_000_123;

    private readonly byte[] _bytes = new byte[64];

    [Fact]
    public void An_add_has_side_lots_and_price_with_and_without_attribution()
    {
        MarketUpdate plain = Decode(AddOrder.Write(_bytes, Locate, 0, Time, 99, Side.Sell, 300, "HARA"u8, 1_234_500));
        Assert.Equal((MarketUpdateKind.Add, (int)Locate, Time, 99UL), (plain.Kind, plain.Instrument, plain.Time, plain.Reference));
        Assert.Equal((Side.Sell, 300, 1_234_500), (plain.Side, plain.Lots, plain.PriceTicks));

        MarketUpdate attributed = Decode(AddOrderWithMpid.Write(_bytes, Locate, 0, Time, 98, Side.Buy, 5, "HARA"u8, 100, "HRRM"u8));
        Assert.Equal((MarketUpdateKind.Add, 98UL, Side.Buy, 5, 100), (attributed.Kind, attributed.Reference, attributed.Side, attributed.Lots, attributed.PriceTicks));
    }

    [Fact]
    public void Changes_of_an_order_name_it()
    {
        MarketUpdate executed = Decode(OrderExecuted.Write(_bytes, Locate, 0, Time, 99, 40, 1));
        Assert.Equal((MarketUpdateKind.Execute, 99UL, 40), (executed.Kind, executed.Reference, executed.Lots));

        Assert.Equal((0, false), (executed.PriceTicks, executed.IsUnprinted));

        MarketUpdate elsewhere = Decode(OrderExecutedWithPrice.Write(_bytes, Locate, 0, Time, 99, 40, 1, (byte)'Y', 1_234_400));
        Assert.Equal((MarketUpdateKind.Execute, 99UL, 40, 1_234_400, false), (elsewhere.Kind, elsewhere.Reference, elsewhere.Lots, elsewhere.PriceTicks, elsewhere.IsUnprinted));
        Assert.True(Decode(OrderExecutedWithPrice.Write(_bytes, Locate, 0, Time, 99, 40, 1, (byte)'N', 1_234_400)).IsUnprinted);

        MarketUpdate canceled = Decode(OrderCancel.Write(_bytes, Locate, 0, Time, 99, 30));
        Assert.Equal((MarketUpdateKind.Cancel, 99UL, 30), (canceled.Kind, canceled.Reference, canceled.Lots));

        MarketUpdate deleted = Decode(OrderDelete.Write(_bytes, Locate, 0, Time, 99));
        Assert.Equal((MarketUpdateKind.Delete, 99UL), (deleted.Kind, deleted.Reference));

        MarketUpdate replaced = Decode(OrderReplace.Write(_bytes, Locate, 0, Time, 99, 100, 20, 500));
        Assert.Equal((MarketUpdateKind.Replace, 99UL, 100UL, 20, 500), (replaced.Kind, replaced.Reference, replaced.NewReference, replaced.Lots, replaced.PriceTicks));
    }

    [Fact]
    public void Announcements_are_decoded()
    {
        // "HARA" and four spaces, the first character highest.
        MarketUpdate directory = Decode(StockDirectory.Write(_bytes, Locate, 0, Time, "HARA"u8));
        Assert.Equal((MarketUpdateKind.Directory, 0x48415241_20202020UL), (directory.Kind, directory.Symbol));

        Assert.True(Decode(StockTradingAction.Write(_bytes, Locate, 0, Time, "HARA"u8, TradingStateCode.Trading)).IsTrading);
        MarketUpdate halted = Decode(StockTradingAction.Write(_bytes, Locate, 0, Time, "HARA"u8, TradingStateCode.Halted));
        Assert.Equal((MarketUpdateKind.TradingAction, false), (halted.Kind, halted.IsTrading));

        Assert.Equal(MarketUpdateKind.StartOfMessages, Decode(SystemEvent.Write(_bytes, 0, 0, Time, SystemEventCode.StartOfMessages)).Kind);
        Assert.Equal(MarketUpdateKind.EndOfMarketHours, Decode(SystemEvent.Write(_bytes, 0, 0, Time, SystemEventCode.EndOfMarketHours)).Kind);
        Assert.Equal(MarketUpdateKind.None, Decode(SystemEvent.Write(_bytes, 0, 0, Time, SystemEventCode.StartOfMarketHours)).Kind);
    }

    [Fact]
    public void Numbers_beyond_31_bits_come_out_negative_for_the_book_to_refuse()
    {
        MarketUpdate add = Decode(AddOrder.Write(_bytes, Locate, 0, Time, 99, Side.Buy, 0x8000_0000, "HARA"u8, 0xFFFF_FFFF));
        Assert.True(add.Lots < 0 && add.PriceTicks < 0);
    }

    [Fact]
    public void A_known_type_of_another_length_is_malformed_and_an_unknown_type_is_nothing()
    {
        int length = OrderDelete.Write(_bytes, Locate, 0, Time, 99);
        Assert.Equal(MarketUpdateKind.Malformed, Decode(length - 1).Kind);
        Assert.Equal(MarketUpdateKind.Malformed, Decode(length + 1).Kind);
        Assert.Equal(MarketUpdateKind.Malformed, Decode(0).Kind);
        _bytes[0] = (byte)'z';
        Assert.Equal(MarketUpdateKind.None, Decode(length).Kind);
    }

    [Fact]
    public void Any_bytes_are_decoded_without_an_exception() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        MarketUpdate.Decode(bytes, out MarketUpdate update);
        bool isRefused = update.Kind is MarketUpdateKind.None or MarketUpdateKind.Malformed;
        Assert.True(isRefused || ItchMessageLengths.Of(bytes[0]) == bytes.Length);
    });

    private MarketUpdate Decode(int length)
    {
        MarketUpdate.Decode(_bytes.AsSpan(0, length), out MarketUpdate update);
        return update;
    }
}
