using System;
using System.Numerics;
using Harrier.Primitives;

namespace Harrier.Models.Calibration;

/// <summary>How long the touch stood how far from the mid price, in bands that grow with it: each width of the spread up
/// to eight increments by itself, then four bands an octave, up to 1,024 increments and beyond. Within a band the mean is
/// kept.</summary>
internal sealed class SpreadExposure
{
    private const int ExactWidths = 8;
    private const int BandsPerOctave = 4;
    private const int Bands = ExactWidths + (BandsPerOctave * 8);

    private readonly double _halfIncrement;
    private readonly double[] _seconds = new double[Bands];
    private readonly double[] _depthSeconds = new double[Bands];

    private readonly bool _isTouchIgnored;

    /// <param name="incrementDollars">The step of prices.</param>
    /// <param name="inside">Where nothing is taken to be hidden, the touch counts as at the mid price.</param>
    public SpreadExposure(double incrementDollars, InsideTouch inside)
    {
        _halfIncrement = 0.5 * incrementDollars;
        _isTouchIgnored = inside == InsideTouch.None;
    }

    /// <summary>Gets the time of all bands, weighted.</summary>
    public double Seconds { get; private set; }

    public void Add(double weightedSeconds, double touchDollars)
    {
        touchDollars = Counted(touchDollars);
        int band = BandOf(touchDollars);
        _seconds[band] += weightedSeconds;
        _depthSeconds[band] += weightedSeconds * touchDollars;
        Seconds += weightedSeconds;
    }

    /// <summary>The depth down to which orders are hidden.</summary>
    public double Counted(double touchDollars) => _isTouchIgnored ? 0.0 : touchDollars;

    public void Scale(double factor)
    {
        for (int band = 0; band < Bands; band++)
        {
            _seconds[band] *= factor;
            _depthSeconds[band] *= factor;
        }

        Seconds *= factor;
    }

    /// <summary>The integral of exp(-kh) over the time seen, h being the depth of the touch, and the mean and the variance
    /// of h under that weight.</summary>
    public (double Thinned, double Mean, double Variance) Integrate(double decayPerDollar)
    {
        double thinned = 0.0;
        double first = 0.0;
        double second = 0.0;
        for (int band = 0; band < Bands; band++)
        {
            if (_seconds[band] > 0.0)
            {
                double depth = _depthSeconds[band] / _seconds[band];
                double part = _seconds[band] * PortableMath.Exp(-Math.Min(700.0, decayPerDollar * depth));
                thinned += part;
                first += depth * part;
                second += depth * depth * part;
            }
        }

        double mean = first / thinned;
        return (thinned, mean, Math.Max(0.0, (second / thinned) - (mean * mean)));
    }

    private int BandOf(double touchDollars)
    {
        long width = (long)Math.Min(1e9, Math.Round(touchDollars / _halfIncrement));
        if (width < ExactWidths)
        {
            return (int)Math.Max(0, width);
        }

        int octave = BitOperations.Log2((ulong)width);
        int part = (int)((width >> (octave - 2)) & (BandsPerOctave - 1));
        return Math.Min(Bands - 1, ExactWidths + ((octave - 3) * BandsPerOctave) + part);
    }
}
