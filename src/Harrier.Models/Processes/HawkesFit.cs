using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Fits a Hawkes process to events by maximum likelihood. Allocates; for the cold path.</summary>
/// <remarks>
/// Newton's method on the logarithms of the parameters, which keeps them above 0, damped as by Marquardt until the
/// likelihood grows. With given decays the likelihood is concave in the others; in a decay it is not, so that without a
/// given start the best of a grid of decays around the rate of the events is taken, each with its least squares solution.
/// </remarks>
public static class HawkesFit
{
    // Fewer events a parameter than this say nothing about it.
    private const int EventsPerParameter = 5;

    private const int IterationsMax = 100;

    // What a further step could add to the log-likelihood; a standard error changes it by 1/2.
    private const double Enough = 1e-8;

    // Branching ratios and shares of the rate below it count as 0.
    private const double Nothing = 1e-6;

    private static readonly double[] DecaysPerEvent = [0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1_000.0];

    /// <summary>Fits a process of one decay, which is estimated too.</summary>
    /// <param name="sample">The events.</param>
    /// <returns>The estimate.</returns>
    public static HawkesEstimate WithOneDecay(HawkesSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        HawkesProcess? best = null;
        double highest = double.NegativeInfinity;
        double rate = sample.Count / (sample.End * sample.KindCount);
        foreach (double perEvent in DecaysPerEvent)
        {
            if (sample.Count == 0 || Start(sample, [perEvent * rate]) is not HawkesProcess start)
            {
                continue;
            }

            double value = HawkesLikelihood.Value(start, sample);
            if (value > highest)
            {
                (best, highest) = (start, value);
            }
        }

        return best is null ? Refused() : Maximise(sample, best, best.Parameters.Length);
    }

    /// <summary>Fits baselines and branching ratios to known decays.</summary>
    /// <param name="sample">The events.</param>
    /// <param name="decays">The decays, per unit of time, above 0.</param>
    /// <returns>The estimate.</returns>
    public static HawkesEstimate WithKnownDecays(HawkesSample sample, ReadOnlySpan<double> decays) =>
        Start(sample, decays) is HawkesProcess start ? Maximise(sample, start, start.Parameters.Length - decays.Length) : Refused();

    /// <summary>Fits all parameters, the decays from a given start.</summary>
    /// <param name="sample">The events.</param>
    /// <param name="decays">Where the decays start, per unit of time, above 0, all different.</param>
    /// <returns>The estimate.</returns>
    public static HawkesEstimate FromDecays(HawkesSample sample, ReadOnlySpan<double> decays) =>
        Start(sample, decays) is HawkesProcess start ? Maximise(sample, start, start.Parameters.Length) : Refused();

    private static HawkesEstimate Refused() => new(HawkesFitOutcome.TooFewEvents, null, [], double.NaN, 0);

    /// <summary>The least squares solution, moved off the boundary.</summary>
    private static HawkesProcess? Start(HawkesSample sample, ReadOnlySpan<double> decays)
    {
        ArgumentNullException.ThrowIfNull(sample);
        foreach (double decay in decays)
        {
            ParameterRange.RequireFinitePositive(decay);
        }

        int kinds = sample.KindCount;
        int parameters = kinds + (kinds * kinds * decays.Length) + decays.Length;
        bool isShort = sample.Count < EventsPerParameter * parameters;
        for (int kind = 0; kind < kinds; kind++)
        {
            isShort |= sample.CountOf(kind) < EventsPerParameter;
        }

        if (isShort)
        {
            return null;
        }

        double[] start = new double[parameters];
        HawkesProcess? squares = new HawkesLeastSquares(sample, decays).Minimum();
        for (int i = 0; i < parameters - decays.Length; i++)
        {
            bool isBaseline = i < kinds;
            double least = isBaseline ? 0.05 * sample.CountOf(i) / sample.End : 0.02 / (kinds * decays.Length);
            double most = isBaseline ? double.PositiveInfinity : 0.95;
            start[i] = squares is null ? (isBaseline ? 10.0 : 1.0) * least : Math.Clamp(squares.Parameters[i], least, most);
        }

        decays.CopyTo(start.AsSpan(parameters - decays.Length));
        return HawkesProcess.FromParameters(start, kinds, decays.Length);
    }

    private static HawkesEstimate Maximise(HawkesSample sample, HawkesProcess start, int free)
    {
        int width = start.Parameters.Length;
        double[] gradient = new double[width];
        double[] hessian = new double[width * width];
        double[] step = new double[free];
        HawkesProcess process = start;
        double value = HawkesLikelihood.Derivatives(process, sample, gradient, hessian);
        double damping = 1e-3;
        int iteration = 0;
        bool isDone = false;
        while (!isDone && iteration < IterationsMax)
        {
            iteration++;
            bool isSolved = TryStep(process, gradient, hessian, damping, step, out double promise);
            if (isSolved && promise < Enough)
            {
                isDone = true;
                break;
            }

            HawkesProcess moved = isSolved ? Move(process, step) : process;
            double candidate = isSolved ? HawkesLikelihood.Value(moved, sample) : double.NegativeInfinity;
            if (candidate > value)
            {
                process = moved;
                value = HawkesLikelihood.Derivatives(process, sample, gradient, hessian);
                damping = Math.Max(damping * 0.1, 1e-12);
            }
            else
            {
                // No better point in the direction of steepest ascent either: rounding is all that is left.
                damping *= 10.0;
                isDone = damping > 1e12;
            }
        }

        return Conclude(sample, process, hessian, free, value, iteration, isDone);
    }

    /// <summary>Solves (-H + damping |diagonal|) step = gradient in the logarithms of the free parameters.</summary>
    private static bool TryStep(
        HawkesProcess process, double[] gradient, double[] hessian, double damping, Span<double> step, out double promise)
    {
        int free = step.Length;
        int width = gradient.Length;
        double[] matrix = new double[free * free];
        double[] slope = new double[free];
        for (int row = 0; row < free; row++)
        {
            double parameter = process.Parameters[row];
            slope[row] = parameter * gradient[row];
            for (int column = 0; column < free; column++)
            {
                matrix[(row * free) + column] = -parameter * process.Parameters[column] * hessian[(row * width) + column];
            }

            double curve = matrix[(row * free) + row] - slope[row];
            matrix[(row * free) + row] = curve + damping * (Math.Abs(curve) + Math.Abs(slope[row]) + 1e-9);
        }

        promise = 0.0;
        if (!PositiveSystem.TrySolve(matrix, slope, step))
        {
            return false;
        }

        for (int row = 0; row < free; row++)
        {
            promise += 0.5 * slope[row] * step[row];
        }

        return true;
    }

    private static HawkesProcess Move(HawkesProcess process, ReadOnlySpan<double> step)
    {
        double[] parameters = process.Parameters.ToArray();
        for (int i = 0; i < step.Length; i++)
        {
            parameters[i] *= PortableMath.Exp(Math.Clamp(step[i], -3.0, 3.0));
        }

        return HawkesProcess.FromParameters(parameters, process.Kinds, process.DecayCount);
    }

    private static HawkesEstimate Conclude(
        HawkesSample sample, HawkesProcess process, double[] hessian, int free, double value, int iterations, bool isDone)
    {
        int width = process.Parameters.Length;
        double[] information = new double[free * free];
        bool isAtBoundary = false;
        for (int row = 0; row < free; row++)
        {
            double unit = row < process.Kinds ? sample.CountOf(row) / sample.End : 1.0;
            isAtBoundary |= row < width - process.DecayCount && process.Parameters[row] < Nothing * unit;
            for (int column = 0; column < free; column++)
            {
                information[(row * free) + column] = -hessian[(row * width) + column];
            }
        }

        double[] errors = new double[width];
        PositiveSystem.InverseRoots(information, free).CopyTo(errors, 0);
        HawkesFitOutcome outcome = isAtBoundary ? HawkesFitOutcome.AtBoundary
            : isDone ? HawkesFitOutcome.Converged
            : HawkesFitOutcome.NotConverged;
        return new HawkesEstimate(outcome, process, errors, value, iterations);
    }
}
