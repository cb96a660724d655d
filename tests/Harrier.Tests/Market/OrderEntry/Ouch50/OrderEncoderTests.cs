using System;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.OrderEntry.Ouch50;

public sealed class OrderEncoderTests
{
    private static readonly InstrumentId Google = new(2);
    private readonly OrderEncoder _encoder = new(3);
    private readonly byte[] _room = new byte[OrderEncoder.LengthMax];

    public OrderEncoderTests() => _encoder.SetSymbol(Google, "GOOG"u8);

    [Theory]
    [InlineData(true, Side.Buy, "42", "0003020C50")]
    [InlineData(false, Side.Sell, "53", "0000")]
    public void An_order_has_the_bytes_of_the_specification(bool isPostOnly, Side side, string sideHex, string appendage)
    {
        // 'O', number 7, side, 100 shares, symbol, $150.34 = 1,503,400 = 0x16F0A8 ticks, day '0', visible 'Y',
        // principal 'P', no sweep 'N', continuous 'N', no text.
        string expected = "4F" + "00000007" + sideHex + "00000064" + "474F4F4720202020" + "000000000016F0A8"
            + "30" + "59" + "50" + "4E" + "4E" + "2020202020202020202020202020" + appendage;
        int length = _encoder.Enter(
            _room, new OrderId(7), Google, side, new Price(1_503_400), new Quantity(100), TimeInForce.Day, isPostOnly);
        Assert.Equal(expected, Convert.ToHexString(_room.AsSpan(0, length)));
        Assert.Equal(OuchCheck.Valid, OuchInbound.Check(_room.AsSpan(0, length)));
        Assert.Equal(isPostOnly, new EnterOrder(_room.AsSpan(0, length)).OptionalFields.IsPostOnly);
    }

    [Fact]
    public void A_replacement_has_the_bytes_of_the_specification()
    {
        string expected = "55" + "00000007" + "00000008" + "000001F4" + "000000000016F10C" + "30" + "59" + "4E"
            + "2020202020202020202020202020" + "0003020C50";
        int length = _encoder.Replace(
            _room, new OrderId(7), new OrderId(8), new Price(1_503_500), new Quantity(500), isPostOnly: true);
        Assert.Equal(expected, Convert.ToHexString(_room.AsSpan(0, length)));
    }

    [Fact]
    public void Cancels_have_the_bytes_of_the_specification()
    {
        int length = OrderEncoder.Cancel(_room, new OrderId(7));
        Assert.Equal("58" + "00000007" + "00000000", Convert.ToHexString(_room.AsSpan(0, length)));
        length = _encoder.CancelAll(_room, new OrderId(9));
        Assert.Equal("43" + "00000009" + "20202020" + "2020202020202020" + "0000", Convert.ToHexString(_room.AsSpan(0, length)));
    }

    [Fact]
    public void Encoding_and_reading_orders_allocates_nothing()
    {
        long total = EncodeMany();
        long again = 0;
        Assert.Equal(0, Allocation.OfSecondRun(() => again = EncodeMany()));
        total += again;

        // Per order: the size 100 read from the entry, 200 from the replacement; 1,000 orders, twice.
        Assert.Equal(2 * 1_000 * 300, total);
    }

    private long EncodeMany()
    {
        long total = 0;
        for (uint number = 1; number <= 1_000; number++)
        {
            int length = _encoder.Enter(
                _room, new OrderId(number), Google, Side.Buy, new Price(1_000_000 + number), new Quantity(100), TimeInForce.Day, true);
            ReadOnlySpan<byte> message = _room.AsSpan(0, length);
            total += OuchInbound.Check(message) == OuchCheck.Valid ? new EnterOrder(message).Quantity : 0;
            length = _encoder.Replace(_room, new OrderId(number), new OrderId(number + 1), new Price(1), new Quantity(200), false);
            message = _room.AsSpan(0, length);
            total += OuchInbound.Check(message) == OuchCheck.Valid ? new ReplaceOrder(message).Quantity : 0;
        }

        return total;
    }
}
