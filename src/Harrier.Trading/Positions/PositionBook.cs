using System;
using Harrier.Primitives;
using Harrier.Runtime.Memory;

namespace Harrier.Trading.Positions;

/// <summary>Inventory and result of every instrument, exact in integers. One thread.</summary>
/// <remarks>
/// Every change is booked to a cause as it happens: a fill captures (mid - price) a lot bought and (price - mid) a
/// lot sold; a move of the mid makes inventory times move. Hence at any time
/// cash + inventory at mid = spread + inventory + fees, without a remainder.
/// An amount beyond the range of <see cref="Money"/> is an <see cref="OverflowException"/>, which ends the session.
/// </remarks>
public sealed class PositionBook
{
    /// <summary>The mid of an instrument that had none yet.</summary>
    public const long NoMid = long.MinValue;

    private const long PartsPerHalfTickLot = Money.PartsPerTickLot / 2;

    private readonly PositionRecord[] _records;
    private readonly FeeSchedule _fees;
    private PositionRecord _total;
    private long _grossHalfTickLots;

    /// <summary>Takes the memory, 128 bytes an instrument.</summary>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="fees">The fees.</param>
    public PositionBook(int instrumentLimit, FeeSchedule fees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instrumentLimit, 1);
        _records = TouchedArray.Allocate<PositionRecord>(instrumentLimit);
        _fees = fees;
        foreach (ref PositionRecord record in _records.AsSpan())
        {
            record.MidTicksTwice = NoMid;
        }
    }

    /// <summary>Gets the value of all positions at the last mids, no side set against the other, in ticks times lots,
    /// rounded up.</summary>
    public long GrossTickLots => (_grossHalfTickLots + 1) >> 1;

    /// <summary>Gets the result of all instruments so far, the loss limit's measure.</summary>
    public Money TotalResult => new(_total.SpreadParts + _total.InventoryParts + _total.FeeParts);

    /// <summary>The inventory of an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The lots, signed.</returns>
    public long InventoryLots(InstrumentId instrument) => _records[instrument.Index].InventoryLots;

    /// <summary>What an instrument's fills received less what they paid, fees and rebates included.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The amount.</returns>
    public Money Cash(InstrumentId instrument) => new(_records[instrument.Index].CashParts);

    /// <summary>The last mid of an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>Twice the mid in ticks, or <see cref="NoMid"/>.</returns>
    public long MidTicksTwice(InstrumentId instrument) => _records[instrument.Index].MidTicksTwice;

    /// <summary>All about one instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The position.</returns>
    public Position Of(InstrumentId instrument)
    {
        ref PositionRecord record = ref _records[instrument.Index];
        return Show(in record, AtMid(in record));
    }

    /// <summary>All instruments together; the inventory is then a sum of lots of different things. Cold: goes through
    /// all instruments, so that the inventory at mid is a sum of its own and not what is left over.</summary>
    /// <returns>The sum.</returns>
    public Position Total()
    {
        Money atMid = Money.Zero;
        for (int i = 0; i < _records.Length; i++)
        {
            atMid += AtMid(in _records[i]);
        }

        return Show(in _total, atMid);
    }

    /// <summary>Books a new mid. Call it for each change of a two-sided top; a one-sided book keeps the last mid.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="midTicksTwice">Twice the mid, in ticks.</param>
    public void OnMid(InstrumentId instrument, long midTicksTwice)
    {
        ref PositionRecord record = ref _records[instrument.Index];
        long held = record.InventoryLots;
        if (held != 0)
        {
            long halfTickLots = held * (midTicksTwice - record.MidTicksTwice);
            long parts = halfTickLots * PartsPerHalfTickLot;
            record.InventoryParts += parts;
            _total.InventoryParts += parts;
            _grossHalfTickLots += held > 0 ? halfTickLots : -halfTickLots;
        }

        record.MidTicksTwice = midTicksTwice;
    }

    /// <summary>Books a fill against the last mid. Without one, the price of the fill is taken for the mid, so that
    /// nothing is captured.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">Our side.</param>
    /// <param name="price">The price.</param>
    /// <param name="quantity">The lots, above zero.</param>
    /// <param name="liquidity">Maker or taker.</param>
    public void OnFill(InstrumentId instrument, Side side, Price price, Quantity quantity, FillLiquidity liquidity) =>
        OnFill(instrument, side, price, quantity, liquidity, MidTicksTwice(instrument));

    /// <summary>Books a fill against the mid at which it was executed, where the mid has moved since: the move since
    /// then is booked as one of the inventory.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="price">The price.</param>
    /// <param name="quantity">The lots, above zero.</param>
    /// <param name="liquidity">Maker or taker.</param>
    /// <param name="midTicksTwice">Twice the mid just before the execution, in ticks; <see cref="NoMid"/> takes the
    /// last one.</param>
    public void OnFill(
        InstrumentId instrument, Side side, Price price, Quantity quantity, FillLiquidity liquidity, long midTicksTwice)
    {
        ref PositionRecord record = ref _records[instrument.Index];
        if (record.MidTicksTwice == NoMid)
        {
            record.MidTicksTwice = 2 * price.Ticks;
        }

        long mid = record.MidTicksTwice;
        long midThen = midTicksTwice == NoMid ? mid : midTicksTwice;
        var signedLots = new Quantity(side == Side.Buy ? quantity.Lots : -quantity.Lots);
        long heldBefore = record.InventoryLots;
        long feeParts = _fees.Of(liquidity, quantity).Parts;
        long cashParts = feeParts - Money.Of(price, signedLots).Parts;
        long spreadParts = Money.OfHalf(midThen - (2 * price.Ticks), signedLots).Parts;
        long movedParts = Money.OfHalf(mid - midThen, signedLots).Parts;
        Book(ref record, side, quantity.Lots, cashParts, spreadParts, feeParts);
        Book(ref _total, side, quantity.Lots, cashParts, spreadParts, feeParts);
        record.InventoryParts += movedParts;
        _total.InventoryParts += movedParts;
        _grossHalfTickLots += (Math.Abs(record.InventoryLots) - Math.Abs(heldBefore)) * mid;
    }

    private static Money AtMid(in PositionRecord record) => record.MidTicksTwice == NoMid
        ? Money.Zero
        : Money.OfHalf(record.MidTicksTwice, new Quantity(record.InventoryLots));

    private static void Book(
        ref PositionRecord record, Side side, long lots, long cashParts, long spreadParts, long feeParts)
    {
        if (side == Side.Buy)
        {
            record.BoughtLots += lots;
        }
        else
        {
            record.SoldLots += lots;
        }

        record.InventoryLots = record.BoughtLots - record.SoldLots;
        record.InventoryLotsMax = Math.Max(record.InventoryLotsMax, Math.Abs(record.InventoryLots));
        record.CashParts += cashParts;
        record.SpreadParts += spreadParts;
        record.FeeParts += feeParts;
        record.Fills++;
    }

    private static Position Show(in PositionRecord record, Money atMid) => new(
        record.InventoryLots,
        record.InventoryLotsMax,
        record.BoughtLots,
        record.SoldLots,
        record.Fills,
        new ProfitAndLoss(
            new Money(record.CashParts),
            atMid,
            new Money(record.SpreadParts),
            new Money(record.InventoryParts),
            new Money(record.FeeParts)));
}
