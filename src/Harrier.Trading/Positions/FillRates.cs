using System;
using Harrier.Primitives;
using Harrier.Runtime.Memory;

namespace Harrier.Trading.Positions;

/// <summary>How long our orders stood at each depth from the mid, and how often they were filled there: the measured
/// side of the model's A exp(-k depth). One thread; nothing is allocated after construction.</summary>
public sealed class FillRates
{
    private const int NoBand = -1;

    private readonly long[] _standingNanoseconds;
    private readonly long[] _fills;
    private readonly long[] _lots;
    private readonly StandingOrder[] _orders;
    private readonly long _bandHalfTicks;

    /// <summary>Takes the memory.</summary>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="bandTicks">The width of a band in ticks; the price increment is a good one.</param>
    /// <param name="bands">The number of bands; the last one holds all that is deeper.</param>
    public FillRates(int instrumentLimit, int bandTicks, int bands)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instrumentLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bandTicks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bands, 1);
        _bandHalfTicks = 2L * bandTicks;
        _standingNanoseconds = new long[bands];
        _fills = new long[bands];
        _lots = new long[bands];
        _orders = TouchedArray.Allocate<StandingOrder>(2 * instrumentLimit);
        Array.Fill(_orders, new StandingOrder { Band = NoBand });
    }

    /// <summary>Gets the number of bands.</summary>
    public int Count => _standingNanoseconds.Length;

    /// <summary>Gets one band.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1, nearest first.</param>
    public FillRateBand this[int index] => new(
        index * (_bandHalfTicks / 2),
        index == Count - 1 ? long.MaxValue : (index + 1) * (_bandHalfTicks / 2),
        new Nanoseconds(_standingNanoseconds[index]),
        _fills[index],
        _lots[index]);

    /// <summary>States where our order of a side stands from now on. Call it when the order or the mid has changed.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="price">The price; <see cref="Price.None"/> for no order.</param>
    /// <param name="midTicksTwice">Twice the mid in ticks; <see cref="PositionBook.NoMid"/> counts as no order.</param>
    /// <param name="now">The time; never before an earlier one.</param>
    public void Place(InstrumentId instrument, Side side, Price price, long midTicksTwice, Nanoseconds now)
    {
        ref StandingOrder order = ref OrderOf(instrument, side);
        int band = BandOf(side, price, midTicksTwice);
        if (band == order.Band)
        {
            return;
        }

        if (order.Band != NoBand)
        {
            _standingNanoseconds[order.Band] += now.Value - order.Since;
        }

        order.Band = band;
        order.Since = now.Value;
    }

    /// <summary>Counts an execution at its depth from the mid just before it: by the time that its answer is here, the
    /// mid has often moved.</summary>
    /// <param name="side">Our side.</param>
    /// <param name="price">The price.</param>
    /// <param name="quantity">The lots.</param>
    /// <param name="midTicksTwice">Twice the mid just before, in ticks; <see cref="PositionBook.NoMid"/> is not counted.</param>
    public void OnFill(Side side, Price price, Quantity quantity, long midTicksTwice)
    {
        int band = BandOf(side, price, midTicksTwice);
        if (band != NoBand)
        {
            _fills[band]++;
            _lots[band] += quantity.Lots;
        }
    }

    /// <summary>Counts the time of the orders that still stand. Once, at the end of the session.</summary>
    /// <param name="end">The end.</param>
    public void Finish(Nanoseconds end)
    {
        foreach (ref StandingOrder order in _orders.AsSpan())
        {
            if (order.Band != NoBand)
            {
                _standingNanoseconds[order.Band] += end.Value - order.Since;
                order.Band = NoBand;
            }
        }
    }

    private ref StandingOrder OrderOf(InstrumentId instrument, Side side) =>
        ref _orders[(2 * instrument.Index) + (side == Side.Buy ? 0 : 1)];

    private int BandOf(Side side, Price price, long midTicksTwice)
    {
        if (!price.IsPresent || midTicksTwice == PositionBook.NoMid)
        {
            return NoBand;
        }

        long depthTwice = side == Side.Buy ? midTicksTwice - (2 * price.Ticks) : (2 * price.Ticks) - midTicksTwice;
        return (int)Math.Min(Math.Max(depthTwice, 0) / _bandHalfTicks, _fills.Length - 1);
    }

    private struct StandingOrder
    {
        public long Since;
        public int Band;
    }
}
