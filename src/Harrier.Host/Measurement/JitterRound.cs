using System.Collections.Generic;

namespace Harrier.Host.Measurement;

/// <summary>One round on one CPU: the time between two readings of the clock that follow one another.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="Number">The round, from 1.</param>
/// <param name="ElapsedNanoseconds">From the first reading to the last.</param>
/// <param name="Readings">The gaps, short and long.</param>
/// <param name="LongGaps">Those above the threshold.</param>
/// <param name="LostNanoseconds">Their sum.</param>
/// <param name="LostShare">The part of the round that they took, 0 to 1.</param>
/// <param name="P50">Median of all gaps, nanoseconds: what a reading costs.</param>
/// <param name="P99">99th percentile, nanoseconds.</param>
/// <param name="P999">99.9th.</param>
/// <param name="P9999">99.99th.</param>
/// <param name="Max">The longest gap.</param>
/// <param name="AllocatedBytes">What the thread allocated while it looked.</param>
/// <param name="Buckets">All gaps by length; empty where it was read from a file that does not keep them.</param>
public sealed record JitterRound(
    int Cpu,
    int Number,
    ulong ElapsedNanoseconds,
    long Readings,
    long LongGaps,
    ulong LostNanoseconds,
    double LostShare,
    double P50,
    double P99,
    double P999,
    double P9999,
    double Max,
    long AllocatedBytes,
    IReadOnlyList<JitterBucket> Buckets);
