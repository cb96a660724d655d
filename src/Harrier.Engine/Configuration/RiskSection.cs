using Harrier.Trading.Risk;

namespace Harrier.Engine.Configuration;

/// <summary>The limits of the pre-trade checks.</summary>
internal static class RiskSection
{
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
            MaximumLossDollars = section.Exact("MaximumLossDollars", 50_000, 1, 10_000_000_000, "Loss at which the kill switch is pulled, in dollars, inventory at the mid price."),
        };
    }
}
