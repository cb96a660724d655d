using System;
using System.Runtime.CompilerServices;
using Harrier.Market.Books;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Harrier.Runtime.Memory;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>The engine's picture of the market: the books, which instruments trade, and the best prices of the others,
/// without our own orders where the venue publishes them. One thread; nothing is allocated after construction.</summary>
/// <remarks>
/// A quote that saw its own order in the book would follow it: the order moves the mid, and the mid the order. So ours
/// are known by the venue's reference, which the answer to an order brings. The feed may be faster than the answer: an
/// add of the side, price and size of an order that we have just sent is taken for ours until the answer says so. The
/// answer may be faster than the feed: the orders that stood before, the last four of a side, stay ours until the feed has
/// come to the time of the answer that told their end.
/// </remarks>
internal sealed class MarketView
{
    private readonly OrderBooks _books;
    private readonly QuoteEngine _quotes;
    private readonly OwnInFeed[] _own;
    private readonly bool[] _isTrading;
    private readonly ulong[] _symbols;
    private readonly bool _ownOrdersInFeed;
    private long _feedTime;

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
        _own = ownOrdersInFeed ? TouchedArray.Allocate<OwnInFeed>(2 * instrumentLimit) : [];
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

        _feedTime = update.Time;
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

        if (MayHide(instrument, Side.Buy, top.BidPrice))
        {
            (Price price, Quantity size) = BestOfOthers(instrument, Side.Buy, top.BidPrice, top.BidSize);
            top = top with { BidPrice = price, BidSize = size };
        }

        if (MayHide(instrument, Side.Sell, top.AskPrice))
        {
            (Price price, Quantity size) = BestOfOthers(instrument, Side.Sell, top.AskPrice, top.AskSize);
            top = top with { AskPrice = price, AskSize = size };
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

        return _ownOrdersInFeed
            ? BestOfOthers(instrument, side, new Price(ticks), new Quantity(_books.LotsAt(instrument, side, ticks))).Price
            : new Price(ticks);
    }

    /// <summary>Whether the feed has shown that a standing order of ours is gone, of which no answer has told yet.</summary>
    public bool IsFillUnderWay(int instrument) =>
        _ownOrdersInFeed
        && (IsGone(instrument, Side.Buy, in _quotes.Bid(new InstrumentId(instrument)))
            || IsGone(instrument, Side.Sell, in _quotes.Ask(new InstrumentId(instrument))));

    /// <summary>Whether an order in the book is ours.</summary>
    public bool IsOwn(int instrument, ulong reference) =>
        _ownOrdersInFeed && (Own(instrument, Side.Buy).Has(reference) || Own(instrument, Side.Sell).Has(reference));

    /// <summary>Takes note of the venue's reference of our order, as its answer has it.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="answeredAt">When the venue made the answer: whatever stood for us before has ended by then.</param>
    public void SetOwnReference(int instrument, Side side, ulong reference, Nanoseconds answeredAt)
    {
        if (!_ownOrdersInFeed)
        {
            return;
        }

        ref OwnInFeed own = ref Own(instrument, side);
        if (own.Reference != reference)
        {
            own.KeepAsEarlier(answeredAt.Value);
            own.Reference = reference;
            own.IsSeen = own.Guess == reference && own.IsGuessSeen;
        }

        own.Guess = 0;
    }

    /// <summary>Takes note that the venue refused our order: what was taken for it is somebody else's.</summary>
    public void DropGuess(int instrument, Side side)
    {
        if (_ownOrdersInFeed)
        {
            Own(instrument, side).Guess = 0;
        }
    }

    /// <summary>Whether our order was in the book, and is not any more. One that the feed has not shown yet is not gone.</summary>
    private bool IsGone(int instrument, Side side, in WorkingQuote quote)
    {
        ref OwnInFeed own = ref Own(instrument, side);
        return quote.IsLive && own.IsSeen && !_books.TryGetOrder(own.Reference, out _);
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
            ref OwnInFeed own = ref Own(update.Instrument, update.Side);
            own.Guess = update.Reference;
            own.IsGuessSeen = false;
        }
    }

    /// <summary>A replacement of ours goes by a new reference.</summary>
    private void FollowOwn(in MarketUpdate update)
    {
        if (!_ownOrdersInFeed)
        {
            return;
        }

        ref OwnInFeed own = ref Own(update.Instrument, Side.Buy);
        if (own.Reference != update.Reference)
        {
            own = ref Own(update.Instrument, Side.Sell);
        }

        if (own.Reference == update.Reference)
        {
            own.Reference = update.NewReference;
            own.IsSeen = false;
        }
    }

    /// <summary>Whether an order of ours may stand at the best price.</summary>
    private bool MayHide(int instrument, Side side, Price best)
    {
        ref OwnInFeed own = ref Own(instrument, side);
        BookOrder order = default;
        bool isSeen = own.Reference != 0 && _books.TryGetOrder(own.Reference, out order);
        own.IsSeen |= isSeen;
        return own.Guess != 0 || own.EarlierCount != 0 || (isSeen && order.PriceTicks == best.Ticks);
    }

    /// <summary>The first price at which others stand.</summary>
    private (Price Price, Quantity Size) BestOfOthers(int instrument, Side side, Price price, Quantity size)
    {
        ref OwnInFeed own = ref Own(instrument, side);
        if (own.EarlierCount != 0)
        {
            own.EndEarlier(_feedTime);
        }

        own.IsGuessSeen |= own.Guess != 0 && _books.TryGetOrder(own.Guess, out _);
        while (price.IsPresent)
        {
            long others = size.Lots - LotsAt(own.Reference, price) - LotsAt(own.Guess, price);
            others -= own.EarlierCount == 0 ? 0 : EarlierLotsAt(ref own.Earlier, price);
            if (others > 0)
            {
                return (price, new Quantity(others));
            }

            bool hasNext = _books.TryGetNextLevel(instrument, side, (int)price.Ticks, out BookLevel next);
            price = hasNext ? new Price(next.PriceTicks) : Price.None;
            size = hasNext ? new Quantity(next.Lots) : Quantity.Zero;
        }

        return (price, size);
    }

    private long EarlierLotsAt(ref EarlierOrders orders, Price price)
    {
        long lots = 0;
        foreach (ref readonly EarlierOrder earlier in orders)
        {
            lots += LotsAt(earlier.Reference, price);
        }

        return lots;
    }

    private long LotsAt(ulong reference, Price price) =>
        reference != 0 && _books.TryGetOrder(reference, out BookOrder order) && order.PriceTicks == price.Ticks ? order.Lots : 0;

    private ref OwnInFeed Own(int instrument, Side side) => ref _own[(2 * instrument) + (side == Side.Buy ? 0 : 1)];

    /// <summary>What of one side of a book is ours. A reference of 0 is none.</summary>
    private struct OwnInFeed
    {
        /// <summary>The order that the venue has told us of last.</summary>
        public ulong Reference;

        /// <summary>The order that the feed has shown and that the venue has not told us of.</summary>
        public ulong Guess;

        /// <summary>The orders before <see cref="Reference"/> that the feed may still show. A fifth takes the place of the
        /// oldest.</summary>
        public EarlierOrders Earlier;
        public int EarlierCount;

        /// <summary>Whether the feed has shown <see cref="Reference"/>, and <see cref="Guess"/>.</summary>
        public bool IsSeen;
        public bool IsGuessSeen;
        private int _next;

        public readonly bool Has(ulong reference)
        {
            bool has = reference == Reference || reference == Guess;
            foreach (ref readonly EarlierOrder earlier in Earlier)
            {
                has |= reference == earlier.Reference;
            }

            return has;
        }

        public void KeepAsEarlier(long until)
        {
            if (Reference != 0)
            {
                EarlierCount += Earlier[_next].Reference == 0 ? 1 : 0;
                Earlier[_next] = new EarlierOrder { Reference = Reference, Until = until };
                _next = (_next + 1) % EarlierOrders.Count;
            }
        }

        public void EndEarlier(long feedTime)
        {
            foreach (ref EarlierOrder earlier in Earlier)
            {
                if (earlier.Reference != 0 && feedTime > earlier.Until)
                {
                    earlier.Reference = 0;
                    EarlierCount--;
                }
            }
        }
    }

    private struct EarlierOrder
    {
        public ulong Reference;
        public long Until;
    }

    [InlineArray(Count)]
    private struct EarlierOrders
    {
        public const int Count = 4;

        private EarlierOrder _first;
    }
}
