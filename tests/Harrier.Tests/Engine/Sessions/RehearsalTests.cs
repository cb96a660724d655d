using Harrier.Engine.Configuration;
using Harrier.Engine.Sessions;
using Xunit;

namespace Harrier.Tests.Engine.Sessions;

public sealed class RehearsalTests
{
    [Theory]
    [InlineData("--Model:DriftDollarsPerSecond=0.0001")]
    [InlineData("--Model:AdverseSelectionDollarsPerTrade=0.001")]
    [InlineData("--Session:Model=cartea-jaimungal", "--Model:RunningPenaltyDollarsPerSquaredLotSecond=1e-7", "--Model:RiskAversionPerDollar=1000", "--Model:VolatilityDollarsPerSqrtSecond=10")]
    [InlineData("--Model:MaximumInventoryOrders=1000", "--Quoting:OrderSizeLots=1")]
    [InlineData("--Execution:Lots=100", "--Session:Symbols=2", "--Model:Correlation=0.5")]
    public void Whatever_a_session_may_be_set_to_can_be_rehearsed(params string[] settings)
    {
        var reading = ConfigurationReading.Read(null, settings, "HARRIER_TEST_NONE__");
        Assert.Empty(reading.Faults);
        Assert.Null(SessionRuns.ModelFault(reading));
        Assert.Null(Record.Exception(() => Rehearsal.RunOnce(reading.Configuration)));
    }

    [Fact]
    public void Quotes_together_that_no_market_can_use_are_said_before_anything_runs()
    {
        // 100 instruments with the largest limit: each by itself can be quoted, their sum moves quotes beyond all prices.
        string[] settings =
        [
            "--Model:RiskAversionPerDollar=1000", "--Model:VolatilityDollarsPerSqrtSecond=0.1", "--Model:MaximumInventoryOrders=1000",
            "--Session:Symbols=100", "--Model:Correlation=0.9",
        ];
        var alone = ConfigurationReading.Read(null, [.. settings[..^1]], "HARRIER_TEST_NONE__");
        var together = ConfigurationReading.Read(null, settings, "HARRIER_TEST_NONE__");
        Assert.Empty(together.Faults);
        Assert.Null(SessionRuns.ModelFault(alone));
        Assert.Contains("do not go together", SessionRuns.ModelFault(together), System.StringComparison.Ordinal);
    }
}
