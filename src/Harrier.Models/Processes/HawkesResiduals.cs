using System;
using System.Collections.Generic;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Events in the time in which they would be a Poisson process of rate 1, if the model were right.</summary>
/// <remarks>Ogata, "Statistical models for earthquake occurrences and residual analysis for point processes", Journal of
/// the American Statistical Association 83(401) (1988): the integrals of λ_i between the events of kind i are exponential
/// with mean 1.</remarks>
public static class HawkesResiduals
{
    /// <summary>Computes the integrals of the intensity between the events of each kind.</summary>
    /// <param name="process">The parameters.</param>
    /// <param name="sample">The events, of as many kinds.</param>
    /// <returns>For each kind one number an event, from the event before it, or from time 0.</returns>
    public static double[][] Compute(HawkesProcess process, HawkesSample sample)
    {
        HawkesLikelihood.RequireSameKinds(process, sample);
        var intensity = new HawkesIntensity(process);
        var residuals = new List<double>[process.Kinds];
        double[] sums = new double[process.Kinds];
        for (int kind = 0; kind < process.Kinds; kind++)
        {
            residuals[kind] = new List<double>(sample.CountOf(kind));
        }

        double last = 0.0;
        for (int i = 0; i < sample.Count; i++)
        {
            double passed = sample.Times[i] - last;
            last = sample.Times[i];
            for (int kind = 0; kind < process.Kinds; kind++)
            {
                sums[kind] += Integral(process, intensity, kind, passed);
            }

            int happened = sample.Kinds[i];
            intensity.Pass(passed);
            intensity.Excite(happened);
            residuals[happened].Add(sums[happened]);
            sums[happened] = 0.0;
        }

        return Array.ConvertAll(residuals, list => list.ToArray());
    }

    private static double Integral(HawkesProcess process, HawkesIntensity intensity, int kind, double passed)
    {
        double sum = process.Baseline(kind) * passed;
        int first = process.BranchingIndex(kind, 0, 0);
        ReadOnlySpan<double> responses = intensity.Responses;
        for (int response = 0; response < responses.Length; response++)
        {
            double faded = 1.0 - PortableMath.Exp(-process.Decay(response % process.DecayCount) * passed);
            sum += process.Parameters[first + response] * responses[response] * faded;
        }

        return sum;
    }
}
