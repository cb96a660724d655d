using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>The least squares contrast of events with known decays: Σ_i (∫λ_i² dt - 2 Σ λ_i(t_k)), quadratic in baselines
/// and branching ratios, whose smallest value lies near those of the process that made the events.</summary>
/// <remarks>Reynaud-Bouret and Schbath, "Adaptive estimation for Hawkes processes; application to genome analysis", Annals
/// of Statistics 38(5) (2010). Its matrix is computed once, in time proportional to the number of events: a start for the
/// likelihood. The tick library prints the contrast over the number of events.</remarks>
public sealed class HawkesLeastSquares
{
    private readonly double[] _decays;
    private readonly int _kinds;
    private readonly int _width;

    // ∫ f f' dt over the functions of time that an intensity is made of: 1, and b R of each source and decay.
    private readonly double[] _products;

    // Σ f(t_k) over the events of a kind, kind by kind.
    private readonly double[] _sums;

    /// <summary>Computes the contrast's matrix.</summary>
    /// <param name="sample">The events.</param>
    /// <param name="decays">The decays, per unit of time, above 0.</param>
    public HawkesLeastSquares(HawkesSample sample, ReadOnlySpan<double> decays)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfZero(decays.Length);
        foreach (double decay in decays)
        {
            ParameterRange.RequireFinitePositive(decay);
        }

        _decays = decays.ToArray();
        _kinds = sample.KindCount;
        _width = 1 + (_kinds * decays.Length);
        _products = new double[_width * _width];
        _sums = new double[_kinds * _width];
        double[] functions = new double[_width];
        double[] factors = new double[decays.Length];
        functions[0] = 1.0;
        double last = 0.0;
        for (int i = 0; i < sample.Count; i++)
        {
            Pass(sample.Times[i] - last, functions, factors);
            last = sample.Times[i];
            int kind = sample.Kinds[i];
            for (int function = 0; function < _width; function++)
            {
                _sums[(kind * _width) + function] += functions[function];
            }

            for (int decay = 0; decay < _decays.Length; decay++)
            {
                functions[1 + (kind * _decays.Length) + decay] += _decays[decay];
            }
        }

        Pass(sample.End - last, functions, factors);
    }

    /// <summary>The contrast.</summary>
    /// <param name="process">Parameters with the decays of this object.</param>
    /// <returns>The contrast, not divided by anything.</returns>
    public double Value(HawkesProcess process)
    {
        RequireSameShape(process);
        double contrast = 0.0;
        for (int kind = 0; kind < _kinds; kind++)
        {
            for (int row = 0; row < _width; row++)
            {
                double parameter = Parameter(process, kind, row);
                contrast += parameter * (Product(process, kind, row) - 2.0 * _sums[(kind * _width) + row]);
            }
        }

        return contrast;
    }

    /// <summary>The contrast's derivatives by baselines and branching ratios.</summary>
    /// <param name="process">Parameters with the decays of this object.</param>
    /// <returns>In the order of <see cref="HawkesProcess.Parameters"/>, without the decays.</returns>
    public double[] Gradient(HawkesProcess process)
    {
        RequireSameShape(process);
        double[] gradient = new double[_kinds * _width];
        for (int kind = 0; kind < _kinds; kind++)
        {
            for (int row = 0; row < _width; row++)
            {
                gradient[Place(kind, row)] = 2.0 * (Product(process, kind, row) - _sums[(kind * _width) + row]);
            }
        }

        return gradient;
    }

    /// <summary>The parameters with the smallest contrast, those below 0 put to 0.</summary>
    /// <returns>The process; null where the events do not determine it.</returns>
    public HawkesProcess? Minimum()
    {
        double[] parameters = new double[_kinds * _width];
        double[] solution = new double[_width];
        for (int kind = 0; kind < _kinds; kind++)
        {
            if (!PositiveSystem.TrySolve(_products, _sums.AsSpan(kind * _width, _width), solution))
            {
                return null;
            }

            for (int row = 0; row < _width; row++)
            {
                parameters[Place(kind, row)] = Math.Max(0.0, solution[row]);
            }
        }

        return new HawkesProcess(parameters.AsSpan(0, _kinds), parameters.AsSpan(_kinds), _decays);
    }

    private void Pass(double time, double[] functions, double[] factors)
    {
        for (int decay = 0; decay < _decays.Length; decay++)
        {
            factors[decay] = PortableMath.Exp(-_decays[decay] * time);
        }

        for (int row = 0; row < _width; row++)
        {
            for (int column = 0; column < _width; column++)
            {
                double rate = Rate(row) + Rate(column);
                double length = rate == 0.0 ? time : (1.0 - Factor(factors, row) * Factor(factors, column)) / rate;
                _products[(row * _width) + column] += functions[row] * functions[column] * length;
            }
        }

        for (int function = 1; function < _width; function++)
        {
            functions[function] *= Factor(factors, function);
        }
    }

    private double Rate(int function) => function == 0 ? 0.0 : _decays[(function - 1) % _decays.Length];

    private double Factor(double[] factors, int function) => function == 0 ? 1.0 : factors[(function - 1) % _decays.Length];

    private int Place(int kind, int row) => row == 0 ? kind : _kinds + (kind * (_width - 1)) + row - 1;

    private double Parameter(HawkesProcess process, int kind, int row) => process.Parameters[Place(kind, row)];

    private double Product(HawkesProcess process, int kind, int row)
    {
        double sum = 0.0;
        for (int column = 0; column < _width; column++)
        {
            sum += _products[(row * _width) + column] * Parameter(process, kind, column);
        }

        return sum;
    }

    private void RequireSameShape(HawkesProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (process.Kinds != _kinds || !process.Parameters[^process.DecayCount..].SequenceEqual(_decays))
        {
            throw new ArgumentException("The process has other kinds or decays than the contrast was computed for.", nameof(process));
        }
    }
}
