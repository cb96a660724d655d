using System;
using System.Collections.Generic;

namespace Harrier.Host.Measurement;

/// <summary>A figure over the rounds of one CPU.</summary>
/// <param name="Median">The middle one; of an even number, half the sum of the two in the middle.</param>
/// <param name="Min">The lowest.</param>
/// <param name="Max">The highest: the distance to the lowest is the noise.</param>
/// <param name="Rounds">How many rounds.</param>
public readonly record struct JitterSpread(double Median, double Min, double Max, int Rounds)
{
    /// <summary>Looks through rounds.</summary>
    /// <param name="rounds">Rounds, of all CPUs.</param>
    /// <param name="cpu">The CPU that counts; it has at least one round.</param>
    /// <param name="figure">The figure.</param>
    /// <exception cref="ArgumentException">The CPU has no round.</exception>
    public static JitterSpread Over(IEnumerable<JitterRound> rounds, int cpu, JitterFigure figure)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(figure);
        var values = new List<double>();
        foreach (JitterRound round in rounds)
        {
            if (round.Cpu == cpu)
            {
                values.Add(figure.Of(round));
            }
        }

        if (values.Count == 0)
        {
            throw new ArgumentException("The CPU has no round.", nameof(cpu));
        }

        values.Sort();
        int middle = values.Count / 2;
        double median = values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return new JitterSpread(median, values[0], values[^1], values.Count);
    }
}
