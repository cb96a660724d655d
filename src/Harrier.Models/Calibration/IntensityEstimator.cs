using System;
using System.Numerics;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Calibration;

/// <summary>Estimates A and k of λ(δ) = A·exp(-kδ) from the aggressive orders of a market as they come, bid and ask apart and
/// pooled, in state of a fixed size. δ is the distance from the mid price before the order, in dollars. One thread; nothing
/// is allocated after construction.</summary>
/// <remarks>
/// Nobody sees an order that would have stopped before the best price. So the likelihood is that of the orders that reached a
/// price that stands (left truncation): the best one, or a deeper one. k is that of how far they went from there, which is
/// exponential whatever their number; A that of how many they were while that price stood near or far, carried on from there
/// to the mid price. How far an order would have gone is seen as an interval: from the deepest price that it took up to the
/// next one that it did not (interval censoring).
/// Errors: as if every order came by itself (inverse information), and robust ones from blocks of
/// <see cref="BlockSeconds"/>, within which orders may come in clusters and depths be alike; the larger one is given.
/// With forgetting, an observation of age a weighs 2^(-a / half-life).
/// </remarks>
public sealed class IntensityEstimator
{
    /// <summary>The length of a block, seconds: clusters last less than that.</summary>
    public const double BlockSeconds = 10.0;

    /// <summary>Fewer blocks than this say nothing about clusters.</summary>
    public const int BlocksMin = 10;

    private const double BlockDecayTolerance = 0.25;

    private readonly DepthExposure _bidExposure;
    private readonly DepthExposure _askExposure;
    private readonly DepthExposure _bothExposure;
    private readonly OrderSums _bid;
    private readonly OrderSums _ask;
    private readonly OrderSums _both;
    private readonly bool _isFromMid;
    private ForwardDecay _decay;
    private double _blockSeconds;
    private double _blockDecay;

    /// <summary>Takes the memory, about 3,500 bytes.</summary>
    /// <param name="incrementDollars">The step of prices, above 0.</param>
    /// <param name="halfLifeSeconds">The age at which an observation weighs half, above 0; infinity for no forgetting.</param>
    /// <param name="inside">What is taken for the orders that the touch hides.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range.</exception>
    public IntensityEstimator(
        double incrementDollars, double halfLifeSeconds = double.PositiveInfinity, InsideTouch inside = InsideTouch.Extrapolated)
    {
        ParameterRange.RequireFinitePositive(incrementDollars);
        if (!(halfLifeSeconds > 0.0))
        {
            throw new ArgumentOutOfRangeException(nameof(halfLifeSeconds), halfLifeSeconds, "halfLifeSeconds must be above 0; infinity for no forgetting.");
        }

        _isFromMid = inside == InsideTouch.None;
        _bidExposure = new DepthExposure(incrementDollars);
        _askExposure = new DepthExposure(incrementDollars);
        _bothExposure = new DepthExposure(incrementDollars);
        _bid = new OrderSums(incrementDollars);
        _ask = new OrderSums(incrementDollars);
        _both = new OrderSums(incrementDollars);
        _decay = new ForwardDecay(halfLifeSeconds);
    }

    /// <summary>Gets the orders taken, without weights.</summary>
    public long Orders { get; private set; }

    /// <summary>Gets the observations that were left out because a number was not finite, or negative.</summary>
    public long Refused { get; private set; }

    /// <summary>Takes note that the market was seen for a time with both touches at one depth.</summary>
    /// <param name="seconds">How long, 0 or more.</param>
    /// <param name="touchDollars">Half of the spread, 0 or more; NaN while no market was seen (one side was empty): that
    /// time is forgotten and not counted.</param>
    public void Pass(double seconds, double touchDollars) => Pass(seconds, touchDollars, touchDollars);

    /// <summary>Takes note that the market was seen for a time with the prices that orders are counted from at two
    /// depths.</summary>
    /// <param name="seconds">How long, 0 or more.</param>
    /// <param name="bidDollars">The depth of the bids' one, 0 or more; NaN while there was none.</param>
    /// <param name="askDollars">The depth of the asks' one, likewise.</param>
    public void Pass(double seconds, double bidDollars, double askDollars)
    {
        if (!(seconds >= 0.0) || double.IsInfinity(seconds))
        {
            Refused++;
            return;
        }

        double weighted = _decay.Pass(seconds);
        double bid = See(_bidExposure, _bid, weighted, seconds, bidDollars);
        double ask = See(_askExposure, _ask, weighted, seconds, askDollars);
        _both.Blocks.Expect(bid + ask);
        _blockSeconds += IsDepth(bidDollars) || IsDepth(askDollars) ? seconds : 0.0;

        // Before the block ends, for that takes the square of the weight.
        if (_decay.IsScaleDue(out double factor))
        {
            _bidExposure.Scale(factor);
            _askExposure.Scale(factor);
            _bid.Scale(factor);
            _ask.Scale(factor);
            _both.Scale(factor);
        }

        if (_blockSeconds >= BlockSeconds)
        {
            EndBlock();
        }
    }

    /// <summary>Takes an aggressive order: all its executions together.</summary>
    /// <param name="restingSide">The side of the orders that it met: <see cref="Side.Buy"/> for a sale.</param>
    /// <param name="fromDollars">The depth of the price that it is counted from, before it, 0 or more.</param>
    /// <param name="beyondDollars">From there to the deepest price that it took, 0 or more.</param>
    /// <param name="gapDollars">From there to the next price that it would have taken had it gone farther: 0 where its depth
    /// is known exactly, infinity where nothing is known.</param>
    public void Add(Side restingSide, double fromDollars, double beyondDollars, double gapDollars)
    {
        if (!(fromDollars >= 0.0 && beyondDollars >= 0.0 && gapDollars >= 0.0)
            || double.IsInfinity(fromDollars + beyondDollars))
        {
            Refused++;
            return;
        }

        Orders++;
        double weight = _decay.Weight;
        double beyond = _isFromMid ? fromDollars + beyondDollars : beyondDollars;
        (restingSide == Side.Buy ? _bid : _ask).Add(weight, beyond, gapDollars);
        _both.Add(weight, beyond, gapDollars);
    }

    /// <summary>Estimates one side.</summary>
    /// <param name="restingSide">The side of the resting orders.</param>
    /// <returns>The estimate, or why there is none.</returns>
    public IntensityEstimate Estimate(Side restingSide) =>
        restingSide == Side.Buy ? Estimate(_bid, _bidExposure) : Estimate(_ask, _askExposure);

    /// <summary>Estimates both sides together: A is a side's, as if both were alike.</summary>
    /// <returns>The estimate, or why there is none.</returns>
    public IntensityEstimate EstimatePooled()
    {
        _bothExposure.SetToSum(_bidExposure, _askExposure);
        return Estimate(_both, _bothExposure);
    }

    private static bool IsDepth(double depthDollars) => depthDollars >= 0.0 && !double.IsInfinity(depthDollars);

    /// <summary>Counts time of one side.</summary>
    /// <returns>The orders that were to be expected, but for a factor.</returns>
    private double See(DepthExposure exposure, OrderSums orders, double weighted, double seconds, double fromDollars)
    {
        if (!IsDepth(fromDollars))
        {
            return 0.0;
        }

        double hidden = _isFromMid ? 0.0 : fromDollars;
        exposure.Add(weighted, hidden);
        double expected = seconds * PortableMath.Exp(-Math.Min(700.0, _blockDecay * hidden));
        orders.Blocks.Expect(expected);
        return expected;
    }

    private void EndBlock()
    {
        double weight = _decay.Weight;
        _bid.Blocks.End(weight);
        _ask.Blocks.End(weight);
        _both.Blocks.End(weight);
        _blockSeconds = 0.0;
        if (BitOperations.IsPow2(_both.Blocks.Count))
        {
            ReviewBlockDecay();
        }
    }

    /// <summary>What is to be expected of a block is computed while it runs, with a k from before. Where that was far off,
    /// the blocks begin anew.</summary>
    private void ReviewBlockDecay()
    {
        double decay = _both.Decay(out _);
        if (Math.Abs(decay - _blockDecay) > BlockDecayTolerance * decay)
        {
            _blockDecay = decay;
            _bid.Blocks.Clear();
            _ask.Blocks.Clear();
            _both.Blocks.Clear();
        }
    }

    private static IntensityEstimate Estimate(OrderSums orders, DepthExposure exposure)
    {
        double effective = orders.EffectiveOrders;
        if (!(effective >= 2.0 - 1e-9 && exposure.Seconds > 0.0))
        {
            return IntensityEstimate.None(IntensityQuality.TooFewOrders, effective);
        }

        double k = orders.Decay(out double information);
        (double thinned, double depth) = double.IsNaN(k) ? default : exposure.Integrate(k);
        if (!(thinned > 0.0))
        {
            return IntensityEstimate.None(IntensityQuality.NoDepth, effective);
        }

        double a = orders.Weight / thinned;
        double decayVariance = orders.SquaredWeight / (orders.Weight * information);

        // ln A = ln orders - ln ∫e^(-kh): its change is that of the orders over them, and the depth times that of k.
        double logVariance = (1.0 / effective) + (depth * depth * decayVariance);
        bool knowsClusters = orders.Blocks.Count >= BlocksMin && orders.Blocks.HasOrders;
        (double robustDecay, double robustLog) = knowsClusters
            ? orders.Blocks.Variances(orders.Weight, orders.SquaredWeight, information, depth)
            : default;
        var estimate = new IntensityEstimate(
            knowsClusters ? IntensityQuality.Good : IntensityQuality.WithoutClusters,
            a,
            a * Math.Sqrt(Math.Max(logVariance, robustLog)),
            k,
            Math.Sqrt(Math.Max(decayVariance, robustDecay)),
            a * Math.Sqrt(logVariance),
            Math.Sqrt(decayVariance),
            effective,
            orders.Blocks.Count,
            orders.Weight / exposure.Seconds,
            depth);
        return a > 0.0 && double.IsFinite(estimate.ArrivalsPerSecond + estimate.ArrivalsError + k + estimate.DecayError)
            ? estimate
            : IntensityEstimate.None(IntensityQuality.NoDepth, effective);
    }
}
