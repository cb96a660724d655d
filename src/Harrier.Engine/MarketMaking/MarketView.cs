using System;
using Harrier.Market.Books;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>The engine's picture of the market: the books, which instruments trade, and the best prices of the others,
/// without our own orders where the venue publishes them. One thread; nothing is allocated after construction.</summary>
/// <remarks>
/// A quote that saw its own order in the book would follow it: the order moves the mid, and the mid the order. So ours
/// are known by the venue's reference, which the answer to an order brings. The feed may be faster than the answer: an
/// add of the side, price and size of an order that we have just sent is taken for ours until the answer says so.
/// </remarks>
internal sealed class MarketView
{
    private readonly OrderBooks _books;
    private readonly QuoteEngine _quotes;
    private readonly ulong[] _ownReferences;
    private readonly bool[] _isOwnSeen;
    private readonly bool[] _isTrading;
    private readonly ulong[] _symbols;
    private readonly bool _ownOrdersInFeed;

    /// <summary>Takes the memory.</summary>
    /// <param name="books">The books, all empty.</param>
    /// <param name="quotes">Our quotes.</param>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="ownOrdersInFeed">Whether the venue publishes our orders.</param>
    public MarketView(OrderBooks books, QuoteEngine quotes, int instrumentLimit, bool ownOrdersInFeed)
    {
        _books = books;
        _quotes = quotes;
        _ownOrdersInFeed = ownOrdersInFeed;
        _ownReferences = new ulong[2 * instrumentLimit];
        _isOwnSeen = new bool[2 * instrumentLimit];
        _symbols = new ulong[instrumentLimit];
        _isTrading = new bool[instrumentLimit];
        Array.Fill(_isTrading, true);
    }

    /// <summary>Gets one more than the highest instrument index; messages of others are passed over.</summary>
    public int InstrumentLimit => _isTrading.Length;

    /// <summary>Gets the feed messages by type.</summary>
    public ItchCounts Counts { get; } = new();

    /// <summary>Gets the books.</summary>
    public OrderBooks Books => _books;

    /// <summary>Gets the messages whose length is not the one of their type.</summary>
    public long Malformed { get; private set; }

    /// <summary>Gets the messages of instruments beyond the limit.</summary>
    public long BeyondInstruments { get; private set; }

    /// <summary>Whether the instrument trades; true until the feed says otherwise.</summary>
    public bool IsTrading(int instrument) => _isTrading[instrument];

    /// <summary>The symbol in eight characters, first one highest; zero before its directory message.</summary>
    public ulong SymbolOf(int instrument) => _symbols[instrument];

    /// <summary>Brings the picture up to date with one message.</summary>
    /// <param name="update">The decoded message.</param>
    /// <returns>True when a book may have changed.</returns>
    public bool Apply(in MarketUpdate update)
    {
        if ((uint)update.Instrument >= (uint)_isTrading.Length)
        {
            BeyondInstruments++;
            return false;
        }

        switch (update.Kind)
        {
            case MarketUpdateKind.Add:
                NoteOwn(in update);
                return _books.Add(update.Instrument, update.Reference, update.Side, update.Lots, update.PriceTicks) == BookResult.Applied;
            case MarketUpdateKind.Delete:
                return _books.Delete(update.Reference) == BookResult.Applied;
            case MarketUpdateKind.Replace:
                FollowOwn(in update);
                return _books.Replace(update.Reference, update.NewReference, update.Lots, update.PriceTicks) == BookResult.Applied;
            case MarketUpdateKind.Execute:
                return _books.Execute(update.Reference, update.Lots) == BookResult.Applied;
            case MarketUpdateKind.Cancel:
                return _books.Cancel(update.Reference, update.Lots) == BookResult.Applied;
            default:
                return ApplyRare(in update);
        }
    }

    /// <summary>The best prices of the others.</summary>
    public TopOfBook OthersTop(int instrument)
    {
        TopOfBook top = _books.Top(instrument);
        if (!_ownOrdersInFeed)
        {
            return top;
        }

        if (TryGetOwn(instrument, Side.Buy, out BookOrder bid) && bid.PriceTicks == top.BidPrice.Ticks)
        {
            top = WithBidBehind(instrument, in top, bid.Lots);
        }

        if (TryGetOwn(instrument, Side.Sell, out BookOrder ask) && ask.PriceTicks == top.AskPrice.Ticks)
        {
            top = WithAskBehind(instrument, in top, ask.Lots);
        }

        return top;
    }

    /// <summary>The price of the others behind their best one.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="best">Their best price.</param>
    /// <returns>None where there is none, or no best one.</returns>
    public Price OthersSecondPrice(int instrument, Side side, Price best)
    {
        if (!best.IsPresent || !_books.TryGetNextPrice(instrument, side, (int)best.Ticks, out int ticks))
        {
            return Price.None;
        }

        bool isOwnAlone = _ownOrdersInFeed
            && TryGetOwn(instrument, side, out BookOrder own)
            && own.PriceTicks == ticks
            && _books.LotsAt(instrument, side, ticks) == own.Lots;
        return !isOwnAlone || _books.TryGetNextPrice(instrument, side, ticks, out ticks) ? new Price(ticks) : Price.None;
    }

    /// <summary>Whether the feed has shown that a standing order of ours is gone, of which no answer has told yet.</summary>
    public bool IsFillUnderWay(int instrument) =>
        _ownOrdersInFeed
        && (IsGone(instrument, Side.Buy, in _quotes.Bid(new InstrumentId(instrument)))
            || IsGone(instrument, Side.Sell, in _quotes.Ask(new InstrumentId(instrument))));

    /// <summary>Whether an order in the book is ours.</summary>
    public bool IsOwn(int instrument, ulong reference) =>
        _ownOrdersInFeed && (OwnReference(instrument, Side.Buy) == reference || OwnReference(instrument, Side.Sell) == reference);

    /// <summary>Takes note of the venue's reference of our order.</summary>
    public void SetOwnReference(int instrument, Side side, ulong reference)
    {
        if (OwnReference(instrument, side) != reference)
        {
            OwnReference(instrument, side) = reference;
            _isOwnSeen[SlotOf(instrument, side)] = false;
        }
    }

    /// <summary>Whether our order was in the book, and is not any more. One that the feed has not shown yet is not gone.</summary>
    private bool IsGone(int instrument, Side side, in WorkingQuote quote) =>
        quote.IsLive && _isOwnSeen[SlotOf(instrument, side)] && !TryGetOwn(instrument, side, out _);

    private bool TryGetOwn(int instrument, Side side, out BookOrder order)
    {
        int slot = SlotOf(instrument, side);
        if (_ownReferences[slot] == 0 || !_books.TryGetOrder(_ownReferences[slot], out order))
        {
            order = default;
            return false;
        }

        _isOwnSeen[slot] = true;
        return true;
    }

    private bool ApplyRare(in MarketUpdate update)
    {
        switch (update.Kind)
        {
            case MarketUpdateKind.Directory:
                _symbols[update.Instrument] = update.Symbol;
                return false;
            case MarketUpdateKind.TradingAction:
                _isTrading[update.Instrument] = update.IsTrading;
                return true;
            case MarketUpdateKind.StartOfMessages:
                _books.ClearAll();
                return false;
            case MarketUpdateKind.Malformed:
                Malformed++;
                return false;
            default:
                return false;
        }
    }

    /// <summary>Takes an add for ours when it is what we have just sent.</summary>
    private void NoteOwn(in MarketUpdate update)
    {
        if (!_ownOrdersInFeed)
        {
            return;
        }

        ref readonly WorkingQuote quote = ref update.Side == Side.Buy
            ? ref _quotes.Bid(new InstrumentId(update.Instrument))
            : ref _quotes.Ask(new InstrumentId(update.Instrument));
        if (quote.State == LifeCycleState.PendingNew
            && quote.Price.Ticks == update.PriceTicks
            && quote.Quantity.Lots == update.Lots)
        {
            SetOwnReference(update.Instrument, update.Side, update.Reference);
        }
    }

    /// <summary>A replacement of ours goes by a new reference.</summary>
    private void FollowOwn(in MarketUpdate update)
    {
        if (!_ownOrdersInFeed)
        {
            return;
        }

        if (OwnReference(update.Instrument, Side.Buy) == update.Reference)
        {
            SetOwnReference(update.Instrument, Side.Buy, update.NewReference);
        }
        else if (OwnReference(update.Instrument, Side.Sell) == update.Reference)
        {
            SetOwnReference(update.Instrument, Side.Sell, update.NewReference);
        }
    }

    private TopOfBook WithBidBehind(int instrument, in TopOfBook top, int ownLots)
    {
        long others = top.BidSize.Lots - ownLots;
        if (others > 0)
        {
            return top with { BidSize = new Quantity(others) };
        }

        return _books.TryGetNextLevel(instrument, Side.Buy, (int)top.BidPrice.Ticks, out BookLevel next)
            ? top with { BidPrice = new Price(next.PriceTicks), BidSize = new Quantity(next.Lots) }
            : top with { BidPrice = Price.None, BidSize = Quantity.Zero };
    }

    private TopOfBook WithAskBehind(int instrument, in TopOfBook top, int ownLots)
    {
        long others = top.AskSize.Lots - ownLots;
        if (others > 0)
        {
            return top with { AskSize = new Quantity(others) };
        }

        return _books.TryGetNextLevel(instrument, Side.Sell, (int)top.AskPrice.Ticks, out BookLevel next)
            ? top with { AskPrice = new Price(next.PriceTicks), AskSize = new Quantity(next.Lots) }
            : top with { AskPrice = Price.None, AskSize = Quantity.Zero };
    }

    private static int SlotOf(int instrument, Side side) => (2 * instrument) + (side == Side.Buy ? 0 : 1);

    private ref ulong OwnReference(int instrument, Side side) => ref _ownReferences[SlotOf(instrument, side)];
}
