using System;
using System.Runtime.CompilerServices;
using Harrier.Market.Books;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;
using Harrier.Primitives;
using Harrier.Runtime.Memory;
using Harrier.Trading.Orders;
using Harrier.Trading.Risk;

namespace Harrier.Trading.Quoting;

/// <summary>Decides which of our quotes to enter, move, take out or leave in its queue. At most one order a side and
/// instrument, at most one request in flight for it. One thread; nothing is allocated after construction.</summary>
/// <remarks>
/// A quote at the wanted price is left. One that is more aggressive than wanted is a free option for others and is
/// moved at once. One that is less aggressive keeps its place until the difference is worth losing it, and until it
/// has stood for the minimum life, unless moving it closer helps to get rid of inventory. What was held back is
/// decided anew at the next call: call after each change of the top of the book and after each answer of the venue.
/// </remarks>
public sealed class QuoteEngine
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly InstrumentQuotes[] _quotes;
    private readonly QuoteTable?[] _tables;
    private readonly int _orderSizeLots;
    private readonly long _requoteThresholdTicks;
    private readonly long _aggressiveToleranceTicks;
    private readonly long _minimumLifeNanoseconds;

    /// <summary>Takes the memory, 128 bytes an instrument.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    public QuoteEngine(QuotingSettings settings, int instrumentLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instrumentLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.OrderSizeLots, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.RequoteThresholdTicks);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.AggressiveToleranceTicks);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.MinimumQuoteLifeMilliseconds);
        _tables = new QuoteTable?[instrumentLimit];
        _quotes = TouchedArray.Allocate<InstrumentQuotes>(instrumentLimit);
        _orderSizeLots = settings.OrderSizeLots;
        _requoteThresholdTicks = settings.RequoteThresholdTicks;
        _aggressiveToleranceTicks = settings.AggressiveToleranceTicks;
        _minimumLifeNanoseconds = settings.MinimumQuoteLifeMilliseconds * NanosecondsPerMillisecond;
    }

    /// <summary>Shows our bid.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The order, which stays up to date.</returns>
    public ref readonly WorkingQuote Bid(InstrumentId instrument) => ref _quotes[instrument.Index].Bid;

    /// <summary>Shows our ask.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The order, which stays up to date.</returns>
    public ref readonly WorkingQuote Ask(InstrumentId instrument) => ref _quotes[instrument.Index].Ask;

    /// <summary>Takes note of a step in the life of an order: what was sent, and what the venue answered.</summary>
    /// <param name="change">The step, from <see cref="OrderTable"/>.</param>
    /// <param name="now">The time.</param>
    public void OnChange(in OrderChange change, Nanoseconds now)
    {
        ref InstrumentQuotes quotes = ref _quotes[change.Instrument.Index];
        ref WorkingQuote quote = ref change.Side == Side.Buy ? ref quotes.Bid : ref quotes.Ask;
        if (change.WorkingId == OrderId.None)
        {
            quote = default;
            return;
        }

        bool isNew = quote.Id != change.WorkingId || quote.State == LifeCycleState.PendingNew;
        quote.Id = change.WorkingId;
        quote.State = change.WorkingState;
        quote.Price = change.WorkingPrice;
        quote.Quantity = change.WorkingQuantity;
        if (isNew)
        {
            quote.Since = now;
        }
    }

    /// <summary>Gives an instrument the table of its model, in units of our order size. Before that it is not quoted.
    /// The table may be filled anew at any time between two calls.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="table">The table.</param>
    public void Use(InstrumentId instrument, QuoteTable table) => _tables[instrument.Index] = table;

    /// <summary>Moves both quotes of an instrument down for what is held in others, from the next decision on.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="shift">How far, in Q32.32 ticks: <see cref="CrossInventory.Shift"/>. Beyond its limit the instrument
    /// is not quoted.</param>
    /// <returns>True when it is not as before, so that a decision is due.</returns>
    public bool Lean(InstrumentId instrument, long shift)
    {
        ref InstrumentQuotes quotes = ref _quotes[instrument.Index];
        bool isNew = quotes.Shift != shift;
        quotes.Shift = shift;
        return isNew;
    }

    /// <summary>Decides what to do after a change of the top of the book, of our orders or of the inventory.</summary>
    /// <remarks>No side may pass the inventory limit of the table by an execution: its size shrinks as it gets near.
    /// When reducing, only the side that lowers the inventory is quoted, for no more than the inventory. When halted,
    /// without a table, or with a side of the book empty, so that there is no mid, both quotes are taken out.</remarks>
    /// <param name="instrument">The instrument.</param>
    /// <param name="top">The top of the book without our own orders.</param>
    /// <param name="inventoryLots">The inventory, signed.</param>
    /// <param name="state">What may be sent.</param>
    /// <param name="now">The time.</param>
    /// <param name="bid">What to do about the bid; its kind is None for nothing.</param>
    /// <param name="ask">What to do about the ask; its kind is None for nothing.</param>
    public void Decide(
        InstrumentId instrument,
        in TopOfBook top,
        long inventoryLots,
        TradingState state,
        Nanoseconds now,
        out OrderIntent bid,
        out OrderIntent ask)
    {
        QuoteTable? table = _tables[instrument.Index];
        if (table is null || state == TradingState.Halted || !top.IsTwoSided)
        {
            Withdraw(instrument, out bid, out ask);
            return;
        }

        ref InstrumentQuotes quotes = ref _quotes[instrument.Index];
        if (inventoryLots != quotes.InventoryLots)
        {
            quotes.InventoryLots = inventoryLots;
            quotes.InventoryOrders = ToOrders(inventoryLots);
        }

        table.TryQuote(
            top.MidTicksTwice,
            quotes.InventoryOrders,
            quotes.Shift,
            top.BidPrice,
            top.AskPrice,
            out Price bidPrice,
            out Price askPrice);
        long limitLots = state == TradingState.Active ? (long)table.MaximumInventory * _orderSizeLots : 0;
        bid = MoveSide(in quotes.Bid, instrument, Side.Buy, bidPrice, limitLots - inventoryLots, inventoryLots < 0, now);
        ask = MoveSide(in quotes.Ask, instrument, Side.Sell, askPrice, limitLots + inventoryLots, inventoryLots > 0, now);
    }

    /// <summary>Decides what to do for a wanted pair of quotes, whoever wants it.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="wanted">What should stand.</param>
    /// <param name="inventoryLots">The inventory, signed.</param>
    /// <param name="now">The time.</param>
    /// <param name="bid">What to do about the bid; its kind is None for nothing.</param>
    /// <param name="ask">What to do about the ask; its kind is None for nothing.</param>
    public void Move(
        InstrumentId instrument,
        in QuoteTarget wanted,
        long inventoryLots,
        Nanoseconds now,
        out OrderIntent bid,
        out OrderIntent ask)
    {
        ref InstrumentQuotes quotes = ref _quotes[instrument.Index];
        bid = MoveSide(in quotes.Bid, instrument, Side.Buy, wanted.Bid, wanted.BidRoomLots, inventoryLots < 0, now);
        ask = MoveSide(in quotes.Ask, instrument, Side.Sell, wanted.Ask, wanted.AskRoomLots, inventoryLots > 0, now);
    }

    /// <summary>Takes both quotes out, as far as nothing is in flight for them.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="bid">What to do about the bid.</param>
    /// <param name="ask">What to do about the ask.</param>
    public void Withdraw(InstrumentId instrument, out OrderIntent bid, out OrderIntent ask) =>
        Move(instrument, QuoteTarget.Nothing, 0, default, out bid, out ask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OrderIntent MoveSide(
        in WorkingQuote quote,
        InstrumentId instrument,
        Side side,
        Price wanted,
        long roomLots,
        bool lowersInventory,
        Nanoseconds now)
    {
        // The usual case by far: the quote stands where it should.
        bool isLive = quote.State == LifeCycleState.Live;
        if (isLive && quote.Price == wanted && quote.Quantity.Lots <= roomLots)
        {
            return default;
        }

        if (isLive)
        {
            return MoveLive(in quote, instrument, side, wanted, roomLots, lowersInventory, now);
        }

        return quote.State == LifeCycleState.None && wanted.IsPresent && roomLots > 0
            ? OrderIntent.Enter(instrument, side, wanted, SizeWithin(roomLots))
            : default;
    }

    private OrderIntent MoveLive(
        in WorkingQuote quote,
        InstrumentId instrument,
        Side side,
        Price wanted,
        long roomLots,
        bool lowersInventory,
        Nanoseconds now)
    {
        if (!wanted.IsPresent || quote.Quantity.Lots > roomLots)
        {
            return OrderIntent.Cancel(instrument, side, quote.Id);
        }

        long keenerTicks = side == Side.Buy ? quote.Price - wanted : wanted - quote.Price;
        bool isLeft = keenerTicks > 0
            ? keenerTicks <= _aggressiveToleranceTicks
            : -keenerTicks < _requoteThresholdTicks
                || (!lowersInventory && (now - quote.Since).Value < _minimumLifeNanoseconds);
        return isLeft ? default : OrderIntent.Replace(instrument, side, wanted, SizeWithin(roomLots), quote.Id);
    }

    private Quantity SizeWithin(long roomLots) => new(Math.Min(_orderSizeLots, roomLots));

    /// <summary>The inventory in order sizes: the nearest whole number, halves away from zero. Beyond the range of
    /// the integer its ends, which lie beyond every table.</summary>
    private int ToOrders(long inventoryLots)
    {
        long half = inventoryLots >= 0 ? _orderSizeLots / 2 : -(_orderSizeLots / 2);
        return (int)Math.Clamp((inventoryLots + half) / _orderSizeLots, -int.MaxValue, int.MaxValue);
    }
}
