using System.Collections.Generic;
using Harrier.Models.Calibration;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>What a calibration of a whole file keeps beside its sums: every order and every depth that they are counted from, for
/// goodness of fit and pictures. Cold; grows with the file.</summary>
internal sealed class IntensityDetail
{
    private readonly IntensityProfile _bid;
    private readonly IntensityProfile _ask;
    private readonly IntensityProfile _both;
    private readonly List<DepthInterval> _bidOrders = [];
    private readonly List<DepthInterval> _askOrders = [];

    public IntensityDetail(double incrementDollars)
    {
        _bid = new IntensityProfile(incrementDollars);
        _ask = new IntensityProfile(incrementDollars);
        _both = new IntensityProfile(incrementDollars);
    }

    /// <summary>Gets the seconds by half of the spread, dollars, where orders are counted from the touch.</summary>
    public SortedDictionary<double, double> Spreads { get; } = [];

    public IntensityProfile ProfileOf(Side? side) => side switch
    {
        Side.Buy => _bid,
        Side.Sell => _ask,
        _ => _both,
    };

    public DepthInterval[] OrdersOf(Side? side) => side switch
    {
        Side.Buy => [.. _bidOrders],
        Side.Sell => [.. _askOrders],
        _ => [.. _bidOrders, .. _askOrders],
    };

    public void Pass(double seconds, double bidDollars, double askDollars)
    {
        Pass(_bid, seconds, bidDollars);
        Pass(_ask, seconds, askDollars);
        if (bidDollars == askDollars)
        {
            Spreads.TryGetValue(bidDollars, out double before);
            Spreads[bidDollars] = before + seconds;
        }
    }

    public void Add(Side restingSide, double fromDollars, double beyondDollars, double gapDollars)
    {
        ProfileOf(restingSide).Add(fromDollars, beyondDollars);
        _both.Add(fromDollars, beyondDollars);
        (restingSide == Side.Buy ? _bidOrders : _askOrders).Add(new DepthInterval(beyondDollars, gapDollars));
    }

    private void Pass(IntensityProfile side, double seconds, double fromDollars)
    {
        if (!double.IsNaN(fromDollars))
        {
            side.Pass(seconds, fromDollars);
            _both.Pass(seconds, fromDollars);
        }
    }
}
