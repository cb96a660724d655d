namespace Harrier.Simulation.Venue;

/// <summary>How much memory a matching engine takes at start. A request beyond a limit is rejected.</summary>
public sealed record MatchingEngineLimits
{
    /// <summary>Gets the number of instruments; at least 1. Indices run from 0.</summary>
    public int Instruments { get; init; } = 1;

    /// <summary>Gets the number of resting orders of all instruments together; at least 1.</summary>
    public int RestingOrders { get; init; } = 65_536;

    /// <summary>Gets the number of price levels of one side of one book; at least 1.</summary>
    public int LevelsPerSide { get; init; } = 1_024;

    /// <summary>Gets the step between prices in ticks; at least 1.</summary>
    public int PriceIncrementTicks { get; init; } = 100;
}
