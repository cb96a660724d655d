using System;
using Harrier.Market.Books;
using Harrier.Models.Calibration;

namespace Harrier.Engine.MarketMaking;

/// <summary>The calibrations of all instruments that are traded. One thread; nothing is allocated after
/// construction.</summary>
internal sealed class MarketCalibration
{
    /// <summary>Fewer aggressive orders than this, both sides together and as many as forgetting leaves, say too little:
    /// before there were as many, the instrument is not quoted.</summary>
    public const int OrdersMin = 20;

    private readonly InstrumentCalibration?[] _of;
    private readonly InstrumentCalibration[] _free;
    private int _used;

    /// <summary>Takes the memory.</summary>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="followed">How many instruments are followed at most.</param>
    /// <param name="incrementTicks">The step of prices.</param>
    /// <param name="halfLifeSeconds">The age at which what was seen weighs half; infinity for no forgetting.</param>
    /// <param name="rules">Which orders count.</param>
    public MarketCalibration(
        int instrumentLimit, int followed, int incrementTicks, double halfLifeSeconds, CountingRules rules)
    {
        _of = new InstrumentCalibration?[instrumentLimit];
        _free = new InstrumentCalibration[Math.Min(instrumentLimit, followed)];
        for (int i = 0; i < _free.Length; i++)
        {
            _free[i] = new InstrumentCalibration(incrementTicks, halfLifeSeconds, rules);
        }
    }

    /// <summary>Follows an instrument from now on.</summary>
    public void Follow(int instrument)
    {
        if (_of[instrument] is null && _used < _free.Length)
        {
            _of[instrument] = _free[_used++];
        }
    }

    /// <summary>What is learned about an instrument; null where it is not followed.</summary>
    public InstrumentCalibration? Of(int instrument) => instrument >= 0 && instrument < _of.Length ? _of[instrument] : null;

    /// <summary>Looks at all that are followed, once a second.</summary>
    /// <param name="time">The second, nanoseconds.</param>
    /// <param name="tops">The best prices.</param>
    public void OnSecond(long time, TopOfBook[] tops)
    {
        for (int instrument = 0; instrument < _of.Length; instrument++)
        {
            _of[instrument]?.OnSecond(time, in tops[instrument]);
        }
    }

    /// <summary>Estimates: both sides together, since the models quote as if both were alike.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="parameters">Volatility, arrivals and decay; the risk aversion is left at 0.</param>
    /// <returns>False when there were fewer than <see cref="OrdersMin"/> aggressive orders, none of them went beyond the
    /// price that they are counted from, or the mid did not move by more than its noise.</returns>
    public bool TryEstimate(int instrument, out MarketParameters parameters)
    {
        parameters = default;
        if (_of[instrument] is not InstrumentCalibration calibration)
        {
            return false;
        }

        IntensityEstimate intensity = calibration.Intensity.EstimatePooled();
        VolatilityEstimate volatility = calibration.Volatility.Estimate();
        if (!(intensity.Orders >= OrdersMin && intensity.IsUsable && volatility.IsUsable))
        {
            return false;
        }

        parameters = new MarketParameters(
            0, volatility.DollarsPerSqrtSecond, intensity.ArrivalsPerSecond, intensity.DecayPerDollar);
        return true;
    }
}
