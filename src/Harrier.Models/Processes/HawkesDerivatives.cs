using System;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>One pass over events that gives the log-likelihood and its derivatives.</summary>
/// <remarks>
/// With R = Σ exp(-b Δ), Q = Σ Δ exp(-b Δ) and P = Σ Δ² exp(-b Δ) over the past of a source, Δ = t - t_k, all of which go on
/// from event to event and to the end, where the integrals of a source's kernels are N - R, with slope Q and curve -P by the
/// decay: ∂λ/∂μ = 1, ∂λ/∂a = b R, ∂λ/∂b = Σ_j a (R - b Q), ∂²λ/∂a∂b = R - b Q, ∂²λ/∂b² = Σ_j a (b P - 2Q).
/// An event of kind i has derivatives by μ_i, the a_i·· and all b alone: its slope. What an event adds is summed up by kind, one
/// half of what is symmetric, and put where it belongs at the end.
/// </remarks>
internal sealed class HawkesDerivatives
{
    private readonly HawkesProcess _process;
    private readonly int _kinds;
    private readonly int _decays;
    private readonly int _pairs;
    private readonly double[] _zeroth;
    private readonly double[] _first;
    private readonly double[] _second;

    // N, the events of the source.
    private readonly double[] _counts;

    // Of λ at an event over λ, and sums over the events of a kind: of it, of its products, and of the second derivatives of λ
    // over λ, by ratio and decay and by decay alone.
    private readonly double[] _slope;
    private readonly double[] _slopes;
    private readonly double[] _products;
    private readonly double[] _mixed;
    private readonly double[] _curves;

    internal HawkesDerivatives(HawkesProcess process)
    {
        _process = process;
        _kinds = process.Kinds;
        _decays = process.DecayCount;
        _pairs = _kinds * _decays;
        _zeroth = new double[_pairs];
        _first = new double[_pairs];
        _second = new double[_pairs];
        _counts = new double[_pairs];
        _slope = new double[1 + _pairs + _decays];
        _slopes = new double[_kinds * _slope.Length];
        _products = new double[_kinds * Triangle(_slope.Length)];
        _mixed = new double[_kinds * _pairs];
        _curves = new double[_kinds * _pairs];
    }

    internal double Compute(HawkesSample sample, Span<double> gradient, Span<double> hessian)
    {
        gradient.Clear();
        hessian.Clear();
        var product = new LogProduct();
        double last = 0.0;
        for (int i = 0; i < sample.Count; i++)
        {
            int kind = sample.Kinds[i];
            Pass(sample.Times[i] - last);
            last = sample.Times[i];
            product.Multiply(AddEvent(kind));
            Excite(kind);
        }

        Pass(sample.End - last);
        for (int kind = 0; kind < _kinds; kind++)
        {
            AddSums(kind, gradient, hessian);
        }

        return product.Value - SubtractCompensator(sample.End, gradient, hessian);
    }

    private static int Triangle(int rows) => rows * (rows + 1) / 2;

    private void Pass(double time)
    {
        for (int decay = 0; decay < _decays; decay++)
        {
            double factor = PortableMath.Exp(-_process.Decay(decay) * time);

            // Of what has faded nothing is left: the square of a long time may be infinite, and 0 of that is no number.
            double age = factor > 0.0 ? time : 0.0;
            for (int pair = decay; pair < _pairs; pair += _decays)
            {
                _second[pair] = factor * (_second[pair] + age * (2.0 * _first[pair] + age * _zeroth[pair]));
                _first[pair] = factor * (_first[pair] + age * _zeroth[pair]);
                _zeroth[pair] *= factor;
            }
        }
    }

    private void Excite(int kind)
    {
        for (int pair = kind * _decays; pair < (kind + 1) * _decays; pair++)
        {
            _zeroth[pair]++;
            _counts[pair]++;
        }
    }

    /// <summary>Adds what an event brings to the sums of its kind.</summary>
    /// <returns>λ at it.</returns>
    private double AddEvent(int kind)
    {
        double intensity = FillSlope(kind);
        double inverse = 1.0 / intensity;
        Span<double> slope = _slope;
        Span<double> slopes = _slopes.AsSpan(kind * slope.Length, slope.Length);
        Span<double> products = _products.AsSpan(kind * Triangle(slope.Length), Triangle(slope.Length));
        int at = 0;
        for (int row = 0; row < slope.Length; row++)
        {
            double scaled = slope[row] * inverse;
            slope[row] = scaled;
            slopes[row] += scaled;
            for (int column = 0; column <= row; column++)
            {
                products[at++] += scaled * slope[column];
            }
        }

        ReadOnlySpan<double> rates = _process.Parameters[^_decays..];
        for (int pair = 0; pair < _pairs; pair++)
        {
            double rate = rates[_decays == 1 ? 0 : pair % _decays];
            int sum = (kind * _pairs) + pair;
            _mixed[sum] += (_zeroth[pair] - rate * _first[pair]) * inverse;
            _curves[sum] += (rate * _second[pair] - 2.0 * _first[pair]) * inverse;
        }

        return intensity;
    }

    /// <summary>The derivatives of the intensity of a kind.</summary>
    private double FillSlope(int kind)
    {
        Span<double> slope = _slope;
        ReadOnlySpan<double> rates = _process.Parameters[^_decays..];
        ReadOnlySpan<double> ratios = _process.Parameters.Slice(_process.BranchingIndex(kind, 0, 0), _pairs);
        double intensity = _process.Baseline(kind);
        slope[0] = 1.0;
        slope[(1 + _pairs)..].Clear();
        for (int pair = 0; pair < ratios.Length; pair++)
        {
            int decay = _decays == 1 ? 0 : pair % _decays;
            double effect = rates[decay] * _zeroth[pair];
            intensity += ratios[pair] * effect;
            slope[1 + pair] = effect;
            slope[1 + _pairs + decay] += ratios[pair] * (_zeroth[pair] - rates[decay] * _first[pair]);
        }

        return intensity;
    }

    /// <summary>Puts the sums of a kind where they belong.</summary>
    private void AddSums(int kind, Span<double> gradient, Span<double> hessian)
    {
        int width = gradient.Length;
        int at = kind * Triangle(_slope.Length);
        for (int row = 0; row < _slope.Length; row++)
        {
            int place = PlaceOf(kind, row);
            gradient[place] += _slopes[(kind * _slope.Length) + row];
            for (int column = 0; column < row; column++)
            {
                AddPair(hessian, width, place, PlaceOf(kind, column), -_products[at++]);
            }

            hessian[(place * width) + place] -= _products[at++];
        }

        for (int pair = 0; pair < _pairs; pair++)
        {
            int ratio = _process.BranchingIndex(kind, 0, pair);
            int decay = width - _decays + (pair % _decays);
            AddPair(hessian, width, ratio, decay, _mixed[(kind * _pairs) + pair]);
            hessian[(decay * width) + decay] += _process.Parameters[ratio] * _curves[(kind * _pairs) + pair];
        }
    }

    /// <summary>Which parameter a row of the slope of a kind is about.</summary>
    private int PlaceOf(int kind, int row) => row == 0 ? kind
        : row <= _pairs ? _process.BranchingIndex(kind, 0, row - 1)
        : _process.Parameters.Length - _decays + row - 1 - _pairs;

    private double SubtractCompensator(double end, Span<double> gradient, Span<double> hessian)
    {
        int width = gradient.Length;
        double sum = 0.0;
        for (int kind = 0; kind < _kinds; kind++)
        {
            sum += _process.Baseline(kind) * end;
            gradient[kind] -= end;
            for (int pair = 0; pair < _pairs; pair++)
            {
                int place = _process.BranchingIndex(kind, 0, pair);
                int decay = width - _decays + (pair % _decays);
                double ratio = _process.Parameters[place];
                double effect = _counts[pair] - _zeroth[pair];
                sum += ratio * effect;
                gradient[place] -= effect;
                gradient[decay] -= ratio * _first[pair];
                AddPair(hessian, width, place, decay, -_first[pair]);
                hessian[(decay * width) + decay] += ratio * _second[pair];
            }
        }

        return sum;
    }

    private static void AddPair(Span<double> hessian, int width, int row, int column, double value)
    {
        hessian[(row * width) + column] += value;
        hessian[(column * width) + row] += value;
    }
}
