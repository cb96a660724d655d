using System.Globalization;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class SessionModelTests
{
    // The configured market: σ = 0.012 $/√s, A = 0.5 /s, k = 60 /$, orders of 100, Q = 10.
    private static readonly CarteaJaimungalParameters Configured = new()
    {
        BuyArrivalRate = 0.5,
        SellArrivalRate = 0.5,
        Decay = 60.0,
        RunningPenalty = 2e-6,
        OrderSize = 100.0,
    };

    private static readonly GlftParameters Glft = new()
    {
        RiskAversion = 0.001,
        Volatility = 0.012,
        ArrivalRate = 0.5,
        Decay = 60.0,
        OrderSize = 100.0,
        Drift = 0.0003,
        AdverseJump = 0.004,
    };

    [Fact]
    public void Penalties_of_Cartea_Jaimungal_are_those_configured()
    {
        QuoteTable table = Fill("--Session:Model=cartea-jaimungal", "--Model:RunningPenaltyDollarsPerSquaredLotSecond=2e-6");
        AssertSame(new CarteaJaimungalExact(Configured, 10), double.PositiveInfinity, table);
    }

    [Fact]
    public void A_terminal_penalty_brings_the_rolling_horizon()
    {
        QuoteTable table = Fill(
            "--Session:Model=cartea-jaimungal",
            "--Model:RunningPenaltyDollarsPerSquaredLotSecond=2e-6",
            "--Model:TerminalPenaltyDollarsPerSquaredLot=0.0001",
            "--Model:HorizonSeconds=5",
            "--Model:DriftDollarsPerSecond=-0.0002",
            "--Model:AdverseSelectionDollarsPerTrade=0.003");
        CarteaJaimungalParameters parameters = Configured with { TerminalPenalty = 1e-4, Drift = -0.0002, BuyJump = 0.003, SellJump = 0.003 };
        AssertSame(new CarteaJaimungalExact(parameters, 10), 5.0, table);
    }

    [Fact]
    public void Without_a_running_penalty_it_is_half_of_risk_aversion_times_variance()
    {
        QuoteTable table = Fill("--Session:Model=cartea-jaimungal", "--Model:RiskAversionPerDollar=0.001");
        AssertSame(new CarteaJaimungalExact(Configured with { RunningPenalty = 0.5 * 0.001 * 0.012 * 0.012 }, 10), double.PositiveInfinity, table);
    }

    [Fact]
    public void Drift_and_adverse_selection_reach_both_forms_of_GLFT()
    {
        string[] settings = ["--Model:RiskAversionPerDollar=0.001", "--Model:DriftDollarsPerSecond=0.0003", "--Model:AdverseSelectionDollarsPerTrade=0.004"];
        AssertSame(new GlftExact(Glft, 10), double.PositiveInfinity, Fill([.. settings, "--Session:Model=glft"]));
        AssertSame(new GlftClosedForm(Glft), double.PositiveInfinity, Fill([.. settings, "--Session:Model=glft-closed"]));
    }

    private static QuoteTable Fill(params string[] settings)
    {
        var reading = ConfigurationReading.Read(null, settings, "HARRIER_TEST_NONE__");
        Assert.Empty(reading.Faults);
        var model = new SessionModel(reading.Configuration);
        var table = new QuoteTable(10, 100);
        MarketParameters parameters = model.Complete(model.Configured);
        model.Fill(in parameters, table);
        return table;
    }

    private static void AssertSame(IQuoteModel model, double seconds, QuoteTable table)
    {
        var expected = new QuoteTable(10, 100);
        expected.Fill(model, seconds);
        for (int inventory = -10; inventory <= 10; inventory++)
        {
            Assert.Equal(expected.BidOffset(inventory), table.BidOffset(inventory));
            Assert.Equal(expected.AskOffset(inventory), table.AskOffset(inventory));
        }
    }

    [Theory]
    [InlineData("glft-closed")]
    [InlineData("glft-closed", "--Model:AdverseSelectionDollarsPerTrade=0.02")]
    [InlineData("avellaneda-stoikov")]
    public void A_full_inventory_moves_linear_quotes_by_the_skew_that_was_asked_for(string model, params string[] settings)
    {
        SessionModel session = Model(
            [$"--Session:Model={model}", "--Model:SkewAtLimitTicks=250", "--Model:MaximumInventoryOrders=7", .. settings]);
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

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    public void Cartea_Jaimungal_is_given_the_penalty_of_its_own_closed_form(double jump)
    {
        // 20 cents with two orders: ten an order, so far that the formulas of the two models have nothing in common any more.
        SessionModel session = Model(
            "--Session:Model=cartea-jaimungal",
            "--Model:SkewAtLimitTicks=2000",
            "--Model:MaximumInventoryOrders=2",
            string.Create(CultureInfo.InvariantCulture, $"--Model:AdverseSelectionDollarsPerTrade={jump}"));
        double penalty = 0.5 * session.Complete(session.Configured).RiskAversionPerDollar * 0.012 * 0.012;
        var closed = new CarteaJaimungalClosedForm(Configured with { RunningPenalty = penalty, BuyJump = jump, SellJump = jump });
        Assert.Equal(0.1, closed.SkewPerOrder, 1e-9);
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
