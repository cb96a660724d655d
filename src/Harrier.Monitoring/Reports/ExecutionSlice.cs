using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>One slice of a schedule and what became of it; all lots since the start.</summary>
/// <param name="Begin">When the work on it began.</param>
/// <param name="End">When its time ended.</param>
/// <param name="ScheduledLots">What was to be done by its end.</param>
/// <param name="WantedLots">The same with the limit of participation; 0 for a slice that never began.</param>
/// <param name="DoneLots">What was done by its end; 0 for a slice that never began.</param>
public readonly record struct ExecutionSlice(
    Nanoseconds Begin, Nanoseconds End, long ScheduledLots, long WantedLots, long DoneLots);
