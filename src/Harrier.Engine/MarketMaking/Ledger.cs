using System;
using Harrier.Market;
using Harrier.Market.Books;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>Everything that is booked about our trading: positions and result, markouts, fill rates, time with both
/// quotes in the market, and the fills that the report draws. One thread; nothing is allocated after
/// construction.</summary>
internal sealed class Ledger : IDisposable
{
    private const int FillRateBands = 64;
    private const int PendingMarkouts = 1 << 20;

    private readonly QuoteEngine _quotes;
    private readonly TwoSidedTime _twoSided;
    private readonly RecentMids _mids;
    private readonly SeriesRecorder _series;
    private readonly ExecutionDesk? _execution;

    /// <summary>Takes the memory.</summary>
    /// <param name="quotes">Our quotes.</param>
    /// <param name="fees">The venue's fees.</param>
    /// <param name="series">What the report draws.</param>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="priceIncrementTicks">The step of prices, the width of a band of depth.</param>
    /// <param name="execution">Who executes a parent order; null where nobody does.</param>
    public Ledger(
        QuoteEngine quotes, FeeSchedule fees, SeriesRecorder series, int instrumentLimit, int priceIncrementTicks, ExecutionDesk? execution)
    {
        _quotes = quotes;
        _series = series;
        _execution = execution;
        _twoSided = new TwoSidedTime(instrumentLimit);
        _mids = new RecentMids(instrumentLimit);
        Positions = new PositionBook(instrumentLimit, fees);
        Markouts = new Markouts(
            Positions, PendingMarkouts, Nanoseconds.FromSeconds(1), Nanoseconds.FromSeconds(10), Nanoseconds.FromSeconds(60));
        FillRates = new FillRates(instrumentLimit, priceIncrementTicks, FillRateBands);
        Cache = new QuoteCache(instrumentLimit);
    }

    /// <summary>Gets inventory and result.</summary>
    public PositionBook Positions { get; }

    /// <summary>Gets what fills were worth a while later.</summary>
    public Markouts Markouts { get; }

    /// <summary>Gets how often our orders were filled at each depth.</summary>
    public FillRates FillRates { get; }

    /// <summary>Gets the latest prices and quotes, for other threads.</summary>
    public QuoteCache Cache { get; }

    /// <summary>Books the best prices of the others.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="top">The best prices.</param>
    /// <param name="since">When they became so at the venue.</param>
    /// <param name="now">The time.</param>
    public void OnTop(InstrumentId instrument, in TopOfBook top, Nanoseconds since, Nanoseconds now)
    {
        Markouts.Advance(now);
        if (top.IsTwoSided && top.MidTicksTwice != Positions.MidTicksTwice(instrument))
        {
            Positions.OnMid(instrument, top.MidTicksTwice);
            _mids.Add(instrument.Index, top.MidTicksTwice, since);
            if (_execution is not null && _execution.Instrument == instrument.Index)
            {
                _execution.Ledger.OnMid(top.MidTicksTwice, now);
            }
        }

        Cache.WriteTop(instrument, in top, now);
        Place(instrument, now);
    }

    /// <summary>Books a fill of ours.</summary>
    /// <param name="change">The step in the life of the order.</param>
    /// <param name="liquidity">Maker or taker.</param>
    /// <param name="filledAt">When the venue executed it.</param>
    /// <param name="now">The time.</param>
    public void OnFill(in OrderChange change, FillLiquidity liquidity, Nanoseconds filledAt, Nanoseconds now)
    {
        long mid = _mids.Before(change.Instrument.Index, filledAt);
        Markouts.Advance(now);
        Positions.OnFill(change.Instrument, change.Side, change.FillPrice, change.FillQuantity, liquidity, mid);
        Cache.WritePosition(
            change.Instrument, new Quantity(Positions.InventoryLots(change.Instrument)), Positions.Cash(change.Instrument));
        Markouts.OnFill(change.Instrument, change.Side, change.FillPrice, change.FillQuantity, now);
        FillRates.OnFill(change.Side, change.FillPrice, change.FillQuantity, mid);
        _execution?.OnFill(in change, liquidity, mid);
        _series.OnFill(
            change.Instrument.Index,
            new FillPoint(filledAt, change.Side, change.FillPrice, change.FillQuantity.Lots, mid));
    }

    /// <summary>Takes note that our quotes or the mid have changed.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="now">The time.</param>
    public void Place(InstrumentId instrument, Nanoseconds now)
    {
        ref readonly WorkingQuote bid = ref _quotes.Bid(instrument);
        ref readonly WorkingQuote ask = ref _quotes.Ask(instrument);
        Price bidPrice = bid.IsStanding ? bid.Price : Price.None;
        Price askPrice = ask.IsStanding ? ask.Price : Price.None;
        long mid = Positions.MidTicksTwice(instrument);
        FillRates.Place(instrument, Side.Buy, bidPrice, mid, now);
        FillRates.Place(instrument, Side.Sell, askPrice, mid, now);
        _twoSided.Place(instrument.Index, bidPrice.IsPresent && askPrice.IsPresent, now);
        Cache.WriteOwn(instrument, bidPrice, bid.Quantity, askPrice, ask.Quantity);
    }

    /// <summary>Settles what is still open at the end of the session.</summary>
    /// <param name="end">The end.</param>
    public void Finish(Nanoseconds end)
    {
        Markouts.Finish(end);
        FillRates.Finish(end);
        _twoSided.Finish(end);
        _execution?.Finish(end);
    }

    /// <inheritdoc/>
    public void Dispose() => Cache.Dispose();

    /// <summary>The time with both our quotes in the market.</summary>
    public Nanoseconds TwoSided(int instrument) => _twoSided.Of(instrument);
}
