namespace Harrier.Trading.Execution;

/// <summary>What became of a slice of a schedule.</summary>
/// <param name="WantedLots">What was wanted by its end since the start; less than scheduled where the participation held it
/// back, 0 where it never began.</param>
/// <param name="DoneLots">What was done by its end since the start.</param>
public readonly record struct SliceResult(long WantedLots, long DoneLots);
