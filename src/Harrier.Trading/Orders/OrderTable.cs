using Harrier.Primitives;

namespace Harrier.Trading.Orders;

/// <summary>Our own orders by number, from the sending of the first request to the venue's last word. One thread;
/// memory is taken at start; nothing is thrown for what the venue says: what cannot be is counted.</summary>
/// <remarks>
/// The venue's messages must arrive in the order in which it sent them, as on one OUCH session. Races are decided by
/// that order: a fill that arrives while a cancel or a replacement is pending counts; when an order ends, the
/// replacement that was on its way ends with it, whether or not the venue still answers it.
/// </remarks>
public sealed partial class OrderTable
{
    private const int WholeLotsLimit = 1_000_000;

    private readonly OpenOrders _orders;
    private readonly long[] _counts = new long[(int)OrderResult.AtLimit + 1];

    /// <summary>Takes the memory.</summary>
    /// <param name="openOrderLimit">The orders that may be open at a time, 2 to 16,777,216; rounded up to a power
    /// of two. One more is refused with <see cref="OrderResult.AtLimit"/>. A pending replacement counts as one.</param>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    public OrderTable(int openOrderLimit, int instrumentLimit) => _orders = new OpenOrders(openOrderLimit, instrumentLimit);

    /// <summary>Gets the number of open orders, pending ones included.</summary>
    public int OpenCount => _orders.Count;

    /// <summary>Gets the number that was given out last.</summary>
    public OrderId LastId => _orders.LastId;

    /// <summary>Gets price in ticks times lots over all open orders of all instruments.</summary>
    public long OpenTickLots => _orders.TickLots;

    /// <summary>Gets one more than the highest instrument index.</summary>
    public int InstrumentLimit => _orders.InstrumentLimit;

    /// <summary>Shows what the open orders of an instrument could come to.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The exposure, which stays up to date.</returns>
    public ref readonly OpenExposure ExposureOf(InstrumentId instrument) => ref _orders.ExposureOf(instrument.Index);

    /// <summary>Counts the steps that ended in a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The number of steps since start.</returns>
    public long CountOf(OrderResult result) => _counts[(int)result];

    /// <summary>Shows an open order. Closing orders while going through the indexes moves the last one into the gap:
    /// go from the highest index down.</summary>
    /// <param name="index">0 to <see cref="OpenCount"/> - 1.</param>
    /// <returns>The order.</returns>
    public OwnOrder OpenAt(int index) => Show(in _orders[_orders.OpenSlotAt(index)]);

    /// <summary>Looks up an order.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="order">The order, open or ended.</param>
    /// <returns>False when no order has that number or its slot was given away.</returns>
    public bool TryGet(OrderId id, out OwnOrder order)
    {
        if (!_orders.TryFind(id.Value, out int slot))
        {
            order = default;
            return false;
        }

        order = Show(in _orders[slot]);
        return true;
    }

    /// <summary>The open lots of the standing order that a replacement names; false unless it is ours and still.</summary>
    internal bool TryGetReplaceable(in OrderIntent intent, out long openLots, out long openTickLots)
    {
        openLots = 0;
        openTickLots = 0;
        if (!_orders.TryFind(intent.Existing.Value, out int slot))
        {
            return false;
        }

        ref OrderRecord record = ref _orders[slot];
        openLots = record.OpenLots;
        openTickLots = openLots * record.PriceTicks;
        return record.State == LifeCycleState.Live
            && record.Side == intent.Side
            && record.Instrument == intent.Instrument.Index;
    }

    private static OwnOrder Show(in OrderRecord record) => new(
        new OrderId(record.Id),
        new InstrumentId(record.Instrument),
        record.Side,
        record.State,
        new Price(record.PriceTicks),
        new Quantity(record.WholeLots),
        new Quantity(record.ExecutedLots),
        new Quantity(record.OpenLots),
        new Nanoseconds(record.SentAt));

    private OrderResult Count(OrderResult result)
    {
        _counts[(int)result]++;
        return result;
    }

    /// <summary>Describes a step about one slot, with the slot that now stands for the chain (-1 for none).</summary>
    private OrderChange Describe(int slot, int workingSlot, int fillLots = 0, Price fillPrice = default)
    {
        ref OrderRecord record = ref _orders[slot];
        var change = new OrderChange
        {
            Id = new OrderId(record.Id),
            Instrument = new InstrumentId(record.Instrument),
            Side = record.Side,
            State = record.State,
            WholeQuantity = new Quantity(record.WholeLots),
            FillQuantity = new Quantity(fillLots),
            FillPrice = fillPrice,
            WorkingPrice = Price.None,
        };
        if (workingSlot < 0)
        {
            return change;
        }

        ref OrderRecord working = ref _orders[workingSlot];
        return change with
        {
            WorkingId = new OrderId(working.Id),
            WorkingState = working.State,
            WorkingPrice = new Price(working.PriceTicks),
            WorkingQuantity = new Quantity(working.OpenLots),
        };
    }

    /// <summary>Ends an order, and with it the replacement that was on its way.</summary>
    private void End(int slot, LifeCycleState state)
    {
        ref OrderRecord record = ref _orders[slot];
        if (record.ReplacedBy != 0 && _orders.TryFind(record.ReplacedBy, out int replacement))
        {
            _orders[replacement].Replaces = 0;
            record.ReplacedBy = 0;
            End(replacement, LifeCycleState.Rejected);
        }

        record.State = state;
        record.OpenLots = 0;
        _orders.Unlink(slot);
    }

    /// <summary>The slot that stands at the venue for the chain of an open order: the one being replaced, if any.</summary>
    private int WorkingSlot(int slot)
    {
        ref OrderRecord record = ref _orders[slot];
        if (!record.IsOpen)
        {
            return -1;
        }

        return record.Replaces != 0 && _orders.TryFind(record.Replaces, out int original) ? original : slot;
    }
}
