using System;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>The Kolmogorov-Smirnov test: the largest distance between the distribution of a sample and a model's.</summary>
/// <param name="Distance">The largest distance, 0 to 1; not a number for an empty sample or one with no number in it.</param>
/// <param name="Probability">How often a sample of the model is as far away or farther.</param>
/// <param name="Count">The size of the sample.</param>
public readonly record struct KolmogorovSmirnov(double Distance, double Probability, int Count)
{
    /// <summary>Compares a sample with the exponential distribution of mean 1.</summary>
    /// <param name="sample">The numbers, in any order.</param>
    /// <returns>The comparison.</returns>
    public static KolmogorovSmirnov AgainstExponential(ReadOnlySpan<double> sample)
    {
        double[] sorted = sample.ToArray();
        Array.Sort(sorted);

        // What is no number is sorted to the front.
        if (sorted.Length == 0 || double.IsNaN(sorted[0]))
        {
            return new KolmogorovSmirnov(double.NaN, double.NaN, sorted.Length);
        }

        double distance = 0.0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double model = sorted[i] <= 0.0 ? 0.0 : 1.0 - PortableMath.Exp(-sorted[i]);
            double below = i / (double)sorted.Length;
            double above = (i + 1.0) / sorted.Length;
            distance = Math.Max(distance, Math.Max(model - below, above - model));
        }

        return new KolmogorovSmirnov(distance, TailProbability(distance, sorted.Length), sorted.Length);
    }

    // Kolmogorov's limit 2 Σ (-1)^(k-1) exp(-2 k² x²), with the factor of Stephens, "Use of the Kolmogorov-Smirnov,
    // Cramér-von Mises and related statistics without extensive tables", JRSS B 32(1) (1970), for finite samples.
    private static double TailProbability(double distance, int count)
    {
        double root = Math.Sqrt(count);
        double x = (root + 0.12 + 0.11 / root) * distance;

        // Below it the series needs many terms, and its sum is 1 to 10 digits.
        if (x < 0.3)
        {
            return 1.0;
        }

        double sum = 0.0;
        double sign = 2.0;
        for (int k = 1; k <= 100; k++)
        {
            double term = PortableMath.Exp(-2.0 * k * k * x * x);
            sum += sign * term;
            sign = -sign;
            if (term < 1e-17)
            {
                break;
            }
        }

        return Math.Clamp(sum, 0.0, 1.0);
    }
}
