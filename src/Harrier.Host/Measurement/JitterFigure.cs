using System;
using System.Collections.Generic;

namespace Harrier.Host.Measurement;

/// <summary>A figure of a round that rounds are compared by. Of all of them, less is better.</summary>
/// <param name="Name">As it is printed: "p99.9".</param>
/// <param name="IsShare">Whether it is a part of the time, 0 to 1; else nanoseconds.</param>
/// <param name="Of">Takes it from a round.</param>
public sealed record JitterFigure(string Name, bool IsShare, Func<JitterRound, double> Of)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<JitterFigure> All { get; } =
    [
        new("lost", true, round => round.LostShare),
        new("p50", false, round => round.P50),
        new("p99", false, round => round.P99),
        new("p99.9", false, round => round.P999),
        new("p99.99", false, round => round.P9999),
        new("max", false, round => round.Max),
    ];
}
