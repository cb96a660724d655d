using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Increments of Brownian motions, and pairs of paths that share their noise.</summary>
public static class BrownianMotion
{
    /// <summary>Draws increments.</summary>
    /// <param name="increments">Takes them.</param>
    /// <param name="step">The time each covers, 0 or above.</param>
    /// <param name="random">The random numbers, one an increment.</param>
    public static void Draw(Span<double> increments, double step, PathRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ParameterRange.RequireFiniteNonNegative(step);
        double deviation = Math.Sqrt(step);
        for (int i = 0; i < increments.Length; i++)
        {
            increments[i] = deviation * random.NextGaussian();
        }
    }

    /// <summary>Halves the steps of a path by the Brownian bridge: the finer path goes through the coarser one's points.</summary>
    /// <param name="coarse">The increments over whole steps.</param>
    /// <param name="step">The time each covers, 0 or above.</param>
    /// <param name="random">The random numbers, one a coarse increment.</param>
    /// <param name="fine">Takes the increments over half steps, twice as many; pairs of them add up to the coarse ones.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Refine(ReadOnlySpan<double> coarse, double step, PathRandom random, Span<double> fine)
    {
        ArgumentNullException.ThrowIfNull(random);
        ParameterRange.RequireFiniteNonNegative(step);
        if (fine.Length != coarse.Length * 2)
        {
            throw new ArgumentException($"{coarse.Length} steps have {coarse.Length * 2} halves, not {fine.Length}.", nameof(fine));
        }

        // In the middle of a step that goes by ΔW, the path is at ΔW/2 with variance h/4.
        double deviation = 0.5 * Math.Sqrt(step);
        for (int i = coarse.Length - 1; i >= 0; i--)
        {
            double whole = coarse[i];
            double half = 0.5 * whole + deviation * random.NextGaussian();
            fine[2 * i] = half;
            fine[(2 * i) + 1] = whole - half;
        }
    }

    /// <summary>Turns increments into those of the mirror path, which is as likely.</summary>
    /// <param name="increments">The increments.</param>
    public static void Mirror(Span<double> increments)
    {
        for (int i = 0; i < increments.Length; i++)
        {
            increments[i] = -increments[i];
        }
    }
}
