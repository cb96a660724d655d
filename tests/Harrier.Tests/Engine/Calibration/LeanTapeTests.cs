using System.IO;
using System.Text;
using Harrier.Engine.Calibration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Feeds.Lean;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.Calibration;

public sealed class LeanTapeTests
{
    [Fact]
    public void Rows_that_the_file_doubts_change_nothing()
    {
        // A purchase at the ask of 14.00 and a sale at the bid of 13.99.
        const string quotes = "34200000,139900,100,0,0,P,0,0\n34200000,0,0,140000,100,P,0,0\n";
        const string trades = "34201000,140000,100,P,0,0\n34202000,139900,100,P,0,0\n";
        const string doubtedQuote = "34200500,0,0,990000,100,P,0,1\n";
        const string doubtedTrade = "34200600,5,100,P,0,1\n";
        const string last = "34203000,139900,200,0,0,P,0,0\n";
        InstrumentTape sound = Read(quotes + last, trades);
        InstrumentTape doubted = Read(quotes + doubtedQuote + last, doubtedTrade + trades);
        Assert.Equal((2, 0), (sound.Calibration.Intensity.Orders, sound.HiddenTrades));
        Assert.Equal((2, 0), (doubted.Calibration.Intensity.Orders, doubted.HiddenTrades));
        Assert.Equal(sound.Mids.Seconds, doubted.Mids.Seconds);
    }

    [Fact]
    public void A_trade_at_a_price_that_cannot_be_is_left_out_and_counted()
    {
        // 21474836.47 in units of 1/10,000 dollar as the largest 32-bit number, between two purchases.
        const string quotes = "34200000,139900,100,0,0,P,0,0\n34200000,0,0,140000,100,P,0,0\n34204000,139900,200,0,0,P,0,0\n";
        InstrumentTape tape = Read(quotes, "34201000,140000,100,P,0,0\n34202000,2147483647,100,P,0,0\n34203000,140100,100,P,0,0\n");
        Assert.Equal((2, 1), (tape.Calibration.Intensity.Orders, tape.Calibration.Mistaken));
        Assert.True(tape.Calibration.Intensity.Estimate(Side.Sell).DecayPerDollar > 50);
    }

    private static InstrumentTape Read(string quotes, string trades)
    {
        var clock = new CalibrationClock(Nanoseconds.FromSeconds(34_200), Nanoseconds.FromSeconds(34_300));
        var tape = new InstrumentTape("BAC", incrementTicks: 100, new CountingRules(), hasDepth: false);
        using var ticks = new LeanTicks(
            new LeanTickReader(new MemoryStream(Encoding.ASCII.GetBytes(quotes)), "quotes", areTrades: false),
            new LeanTickReader(new MemoryStream(Encoding.ASCII.GetBytes(trades)), "trades", areTrades: true));
        Assert.False(new LeanTape(clock, tape).Read(ticks, rowsMax: 100));
        Assert.Null(ticks.Fault);
        return tape;
    }
}
