using System;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>One pass over events that gives the log-likelihood and its derivatives.</summary>
/// <remarks>
/// With R = Σ exp(-b Δ), Q = Σ Δ exp(-b Δ) and P = Σ Δ² exp(-b Δ) over the past of a source, Δ = t - t_k, all of which go on
/// from event to event: ∂λ/∂μ = 1, ∂λ/∂a = b R, ∂λ/∂b = Σ_j a (R - b Q), ∂²λ/∂a∂b = R - b Q, ∂²λ/∂b² = Σ_j a (b P - 2Q).
/// An event of kind i has derivatives by μ_i, the a_i·· and all b alone, which are kept together here as its slope.
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

    // The integrals over the kernels that end inside, and their first two derivatives by the decay, by source and decay.
    private readonly double[] _effects;
    private readonly double[] _effectSlopes;
    private readonly double[] _effectCurves;
    private readonly double[] _slope;
    private readonly int[] _places;

    internal HawkesDerivatives(HawkesProcess process)
    {
        _process = process;
        _kinds = process.Kinds;
        _decays = process.DecayCount;
        _pairs = _kinds * _decays;
        _zeroth = new double[_pairs];
        _first = new double[_pairs];
        _second = new double[_pairs];
        _effects = new double[_pairs];
        _effectSlopes = new double[_pairs];
        _effectCurves = new double[_pairs];
        _slope = new double[1 + _pairs + _decays];
        _places = new int[_slope.Length];
    }

    internal double Compute(HawkesSample sample, Span<double> gradient, Span<double> hessian)
    {
        gradient.Clear();
        hessian.Clear();
        double value = 0.0;
        double last = 0.0;
        for (int i = 0; i < sample.Count; i++)
        {
            int kind = sample.Kinds[i];
            Pass(sample.Times[i] - last);
            last = sample.Times[i];
            value += AddEvent(kind, gradient, hessian);
            AddEffects(kind, sample.End - last);
        }

        return value - SubtractCompensator(sample.End, gradient, hessian);
    }

    private void Pass(double time)
    {
        for (int decay = 0; decay < _decays; decay++)
        {
            double factor = PortableMath.Exp(-_process.Decay(decay) * time);
            for (int pair = decay; pair < _pairs; pair += _decays)
            {
                _second[pair] = factor * (_second[pair] + time * (2.0 * _first[pair] + time * _zeroth[pair]));
                _first[pair] = factor * (_first[pair] + time * _zeroth[pair]);
                _zeroth[pair] *= factor;
            }
        }
    }

    private double AddEvent(int kind, Span<double> gradient, Span<double> hessian)
    {
        double intensity = FillSlope(kind);
        int width = gradient.Length;
        double inverse = 1.0 / intensity;
        for (int row = 0; row < _slope.Length; row++)
        {
            double scaled = _slope[row] * inverse;
            gradient[_places[row]] += scaled;
            Span<double> line = hessian.Slice(_places[row] * width, width);
            for (int column = 0; column < _slope.Length; column++)
            {
                line[_places[column]] -= scaled * _slope[column] * inverse;
            }
        }

        for (int pair = 0; pair < _pairs; pair++)
        {
            int ratio = _process.BranchingIndex(kind, 0, pair);
            int decay = width - _decays + (pair % _decays);
            double rate = _process.Parameters[decay];
            AddPair(hessian, width, ratio, decay, (_zeroth[pair] - rate * _first[pair]) * inverse);
            hessian[(decay * width) + decay] += _process.Parameters[ratio] * (rate * _second[pair] - 2.0 * _first[pair]) * inverse;
        }

        return PortableMath.Ln(intensity);
    }

    /// <summary>The derivatives of the intensity of a kind, and where they belong.</summary>
    private double FillSlope(int kind)
    {
        int decayStart = _process.Parameters.Length - _decays;
        double intensity = _process.Baseline(kind);
        _slope[0] = 1.0;
        _places[0] = kind;
        for (int decay = 0; decay < _decays; decay++)
        {
            _slope[1 + _pairs + decay] = 0.0;
            _places[1 + _pairs + decay] = decayStart + decay;
        }

        for (int pair = 0; pair < _pairs; pair++)
        {
            int decay = pair % _decays;
            int place = _process.BranchingIndex(kind, 0, pair);
            double ratio = _process.Parameters[place];
            double rate = _process.Decay(decay);
            intensity += ratio * rate * _zeroth[pair];
            _slope[1 + pair] = rate * _zeroth[pair];
            _places[1 + pair] = place;
            _slope[1 + _pairs + decay] += ratio * (_zeroth[pair] - rate * _first[pair]);
        }

        return intensity;
    }

    private void AddEffects(int kind, double left)
    {
        for (int decay = 0; decay < _decays; decay++)
        {
            int pair = (kind * _decays) + decay;
            double factor = PortableMath.Exp(-_process.Decay(decay) * left);
            _zeroth[pair]++;
            _effects[pair] += 1.0 - factor;
            _effectSlopes[pair] += left * factor;
            _effectCurves[pair] -= left * left * factor;
        }
    }

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
                sum += ratio * _effects[pair];
                gradient[place] -= _effects[pair];
                gradient[decay] -= ratio * _effectSlopes[pair];
                AddPair(hessian, width, place, decay, -_effectSlopes[pair]);
                hessian[(decay * width) + decay] -= ratio * _effectCurves[pair];
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
