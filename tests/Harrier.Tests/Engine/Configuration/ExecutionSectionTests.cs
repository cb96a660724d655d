using System;
using Harrier.Engine.Configuration;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.Configuration;

public sealed class ExecutionSectionTests
{
    [Fact]
    public void Without_lots_markets_are_made_whatever_else_is_set()
    {
        ConfigurationReading reading = Read("--Execution:Algorithm=vwap", "--Execution:OrderLots=5000", "--Execution:StartSeconds=80000");
        Assert.Empty(reading.Faults);
        Assert.Null(reading.Configuration.Execution.Parent);
        Assert.Null(reading.Configuration.Execution.Schedule);
    }

    [Fact]
    public void The_order_is_decided_on_at_the_start_of_the_session_and_has_the_rest_of_it()
    {
        ConfigurationReading reading = Read(
            "--Execution:Lots=2000", "--Execution:Side=sell", "--Execution:StartSeconds=600", "--Execution:LimitPriceDollars=99.87", "--Execution:Slices=4");
        Assert.Empty(reading.Faults);
        ExecutionSection section = reading.Configuration.Execution;
        Assert.Equal((Side.Sell, 2_000, new Price(998_700)), (section.Parent!.Side, section.Parent.Lots, section.Parent.Limit));
        Assert.Equal(
            (Nanoseconds.FromSeconds(34_200), Nanoseconds.FromSeconds(34_800), Nanoseconds.FromSeconds(57_600)),
            (section.Parent.DecidedAt, section.Parent.Start, section.Parent.End));
        Assert.Equal((4, 2_000, 500), (section.Schedule!.Count, section.Schedule.Lots, section.Schedule[0].Lots));
        Assert.Equal((100, 1_000), (section.Rules.WaitingLotsMax, section.Rules.CrossingLotsMax));
    }

    [Theory]
    [InlineData("Execution:Lots", "Risk:MaximumPositionLots, which is 2000", "--Execution:Lots=2001")]
    [InlineData("Execution:Lots", "several symbols", "--Execution:Lots=1", "--Session:TradeOnly=AAPL,MSFT")]
    [InlineData("Execution:OrderLots", "Risk:MaximumOrderLots, which is 1000", "--Execution:Lots=1", "--Execution:OrderLots=1001")]
    [InlineData("Execution:StartSeconds", "below Session:DurationSeconds, which is 23400", "--Execution:Lots=1", "--Execution:StartSeconds=23400")]
    [InlineData("Execution:DurationSeconds", "at most 23300", "--Execution:Lots=1", "--Execution:StartSeconds=100", "--Execution:DurationSeconds=23301")]
    [InlineData("Execution:LimitPriceDollars", "a multiple of Quoting:PriceIncrementTicks, which is 100", "--Execution:Lots=1", "--Execution:LimitPriceDollars=10.005")]
    [InlineData("Execution:MaximumParticipation", "above 0 for pov", "--Execution:Lots=1", "--Execution:Algorithm=pov")]
    [InlineData("Execution:MaximumParticipation", "0, or from 0.000001", "--Execution:Lots=1", "--Execution:MaximumParticipation=0.0000001")]
    [InlineData("Execution:MaximumParticipation", "from 0 to 0.99", "--Execution:Lots=1", "--Execution:MaximumParticipation=1")]
    [InlineData("Execution:VolumeCurve", "numbers separated by commas", "--Execution:Lots=1", "--Execution:Algorithm=vwap")]
    [InlineData("Execution:VolumeCurve", "numbers separated by commas", "--Execution:Lots=1", "--Execution:Algorithm=vwap", "--Execution:VolumeCurve=1,x")]
    [InlineData("Execution:VolumeCurve", "0 or above", "--Execution:Lots=1", "--Execution:Algorithm=vwap", "--Execution:VolumeCurve=1,-1")]
    [InlineData("Execution:VolumeCurve", "0 or above", "--Execution:Lots=1", "--Execution:Algorithm=vwap", "--Execution:VolumeCurve=1,NaN")]
    [InlineData("Execution:VolumeCurve", "no volume", "--Execution:Lots=1", "--Execution:Algorithm=vwap", "--Execution:VolumeCurve=1,0", "--Execution:StartSeconds=12000")]
    [InlineData("Execution:RiskAversionPerDollar", "must be above", "--Execution:Lots=1", "--Execution:Algorithm=almgren-chriss", "--Execution:RiskAversionPerDollar=-1")]
    [InlineData("Execution:RiskAversionPerDollar", "TemporaryImpact must be above", "--Execution:Lots=1", "--Execution:Algorithm=almgren-chriss", "--Execution:PermanentImpactDollarsPerShare=1")]
    [InlineData("Execution:Lots", "Model:Calibration", "--Execution:Lots=1", "--Model:Calibration=rolling")]
    [InlineData("Execution:Lots", "Model:Calibration", "--Execution:Lots=1", "--Model:Calibration=opening")]
    [InlineData("Execution:PassiveShare", "from 0 to 1", "--Execution:PassiveShare=1.1")]
    [InlineData("Execution:JitterShare", "from 0 to 0.9", "--Execution:JitterShare=0.95")]
    [InlineData("Execution:Side", "buy | sell", "--Execution:Side=hold")]
    [InlineData("Execution:Side", "set Execution:Lots too", "--Execution:Side=sell")]
    public void What_is_wrong_is_said_with_what_is_allowed(string path, string allowed, params string[] settings)
    {
        ConfigurationFault fault = Assert.Single(Read(settings).Faults);
        Assert.Equal(path, fault.Path);
        Assert.Contains(allowed, fault.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Remedy);
    }

    private static ConfigurationReading Read(params string[] settings) =>
        ConfigurationReading.Read(null, settings, "HARRIER_TEST_NONE__");
}
