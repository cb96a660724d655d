using System;
using Harrier.Models.Quoting;
using MathNet.Numerics.LinearAlgebra;

namespace Harrier.Models.Processes;

/// <summary>The parameters of a Hawkes process of several kinds of events, whose kernels are sums of exponentials.</summary>
/// <remarks>
/// Hawkes, "Spectra of some self-exciting and mutually exciting point processes", Biometrika 58(1) (1971). The intensity of
/// kind i at time t is μ_i + Σ_j Σ_u a_iju b_u Σ exp(-b_u (t - t_k)) over the earlier events t_k of kind j: a kernel is
/// φ(t) = a b exp(-b t), whose integral a, the branching ratio, is the mean number of events of kind i that one of kind j
/// sets off directly. Where a paper writes α exp(-β t), a = α/β. The decays are shared by all pairs of kinds, so that the
/// state is one number a source and decay. Immutable; the unit of time is the caller's, a second in this code base.
/// </remarks>
public sealed class HawkesProcess
{
    private readonly double[] _parameters;

    /// <summary>Checks the parameters.</summary>
    /// <param name="baselines">μ: events a unit of time that come by themselves, a kind; 0 or above.</param>
    /// <param name="branching">a: target by source by decay, the decay running fastest; 0 or above.</param>
    /// <param name="decays">b: per unit of time; above 0.</param>
    /// <exception cref="ArgumentException">The numbers do not fit each other, or one is out of range.</exception>
    public HawkesProcess(ReadOnlySpan<double> baselines, ReadOnlySpan<double> branching, ReadOnlySpan<double> decays)
    {
        ArgumentOutOfRangeException.ThrowIfZero(baselines.Length);
        ArgumentOutOfRangeException.ThrowIfZero(decays.Length);
        if (branching.Length != baselines.Length * baselines.Length * decays.Length)
        {
            throw new ArgumentException(
                $"{branching.Length} branching ratios; {baselines.Length} kinds and {decays.Length} decays need one for each target, source and decay.");
        }

        foreach (double baseline in baselines)
        {
            ParameterRange.RequireFiniteNonNegative(baseline);
        }

        foreach (double ratio in branching)
        {
            ParameterRange.RequireFiniteNonNegative(ratio);
        }

        foreach (double decay in decays)
        {
            ParameterRange.RequireFinitePositive(decay);
        }

        Kinds = baselines.Length;
        DecayCount = decays.Length;
        _parameters = [.. baselines, .. branching, .. decays];
    }

    /// <summary>Makes a process of one kind of event and one decay.</summary>
    /// <param name="baseline">μ, events a unit of time.</param>
    /// <param name="branching">a, the branching ratio.</param>
    /// <param name="decay">b, per unit of time.</param>
    public HawkesProcess(double baseline, double branching, double decay)
        : this([baseline], [branching], [decay])
    {
    }

    /// <summary>Gets the number of kinds of events.</summary>
    public int Kinds { get; }

    /// <summary>Gets the number of exponentials in a kernel.</summary>
    public int DecayCount { get; }

    /// <summary>Gets all parameters: the baselines, the branching ratios by target, source and decay, the decays.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>Gets the largest absolute eigenvalue of the branching ratios, summed over the decays: the mean number of
    /// events that one sets off directly. From 1 on the process explodes.</summary>
    public double SpectralRadius
    {
        get
        {
            double radius = 0.0;
            foreach (System.Numerics.Complex value in TotalBranching().Evd().EigenValues)
            {
                radius = Math.Max(radius, value.Magnitude);
            }

            return radius;
        }
    }

    /// <summary>Makes a process of the numbers of <see cref="Parameters"/>.</summary>
    /// <param name="parameters">The numbers.</param>
    /// <param name="kinds">The kinds of events.</param>
    /// <param name="decays">The exponentials in a kernel.</param>
    /// <returns>The process.</returns>
    public static HawkesProcess FromParameters(ReadOnlySpan<double> parameters, int kinds, int decays) =>
        new(parameters[..kinds], parameters[kinds..^decays], parameters[^decays..]);

    /// <summary>The rate at which events of a kind come by themselves.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>μ, events a unit of time.</returns>
    public double Baseline(int kind) => _parameters[kind];

    /// <summary>A branching ratio.</summary>
    /// <param name="target">The kind of event that is set off.</param>
    /// <param name="source">The kind of event that sets it off.</param>
    /// <param name="decay">The exponential of the kernel.</param>
    /// <returns>a.</returns>
    public double Branching(int target, int source, int decay = 0) => _parameters[BranchingIndex(target, source, decay)];

    /// <summary>A decay.</summary>
    /// <param name="decay">The exponential of the kernel.</param>
    /// <returns>b, per unit of time.</returns>
    public double Decay(int decay = 0) => _parameters[^(DecayCount - decay)];

    /// <summary>The long-run rates (1 - A)^-1 μ.</summary>
    /// <returns>Events a unit of time, a kind.</returns>
    /// <exception cref="InvalidOperationException">The spectral radius is 1 or above: there are none.</exception>
    public double[] MeanRates()
    {
        RequireStationary();
        Matrix<double> system = Matrix<double>.Build.DenseIdentity(Kinds) - TotalBranching();
        return system.Solve(Vector<double>.Build.Dense(_parameters[..Kinds])).ToArray();
    }

    internal int BranchingIndex(int target, int source, int decay) =>
        Kinds + ((target * Kinds) + source) * DecayCount + decay;

    internal void RequireStationary()
    {
        double radius = SpectralRadius;
        if (!(radius < 1.0))
        {
            throw new InvalidOperationException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The spectral radius of the branching ratios is {radius}; from 1 on the process explodes."));
        }
    }

    private Matrix<double> TotalBranching() => Matrix<double>.Build.Dense(Kinds, Kinds, (target, source) =>
    {
        double sum = 0.0;
        for (int decay = 0; decay < DecayCount; decay++)
        {
            sum += Branching(target, source, decay);
        }

        return sum;
    });
}
