using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Euler's scheme for a diffusion of one component with jumps: the jump times are drawn exactly and are points of
/// the grid, so that no jump falls into a step. For one thread; nothing is allocated after construction.</summary>
/// <typeparam name="TEquation">The equation between the jumps.</typeparam>
/// <remarks>Platen and Bruti-Liberati, "Numerical Solution of Stochastic Differential Equations with Jumps in Finance"
/// (2010), section 8.6: the order of the scheme without jumps is kept.</remarks>
public sealed class JumpAdaptedEuler<TEquation>
    where TEquation : struct, IDiagonalDiffusion
{
    private readonly SdeSolver<TEquation> _solver;
    private readonly LogNormalJumps _jumps;
    private readonly double[] _state = new double[1];
    private readonly double[] _noise = new double[1];

    /// <summary>Takes an equation and its jumps.</summary>
    /// <param name="equation">The equation between the jumps, of one component.</param>
    /// <param name="jumps">The jumps.</param>
    public JumpAdaptedEuler(TEquation equation, LogNormalJumps jumps)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(equation.Dimension, 1);
        _solver = new SdeSolver<TEquation>(equation);
        _jumps = jumps;
    }

    /// <summary>Gets the jumps of the last path.</summary>
    public int JumpCount { get; private set; }

    /// <summary>Simulates a path.</summary>
    /// <param name="start">The value at time 0.</param>
    /// <param name="horizon">The time at which the value is wanted, above 0.</param>
    /// <param name="steps">The number of equal steps that the jump times are put into, 1 or more.</param>
    /// <param name="random">The random numbers.</param>
    /// <returns>The value at the horizon.</returns>
    public double Solve(double start, double horizon, int steps, PathRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ParameterRange.RequireFinitePositive(horizon);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        _state[0] = start;
        JumpCount = 0;
        double time = 0.0;
        double nextJump = _jumps.Wait(random);
        for (int step = 1; step <= steps; step++)
        {
            double end = horizon * step / steps;
            while (nextJump <= end)
            {
                Diffuse(time, nextJump - time, random);
                _state[0] *= _jumps.Factor(random);
                JumpCount++;
                time = nextJump;
                nextJump += _jumps.Wait(random);
            }

            Diffuse(time, end - time, random);
            time = end;
        }

        return _state[0];
    }

    private void Diffuse(double time, double step, PathRandom random)
    {
        _noise[0] = Math.Sqrt(step) * random.NextGaussian();
        _solver.Step(SdeScheme.EulerMaruyama, time, step, _state, _noise);
    }
}
