using System;
using Harrier.Primitives;
using Harrier.Trading.Positions;

namespace Harrier.Trading.Execution;

/// <summary>Books what the work on a parent order costs and what the market did meanwhile, exact in integers. One thread;
/// nothing is allocated.</summary>
/// <remarks>Each fill is booked by cause as it happens; the total is the difference of two portfolios, a sum of its own. An
/// amount beyond the range of <see cref="Money"/> is an <see cref="OverflowException"/>, which ends the session.</remarks>
public sealed class ParentLedger
{
    private readonly ParentOrder _parent;
    private readonly FeeSchedule _fees;
    private long _lastMid = PositionBook.NoMid;
    private Nanoseconds _lastMidAt;
    private Int128 _midNanoseconds;
    private long _nanoseconds;
    private Money _cash;
    private Money _delay;
    private Money _priceMove;
    private Money _spread;
    private Money _feesPaid;

    /// <summary>Begins with nothing booked.</summary>
    /// <param name="parent">The order.</param>
    /// <param name="fees">The venue's fees.</param>
    public ParentLedger(ParentOrder parent, FeeSchedule fees)
    {
        _parent = parent;
        _fees = fees;
    }

    /// <summary>Gets twice the mid at the decision, in ticks: the last one until then, else the first one after it;
    /// <see cref="PositionBook.NoMid"/> while there was none.</summary>
    public long DecisionMidTicksTwice { get; private set; } = PositionBook.NoMid;

    /// <summary>Gets twice the mid when the first order was decided on; <see cref="PositionBook.NoMid"/> before it.</summary>
    public long ArrivalMidTicksTwice { get; private set; } = PositionBook.NoMid;

    /// <summary>Gets twice the last mid.</summary>
    public long LastMidTicksTwice => _lastMid;

    /// <summary>Gets the lots executed.</summary>
    public long DoneLots { get; private set; }

    /// <summary>Gets price in ticks times lots of all fills.</summary>
    public long DoneTickLots { get; private set; }

    /// <summary>Gets the lots that the feed showed as traded between start and end.</summary>
    public long MarketLots { get; private set; }

    /// <summary>Gets price in ticks times lots of those trades.</summary>
    public long MarketTickLots { get; private set; }

    /// <summary>Gets the mean of the fills' prices in ticks; not a number without one.</summary>
    public double AverageTicks => Ratio(DoneTickLots, DoneLots);

    /// <summary>Gets the volume-weighted price of the market between start and end, in ticks; not a number without a
    /// trade.</summary>
    public double VolumeWeightedTicks => Ratio(MarketTickLots, MarketLots);

    /// <summary>Gets the time-weighted mid between start and end, in ticks; not a number without a mid.</summary>
    public double TimeWeightedTicks => _nanoseconds == 0 ? double.NaN : 0.5 * (double)_midNanoseconds / _nanoseconds;

    /// <summary>Gets the shortfall so far, at the last mid. All zero while there was no mid.</summary>
    public ImplementationShortfall Shortfall
    {
        get
        {
            if (DecisionMidTicksTwice == PositionBook.NoMid)
            {
                return default;
            }

            // The sum of the last mid on what is held, and not what is left over, so that the causes are checked by it.
            long moved = _lastMid - DecisionMidTicksTwice;
            var paper = Money.OfHalf(moved, _parent.SignedLots(_parent.Lots));
            Money actual = _cash + Money.OfHalf(_lastMid, _parent.SignedLots(DoneLots));
            var opportunity = Money.OfHalf(moved, _parent.SignedLots(_parent.Lots - DoneLots));
            return new ImplementationShortfall(paper, actual, _delay, _priceMove, _spread, _feesPaid, opportunity);
        }
    }

    /// <summary>Books a new mid of the others.</summary>
    /// <param name="midTicksTwice">Twice the mid, in ticks.</param>
    /// <param name="now">The time; never before an earlier one.</param>
    public void OnMid(long midTicksTwice, Nanoseconds now)
    {
        CountTime(now);
        _lastMid = midTicksTwice;
        if (DecisionMidTicksTwice == PositionBook.NoMid || (now <= _parent.DecidedAt && DoneLots == 0))
        {
            DecisionMidTicksTwice = midTicksTwice;
        }
    }

    /// <summary>Books a trade that the feed shows.</summary>
    /// <param name="price">Its price.</param>
    /// <param name="lots">Its lots, 0 or more.</param>
    /// <param name="time">When the venue made it.</param>
    public void OnTrade(Price price, long lots, Nanoseconds time)
    {
        if (time >= _parent.Start && time < _parent.End)
        {
            MarketLots += lots;
            MarketTickLots += price.Ticks * lots;
        }
    }

    /// <summary>Takes note that an order was decided on; only the first one counts.</summary>
    /// <param name="midTicksTwice">Twice the mid then; <see cref="PositionBook.NoMid"/> for the last one.</param>
    public void OnArrival(long midTicksTwice)
    {
        if (ArrivalMidTicksTwice == PositionBook.NoMid)
        {
            ArrivalMidTicksTwice = midTicksTwice == PositionBook.NoMid ? _lastMid : midTicksTwice;
        }
    }

    /// <summary>Books a fill.</summary>
    /// <param name="price">The price.</param>
    /// <param name="quantity">The lots, above 0.</param>
    /// <param name="liquidity">Maker or taker.</param>
    /// <param name="midTicksTwice">Twice the mid just before it; <see cref="PositionBook.NoMid"/> for the last one.</param>
    public void OnFill(Price price, Quantity quantity, FillLiquidity liquidity, long midTicksTwice)
    {
        if (_lastMid == PositionBook.NoMid)
        {
            // The checks let no order go before a first mid; were it so, nothing would be captured and nothing lost.
            _lastMid = 2 * price.Ticks;
            DecisionMidTicksTwice = _lastMid;
        }

        OnArrival(_lastMid);
        long mid = midTicksTwice == PositionBook.NoMid ? _lastMid : midTicksTwice;
        Quantity signed = _parent.SignedLots(quantity.Lots);
        Money fee = _fees.Of(liquidity, quantity);
        _cash += fee - Money.Of(price, signed);
        _delay += Money.OfHalf(ArrivalMidTicksTwice - DecisionMidTicksTwice, signed);
        _priceMove += Money.OfHalf(mid - ArrivalMidTicksTwice, signed);
        _spread += Money.OfHalf((2 * price.Ticks) - mid, signed);
        _feesPaid -= fee;
        DoneLots += quantity.Lots;
        DoneTickLots += price.Ticks * quantity.Lots;
    }

    /// <summary>Counts the last mid until the end.</summary>
    /// <param name="end">The end of the session.</param>
    public void Finish(Nanoseconds end) => CountTime(end);

    private static double Ratio(long tickLots, long lots) => lots == 0 ? double.NaN : (double)tickLots / lots;

    /// <summary>Weighs the last mid with the time that it stood between start and end.</summary>
    private void CountTime(Nanoseconds now)
    {
        if (_lastMid != PositionBook.NoMid)
        {
            long from = Math.Clamp(_lastMidAt.Value, _parent.Start.Value, _parent.End.Value);
            long until = Math.Clamp(now.Value, _parent.Start.Value, _parent.End.Value);
            _midNanoseconds += (Int128)_lastMid * (until - from);
            _nanoseconds += until - from;
        }

        _lastMidAt = now;
    }
}
