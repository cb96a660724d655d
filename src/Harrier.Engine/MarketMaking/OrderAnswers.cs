using System;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>Takes the venue's OUCH 5.0 answers into our orders, quotes, positions and statistics. One thread; nothing is
/// allocated after construction.</summary>
internal sealed class OrderAnswers
{
    /// <summary>No instrument.</summary>
    public const int NoInstrument = -1;

    /// <summary>The reasons that a rejection may give in OUCH 5.0; one beyond is counted as the last.</summary>
    private const int Reasons = (int)RejectReason.ExceedsMaximumNotional + 2;

    private readonly long[] _rejections = new long[Reasons];
    private readonly OrderTable _orders;
    private readonly QuoteEngine _quotes;
    private readonly MarketView _market;
    private readonly Ledger _ledger;

    /// <summary>Connects the parts.</summary>
    /// <param name="orders">Our orders.</param>
    /// <param name="quotes">Our quotes.</param>
    /// <param name="market">Where the venue's references of our orders are noted.</param>
    /// <param name="ledger">Where fills are booked.</param>
    public OrderAnswers(OrderTable orders, QuoteEngine quotes, MarketView market, Ledger ledger)
    {
        _orders = orders;
        _quotes = quotes;
        _market = market;
        _ledger = ledger;
    }

    /// <summary>Gets the orders and replacements that the venue rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>How many of them were rejected for a reason.</summary>
    /// <param name="reason">The reason; one beyond those of OUCH 5.0 stands for all that are.</param>
    /// <returns>The count.</returns>
    public long RejectedFor(RejectReason reason) => _rejections[Math.Min((int)reason, Reasons - 1)];

    /// <summary>Gets a value indicating whether the last answer rejected an order.</summary>
    public bool IsRejection { get; private set; }

    /// <summary>Gets when the venue made the last answer that told the reference of an order.</summary>
    public Nanoseconds ReferenceTime { get; private set; }

    /// <summary>Gets the answers that cannot be: malformed, or not in the life of the order. One is enough to stop.</summary>
    public long Faults { get; private set; }

    /// <summary>Takes one answer.</summary>
    /// <param name="message">One outbound OUCH message.</param>
    /// <param name="now">The time.</param>
    /// <returns>The instrument that it changed, or <see cref="NoInstrument"/>.</returns>
    public int Take(ReadOnlySpan<byte> message, Nanoseconds now)
    {
        IsRejection = false;
        if (OuchOutbound.Check(message) != OuchCheck.Valid)
        {
            Faults++;
            return NoInstrument;
        }

        OrderResult result;
        OrderChange change;
        switch (message[0])
        {
            case Accepted.Type:
                result = TakeAccepted(new Accepted(message), out change);
                break;
            case Replaced.Type:
                result = TakeReplaced(new Replaced(message), out change);
                break;
            case Executed.Type:
                result = TakeExecuted(new Executed(message), now, out change);
                break;
            case Canceled.Type:
                var canceled = new Canceled(message);
                result = _orders.Canceled(new OrderId(canceled.UserRefNum), new Quantity(canceled.Quantity), out change);
                break;
            case Market.OrderEntry.Ouch50.Rejected.Type:
                Rejected++;
                IsRejection = true;
                var rejected = new Rejected(message);
                _rejections[Math.Min((int)rejected.Reason, Reasons - 1)]++;
                result = TakeRejected(rejected, out change);
                break;
            case CancelReject.Type:
                result = _orders.CancelRejected(new OrderId(new CancelReject(message).UserRefNum), out change);
                break;
            default:
                return NoInstrument;
        }

        if (result is not (OrderResult.Applied or OrderResult.NotApplied))
        {
            Faults++;
        }

        return Follow(in change, now);
    }

    private OrderResult TakeAccepted(Accepted accepted, out OrderChange change)
    {
        OrderResult result = _orders.Accepted(
            new OrderId(accepted.UserRefNum), new Price(accepted.PriceTicks), new Quantity(accepted.Quantity), out change);
        NoteReference(in change, accepted.OrderReference, accepted.TimestampNanoseconds);
        return result;
    }

    private OrderResult TakeReplaced(Replaced replaced, out OrderChange change)
    {
        OrderResult result = _orders.Replaced(
            new OrderId(replaced.OriginalUserRefNum),
            new OrderId(replaced.UserRefNum),
            new Price(replaced.PriceTicks),
            new Quantity(replaced.Quantity),
            out change);
        NoteReference(in change, replaced.OrderReference, replaced.TimestampNanoseconds);
        return result;
    }

    private OrderResult TakeExecuted(Executed executed, Nanoseconds now, out OrderChange change)
    {
        OrderResult result = _orders.Executed(
            new OrderId(executed.UserRefNum), new Quantity(executed.Quantity), new Price(executed.PriceTicks), out change);
        if (change.FillQuantity.Lots > 0)
        {
            FillLiquidity liquidity = executed.LiquidityCode == Liquidity.Removed ? FillLiquidity.Taker : FillLiquidity.Maker;
            _ledger.OnFill(in change, liquidity, new Nanoseconds(executed.TimestampNanoseconds), now);
        }

        return result;
    }

    private OrderResult TakeRejected(Rejected rejected, out OrderChange change)
    {
        OrderResult result = _orders.Rejected(new OrderId(rejected.UserRefNum), out change);
        if (change.Side != Side.None)
        {
            _market.DropGuess(change.Instrument.Index, change.Side);
        }

        return result;
    }

    private void NoteReference(in OrderChange change, ulong reference, long time)
    {
        if (change.Side != Side.None)
        {
            ReferenceTime = new Nanoseconds(time);
            _market.SetOwnReference(change.Instrument.Index, change.Side, reference, ReferenceTime);
        }
    }

    private int Follow(in OrderChange change, Nanoseconds now)
    {
        if (change.Side == Side.None)
        {
            return NoInstrument;
        }

        _quotes.OnChange(in change, now);
        return change.Instrument.Index;
    }
}
