using System.Collections.Generic;
using Harrier.Models.Calibration;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>What a calibration of a whole file keeps beside its sums: every order and every width of the spread, for
/// goodness of fit and pictures. Cold; grows with the file.</summary>
internal sealed class IntensityDetail
{
    private readonly IntensityProfile _bid;
    private readonly IntensityProfile _ask;
    private readonly IntensityProfile _both;
    private readonly IntensityEstimator _seen;
    private readonly List<DepthInterval> _bidOrders = [];
    private readonly List<DepthInterval> _askOrders = [];

    public IntensityDetail(double incrementDollars)
    {
        _bid = new IntensityProfile(incrementDollars);
        _ask = new IntensityProfile(incrementDollars);
        _both = new IntensityProfile(incrementDollars);
        _seen = new IntensityEstimator(incrementDollars, inside: InsideTouch.None);
    }

    /// <summary>Gets the seconds by half of the spread, dollars.</summary>
    public SortedDictionary<double, double> Spreads { get; } = [];

    /// <summary>Both sides, as if the touch hid no orders.</summary>
    public IntensityEstimate EstimateSeen() => _seen.EstimatePooled();

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

    public void Pass(double seconds, double touchDollars)
    {
        _seen.Pass(seconds, touchDollars);
        if (double.IsNaN(touchDollars))
        {
            return;
        }

        _bid.Pass(seconds, touchDollars);
        _ask.Pass(seconds, touchDollars);

        // Each second of both sides together is two.
        _both.Pass(2.0 * seconds, touchDollars);
        Spreads.TryGetValue(touchDollars, out double before);
        Spreads[touchDollars] = before + seconds;
    }

    public void Add(Side restingSide, double touchDollars, double beyondDollars, double gapDollars)
    {
        _seen.Add(restingSide, touchDollars, beyondDollars, gapDollars);
        ProfileOf(restingSide).Add(touchDollars, beyondDollars);
        _both.Add(touchDollars, beyondDollars);
        (restingSide == Side.Buy ? _bidOrders : _askOrders).Add(new DepthInterval(beyondDollars, gapDollars));
    }
}
