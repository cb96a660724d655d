using System;
using System.Numerics;
using Harrier.Primitives;

namespace Harrier.Models.Calibration;

/// <summary>How long the price that orders are counted from stood how far from the mid price, in bands that grow with the
/// depth: each half increment up to sixteen increments by itself, then four bands an octave, up to 1,024 increments and
/// beyond. Within a band the mean is kept.</summary>
internal sealed class DepthExposure
{
    private const int ExactBandsLog2 = 5;
    private const int ExactBands = 1 << ExactBandsLog2;
    private const int BandsPerOctave = 4;
    private const int Bands = ExactBands + (BandsPerOctave * 6);

    private readonly double _halfIncrement;
    private readonly double[] _seconds = new double[Bands];
    private readonly double[] _depthSeconds = new double[Bands];

    /// <param name="incrementDollars">The step of prices.</param>
    public DepthExposure(double incrementDollars) => _halfIncrement = 0.5 * incrementDollars;

    /// <summary>Gets the time of all bands, weighted.</summary>
    public double Seconds { get; private set; }

    public void Add(double weightedSeconds, double depthDollars)
    {
        int band = BandOf(depthDollars);
        _seconds[band] += weightedSeconds;
        _depthSeconds[band] += weightedSeconds * depthDollars;
        Seconds += weightedSeconds;
    }

    public void Scale(double factor)
    {
        for (int band = 0; band < Bands; band++)
        {
            _seconds[band] *= factor;
            _depthSeconds[band] *= factor;
        }

        Seconds *= factor;
    }

    /// <summary>Becomes the exposure of two sides together.</summary>
    public void SetToSum(DepthExposure one, DepthExposure other)
    {
        for (int band = 0; band < Bands; band++)
        {
            _seconds[band] = one._seconds[band] + other._seconds[band];
            _depthSeconds[band] = one._depthSeconds[band] + other._depthSeconds[band];
        }

        Seconds = one.Seconds + other.Seconds;
    }

    /// <summary>The integral of exp(-kh) over the time seen, h being the depth, and the mean of h under that weight.</summary>
    public (double Thinned, double Mean) Integrate(double decayPerDollar)
    {
        double thinned = 0.0;
        double first = 0.0;
        for (int band = 0; band < Bands; band++)
        {
            if (_seconds[band] > 0.0)
            {
                double depth = _depthSeconds[band] / _seconds[band];
                double part = _seconds[band] * PortableMath.Exp(-Math.Min(700.0, decayPerDollar * depth));
                thinned += part;
                first += depth * part;
            }
        }

        return (thinned, first / thinned);
    }

    private int BandOf(double depthDollars)
    {
        long width = (long)Math.Min(1e9, Math.Round(depthDollars / _halfIncrement));
        if (width < ExactBands)
        {
            return (int)Math.Max(0, width);
        }

        int octave = BitOperations.Log2((ulong)width);
        int part = (int)((width >> (octave - 2)) & (BandsPerOctave - 1));
        return Math.Min(Bands - 1, ExactBands + ((octave - ExactBandsLog2) * BandsPerOctave) + part);
    }
}
