using System;

namespace Harrier.Models.Processes;

/// <summary>The log-likelihood of events under a Hawkes process, in time proportional to their number.</summary>
/// <remarks>Ozaki, "Maximum likelihood estimation of Hawkes' self-exciting point processes", Annals of the Institute of
/// Statistical Mathematics 31(1) (1979): Σ ln λ(t_k) - ∫λ, where the sum of exponentials in λ goes on from event to event.
/// The tick library prints (-log-likelihood - kinds × end)/events instead: it leaves out the integral of 1 a kind.</remarks>
public static class HawkesLikelihood
{
    /// <summary>Computes the log-likelihood.</summary>
    /// <param name="process">The parameters.</param>
    /// <param name="sample">The events, of as many kinds.</param>
    /// <returns>The natural logarithm; minus infinity where an event is impossible.</returns>
    public static double Value(HawkesProcess process, HawkesSample sample)
    {
        RequireSameKinds(process, sample);
        var intensity = new HawkesIntensity(process);
        double[] effects = new double[process.DecayCount * process.Kinds];
        var product = new LogProduct();
        double last = 0.0;
        for (int i = 0; i < sample.Count; i++)
        {
            int kind = sample.Kinds[i];
            intensity.Pass(sample.Times[i] - last);
            product.Multiply(intensity.Of(kind));
            intensity.Excite(kind);
            last = sample.Times[i];
            for (int decay = 0; decay < process.DecayCount; decay++)
            {
                effects[(kind * process.DecayCount) + decay]++;
            }
        }

        // Of each kernel's integral all but what has not faded by the end has come, and the responses are what has not.
        intensity.Pass(sample.End - last);
        for (int effect = 0; effect < effects.Length; effect++)
        {
            effects[effect] -= intensity.Responses[effect];
        }

        double sum = product.Value;
        for (int kind = 0; kind < process.Kinds; kind++)
        {
            sum -= process.Baseline(kind) * sample.End;
            int first = process.BranchingIndex(kind, 0, 0);
            for (int effect = 0; effect < effects.Length; effect++)
            {
                sum -= process.Parameters[first + effect] * effects[effect];
            }
        }

        return sum;
    }

    /// <summary>Computes the log-likelihood with its first and second derivatives.</summary>
    /// <param name="process">The parameters.</param>
    /// <param name="sample">The events, of as many kinds.</param>
    /// <param name="gradient">One for each of <see cref="HawkesProcess.Parameters"/>.</param>
    /// <param name="hessian">All pairs of them, row by row.</param>
    /// <returns>The natural logarithm; where it is minus infinity, the derivatives are not numbers.</returns>
    public static double Derivatives(HawkesProcess process, HawkesSample sample, Span<double> gradient, Span<double> hessian)
    {
        RequireSameKinds(process, sample);
        int parameters = process.Parameters.Length;
        if (gradient.Length != parameters || hessian.Length != parameters * parameters)
        {
            throw new ArgumentException(
                $"{gradient.Length} and {hessian.Length} numbers for the derivatives; {parameters} parameters need {parameters} and {parameters * parameters}.");
        }

        return new HawkesDerivatives(process).Compute(sample, gradient, hessian);
    }

    internal static void RequireSameKinds(HawkesProcess process, HawkesSample sample)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(sample);
        if (process.Kinds != sample.KindCount)
        {
            throw new ArgumentException($"The process has {process.Kinds} kinds of events, the sample {sample.KindCount}.");
        }
    }
}
