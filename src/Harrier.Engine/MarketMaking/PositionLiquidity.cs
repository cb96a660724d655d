using Harrier.Models.Risk;
using Harrier.Models.Statistics;
using Harrier.Runtime.Memory;

namespace Harrier.Engine.MarketMaking;

/// <summary>How long the positions would take to be worked out, by the volume that the feed shows: lots a second, each second
/// weighing exp(-1/τ) of the one after it. Where less than a lot of that is left, the trades are forgotten and nothing is
/// known: a rate that only fades would give horizons of ages. One thread; nothing is allocated after construction.</summary>
internal sealed class PositionLiquidity
{
    private const double LotsMin = 1.0;

    private readonly double[] _weighted;
    private readonly long[] _traded;
    private readonly double _decay;
    private readonly double _participation;
    private double _weight;
    private double _longest;
    private int _longestAsset;

    /// <summary>Takes the memory, 16 bytes an asset.</summary>
    /// <param name="assets">The most assets.</param>
    /// <param name="participation">The share of the volume that we may be, above 0 and up to 1.</param>
    /// <param name="memorySeconds">τ, above 0.</param>
    public PositionLiquidity(int assets, double participation, double memorySeconds)
    {
        _weighted = TouchedArray.Allocate<double>(assets);
        _traded = TouchedArray.Allocate<long>(assets);
        _decay = ExponentialDecay.FromTimeConstant(memorySeconds).Lambda;
        _participation = participation;
    }

    /// <summary>Gets the longest of the last second, seconds: 0 where nothing is held, NaN where something is held of which no
    /// trade is remembered.</summary>
    public double LastSeconds { get; private set; }

    /// <summary>Gets the longest of all seconds, as far as it was known.</summary>
    public double MostSeconds { get; private set; }

    /// <summary>Gets the asset that would have taken that long.</summary>
    public int MostAsset { get; private set; }

    /// <summary>Gets the seconds in which something was held of which no trade was remembered.</summary>
    public int UnknownSeconds { get; private set; }

    /// <summary>Begins the assets of a second that has ended.</summary>
    public void Advance()
    {
        _weight = (_weight * _decay) + 1.0;
        (_longest, _longestAsset) = (0.0, 0);
    }

    /// <summary>Takes an asset's second; after <see cref="Advance"/>.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="tradedLots">What was traded of it since the start.</param>
    /// <param name="heldLots">What is held, signed.</param>
    public void Take(int asset, long tradedLots, long heldLots)
    {
        _weighted[asset] = (_weighted[asset] * _decay) + (tradedLots - _traded[asset]);
        _traded[asset] = tradedLots;
        double seconds = Seconds(asset, heldLots);

        // What is not known is longer than all that is.
        if (double.IsNaN(seconds) || seconds > _longest)
        {
            (_longest, _longestAsset) = (seconds, asset);
        }
    }

    /// <summary>Ends the second.</summary>
    public void Close()
    {
        LastSeconds = _longest;
        if (double.IsNaN(_longest))
        {
            UnknownSeconds++;
        }
        else if (_longest > MostSeconds)
        {
            (MostSeconds, MostAsset) = (_longest, _longestAsset);
        }
    }

    /// <summary>The model's day is a second here.</summary>
    private double Seconds(int asset, long heldLots) => heldLots == 0 ? 0.0
        : _weighted[asset] >= LotsMin ? LiquidityHorizon.Days(heldLots, _weighted[asset] / _weight, _participation)
        : double.NaN;
}
