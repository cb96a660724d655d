using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class SessionModelTests
{
    [Theory]
    [InlineData("glft-closed")]
    [InlineData("avellaneda-stoikov")]
    public void A_full_inventory_moves_linear_quotes_by_the_skew_that_was_asked_for(string model)
    {
        SessionModel session = Model($"--Session:Model={model}", "--Model:SkewAtLimitTicks=250", "--Model:MaximumInventoryOrders=7");
        MarketParameters parameters = session.Complete(session.Configured);
        Assert.Equal(0.025, session.SkewAtLimit(in parameters), 1e-9);
    }

    [Fact]
    public void The_exact_quotes_take_the_closed_forms_risk_aversion_and_bend_near_the_limit()
    {
        string[] settings = ["--Model:SkewAtLimitTicks=400", "--Model:MaximumInventoryOrders=10"];
        SessionModel exact = Model(settings);
        SessionModel closed = Model([.. settings, "--Session:Model=glft-closed"]);
        MarketParameters parameters = exact.Complete(exact.Configured);
        Assert.Equal(closed.Complete(closed.Configured), parameters);

        // The paper's figure 1 has them apart by a fifth at q = 29 of 30, 5.28 for 6.13 ticks.
        Assert.InRange(exact.SkewAtLimit(in parameters), 0.04 * 0.75, 0.04 * 1.25);
    }

    [Fact]
    public void Without_a_skew_the_balanced_risk_aversion_is_chosen_as_before()
    {
        SessionModel session = Model();
        Assert.Equal(
            session.Configured.WithBalancedRiskAversion(100, 10), session.Complete(session.Configured));
    }

    [Fact]
    public void Skew_and_risk_aversion_together_are_refused()
    {
        var reading = ConfigurationReading.Read(null, ["--Model:SkewAtLimitTicks=100", "--Model:RiskAversionPerDollar=0.1"]);
        Assert.Equal("Model:SkewAtLimitTicks", Assert.Single(reading.Faults).Path);
    }

    private static SessionModel Model(params string[] settings)
    {
        var reading = ConfigurationReading.Read(null, settings);
        Assert.Empty(reading.Faults);
        return new SessionModel(reading.Configuration);
    }
}
