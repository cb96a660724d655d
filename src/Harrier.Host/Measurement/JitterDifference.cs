using System;
using System.Collections.Generic;

namespace Harrier.Host.Measurement;

/// <summary>A figure of one CPU before and after a change.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Before">Over the rounds before.</param>
/// <param name="After">Over the rounds after.</param>
/// <param name="Verdict">Whether the difference is more than the noise.</param>
public sealed record JitterDifference(int Cpu, JitterFigure Figure, JitterSpread Before, JitterSpread After, JitterVerdict Verdict)
{
    /// <summary>A bucket of the histogram is up to 1/64 of its value wide: less than that was not resolved.</summary>
    private const double Resolution = 1.0 / 64;

    /// <summary>What chance alone does more often than to one figure in so many is no evidence: the usual 5 %.</summary>
    private const double OneInMin = 20;

    /// <summary>Compares every figure of every CPU that both have. A difference is more than the noise where every round
    /// after lies on one side of every round before, the nearest two are further apart than the histogram resolves, and there
    /// are enough rounds that chance rarely does the same: four before and four after.</summary>
    /// <param name="before">The rounds before.</param>
    /// <param name="after">The rounds after.</param>
    public static IReadOnlyList<JitterDifference> Between(JitterMeasurement before, JitterMeasurement after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var differences = new List<JitterDifference>();
        foreach (int cpu in after.MeasuredCpus.Intersect(before.MeasuredCpus))
        {
            foreach (JitterFigure figure in JitterFigure.All)
            {
                var was = JitterSpread.Over(before.Rounds, cpu, figure);
                var now = JitterSpread.Over(after.Rounds, cpu, figure);
                differences.Add(new JitterDifference(cpu, figure, was, now, Judge(was, now)));
            }
        }

        return differences;
    }

    /// <summary>In one of how many figures chance alone puts all rounds of one set on one side of all of the other, where
    /// nothing has changed and no round depends on another: half the ways to choose the one set out of both, since either
    /// side counts.</summary>
    /// <param name="roundsBefore">At least 1.</param>
    /// <param name="roundsAfter">At least 1.</param>
    public static double OneIn(int roundsBefore, int roundsAfter)
    {
        double ways = 1;
        for (int at = 1; at <= roundsAfter; at++)
        {
            ways = ways * (roundsBefore + at) / at;
        }

        return ways / 2;
    }

    private static JitterVerdict Judge(JitterSpread before, JitterSpread after) =>
        OneIn(before.Rounds, after.Rounds) < OneInMin ? JitterVerdict.TooFewRounds
        : after.Max < before.Min && before.Min - after.Max > before.Min * Resolution ? JitterVerdict.Lower
        : after.Min > before.Max && after.Min - before.Max > after.Min * Resolution ? JitterVerdict.Higher
        : JitterVerdict.WithinNoise;
}
