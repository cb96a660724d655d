using System;
using Harrier.Primitives;

namespace Harrier.Simulation.Venue;

/// <summary>A price-time matching engine for all instruments of a venue: the best price first, at one price the oldest
/// order first, every trade at the resting order's price.</summary>
/// <remarks>
/// One thread. Memory is flat and taken at start (<see cref="MatchingEngineLimits"/>); a request beyond a limit is
/// rejected and changes nothing. Self-trade prevention: an arriving order stops, and its remainder is cancelled, where
/// it meets an order of the same owner (cancel newest); the trades before it stand. Owner 0 is the crowd, many
/// participants under one number, and trades with itself.
/// Cost: O(log levels) for an order away from its level, O(1) per trade; nothing is allocated after construction.
/// </remarks>
public sealed class MatchingEngine
{
    /// <summary>The largest size of an order, as in OUCH 5.0.</summary>
    public const int LotsMax = 999_999;

    /// <summary>The highest price, 199,999.99, as in OUCH 5.0.</summary>
    public const int PriceTicksMax = 1_999_999_900;

    private readonly MatchingEngineLimits _limits;
    private readonly MatchingBooks _books;
    private ulong _lastReference;
    private ulong _lastMatchNumber;

    /// <summary>Takes the memory.</summary>
    /// <param name="limits">How much.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1, or the levels do not fit one table.</exception>
    public MatchingEngine(MatchingEngineLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Instruments, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.RestingOrders, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.LevelsPerSide, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.PriceIncrementTicks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limits.Instruments * 2L * limits.LevelsPerSide, int.MaxValue / 2);
        _limits = limits;
        _books = new MatchingBooks(limits);
    }

    /// <summary>Gets the number of orders on all books.</summary>
    public int RestingOrders => _books.RestingOrders;

    /// <summary>Empties all books. References and match numbers go on.</summary>
    public void Clear() => _books.Clear();

    /// <summary>Enters an order.</summary>
    /// <typeparam name="TEvents">The taker of the events.</typeparam>
    /// <param name="request">The order.</param>
    /// <param name="events">Takes what happens, in order.</param>
    /// <returns><see cref="MatchResult.Done"/>, or why the order was rejected.</returns>
    public MatchResult Enter<TEvents>(in OrderRequest request, ref TEvents events)
        where TEvents : struct, IMatchingEvents, allows ref struct
    {
        MatchResult fault = Check(in request);
        if (fault != MatchResult.Done)
        {
            return fault;
        }

        VenueOrder order = NewOrder(request.Instrument, request.Side, request.PriceTicks, request.Lots, request.Owner, request.OwnerTag);
        events.Accepted(in order);
        Run(ref order, request.Kind, ref events);
        return MatchResult.Done;
    }

    /// <summary>Cancels lots of a resting order; with all of them the order leaves the book.</summary>
    /// <typeparam name="TEvents">The taker of the events.</typeparam>
    /// <param name="handle">The order.</param>
    /// <param name="lots">The lots to cancel, at least 1; more than there are means all.</param>
    /// <param name="events">Takes what happens.</param>
    /// <returns><see cref="MatchResult.Done"/>, or why nothing was done.</returns>
    public MatchResult Cancel<TEvents>(OrderHandle handle, int lots, ref TEvents events)
        where TEvents : struct, IMatchingEvents, allows ref struct
    {
        if (!_books.TryGetOrder(handle, out VenueOrder resting))
        {
            return MatchResult.UnknownOrder;
        }

        if (lots < 1)
        {
            return MatchResult.InvalidSize;
        }

        int canceled = Math.Min(lots, resting.Lots);
        VenueOrder order = _books.TakeLots(handle.Slot, canceled);
        events.Canceled(in order, canceled, CancelCause.Requested, wasResting: true);
        return MatchResult.Done;
    }

    /// <summary>Replaces a resting order by one of another size, price or kind, of the same side and owner.</summary>
    /// <remarks>A smaller or equal size at the same price keeps the reference and the place in the queue. Anything
    /// else gives a new reference, and the new order arrives as <see cref="Enter"/> would have it.</remarks>
    /// <typeparam name="TEvents">The taker of the events.</typeparam>
    /// <param name="handle">The order.</param>
    /// <param name="lots">The new open size.</param>
    /// <param name="priceTicks">The new price.</param>
    /// <param name="kind">The new kind.</param>
    /// <param name="ownerTag">The new owner's tag.</param>
    /// <param name="events">Takes what happens, in order.</param>
    /// <returns><see cref="MatchResult.Done"/>, or why nothing was done; the old order then stands.</returns>
    public MatchResult Replace<TEvents>(
        OrderHandle handle, int lots, int priceTicks, OrderKind kind, uint ownerTag, ref TEvents events)
        where TEvents : struct, IMatchingEvents, allows ref struct
    {
        if (!_books.TryGetOrder(handle, out VenueOrder old))
        {
            return MatchResult.UnknownOrder;
        }

        MatchResult fault = CheckNumbers(lots, priceTicks, kind);
        if (fault != MatchResult.Done)
        {
            return fault;
        }

        if (priceTicks == old.PriceTicks && lots <= old.Lots && kind != OrderKind.ImmediateOrCancel)
        {
            KeepPlace(in old, lots, ownerTag, ref events);
            return MatchResult.Done;
        }

        if (kind != OrderKind.ImmediateOrCancel && !_books.HasRoomToMove(in old, priceTicks))
        {
            return MatchResult.LevelLimit;
        }

        Move(in old, lots, priceTicks, kind, ownerTag, ref events);
        return MatchResult.Done;
    }

    /// <summary>Gives a match number to a trade that the engine did not make, so that no two trades share one.</summary>
    /// <returns>The number.</returns>
    public ulong TakeMatchNumber() => ++_lastMatchNumber;

    /// <summary>Tells whether an order is on the book.</summary>
    /// <param name="handle">The order.</param>
    /// <returns>True when it is.</returns>
    public bool IsResting(OrderHandle handle) => _books.IsResting(handle);

    /// <summary>Looks up a resting order.</summary>
    /// <param name="handle">The order.</param>
    /// <param name="order">The order, when it is on the book.</param>
    /// <returns>True when it is.</returns>
    public bool TryGetOrder(OrderHandle handle, out VenueOrder order) => _books.TryGetOrder(handle, out order);

    /// <summary>Looks up the next newer order at the same price.</summary>
    /// <param name="handle">A resting order.</param>
    /// <param name="next">The order behind it.</param>
    /// <returns>False when it is the last, or not on the book.</returns>
    public bool TryGetNext(OrderHandle handle, out VenueOrder next) => _books.TryGetNext(handle, out next);

    /// <summary>Counts the levels of one side of a book.</summary>
    /// <param name="instrument">The instrument's index.</param>
    /// <param name="side">The side.</param>
    /// <returns>The number of prices with orders.</returns>
    public int Levels(int instrument, Side side) => _books.Levels(instrument, side);

    /// <summary>Looks up a level by its depth.</summary>
    /// <param name="instrument">The instrument's index.</param>
    /// <param name="side">The side.</param>
    /// <param name="depth">0 for the best price.</param>
    /// <param name="level">The level.</param>
    /// <returns>False when the side has no more levels.</returns>
    public bool TryGetLevel(int instrument, Side side, int depth, out VenueLevel level) =>
        _books.TryGetLevel(instrument, side, depth, out level);

    private MatchResult Check(in OrderRequest request)
    {
        if (request.Instrument < 0 || request.Instrument >= _limits.Instruments)
        {
            return MatchResult.UnknownInstrument;
        }

        if (request.Side is not (Side.Buy or Side.Sell))
        {
            return MatchResult.InvalidSide;
        }

        MatchResult fault = CheckNumbers(request.Lots, request.PriceTicks, request.Kind);
        return fault != MatchResult.Done || request.Kind == OrderKind.ImmediateOrCancel ? fault : _books.CheckRoom(request.Instrument, request.Side, request.PriceTicks);
    }

    private MatchResult CheckNumbers(int lots, int priceTicks, OrderKind kind)
    {
        if (lots is < 1 or > LotsMax)
        {
            return MatchResult.InvalidSize;
        }

        if (priceTicks is < 1 or > PriceTicksMax || priceTicks % _limits.PriceIncrementTicks != 0)
        {
            return MatchResult.InvalidPrice;
        }

        return kind is OrderKind.Limit or OrderKind.PostOnly or OrderKind.ImmediateOrCancel ? MatchResult.Done : MatchResult.InvalidKind;
    }

    private VenueOrder NewOrder(int instrument, Side side, int priceTicks, int lots, ushort owner, uint ownerTag) =>
        new(new OrderHandle(-1, ++_lastReference), instrument, side, priceTicks, lots, owner, ownerTag);

    private void KeepPlace<TEvents>(in VenueOrder old, int lots, uint ownerTag, ref TEvents events)
        where TEvents : struct, IMatchingEvents, allows ref struct
    {
        _books.SetOwnerTag(old.Handle.Slot, ownerTag);
        VenueOrder replacement = lots < old.Lots ? _books.TakeLots(old.Handle.Slot, old.Lots - lots) : old with { OwnerTag = ownerTag };
        events.Replaced(in old, in replacement, ReplaceOutcome.KeptPlace);
    }

    private void Move<TEvents>(
        in VenueOrder old, int lots, int priceTicks, OrderKind kind, uint ownerTag, ref TEvents events)
        where TEvents : struct, IMatchingEvents, allows ref struct
    {
        _books.TakeLots(old.Handle.Slot, old.Lots);
        VenueOrder order = NewOrder(old.Instrument, old.Side, priceTicks, lots, old.Owner, ownerTag);
        if (kind == OrderKind.ImmediateOrCancel || _books.IsMarketable(in order))
        {
            events.Replaced(in old, in order, ReplaceOutcome.Marketable);
            Run(ref order, kind, ref events);
            return;
        }

        order = _books.Rest(in order);
        events.Replaced(in old, in order, ReplaceOutcome.Requeued);
    }

    private void Run<TEvents>(ref VenueOrder order, OrderKind kind, ref TEvents events)
        where TEvents : struct, IMatchingEvents, allows ref struct
    {
        CancelCause cause = kind switch
        {
            OrderKind.PostOnly => _books.IsMarketable(in order) ? CancelCause.PostOnly : CancelCause.None,
            _ => Match(ref order, ref events),
        };
        if (order.Lots == 0)
        {
            return;
        }

        if (cause == CancelCause.None && kind == OrderKind.ImmediateOrCancel)
        {
            cause = CancelCause.ImmediateOrCancel;
        }

        if (cause == CancelCause.None)
        {
            order = _books.Rest(in order);
            events.Rested(in order);
            return;
        }

        int lots = order.Lots;
        order = order with { Lots = 0 };
        events.Canceled(in order, lots, cause, wasResting: false);
    }

    /// <summary>Trades until the order is filled, no longer marketable, or meets its own owner.</summary>
    private CancelCause Match<TEvents>(ref VenueOrder order, ref TEvents events)
        where TEvents : struct, IMatchingEvents, allows ref struct
    {
        while (order.Lots > 0 && _books.TryGetMaker(in order, out VenueOrder maker))
        {
            if (order.Owner != 0 && maker.Owner == order.Owner)
            {
                return CancelCause.SelfTrade;
            }

            int lots = Math.Min(order.Lots, maker.Lots);
            maker = _books.TakeLots(maker.Handle.Slot, lots);
            order = order with { Lots = order.Lots - lots };
            var execution = new Execution(maker, order, maker.PriceTicks, lots, ++_lastMatchNumber);
            events.Executed(in execution);
        }

        return CancelCause.None;
    }
}
