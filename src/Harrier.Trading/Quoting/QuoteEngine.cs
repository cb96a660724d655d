using System;
using System.Runtime.CompilerServices;
using Harrier.Primitives;
using Harrier.Trading.Orders;

namespace Harrier.Trading.Quoting;

/// <summary>Decides which of our quotes to enter, move, take out or leave in its queue. At most one order a side and
/// instrument, at most one request in flight for it. One thread; nothing is allocated after construction.</summary>
/// <remarks>
/// A quote at the wanted price is left. One that is more aggressive than wanted is a free option for others and is
/// moved at once. One that is less aggressive keeps its place until the difference is worth losing it, and until it
/// has stood for the minimum life, unless moving it closer helps to get rid of inventory. What was held back is
/// decided anew at the next call: call after each change of the top of the book and after each answer of the venue.
/// </remarks>
public sealed partial class QuoteEngine
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly InstrumentQuotes[] _quotes;
    private readonly Quantity _orderSize;
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
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.PriceIncrementTicks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.RequoteThresholdTicks);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.AggressiveToleranceTicks);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.MinimumQuoteLifeMilliseconds);
        _quotes = GC.AllocateArray<InstrumentQuotes>(instrumentLimit, pinned: true);
        _orderSize = new Quantity(settings.OrderSizeLots);
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

    /// <summary>Decides what to do for a wanted pair of quotes.</summary>
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
        bid = MoveSide(in quotes.Bid, instrument, Side.Buy, wanted.Bid, inventoryLots < 0, now);
        ask = MoveSide(in quotes.Ask, instrument, Side.Sell, wanted.Ask, inventoryLots > 0, now);
    }

    /// <summary>Takes both quotes out, as far as nothing is in flight for them.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="bid">What to do about the bid.</param>
    /// <param name="ask">What to do about the ask.</param>
    public void Withdraw(InstrumentId instrument, out OrderIntent bid, out OrderIntent ask) =>
        Move(instrument, QuoteTarget.Nothing, 0, default, out bid, out ask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OrderIntent MoveSide(
        in WorkingQuote quote, InstrumentId instrument, Side side, Price wanted, bool lowersInventory, Nanoseconds now)
    {
        // The usual case by far: the quote stands where it should.
        if (quote.State == LifeCycleState.Live && quote.Price == wanted)
        {
            return default;
        }

        if (quote.State == LifeCycleState.None)
        {
            return wanted.IsPresent ? OrderIntent.Enter(instrument, side, wanted, _orderSize) : default;
        }

        return quote.State == LifeCycleState.Live
            ? MoveLive(in quote, instrument, side, wanted, lowersInventory, now)
            : default;
    }

    private OrderIntent MoveLive(
        in WorkingQuote quote, InstrumentId instrument, Side side, Price wanted, bool lowersInventory, Nanoseconds now)
    {
        if (!wanted.IsPresent)
        {
            return OrderIntent.Cancel(instrument, side, quote.Id);
        }

        long keenerTicks = side == Side.Buy ? quote.Price - wanted : wanted - quote.Price;
        bool leave = keenerTicks > 0
            ? keenerTicks <= _aggressiveToleranceTicks
            : -keenerTicks < _requoteThresholdTicks
                || (!lowersInventory && (now - quote.Since).Value < _minimumLifeNanoseconds);
        return leave ? default : OrderIntent.Replace(instrument, side, wanted, _orderSize, quote.Id);
    }
}
