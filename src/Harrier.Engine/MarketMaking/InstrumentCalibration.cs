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
    private readonly CountingRules _rules;
    private PendingOrder _bidOrder;
    private PendingOrder _askOrder;
    private TopOfBook _top = TopOfBook.Empty;
    private CountingPrice _bidFrom = CountingPrice.None;
    private CountingPrice _askFrom = CountingPrice.None;
    private Price _secondBid = Price.None;
    private Price _secondAsk = Price.None;
    private bool _isSecondDue;
    private bool _isSeen;
    private long _changed = -1;
    private long _since = -1;

    /// <summary>Takes the memory, about 4,000 bytes.</summary>
    /// <param name="incrementTicks">The step of prices.</param>
    /// <param name="halfLifeSeconds">The age at which what was seen weighs half; infinity for no forgetting.</param>
    /// <param name="rules">Which orders count.</param>
    public InstrumentCalibration(int incrementTicks, double halfLifeSeconds, CountingRules rules)
    {
        _increment = incrementTicks;
        _rules = rules;
        Intensity = new IntensityEstimator(incrementTicks * DollarsPerTick, halfLifeSeconds, rules.Inside);
        Volatility = new VolatilityEstimator(halfLifeSeconds);
    }

    /// <summary>Gets the arrivals.</summary>
    public IntensityEstimator Intensity { get; }

    /// <summary>Gets the volatility.</summary>
    public VolatilityEstimator Volatility { get; }

    /// <summary>Gets the executions that were left out because their price cannot be right.</summary>
    public long Mistaken { get; private set; }

    /// <summary>Gets where every order is kept; null in a session, which keeps sums alone.</summary>
    public IntensityDetail? Detail { get; init; }

    /// <summary>Takes an execution of a displayed order that is not ours, after the book from before that instant.</summary>
    /// <param name="restingSide">Its side.</param>
    /// <param name="priceTicks">Its price.</param>
    /// <param name="time">When the venue made it, nanoseconds.</param>
    public void OnExecution(Side restingSide, long priceTicks, long time)
    {
        ref readonly CountingPrice from = ref restingSide == Side.Buy ? ref _bidFrom : ref _askFrom;
        if (!(from.DepthDollars > 0.0))
        {
            return;
        }

        if (Math.Abs((2.0 * priceTicks) - _top.MidTicksTwice) > _rules.DepthShareMax * _top.MidTicksTwice)
        {
            Mistaken++;
            return;
        }

        if (time - _changed < _rules.ReactionNanoseconds)
        {
            return;
        }

        ref PendingOrder order = ref restingSide == Side.Buy ? ref _bidOrder : ref _askOrder;
        if (order.IsOther(time))
        {
            End(ref order, restingSide, in _top);
        }

        order.Add(restingSide, priceTicks, time, from.Ticks, from.DepthDollars);
    }

    /// <summary>Takes the best prices after an instant that changed them, or after which they are looked at.</summary>
    /// <param name="time">The instant, nanoseconds.</param>
    /// <param name="top">The best prices; empty where the market may not be traded.</param>
    public void OnTop(long time, in TopOfBook top)
    {
        Pass(time); // before the orders, which weigh as much as their time
        End(ref _bidOrder, Side.Buy, in top);
        End(ref _askOrder, Side.Sell, in top);
        _changed = time;
        _top = top;
        _isSeen = top.IsTwoSided && top.AskPrice > top.BidPrice;
        if (_rules.From == CountedFrom.Touch)
        {
            Count(top.BidPrice, top.AskPrice);
        }
        else
        {
            Count(Price.None, Price.None);
            _isSecondDue = true;
        }
    }

    /// <summary>Takes the second levels after an instant that changed one of the two best prices of a side; of one that changed
    /// the best ones, after <see cref="OnTop"/>. Needed where orders are counted from there.</summary>
    /// <param name="time">The instant, nanoseconds.</param>
    /// <param name="bid">The second bid; none where there is none.</param>
    /// <param name="ask">The second ask, likewise.</param>
    public void OnSecondLevels(long time, Price bid, Price ask)
    {
        bool isNew = _isSecondDue || bid != _secondBid || ask != _secondAsk;
        if (isNew && _rules.From == CountedFrom.SecondLevel)
        {
            Pass(time);
            Count(bid, ask);
            (_secondBid, _secondAsk, _isSecondDue) = (bid, ask, false);
        }
    }

    /// <summary>Takes the mid of a second. There is none after <see cref="OnTop"/> has shown no market: through a halt the
    /// book stands, and its mid means nothing.</summary>
    /// <param name="time">The second, nanoseconds.</param>
    /// <param name="top">The best prices.</param>
    public void OnSecond(long time, in TopOfBook top)
    {
        Pass(time);
        bool isAway = _changed >= 0 && !_isSeen;
        Volatility.Add(top.IsTwoSided && !isAway ? 0.5 * DollarsPerTick * top.MidTicksTwice : double.NaN);
    }

    /// <summary>Counts from these prices on.</summary>
    private void Count(Price bid, Price ask)
    {
        _bidFrom = _isSeen ? CountingPrice.Of(bid, _top.MidTicksTwice) : CountingPrice.None;
        _askFrom = _isSeen ? CountingPrice.Of(ask, _top.MidTicksTwice) : CountingPrice.None;
    }

    private void Pass(long time)
    {
        // Time before the reaction is over counts as unseen.
        long ready = Math.Min(time, Math.Max(_since, _changed + _rules.ReactionNanoseconds));
        if (_since >= 0 && time > _since)
        {
            Pass(ready - _since, double.NaN, double.NaN);
            Pass(time - ready, _bidFrom.DepthDollars, _askFrom.DepthDollars);
        }

        _since = Math.Max(_since, time);
    }

    private void Pass(long nanoseconds, double bidDollars, double askDollars)
    {
        double seconds = nanoseconds / (double)Nanoseconds.PerSecond;
        Intensity.Pass(seconds, bidDollars, askDollars);
        Detail?.Pass(seconds, bidDollars, askDollars);
    }

    private void End(ref PendingOrder order, Side restingSide, in TopOfBook after)
    {
        if (order.TryTake(restingSide, in after, _increment, out long beyond, out long gap))
        {
            double beyondDollars = beyond * DollarsPerTick;
            double gapDollars = gap < 0 ? double.PositiveInfinity : gap * DollarsPerTick;
            Intensity.Add(restingSide, order.FromDollars, beyondDollars, gapDollars);
            Detail?.Add(restingSide, order.FromDollars, beyondDollars, gapDollars);
        }
    }

    /// <summary>A price that orders are counted from, and how far it is from the mid; NaN where there is none.</summary>
    private readonly record struct CountingPrice(long Ticks, double DepthDollars)
    {
        public static CountingPrice None => new(0, double.NaN);

        public static CountingPrice Of(Price price, long midTicksTwice) => price.IsPresent
            ? new CountingPrice(price.Ticks, 0.5 * DollarsPerTick * Math.Abs((2 * price.Ticks) - midTicksTwice))
            : None;
    }
}
