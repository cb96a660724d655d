using System;
using Harrier.Market.Books;
using Harrier.Primitives;

namespace Harrier.Engine.MarketMaking;

/// <summary>The executions that one aggressive order made on one side of a book at one instant, gathered until the book
/// after it is known.</summary>
internal struct PendingOrder
{
    private long _time;
    private long _fromTicks;
    private long _deepestTicks;
    private double _fromDollars;
    private bool _isThere;

    /// <summary>Gets the depth of the price that it is counted from, before it.</summary>
    public readonly double FromDollars => _fromDollars;

    /// <summary>Takes an execution.</summary>
    /// <param name="restingSide">The side of the order that stood.</param>
    /// <param name="priceTicks">Its price.</param>
    /// <param name="time">When the venue made it.</param>
    /// <param name="fromTicks">The price that it is counted from, before that instant.</param>
    /// <param name="fromDollars">The depth of that price.</param>
    public void Add(Side restingSide, long priceTicks, long time, long fromTicks, double fromDollars)
    {
        if (!_isThere)
        {
            _isThere = true;
            _time = time;
            _fromTicks = fromTicks;
            _fromDollars = fromDollars;
            _deepestTicks = priceTicks;
        }

        _deepestTicks = restingSide == Side.Buy ? Math.Min(_deepestTicks, priceTicks) : Math.Max(_deepestTicks, priceTicks);
    }

    /// <summary>Whether an order of another instant is still there: the book after it was as the one before.</summary>
    public readonly bool IsOther(long time) => _isThere && _time != time;

    /// <summary>Ends the order.</summary>
    /// <param name="restingSide">The side that it met.</param>
    /// <param name="after">The best prices after it.</param>
    /// <param name="incrementTicks">The step of prices.</param>
    /// <param name="beyondTicks">How far beyond the price that it is counted from it went.</param>
    /// <param name="gapTicks">How far from there the next price is that it did not take; the increment where the deepest
    /// price still stands, -1 where nothing stands any more.</param>
    /// <returns>False where there is none, or one that did not get to that price.</returns>
    public bool TryTake(Side restingSide, in TopOfBook after, int incrementTicks, out long beyondTicks, out long gapTicks)
    {
        Price next = restingSide == Side.Buy ? after.BidPrice : after.AskPrice;
        beyondTicks = restingSide == Side.Buy ? _fromTicks - _deepestTicks : _deepestTicks - _fromTicks;
        gapTicks = -1;
        if (next.IsPresent)
        {
            long deeper = restingSide == Side.Buy ? _deepestTicks - next.Ticks : next.Ticks - _deepestTicks;
            gapTicks = Math.Max(incrementTicks, deeper);
        }

        bool wasThere = _isThere;
        _isThere = false;
        return wasThere && beyondTicks >= 0;
    }
}
