using Harrier.Simulation.OrderFlow;

namespace Harrier.Engine.Configuration;

/// <summary>The order flow of the built-in venue, within the ranges of <see cref="OrderFlowSettings.Validate"/>.</summary>
internal static class OrderFlowSection
{
    internal static OrderFlowSettings Read(SettingsReader settings)
    {
        var byDefault = new OrderFlowSettings();
        SectionReader section = settings.Section("OrderFlow", "The order flow of the built-in venue; each instrument alike. A fair price that nobody sees moves; everybody but us places orders around it.");
        return new OrderFlowSettings
        {
            StartPriceDollars = section.Number("StartPriceDollars", byDefault.StartPriceDollars, 0.01, 199_999, "Fair price at the start, in dollars."),
            VolatilityDollarsPerSqrtSecond = section.Number("VolatilityDollarsPerSqrtSecond", byDefault.VolatilityDollarsPerSqrtSecond, 0, 1e3, "Volatility of the fair price, in dollars per square root of a second."),
            CommonFactorCorrelation = section.Number("CommonFactorCorrelation", byDefault.CommonFactorCorrelation, 0, 1, "Correlation of the moves of any two instruments' fair prices, from one factor common to all; 0 moves each by itself."),
            AggressiveOrdersPerSecond = section.Number("AggressiveOrdersPerSecond", byDefault.AggressiveOrdersPerSecond, 0, 1e5, "Aggressive orders a second and side (A)."),
            DecayPerDollar = section.Number("DecayPerDollar", byDefault.DecayPerDollar, 1e-3, 1e6, "An aggressive order reaches the depth d from the fair price with probability exp(-k d): k, per dollar."),
            ClusteringBranchingRatio = section.Number("ClusteringBranchingRatio", byDefault.ClusteringBranchingRatio, 0, 0.99, "Mean number of aggressive orders that one sets off directly: the branching ratio of a Hawkes process. The rate A is kept."),
            ClusteringOtherSidePart = section.Number("ClusteringOtherSidePart", byDefault.ClusteringOtherSidePart, 0, 1, "Part of those that are of the other side: 0 makes runs of one side, 0.5 clusters without a direction."),
            ClusteringDecayPerSecond = section.Number("ClusteringDecayPerSecond", byDefault.ClusteringDecayPerSecond, 1e-6, 1e6, "How fast that excitation fades, per second."),
            AggressiveOrderLotsMax = (int)section.Whole("AggressiveOrderLotsMax", byDefault.AggressiveOrderLotsMax, 1, 999_999, "Most lots of an aggressive order. Below it, an order takes all that is displayed within its reach; a small number makes the place in the queue count."),
            LimitOrdersPerSecond = section.Number("LimitOrdersPerSecond", byDefault.LimitOrdersPerSecond, 0, 1e6, "Limit orders of the crowd a second, both sides together."),
            LimitOrderLifetimeSeconds = section.Number("LimitOrderLifetimeSeconds", byDefault.LimitOrderLifetimeSeconds, 1e-3, 1e5, "Mean time until the crowd cancels or replaces an order, in seconds."),
            LimitOrderMeanDepthDollars = section.Number("LimitOrderMeanDepthDollars", byDefault.LimitOrderMeanDepthDollars, 1e-4, 1e4, "Mean distance of the crowd's orders behind the half spread, in dollars."),
            HalfSpreadDollars = section.Number("HalfSpreadDollars", byDefault.HalfSpreadDollars, 1e-4, 1e4, "Distance from the fair price at which the first of the others quotes, in dollars."),
            OtherMarketMakers = (int)section.Whole("OtherMarketMakers", byDefault.OtherMarketMakers, 0, 16, "Other market makers, each with one quote a side, one behind the other."),
            PriceStepMilliseconds = section.Number("PriceStepMilliseconds", byDefault.PriceStepMilliseconds, 1e-3, 1e6, "Time between two moves of the fair price, in milliseconds."),
            PickOffMicroseconds = section.Number("PickOffMicroseconds", byDefault.PickOffMicroseconds, 0, 1e9, "Time after a move of the fair price until orders on the wrong side of it are picked off, in microseconds. Who cancels sooner is spared."),
            StaleOrdersPickedOff = section.Number("StaleOrdersPickedOff", byDefault.StaleOrdersPickedOff, 0, 1, "Part of the crowd's stale orders that are not cancelled in time, 0 to 1."),
        };
    }
}
