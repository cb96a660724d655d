using System;

namespace Harrier.Models.Papers;

/// <summary>Mean and standard deviation of a sample with their standard errors, in one pass.</summary>
internal sealed class MomentSum
{
    private double _count;
    private double _mean;
    private double _second;
    private double _third;
    private double _fourth;

    internal double Mean => _mean;

    internal double Deviation => Math.Sqrt(_second / (_count - 1.0));

    internal double MeanError => Deviation / Math.Sqrt(_count);

    // Var(s²) is (μ₄ - σ⁴)/n to first order, and s is √s².
    internal double DeviationError
    {
        get
        {
            double variance = _second / _count;
            return variance == 0.0 ? 0.0 : Math.Sqrt((_fourth / _count - variance * variance) / _count) / (2.0 * Math.Sqrt(variance));
        }
    }

    // Pébay, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments",
    // Sandia report SAND2008-6212 (2008), equations (1.1) and (2.1) for one new value.
    internal void Add(double value)
    {
        _count++;
        double n = _count;
        double delta = value - _mean;
        double part = delta / n;
        double term = delta * part * (n - 1.0);
        _mean += part;
        _fourth += term * part * part * (n * n - 3.0 * n + 3.0) + 6.0 * part * part * _second - 4.0 * part * _third;
        _third += term * part * (n - 2.0) - 3.0 * part * _second;
        _second += term;
    }
}
