using System;
using Harrier.Engine.Calibration;
using Harrier.Market.Books;
using Harrier.Models.Calibration;
using Harrier.Primitives;

namespace Harrier.Engine.MarketMaking;

/// <summary>What is learned about one instrument from its feed: aggressive orders, the spread they met, and the mid price.
/// Depth is dollars from the mid price before the order. One thread; nothing is allocated after construction.</summary>
/// <remarks>Executions of one side at one instant are one order. Trades against hidden orders are left out: where else such
/// orders stood is not seen. Ours are left out too, by those who call.</remarks>
internal sealed class InstrumentCalibration
{
    private const double DollarsPerTick = 1.0 / Price.TicksPerUnit;

    private readonly int _increment;
    private readonly long _reaction;
    private PendingOrder _bidOrder;
    private PendingOrder _askOrder;
    private double _touchDollars = double.NaN;
    private long _changed = -1;
    private long _since = -1;

    /// <summary>Takes the memory, about 2,000 bytes.</summary>
    /// <param name="incrementTicks">The step of prices.</param>
    /// <param name="halfLifeSeconds">The age at which what was seen weighs half; infinity for no forgetting.</param>
    /// <param name="reactionNanoseconds">Orders that come sooner than this after a change of the best prices or their sizes
    /// are not counted, nor is that time: they hit what a market maker who is that fast has moved.</param>
    /// <param name="inside">What is taken for the orders that the touch hides.</param>
    public InstrumentCalibration(
        int incrementTicks, double halfLifeSeconds, long reactionNanoseconds, InsideTouch inside = InsideTouch.Extrapolated)
    {
        _increment = incrementTicks;
        _reaction = reactionNanoseconds;
        Intensity = new IntensityEstimator(incrementTicks * DollarsPerTick, halfLifeSeconds, inside);
        Volatility = new VolatilityEstimator(halfLifeSeconds);
    }

    /// <summary>Gets the arrivals.</summary>
    public IntensityEstimator Intensity { get; }

    /// <summary>Gets the volatility.</summary>
    public VolatilityEstimator Volatility { get; }

    /// <summary>Gets where every order is kept; null in a session, which keeps sums alone.</summary>
    public IntensityDetail? Detail { get; init; }

    /// <summary>Takes an execution of a displayed order that is not ours.</summary>
    /// <param name="restingSide">Its side.</param>
    /// <param name="priceTicks">Its price.</param>
    /// <param name="time">When the venue made it, nanoseconds.</param>
    /// <param name="before">The best prices before that instant.</param>
    public void OnExecution(Side restingSide, long priceTicks, long time, in TopOfBook before)
    {
        if (!(_touchDollars > 0.0) || time - _changed < _reaction)
        {
            return;
        }

        ref PendingOrder order = ref restingSide == Side.Buy ? ref _bidOrder : ref _askOrder;
        if (order.IsOther(time))
        {
            End(ref order, restingSide, in before);
        }

        order.Add(restingSide, priceTicks, time, _touchDollars, in before);
    }

    /// <summary>Takes the best prices after an instant that changed them, or after which they are looked at.</summary>
    /// <param name="time">The instant, nanoseconds.</param>
    /// <param name="top">The best prices; empty where the market may not be traded.</param>
    public void OnTop(long time, in TopOfBook top)
    {
        End(ref _bidOrder, Side.Buy, in top);
        End(ref _askOrder, Side.Sell, in top);
        Pass(time);
        _changed = time;
        bool isSeen = top.IsTwoSided && top.AskPrice > top.BidPrice;
        _touchDollars = isSeen ? 0.5 * DollarsPerTick * (top.AskPrice - top.BidPrice) : double.NaN;
    }

    /// <summary>Takes the mid of a second. There is none after <see cref="OnTop"/> has shown no market: through a halt the
    /// book stands, and its mid means nothing.</summary>
    /// <param name="time">The second, nanoseconds.</param>
    /// <param name="top">The best prices.</param>
    public void OnSecond(long time, in TopOfBook top)
    {
        Pass(time);
        bool isAway = _changed >= 0 && !(_touchDollars > 0.0);
        Volatility.Add(top.IsTwoSided && !isAway ? 0.5 * DollarsPerTick * top.MidTicksTwice : double.NaN);
    }

    private void Pass(long time)
    {
        // Time before the reaction is over counts as unseen.
        long ready = Math.Min(time, Math.Max(_since, _changed + _reaction));
        if (_since >= 0 && time > _since)
        {
            Count(ready - _since, double.NaN);
            Count(time - ready, _touchDollars);
        }

        _since = Math.Max(_since, time);
    }

    private void Count(long nanoseconds, double touchDollars)
    {
        double seconds = nanoseconds / (double)Nanoseconds.PerSecond;
        Intensity.Pass(seconds, touchDollars);
        Detail?.Pass(seconds, touchDollars);
    }

    private void End(ref PendingOrder order, Side restingSide, in TopOfBook after)
    {
        if (order.TryTake(restingSide, in after, _increment, out long beyond, out long gap))
        {
            double beyondDollars = beyond * DollarsPerTick;
            double gapDollars = gap < 0 ? double.PositiveInfinity : gap * DollarsPerTick;
            Intensity.Add(restingSide, order.TouchDollars, beyondDollars, gapDollars);
            Detail?.Add(restingSide, order.TouchDollars, beyondDollars, gapDollars);
        }
    }
}
