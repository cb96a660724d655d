using System;
using Harrier.Primitives;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The part of an instrument's price moves that it shares with all others: the n-th move of each has the n-th
/// number of one stream. Each instrument draws that stream anew, so that its flow does not depend on how many others
/// there are; the instruments' grids stand some microseconds apart, as they open one after the other. Nothing is
/// allocated after construction.</summary>
internal sealed class CommonFactor
{
    // Beyond the streams of the instruments, which are numbered from 1.
    private const ulong Stream = ulong.MaxValue;

    private readonly Pcg64 _random;
    private readonly double _shared;
    private readonly double _own;

    private CommonFactor(double correlation, ulong seed)
    {
        _random = new Pcg64(seed, Stream);
        _shared = Math.Sqrt(correlation);
        _own = Math.Sqrt(1 - correlation);
    }

    /// <summary>Makes it where there is a correlation.</summary>
    public static CommonFactor? Of(OrderFlowSettings settings, ulong seed) =>
        settings.CommonFactorCorrelation > 0 ? new CommonFactor(settings.CommonFactorCorrelation, seed) : null;

    /// <summary>Makes the next move of the instrument from its own Gaussian number; the variance stays 1.</summary>
    public double Join(double own) => (_shared * _random.NextGaussian()) + (_own * own);
}
