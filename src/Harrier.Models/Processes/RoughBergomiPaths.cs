using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Paths of the rough Bergomi model by the hybrid scheme. A draw is two independent paths, convolved in one
/// transform, and their mirror images: four in all. For one thread; nothing is allocated after construction.</summary>
/// <remarks>
/// Bennedsen, Lunde and Pakkanen, "Hybrid scheme for Brownian semistationary processes", Finance and Stochastics 21(4)
/// (2017), with κ = 1: the newest cell of the integral is drawn exactly, together with the Brownian increment of its time
/// (their covariances: equations (2.6) to (2.8)); for the others the power is taken at the points that are best in the mean
/// square, proposition 2.8.
/// </remarks>
public sealed class RoughBergomiPaths
{
    /// <summary>Paths a draw: two, and their mirror images.</summary>
    public const int PathsPerDraw = 4;

    private readonly RoughBergomi _model;
    private readonly FourierConvolution _convolution;
    private readonly double[] _kernel;

    // η² t^(2a+1)/2 at the end of each step.
    private readonly double[] _compensator;
    private readonly double[] _noise;
    private readonly double[] _volterra;
    private readonly double _step;
    private readonly double _noiseDeviation;
    private readonly double _sharedDeviation;
    private readonly double _ownDeviation;
    private readonly double _scale;

    /// <summary>Prepares paths.</summary>
    /// <param name="model">The parameters.</param>
    /// <param name="years">How long a path is, above 0.</param>
    /// <param name="steps">Its steps, 1 or more.</param>
    public RoughBergomiPaths(RoughBergomi model, double years, int steps)
    {
        ArgumentNullException.ThrowIfNull(model);
        ParameterRange.RequireFinitePositive(years);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        _model = model;
        _step = years / steps;
        double a = model.Roughness;
        _noiseDeviation = Math.Sqrt(_step);
        _sharedDeviation = Power(_step, a + 1.0) / ((a + 1.0) * _noiseDeviation);

        // h^(2a+1)/(2a+1) less the square of the shared part; as a difference it would be below zero for small a.
        _ownDeviation = Math.Abs(a) / (a + 1.0) * Math.Sqrt(Power(_step, (2.0 * a) + 1.0) / ((2.0 * a) + 1.0));
        _scale = Math.Sqrt((2.0 * a) + 1.0);

        // (b_k/n)^a = n^-a (k^(a+1) - (k-1)^(a+1))/(a+1) for k = 2, 3, …; the newest cell, k = 1, is not in it.
        _kernel = new double[steps];
        for (int k = 2; k <= steps; k++)
        {
            _kernel[k - 1] = Power(_step, a) * (Power(k, a + 1.0) - Power(k - 1, a + 1.0)) / (a + 1.0);
        }

        _convolution = new FourierConvolution(_kernel);
        _compensator = new double[steps];
        double eta = model.VolatilityOfVolatility;
        for (int i = 0; i < steps; i++)
        {
            _compensator[i] = 0.5 * eta * eta * Power(_step * (i + 1), (2.0 * a) + 1.0);
        }

        _noise = new double[2 * steps];
        _volterra = new double[2 * steps];
    }

    /// <summary>Gets the steps of a path.</summary>
    public int Steps => _kernel.Length;

    /// <summary>Draws two paths.</summary>
    /// <param name="random">The random numbers, two a step and path.</param>
    public void Draw(PathRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int steps = Steps;
        for (int i = 0; i < _noise.Length; i++)
        {
            double shared = random.NextGaussian();
            _noise[i] = _noiseDeviation * shared;
            _volterra[i] = _noise[i];
        }

        _convolution.Convolve(_volterra.AsSpan(0, steps), _volterra.AsSpan(steps));
        for (int i = 0; i < _volterra.Length; i++)
        {
            double newest = _sharedDeviation * (_noise[i] / _noiseDeviation) + _ownDeviation * random.NextGaussian();
            _volterra[i] = _scale * (newest + _volterra[i]);
        }
    }

    /// <summary>Y at the end of each step of a drawn path.</summary>
    /// <param name="path">0 to 3; 2 and 3 are the mirror images of 0 and 1.</param>
    /// <param name="step">0 for the end of the first step.</param>
    /// <returns>Y.</returns>
    public double Volterra(int path, int step) => Sign(path) * _volterra[((path & 1) * Steps) + step];

    /// <summary>The variance V at the end of a step.</summary>
    /// <param name="path">0 to 3.</param>
    /// <param name="step">0 for the end of the first step.</param>
    /// <returns>V, a year.</returns>
    public double Variance(int path, int step) => _model.ForwardVariance
        * PortableMath.Exp(_model.VolatilityOfVolatility * Volterra(path, step) - _compensator[step]);

    /// <summary>The integrals over a drawn path that the price depends on, by sums over the left ends of the steps.</summary>
    /// <param name="path">0 to 3.</param>
    /// <returns>∫√V dW and ∫V dt.</returns>
    public (double VolatilityNoise, double Variance) Integrals(int path)
    {
        ReadOnlySpan<double> noise = _noise.AsSpan((path & 1) * Steps, Steps);
        double sign = Sign(path);
        double variance = _model.ForwardVariance;
        double noiseSum = 0.0;
        double varianceSum = 0.0;
        for (int step = 0; step < noise.Length; step++)
        {
            noiseSum += Math.Sqrt(variance) * sign * noise[step];
            varianceSum += variance * _step;
            variance = step + 1 < noise.Length ? Variance(path, step) : 0.0;
        }

        return (noiseSum, varianceSum);
    }

    /// <summary>The variance of Y that the scheme has; the process itself has t^(2a+1).</summary>
    /// <param name="step">0 for the end of the first step.</param>
    /// <returns>The variance.</returns>
    public double SchemeVariance(int step)
    {
        double sum = _sharedDeviation * _sharedDeviation + _ownDeviation * _ownDeviation;
        for (int k = 1; k <= step; k++)
        {
            sum += _kernel[k] * _kernel[k] * _step;
        }

        return _scale * _scale * sum;
    }

    private static double Sign(int path) => path < 2 ? 1.0 : -1.0;

    private static double Power(double x, double exponent) => PortableMath.Exp(exponent * PortableMath.Ln(x));
}
