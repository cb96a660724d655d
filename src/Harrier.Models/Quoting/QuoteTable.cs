using System;
using System.Runtime.CompilerServices;
using Harrier.Models.Quoting.Portfolio;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>The quotes of one instrument by inventory, as distances from the mid price in Q32.32 ticks. Whatever the
/// model, a quote costs one look-up, one addition and one rounding.</summary>
/// <remarks>
/// Bids are rounded down to the price increment and asks up, so that rounding never gives edge away; then each side is
/// held off the other side's touch by an increment, so that a quote never trades on arrival. There is no bid at +Q and
/// no ask at -Q. Filled and read by one thread; nothing is allocated after construction.
/// </remarks>
public sealed class QuoteTable
{
    /// <summary>The largest Q.</summary>
    public const int MaximumInventoryLimit = 1_000;

    /// <summary>The largest mid price, doubled: 200,000 currency units, the limit of Price(4) in ITCH.</summary>
    public const long MidTicksTwiceLimit = 4_000_000_000;

    /// <summary>The largest distance from the mid price, in ticks. With the largest mid price and the largest shift
    /// (<see cref="CrossInventory.ShiftTicksLimit"/>) it stays below 2^31 ticks, so that no sum in Q32.32 leaves 64
    /// bits.</summary>
    public const int OffsetTicksLimit = 1 << 27;

    /// <summary>The offset of a side that is not quoted.</summary>
    public const long Absent = long.MaxValue;

    private readonly long[] _offsets;
    private readonly double[] _bidDistances;
    private readonly double[] _askDistances;
    private readonly double _unitsPerPrice;
    private readonly long _increment;
    private readonly ulong _incrementInverse;

    /// <summary>Takes the memory of a table, empty: it quotes nothing until filled.</summary>
    /// <param name="maximumInventory">Q, in order sizes, 1 to <see cref="MaximumInventoryLimit"/>.</param>
    /// <param name="priceIncrementTicks">The step of order prices in ticks, above 0.</param>
    /// <param name="ticksPerPriceUnit">Ticks in one unit of the models' prices: 10,000 for models in dollars, 1 for
    /// models in ticks.</param>
    public QuoteTable(int maximumInventory, int priceIncrementTicks, double ticksPerPriceUnit = Price.TicksPerUnit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumInventory, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumInventory, MaximumInventoryLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(priceIncrementTicks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priceIncrementTicks, OffsetTicksLimit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ticksPerPriceUnit);
        MaximumInventory = maximumInventory;
        int count = 2 * maximumInventory + 1;
        _bidDistances = new double[count];
        _askDistances = new double[count];
        _unitsPerPrice = ticksPerPriceUnit * FixedPoint.RawOne;
        _increment = priceIncrementTicks;

        // ⌈2^63 / increment⌉: see RoundDown.
        _incrementInverse = ((1UL << 63) + (ulong)priceIncrementTicks - 1) / (ulong)priceIncrementTicks;
        _offsets = new long[2 * count];
        Clear();
    }

    /// <summary>Gets Q, the inventory limit in order sizes.</summary>
    public int MaximumInventory { get; }

    /// <summary>Gets the step of order prices in ticks.</summary>
    public int PriceIncrementTicks => (int)_increment;

    /// <summary>The distance of the bid below the mid price.</summary>
    /// <param name="inventory">From -Q to Q.</param>
    /// <returns>Q32.32 ticks; <see cref="Absent"/> for no bid.</returns>
    public long BidOffset(int inventory) => _offsets[2 * (inventory + MaximumInventory)];

    /// <summary>The distance of the ask above the mid price.</summary>
    /// <param name="inventory">From -Q to Q.</param>
    /// <returns>Q32.32 ticks; <see cref="Absent"/> for no ask.</returns>
    public long AskOffset(int inventory) => _offsets[2 * (inventory + MaximumInventory) + 1];

    /// <summary>Takes a model's quotes. When the model faults, the table is left empty and quotes nothing.</summary>
    /// <param name="model">The model.</param>
    /// <param name="secondsToHorizon">The time left, T - t; infinity for the steady state.</param>
    /// <exception cref="ArgumentException">The model has no answer, or one that no market can use: not a number, farther
    /// than <see cref="OffsetTicksLimit"/>, or a bid not below its ask.</exception>
    public void Fill(IQuoteModel model, double secondsToHorizon)
    {
        Clear();
        model.Distances(secondsToHorizon, _bidDistances, _askDistances);
        for (int row = 0; row < _bidDistances.Length; row++)
        {
            RequireUsable(row);
        }

        // Only when nothing can fault any more: half a table would be quoted.
        for (int row = 0; row < _bidDistances.Length; row++)
        {
            _offsets[2 * row] = ToOffset(_bidDistances[row]);
            _offsets[2 * row + 1] = ToOffset(_askDistances[row]);
        }

        _offsets[^2] = Absent;
        _offsets[1] = Absent;
    }

    /// <summary>Empties the table: it quotes nothing until filled again.</summary>
    public void Clear() => Array.Fill(_offsets, Absent);

    /// <summary>Quotes.</summary>
    /// <param name="midTicksTwice">Twice the mid price in ticks, above 0.</param>
    /// <param name="inventory">In order sizes. Beyond ±Q it is taken as ±Q.</param>
    /// <param name="bestBid">The best bid of others; <see cref="Price.None"/> for none.</param>
    /// <param name="bestAsk">The best ask of others; <see cref="Price.None"/> for none.</param>
    /// <param name="bid">The bid, a positive multiple of the increment below the best ask; <see cref="Price.None"/> for
    /// no bid.</param>
    /// <param name="ask">The ask, a multiple of the increment above the bid and the best bid;
    /// <see cref="Price.None"/> for no ask.</param>
    /// <returns>True when at least one side is quoted; false, with both sides absent, also for prices out of range.</returns>
    public bool TryQuote(
        long midTicksTwice, int inventory, Price bestBid, Price bestAsk, out Price bid, out Price ask) =>
        TryQuote(midTicksTwice, inventory, 0, bestBid, bestAsk, out bid, out ask);

    /// <summary>Quotes, with both sides moved down for what is held in other instruments.</summary>
    /// <param name="midTicksTwice">Twice the mid price in ticks, above 0.</param>
    /// <param name="inventory">In order sizes. Beyond ±Q it is taken as ±Q.</param>
    /// <param name="shift">How far, in Q32.32 ticks: <see cref="CrossInventory.Shift"/>.</param>
    /// <param name="bestBid">The best bid of others; <see cref="Price.None"/> for none.</param>
    /// <param name="bestAsk">The best ask of others; <see cref="Price.None"/> for none.</param>
    /// <param name="bid">The bid, as without a shift.</param>
    /// <param name="ask">The ask, as without a shift.</param>
    /// <returns>True when at least one side is quoted; false, with both sides absent, also for numbers out of range.</returns>
    public bool TryQuote(
        long midTicksTwice, int inventory, long shift, Price bestBid, Price bestAsk, out Price bid, out Price ask)
    {
        if (!IsInRange(midTicksTwice, bestBid, bestAsk) || !IsShiftInRange(shift))
        {
            bid = Price.None;
            ask = Price.None;
            return false;
        }

        // Nothing below overflows: mid ≤ 2·10^9, |offset| ≤ 2^27 and |shift| ≤ 2^23 ticks, together below 2^31 of them.
        unchecked
        {
            int row = Math.Clamp(inventory, -MaximumInventory, MaximumInventory) + MaximumInventory;
            long bidOffset = _offsets[2 * row];
            long askOffset = _offsets[2 * row + 1];
            long mid = (midTicksTwice << (FixedPoint.FractionBits - 1)) - shift;
            bid = bidOffset == Absent ? Price.None : BidAt(mid - bidOffset, bestAsk);
            ask = askOffset == Absent ? Price.None : AskAt(mid + askOffset, bestBid);
        }

        return bid.IsPresent || ask.IsPresent;
    }

    private static bool IsInRange(long midTicksTwice, Price bestBid, Price bestAsk) =>
        midTicksTwice is > 0 and <= MidTicksTwiceLimit
        && (!bestBid.IsPresent || bestBid.Ticks is > 0 and <= MidTicksTwiceLimit)
        && (!bestAsk.IsPresent || bestAsk.Ticks is > 0 and <= MidTicksTwiceLimit);

    private static bool IsShiftInRange(long shift) =>
        shift is >= -(CrossInventory.ShiftTicksLimit * FixedPoint.RawOne) and <= CrossInventory.ShiftTicksLimit * FixedPoint.RawOne;

    private static ArgumentException Unusable(string what, int inventory) =>
        new($"The model's quotes are of no use at inventory {inventory}: {what}. Check the units of its parameters.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Price BidAt(long units, Price bestAsk)
    {
        unchecked
        {
            long ticks = units >> FixedPoint.FractionBits;
            if (bestAsk.IsPresent)
            {
                ticks = Math.Min(ticks, bestAsk.Ticks - 1);
            }

            // A share cannot be bid for at nothing.
            return ticks < _increment ? Price.None : new Price(RoundDown(ticks));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Price AskAt(long units, Price bestBid)
    {
        unchecked
        {
            // Absent is long.MinValue, and its plus one stays far below every price.
            long ticks = (units + (FixedPoint.RawOne - 1)) >> FixedPoint.FractionBits;
            ticks = Math.Max(Math.Max(ticks, bestBid.Ticks + 1), 1);
            return new Price(RoundDown(ticks + _increment - 1));
        }
    }

    // ⌊ticks / increment⌋ · increment without a division. With I = ⌈2^63 / increment⌉ the product 2·ticks·I / 2^64 is
    // above the quotient by less than ticks / 2^63, and a quotient is at least 1 / increment below the next whole number:
    // exact while ticks · increment < 2^63, here below 2^33 · 2^27.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long RoundDown(long ticks)
    {
        unchecked
        {
            return (long)Math.BigMul((ulong)ticks << 1, _incrementInverse, out _) * _increment;
        }
    }

    private void RequireUsable(int row)
    {
        int inventory = row - MaximumInventory;
        double bid = inventory == MaximumInventory ? double.PositiveInfinity : _bidDistances[row];
        double ask = inventory == -MaximumInventory ? double.PositiveInfinity : _askDistances[row];
        RequireReachable(bid, inventory);
        RequireReachable(ask, inventory);
        if (bid + ask <= 0.0)
        {
            throw Unusable($"bid {-bid} and ask {ask} around the mid price cross", inventory);
        }
    }

    private void RequireReachable(double distance, int inventory)
    {
        double units = Math.Round(distance * _unitsPerPrice);
        if (!(Math.Abs(units) <= (double)OffsetTicksLimit * FixedPoint.RawOne) && !double.IsPositiveInfinity(distance))
        {
            throw Unusable($"a distance of {units / FixedPoint.RawOne} ticks", inventory);
        }
    }

    private long ToOffset(double distance) =>
        double.IsPositiveInfinity(distance) ? Absent : (long)Math.Round(distance * _unitsPerPrice);
}
