using System;
using System.Collections.Generic;
using Harrier.Models.Quoting;

namespace Harrier.Models.Calibration;

/// <summary>The intensity by depth as it was seen, one side, without a model: for each depth the orders that reached it in the
/// time that the touch stood there or nearer. Cold; grows with the depths seen, up to <see cref="BandsMax"/>.</summary>
public sealed class IntensityProfile
{
    /// <summary>The bands; what is deeper counts for the deepest.</summary>
    public const int BandsMax = 4_096;

    private readonly double _step;
    private readonly List<double> _seconds = [];
    private readonly List<long> _orders = [];
    private readonly List<long> _allOrders = [];

    /// <summary>Begins.</summary>
    /// <param name="incrementDollars">The step of prices, above 0; bands are half of it apart, since the mid is.</param>
    public IntensityProfile(double incrementDollars)
    {
        ParameterRange.RequireFinitePositive(incrementDollars);
        _step = 0.5 * incrementDollars;
    }

    /// <summary>Takes note of time with the touch at a depth.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="touchDollars">Half of the spread; NaN while nothing was seen.</param>
    public void Pass(double seconds, double touchDollars)
    {
        if (seconds >= 0.0 && touchDollars >= 0.0)
        {
            _seconds[Grow(touchDollars)] += seconds;
        }
    }

    /// <summary>Takes an order.</summary>
    /// <param name="touchDollars">The depth of the touch that it met.</param>
    /// <param name="beyondDollars">How far beyond it went.</param>
    public void Add(double touchDollars, double beyondDollars)
    {
        if (touchDollars >= 0.0 && beyondDollars >= 0.0)
        {
            int last = Grow(touchDollars + beyondDollars);
            int first = BandOf(touchDollars);
            for (int band = 0; band <= last; band++)
            {
                _allOrders[band]++;
                _orders[band] += band >= first ? 1 : 0;
            }
        }
    }

    /// <summary>Gives all bands down to the deepest that was seen.</summary>
    /// <returns>The bands.</returns>
    public IReadOnlyList<IntensityBand> Bands()
    {
        var bands = new List<IntensityBand>();
        double all = 0.0;
        foreach (double one in _seconds)
        {
            all += one;
        }

        double seconds = 0.0;
        for (int band = 0; band < _seconds.Count; band++)
        {
            seconds += _seconds[band];
            bands.Add(new IntensityBand(band * _step, seconds, _orders[band], all, _allOrders[band]));
        }

        return bands;
    }

    private int BandOf(double depthDollars) => (int)Math.Min(BandsMax - 1, Math.Round(depthDollars / _step));

    private int Grow(double depthDollars)
    {
        int band = BandOf(depthDollars);
        while (_seconds.Count <= band)
        {
            _seconds.Add(0.0);
            _orders.Add(0);
            _allOrders.Add(0);
        }

        return band;
    }
}
