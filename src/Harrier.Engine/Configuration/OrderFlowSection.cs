using Harrier.Primitives;

namespace Harrier.Engine.Configuration;

/// <summary>The order flow of the built-in venue, each instrument alike.</summary>
public sealed record OrderFlowSection
{
    /// <summary>Gets the price at the start.</summary>
    public required Price StartPriceDollars { get; init; }

    /// <summary>Gets the volatility of the latent price, in dollars per square root of a second.</summary>
    public required double VolatilityDollarsPerSqrtSecond { get; init; }

    /// <summary>Gets A: aggressive orders a second and side.</summary>
    public required double AggressiveOrdersPerSecond { get; init; }

    /// <summary>Gets k: aggressive orders reach the depth d from the mid with probability exp(-k d), per dollar.</summary>
    public required double DecayPerDollar { get; init; }

    /// <summary>Gets the mean number of aggressive orders that one sets off, below 1.</summary>
    public required double ClusteringBranchingRatio { get; init; }

    /// <summary>Gets how fast that excitation fades, per second.</summary>
    public required double ClusteringDecayPerSecond { get; init; }

    /// <summary>Gets the limit orders of others a second, both sides together.</summary>
    public required double LimitOrdersPerSecond { get; init; }

    internal static OrderFlowSection Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("OrderFlow", "The order flow of the built-in venue; each instrument alike.");
        return new OrderFlowSection
        {
            StartPriceDollars = section.PriceDollars("StartPriceDollars", 100, 1, 100_000, "Price at the start, in dollars."),
            VolatilityDollarsPerSqrtSecond = section.Number("VolatilityDollarsPerSqrtSecond", 0.012, 0, 1e3, "Volatility of the price, in dollars per square root of a second."),
            AggressiveOrdersPerSecond = section.Number("AggressiveOrdersPerSecond", 0.5, 0, 1e4, "Aggressive orders a second and side (A)."),
            DecayPerDollar = section.Number("DecayPerDollar", 60, 1e-3, 1e5, "An aggressive order reaches the depth d from the mid with probability exp(-k d): k, per dollar."),
            ClusteringBranchingRatio = section.Number("ClusteringBranchingRatio", 0.3, 0, 0.95, "Mean number of aggressive orders that one sets off."),
            ClusteringDecayPerSecond = section.Number("ClusteringDecayPerSecond", 5, 1e-3, 1e6, "How fast that excitation fades, per second."),
            LimitOrdersPerSecond = section.Number("LimitOrdersPerSecond", 40, 0, 1e5, "Limit orders of others a second, both sides together."),
        };
    }
}
