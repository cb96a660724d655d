using System;
using Harrier.Primitives;

namespace Harrier.Engine.MarketMaking;

/// <summary>Estimates each instrument's volatility and order arrivals over a window of time. One thread; nothing is
/// allocated after construction.</summary>
/// <remarks>
/// Volatility is the root mean square of the mid's changes from second to second. An execution at depth d from the mid
/// says that an aggressive order reached at least d; executions of one side at one instant are one order, as deep as
/// the deepest. If the depths are exponential, the likelihood is greatest for k = 1 / mean depth, and A = orders a
/// second and side. Both are rough: nobody sees how much deeper an order would have gone.
/// </remarks>
internal sealed class MarketCalibration
{
    /// <summary>Fewer aggressive orders than this say too little: the instrument is not quoted.</summary>
    public const int OrdersMin = 20;

    private const double TicksPerDollar = Price.TicksPerUnit;

    private readonly Estimate[] _estimates;
    private readonly double _seconds;

    /// <summary>Takes the memory, 72 bytes an instrument.</summary>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="seconds">How long the window is.</param>
    public MarketCalibration(int instrumentLimit, double seconds)
    {
        _estimates = new Estimate[instrumentLimit];
        _seconds = seconds;
    }

    /// <summary>Takes an execution.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="restingSide">The side of the order that stood.</param>
    /// <param name="priceTicks">Its price.</param>
    /// <param name="midTicksTwice">Twice the mid just before.</param>
    /// <param name="time">When the venue made it, nanoseconds.</param>
    public void OnExecution(int instrument, Side restingSide, long priceTicks, long midTicksTwice, long time)
    {
        ref Estimate estimate = ref _estimates[instrument];
        bool isSameOrder = estimate.OrderTime == time && estimate.RestingSide == restingSide;
        if (!isSameOrder)
        {
            estimate.OrderTime = time;
            estimate.RestingSide = restingSide;
            estimate.OrderMidTwice = midTicksTwice;
            estimate.OrderDepthTwice = 0;
            estimate.Orders++;
        }

        // From the mid before the order, which its first execution may already have moved.
        long away = (2 * priceTicks) - estimate.OrderMidTwice;
        long depthTwice = Math.Max(0, restingSide == Side.Buy ? -away : away);
        long deeper = Math.Max(0, depthTwice - estimate.OrderDepthTwice);
        estimate.OrderDepthTwice += deeper;
        estimate.DepthSumTwice += deeper;
    }

    /// <summary>Takes the mid of an instrument, once a second.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="midTicksTwice">Twice the mid.</param>
    public void OnSecond(int instrument, long midTicksTwice)
    {
        ref Estimate estimate = ref _estimates[instrument];
        if (estimate.LastMidTwice != 0)
        {
            double dollars = (midTicksTwice - estimate.LastMidTwice) / (2 * TicksPerDollar);
            estimate.SquareSum += dollars * dollars;
            estimate.Seconds++;
        }

        estimate.LastMidTwice = midTicksTwice;
    }

    /// <summary>Estimates.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="parameters">Volatility, arrivals and decay; the risk aversion is left at 0.</param>
    /// <returns>False when there were fewer than <see cref="OrdersMin"/> aggressive orders, all at the mid, or the mid
    /// never moved.</returns>
    public bool TryEstimate(int instrument, out MarketParameters parameters)
    {
        ref Estimate estimate = ref _estimates[instrument];
        if (estimate.Orders < OrdersMin || estimate.DepthSumTwice == 0 || estimate.SquareSum == 0)
        {
            parameters = default;
            return false;
        }

        double meanDepth = estimate.DepthSumTwice / (2 * TicksPerDollar * estimate.Orders);
        parameters = new MarketParameters(
            0, Math.Sqrt(estimate.SquareSum / estimate.Seconds), estimate.Orders / (2 * _seconds), 1 / meanDepth);
        return true;
    }

    /// <summary>Begins a new window. The last mids are kept, so that no second is lost between two windows.</summary>
    public void Clear()
    {
        foreach (ref Estimate estimate in _estimates.AsSpan())
        {
            estimate = new Estimate { LastMidTwice = estimate.LastMidTwice };
        }
    }

    private struct Estimate
    {
        public long OrderTime;
        public long OrderMidTwice;
        public long OrderDepthTwice;
        public long DepthSumTwice;
        public long LastMidTwice;
        public double SquareSum;
        public int Seconds;
        public int Orders;
        public Side RestingSide;
    }
}
