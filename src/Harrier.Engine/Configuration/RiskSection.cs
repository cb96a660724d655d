using Harrier.Models.Risk;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Configuration;

/// <summary>The limits of the pre-trade checks.</summary>
internal static class RiskSection
{
    private static readonly string[] ActionNames = ["reduce", "halt", "flatten"];
    private static readonly LimitAction[] Actions = [LimitAction.Reduce, LimitAction.Halt, LimitAction.Flatten];

    private static readonly string[] TailNames = ["normal", "student-t"];
    private static readonly TailDistribution[] Tails = [TailDistribution.Normal, TailDistribution.StudentT];
    private static readonly string[] ScopeNames = ["all", "instrument"];
    private static readonly OpenOrderScope[] Scopes = [OpenOrderScope.All, OpenOrderScope.Instrument];

    /// <summary>Why the other tails of 'harrier risk' are not taken here.</summary>
    private const string OtherTails = "historical and Cornish-Fisher tails are measured on days, by 'harrier risk'; a session has seconds, and their tail is not that of its horizon";

    internal static RiskLimits Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("Risk", "Limits of the checks that every order passes before it is sent.");
        return new RiskLimits
        {
            PriceCollarBasisPoints = (int)section.Whole("PriceCollarBasisPoints", 200, 1, 10_000, "Farthest price of an order from the mid, in basis points of it."),
            MaximumOrderLots = (int)section.Whole("MaximumOrderLots", 1_000, 1, 999_999, "Largest order in lots."),
            MaximumPositionLots = section.Whole("MaximumPositionLots", 2_000, 0, 1_000_000_000, "Largest position of one instrument in lots, open orders counted as filled."),
            MaximumOrderNotionalDollars = section.Exact("MaximumOrderNotionalDollars", 500_000, 1, 1_000_000_000, "Largest value of one order, in dollars."),
            MaximumGrossNotionalDollars = section.Exact("MaximumGrossNotionalDollars", 50_000_000, 1, 50_000_000_000, "Largest value of all positions together, in dollars, open orders counted as filled."),
            MaximumOrdersPerSecond = (int)section.Whole("MaximumOrdersPerSecond", 1_000, 1, 10_000_000, "Most orders in any second, all instruments together. Cancels always pass."),
            StaleMarketDataMilliseconds = (int)section.Whole("StaleMarketDataMilliseconds", 3_000, 1, 86_400_000, "Age of the last feed message or heartbeat (one a second) beyond which nothing is quoted, in milliseconds."),
            Portfolio = ReadPortfolio(section),
            MaximumLossDollars = section.Exact("MaximumLossDollars", 50_000, 1, 10_000_000_000, "Loss at which the kill switch is pulled, in dollars, inventory at the mid price."),
        };
    }

    private static PortfolioLimits ReadPortfolio(SectionReader section) => new()
    {
        ValueAtRiskDollars = section.Exact("ValueAtRiskDollars", 0, 0, 50_000_000_000, "Most value at risk of all positions together, in dollars, at Risk:Confidence over Risk:HorizonSeconds; 0 for no limit. An order that would raise it beyond the limit is refused."),
        ValueAtRiskAction = Action(section, "ValueAtRiskAction", 0, "What a breach by prices or by other orders does: only orders that lower the inventory until it is a tenth below the limit (reduce), cancel all and stop (halt), or cancel all, sell and buy back what is held, and stop (flatten)."),
        ExpectedShortfallDollars = section.Exact("ExpectedShortfallDollars", 0, 0, 50_000_000_000, "Most expected shortfall, the mean loss beyond value at risk, in dollars; 0 for no limit. Orders are held against it too."),
        ExpectedShortfallAction = Action(section, "ExpectedShortfallAction", 0, "What its breach does."),
        DrawdownDollars = section.Exact("DrawdownDollars", 0, 0, 50_000_000_000, "Farthest that the result may fall below its highest, in dollars, inventory at the mid price; 0 for no limit."),
        DrawdownAction = Action(section, "DrawdownAction", 1, "What its breach does."),
        LeverageTimes = section.Number("LeverageTimes", 0, 0, 1_000_000, "Most that all positions may be worth, no side set against the other, as a multiple of the capital; 0 for no limit."),
        LeverageAction = Action(section, "LeverageAction", 0, "What its breach does."),
        CapitalDollars = section.Exact("CapitalDollars", 1_000_000, 1, 50_000_000_000, "Capital at the start, in dollars; the result is added to it."),
        ConcentrationShare = section.Number("ConcentrationShare", 0, 0, 1, "Largest share of the value of all positions that one may be; 0 for no limit."),
        ConcentrationAction = Action(section, "ConcentrationAction", 0, "What its breach does."),
        ConcentrationFromDollars = section.Exact("ConcentrationFromDollars", 100_000, 0, 50_000_000_000, "Value of all positions, in dollars, below which their concentration is not looked at: the first fill of a day is all of them."),
        OpenOrders = section.Choice("OpenOrders", 0, ScopeNames, Scopes, "Which open orders count as executed when an order is held against value at risk or shortfall: those of all instruments in the worst combination (all), or those of the order's own instrument and side, so that quotes that are executed together can take both beyond their limits (instrument)."),
        Distribution = section.Choice("Tail", 0, TailNames, Tails, "Distribution of value at risk and expected shortfall: normal, or Student's t with TailDegreesOfFreedom, scaled to the same volatility (student-t).", OtherTails),
        DegreesOfFreedom = section.Number("TailDegreesOfFreedom", 4, 2.1, 1_000_000, "Degrees of freedom (nu) of student-t: fewer have heavier tails."),
        Confidence = section.Number("Confidence", 0.99, 0.6, 0.9999, "Confidence of value at risk and expected shortfall: the share of outcomes that is better."),
        HorizonSeconds = section.Number("HorizonSeconds", 23_400, 1, 31_536_000, "Horizon of both, in seconds of trading; a day has 23,400."),
        LiquidityParticipation = section.Number("LiquidityParticipation", 0.1, 0.001, 1, "Share of the traded volume that we may be while a position is worked out, for the liquidity horizon in the report."),
        VolumeMemorySeconds = section.Number("VolumeMemorySeconds", 1_800, 1, 1_000_000, "How fast that volume forgets: what is this old counts 1/e, in seconds."),
        CovarianceMemorySeconds = section.Number("CovarianceMemorySeconds", 600, 1, 1_000_000, "How fast the covariance of the mids' changes from second to second forgets: what is this old counts 1/e, in seconds."),
        CovarianceSecondsMin = (int)section.Whole("CovarianceSecondsMin", 60, 2, 86_400, "Seconds of changes that an instrument needs in it before an order may raise its inventory, where orders are held against a limit."),
        Instruments = (int)section.Whole("CoveredInstruments", 128, 1, RiskMonitor.AssetsMax, "Most instruments in the covariance, in the order in which they are announced. Of others no order may raise the inventory, where orders are held against a limit."),
    };

    private static LimitAction Action(SectionReader section, string key, int byDefault, string meaning) =>
        section.Choice(key, byDefault, ActionNames, Actions, meaning);
}
