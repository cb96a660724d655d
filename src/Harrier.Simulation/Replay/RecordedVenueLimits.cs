namespace Harrier.Simulation.Replay;

/// <summary>The limits of a recorded venue; all of its memory is taken at start.</summary>
public sealed record RecordedVenueLimits
{
    /// <summary>Gets the instruments: stock locates run from 0 to one below it. Messages of others pass through the feed
    /// and are not traded.</summary>
    public int Instruments { get; init; } = 16_384;

    /// <summary>Gets the recorded orders that may be live at once.</summary>
    public int RecordedOrders { get; init; } = 2_097_152;

    /// <summary>Gets our own live orders; one more is rejected.</summary>
    public int OwnOrders { get; init; } = 4_096;

    /// <summary>Gets the recorded orders whose lots we took; at the limit no more are taken.</summary>
    public int TakenOrders { get; init; } = 65_536;
}
