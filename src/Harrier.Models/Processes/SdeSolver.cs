using System;

namespace Harrier.Models.Processes;

/// <summary>Steps a stochastic differential equation with diagonal noise. For one thread; nothing is allocated after
/// construction.</summary>
/// <typeparam name="TEquation">The equation.</typeparam>
/// <remarks>Kloeden and Platen, "Numerical Solution of Stochastic Differential Equations" (1992), sections 10.2 (Euler) and
/// 10.3 (Milstein; for diagonal noise each diffusion may depend on its own component alone, else the order is 1/2).</remarks>
public sealed class SdeSolver<TEquation>
    where TEquation : struct, IDiagonalDiffusion
{
    private readonly TEquation _equation;
    private readonly double[] _drift;
    private readonly double[] _diffusion;
    private readonly double[] _slope;

    /// <summary>Takes an equation.</summary>
    /// <param name="equation">The equation.</param>
    public SdeSolver(TEquation equation)
    {
        _equation = equation;
        _drift = new double[equation.Dimension];
        _diffusion = new double[equation.Dimension];
        _slope = new double[equation.Dimension];
    }

    /// <summary>Makes one step.</summary>
    /// <param name="scheme">How.</param>
    /// <param name="time">The time before it.</param>
    /// <param name="step">Its length, above 0.</param>
    /// <param name="state">The components before it, and after it.</param>
    /// <param name="noise">The increments of the Brownian motions over it, of variance <paramref name="step"/> each.</param>
    public void Step(SdeScheme scheme, double time, double step, Span<double> state, ReadOnlySpan<double> noise)
    {
        _equation.Evaluate(time, state, _drift, _diffusion);
        if (scheme == SdeScheme.Milstein)
        {
            _equation.Slope(time, state, _slope);
        }

        for (int i = 0; i < state.Length; i++)
        {
            double change = _drift[i] * step + _diffusion[i] * noise[i];
            if (scheme == SdeScheme.Milstein)
            {
                change += 0.5 * _diffusion[i] * _slope[i] * (noise[i] * noise[i] - step);
            }

            state[i] += change;
        }
    }
}
