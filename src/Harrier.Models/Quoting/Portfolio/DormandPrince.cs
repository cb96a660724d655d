using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting.Portfolio;

/// <summary>Solves y' = f(y) by Dormand and Prince's explicit Runge-Kutta pair of orders 5 and 4, "A family of embedded
/// Runge-Kutta formulae", J. Comput. Appl. Math. 6(1) 19-26 (1980), with the step chosen by the error of each. Cold; one
/// thread; nothing is allocated after construction.</summary>
internal sealed class DormandPrince
{
    private const double Safety = 0.9;
    private const double StepFactorMin = 0.2;
    private const double StepFactorMax = 5.0;

    // Row by row what each of the stages 2 to 7 takes of those before it; the last row is the solution of order 5.
    private static readonly double[][] Weights =
    [
        [1.0 / 5.0],
        [3.0 / 40.0, 9.0 / 40.0],
        [44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0],
        [19372.0 / 6561.0, -25360.0 / 2187.0, 64448.0 / 6561.0, -212.0 / 729.0],
        [9017.0 / 3168.0, -355.0 / 33.0, 46732.0 / 5247.0, 49.0 / 176.0, -5103.0 / 18656.0],
        [35.0 / 384.0, 0.0, 500.0 / 1113.0, 125.0 / 192.0, -2187.0 / 6784.0, 11.0 / 84.0],
    ];

    // The solution of order 5 less that of order 4.
    private static readonly double[] ErrorWeights =
        [71.0 / 57600.0, 0.0, -71.0 / 16695.0, 71.0 / 1920.0, -17253.0 / 339200.0, 22.0 / 525.0, -1.0 / 40.0];

    private readonly double[][] _slopes = new double[7][];
    private readonly double[] _trial;

    internal DormandPrince(int dimension)
    {
        _trial = new double[dimension];
        for (int stage = 0; stage < _slopes.Length; stage++)
        {
            _slopes[stage] = new double[dimension];
        }
    }

    /// <summary>Takes the state from one time to another.</summary>
    /// <param name="system">The right-hand side.</param>
    /// <param name="state">The state, replaced.</param>
    /// <param name="time">How far, above 0.</param>
    /// <param name="firstStep">A first step that is short enough; above 0.</param>
    /// <param name="tolerance">How large the estimated error of one step may be in any component, above 0.</param>
    /// <exception cref="ArithmeticException">No step is short enough: the solution leaves all numbers.</exception>
    internal void Advance<TSystem>(ref TSystem system, Span<double> state, double time, double firstStep, double tolerance)
        where TSystem : struct, IDifferentialSystem
    {
        double done = 0.0;
        double step = Math.Min(firstStep, time);
        system.Derivative(state, _slopes[0]);
        while (done < time)
        {
            double error = Try(ref system, state, step) / tolerance;
            if (error <= 1.0)
            {
                // The last slope is the first one of the next step.
                _trial.CopyTo(state);
                (_slopes[0], _slopes[6]) = (_slopes[6], _slopes[0]);
                done = step >= time - done ? time : done + step;
            }

            step = Math.Min(step * StepFactor(error), time - done);
            if (done < time && !(done + step > done))
            {
                throw new ArithmeticException($"No step is short enough at {done} of {time}: check the units of the parameters.");
            }
        }
    }

    private static double StepFactor(double error) =>
        error == 0.0 ? StepFactorMax
        : double.IsFinite(error) ? Math.Clamp(Safety * PortableMath.Exp(-0.2 * PortableMath.Ln(error)), StepFactorMin, StepFactorMax)
        : StepFactorMin;

    // One step into _trial; its largest error, not a number where a slope is none.
    private double Try<TSystem>(ref TSystem system, ReadOnlySpan<double> state, double step)
        where TSystem : struct, IDifferentialSystem
    {
        for (int stage = 1; stage < _slopes.Length; stage++)
        {
            double[] weights = Weights[stage - 1];
            for (int row = 0; row < _trial.Length; row++)
            {
                double slope = 0.0;
                for (int before = 0; before < weights.Length; before++)
                {
                    slope += weights[before] * _slopes[before][row];
                }

                _trial[row] = state[row] + step * slope;
            }

            system.Derivative(_trial, _slopes[stage]);
        }

        double largest = 0.0;
        for (int row = 0; row < _trial.Length; row++)
        {
            double error = 0.0;
            for (int stage = 0; stage < ErrorWeights.Length; stage++)
            {
                error += ErrorWeights[stage] * _slopes[stage][row];
            }

            // Max keeps what is not a number.
            largest = Math.Max(largest, Math.Abs(step * error));
        }

        return largest;
    }
}
