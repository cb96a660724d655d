using Harrier.Primitives;

namespace Harrier.Trading.Positions;

/// <summary>How our orders fared that stood in one band of depth.</summary>
/// <param name="FromTicks">The nearest depth of the band, in ticks from the mid; the first band holds all nearer ones
/// and those beyond the mid.</param>
/// <param name="ToTicks">The farthest, not included; <see cref="long.MaxValue"/> for the last band.</param>
/// <param name="Standing">The time orders stood there, added up.</param>
/// <param name="Fills">The executions there.</param>
/// <param name="Lots">The lots executed there.</param>
public readonly record struct FillRateBand(long FromTicks, long ToTicks, Nanoseconds Standing, long Fills, long Lots);
