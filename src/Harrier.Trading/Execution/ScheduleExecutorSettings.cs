using Harrier.Models.Execution;

namespace Harrier.Trading.Execution;

/// <summary>How a schedule is executed.</summary>
public sealed record ScheduleExecutorSettings
{
    /// <summary>Gets the part of a slice's time in which its order waits at the touch, 0 to 1; then what is left of it
    /// crosses. 0 crosses at once, 1 never crosses.</summary>
    public required double PassiveShare { get; init; }

    /// <summary>Gets the most lots of an order that waits, 1 to <see cref="CrossingLotsMax"/>.</summary>
    public required int WaitingLotsMax { get; init; }

    /// <summary>Gets the most lots of an order that crosses: what the checks allow for one order.</summary>
    public required int CrossingLotsMax { get; init; }

    /// <summary>Gets the most value of an order, ticks times lots, above 0: what the checks allow. One lot that is worth more is
    /// not traded.</summary>
    public long OrderTickLotsMax { get; init; } = long.MaxValue;

    /// <summary>Gets the largest part that we may be of the volume since the start; null for any.</summary>
    public ParticipationRate? MaximumParticipation { get; init; }
}
