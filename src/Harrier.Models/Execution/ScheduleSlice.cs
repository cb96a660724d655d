using Harrier.Primitives;

namespace Harrier.Models.Execution;

/// <summary>One slice of a schedule.</summary>
/// <param name="Begin">When the work on it begins.</param>
/// <param name="End">When the next one's time begins.</param>
/// <param name="Lots">What is to be executed in it, 0 or more.</param>
/// <param name="TargetLots">What is to be executed by its end, since the start.</param>
public readonly record struct ScheduleSlice(Nanoseconds Begin, Nanoseconds End, long Lots, long TargetLots);
