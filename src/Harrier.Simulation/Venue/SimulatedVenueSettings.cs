using Harrier.Primitives;

namespace Harrier.Simulation.Venue;

/// <summary>The built-in venue's day and sizes.</summary>
public sealed record SimulatedVenueSettings
{
    /// <summary>Gets the number of instruments; 1 to 65,535. Their stock locates run from 1.</summary>
    public int Instruments { get; init; } = 1;

    /// <summary>Gets the seed of the order flow.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Gets the time of the opening.</summary>
    public Nanoseconds Open { get; init; } = new(34_200 * Nanoseconds.PerSecond);

    /// <summary>Gets the time of the close; after the opening.</summary>
    public Nanoseconds Close { get; init; } = new(57_600 * Nanoseconds.PerSecond);

    /// <summary>Gets the step between prices, in ticks; at least 1.</summary>
    public int PriceIncrementTicks { get; init; } = 100;

    /// <summary>Gets the number of our orders that may be live at once; at least 1. Beyond it an order is
    /// rejected.</summary>
    public int LiveOwnOrders { get; init; } = 16_384;

    /// <summary>Gets the number of price levels of one side of a book; at least 1. An order that would open another is
    /// rejected.</summary>
    public int LevelsPerSide { get; init; } = 1_024;
}
