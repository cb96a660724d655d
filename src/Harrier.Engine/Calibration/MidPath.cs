using System;
using System.Collections.Generic;
using Harrier.Models.Calibration;

namespace Harrier.Engine.Calibration;

/// <summary>The mid price of one instrument: at each second, and in bars of five minutes. Cold.</summary>
internal sealed class MidPath
{
    /// <summary>The length of a bar, and the sparse grid of the classic estimate, seconds.</summary>
    public const int BarSeconds = 300;

    private readonly List<double> _mids = [];
    private readonly List<PriceBar> _bars = [];
    private PriceBar _bar;
    private int _barSeconds;

    /// <summary>Gets the mids, one a second, from the first one on; where there was none the one before stands.</summary>
    public double[] Seconds => [.. _mids];

    /// <summary>Gets the bars that are whole.</summary>
    public PriceBar[] Bars => [.. _bars];

    /// <summary>Takes every mid.</summary>
    public void OnMid(double midDollars)
    {
        _bar = _bar.Open == 0.0
            ? new PriceBar(midDollars, midDollars, midDollars, midDollars)
            : new PriceBar(_bar.Open, Math.Max(_bar.High, midDollars), Math.Min(_bar.Low, midDollars), midDollars);
    }

    /// <summary>Takes the end of a second.</summary>
    /// <param name="midDollars">The mid; NaN where there is none.</param>
    public void OnSecond(double midDollars)
    {
        bool isMissing = double.IsNaN(midDollars);
        if (isMissing && _mids.Count == 0)
        {
            return;
        }

        _mids.Add(isMissing ? _mids[^1] : midDollars);
        _barSeconds++;
        if (_barSeconds == BarSeconds)
        {
            _bars.Add(_bar);
            _bar = new PriceBar(_bar.Close, _bar.Close, _bar.Close, _bar.Close);
            _barSeconds = 0;
        }
    }
}
