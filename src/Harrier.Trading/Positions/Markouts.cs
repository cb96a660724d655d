using System;
using System.Numerics;
using Harrier.Primitives;
using Harrier.Runtime.Memory;

namespace Harrier.Trading.Positions;

/// <summary>What our fills were worth at the mid some time later. One thread; a ring of the fills that have not
/// reached the longest horizon is taken at start.</summary>
/// <remarks>The mid at a horizon is the last one stated up to and including that time. When the ring is full, a new
/// fill is left out and counted in <see cref="Dropped"/>: the sums then stand for fewer fills, never for wrong ones.</remarks>
public sealed class Markouts
{
    private readonly PendingFill[] _fills;
    private readonly int _mask;
    private readonly PositionBook _positions;
    private readonly long[] _afterNanoseconds;
    private readonly long[] _next;
    private readonly MarkoutSums[] _sums;
    private long _tail;
    private long _nextDue = long.MaxValue;

    /// <summary>Takes the memory.</summary>
    /// <param name="positions">Where the mids are.</param>
    /// <param name="fillLimit">The fills that may wait at a time, rounded up to a power of two.</param>
    /// <param name="horizons">The horizons, ascending, each above zero.</param>
    public Markouts(PositionBook positions, int fillLimit, params ReadOnlySpan<Nanoseconds> horizons)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fillLimit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fillLimit, 1 << 24);
        ArgumentOutOfRangeException.ThrowIfZero(horizons.Length);
        _positions = positions;
        _fills = TouchedArray.Allocate<PendingFill>((int)BitOperations.RoundUpToPowerOf2((uint)fillLimit));
        _mask = _fills.Length - 1;
        _afterNanoseconds = new long[horizons.Length];
        _next = new long[horizons.Length];
        _sums = new MarkoutSums[horizons.Length];
        long previous = 0;
        for (int i = 0; i < horizons.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(horizons[i].Value, previous);
            previous = horizons[i].Value;
            _afterNanoseconds[i] = previous;
        }
    }

    /// <summary>Gets the number of horizons.</summary>
    public int Count => _sums.Length;

    /// <summary>Gets the fills that were left out because the ring was full.</summary>
    public long Dropped { get; private set; }

    /// <summary>Gets one horizon.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public MarkoutHorizon this[int index] => new(
        new Nanoseconds(_afterNanoseconds[index]), _sums[index].Fills, _sums[index].Lots, new Money(_sums[index].Parts));

    /// <summary>Takes a fill. Call <see cref="Advance"/> with its time first.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">Our side.</param>
    /// <param name="price">The price.</param>
    /// <param name="quantity">The lots.</param>
    /// <param name="now">The time; never before an earlier one.</param>
    public void OnFill(InstrumentId instrument, Side side, Price price, Quantity quantity, Nanoseconds now)
    {
        if (_tail - _next[^1] > _mask)
        {
            Dropped++;
            return;
        }

        _fills[(int)(_tail & _mask)] = new PendingFill
        {
            Time = now.Value,
            PriceTicks = price.Ticks,
            SignedLots = side == Side.Buy ? quantity.Lots : -quantity.Lots,
            Instrument = instrument.Index,
        };
        _tail++;
        _nextDue = Math.Min(_nextDue, now.Value + _afterNanoseconds[0]);
    }

    /// <summary>Settles the fills whose horizon lies before a time. Call it before booking a mid of that time.</summary>
    /// <param name="now">The time; never before an earlier one.</param>
    public void Advance(Nanoseconds now)
    {
        if (_nextDue < now.Value)
        {
            SettleBefore(now.Value);
        }
    }

    /// <summary>Settles the fills whose horizon lies at or before the end of the session; the rest stay out.</summary>
    /// <param name="end">The end.</param>
    public void Finish(Nanoseconds end) => SettleBefore(end.Value + 1);

    private void SettleBefore(long time)
    {
        long nextDue = long.MaxValue;
        for (int horizon = 0; horizon < _sums.Length; horizon++)
        {
            long after = _afterNanoseconds[horizon];
            long next = _next[horizon];
            ref MarkoutSums sums = ref _sums[horizon];
            while (next < _tail && _fills[(int)(next & _mask)].Time + after < time)
            {
                Settle(in _fills[(int)(next & _mask)], ref sums);
                next++;
            }

            _next[horizon] = next;
            if (next < _tail)
            {
                nextDue = Math.Min(nextDue, _fills[(int)(next & _mask)].Time + after);
            }
        }

        _nextDue = nextDue;
    }

    private void Settle(in PendingFill fill, ref MarkoutSums sums)
    {
        long mid = _positions.MidTicksTwice(new InstrumentId(fill.Instrument));
        sums.Fills++;
        sums.Lots += Math.Abs(fill.SignedLots);
        sums.Parts += Money.OfHalf(mid - (2 * fill.PriceTicks), new Quantity(fill.SignedLots)).Parts;
    }

    private struct PendingFill
    {
        public long Time;
        public long PriceTicks;
        public long SignedLots;
        public int Instrument;
    }

    private struct MarkoutSums
    {
        public long Fills;
        public long Lots;
        public long Parts;
    }
}
