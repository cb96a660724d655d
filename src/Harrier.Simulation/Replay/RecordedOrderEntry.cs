using System;
using System.Buffers.Binary;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;

namespace Harrier.Simulation.Replay;

/// <summary>Takes our OUCH messages at a recorded venue.</summary>
internal sealed class RecordedOrderEntry
{
    private const uint QuantityMax = 999_999;

    // $199,999.99, the highest price that the specification supports.
    private const long PriceTicksMax = 1_999_999_900;

    // Eight spaces.
    private const ulong EverySymbol = 0x2020202020202020;

    private readonly RecordedBook _book;
    private readonly OwnOrders _own;
    private readonly DisplayedLiquidity _displayed;
    private readonly AnswerWriter _answers;
    private readonly bool[] _isHalted;
    private readonly ReferenceMap _instrumentBySymbol;
    private readonly ulong[] _symbols;
    private uint _lastUserRefNum;

    /// <summary>Joins the parts of a venue.</summary>
    public RecordedOrderEntry(
        RecordedBook book, OwnOrders own, DisplayedLiquidity displayed, AnswerWriter answers, bool[] isHalted)
    {
        _book = book;
        _own = own;
        _displayed = displayed;
        _answers = answers;
        _isHalted = isHalted;
        _symbols = new ulong[isHalted.Length];
        _instrumentBySymbol = new ReferenceMap(isHalted.Length);
    }

    /// <summary>Gets or sets a value indicating whether the market is closed for new orders.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Gets the messages that were no OUCH message, or of a type that this venue does not take.</summary>
    public long Refused { get; private set; }

    /// <summary>Gets the messages ignored as the specification says: numbers already used, cancels of dead
    /// orders.</summary>
    public long Ignored { get; private set; }

    /// <summary>Names an instrument.</summary>
    public void Name(int instrument, ReadOnlySpan<byte> symbol)
    {
        ulong key = BinaryPrimitives.ReadUInt64BigEndian(symbol);
        _instrumentBySymbol.Remove(_symbols[instrument]);
        _symbols[instrument] = key;
        _instrumentBySymbol.TrySet(key, instrument);
    }

    /// <summary>Takes one message.</summary>
    public void Receive(ReadOnlySpan<byte> message, Nanoseconds now, Link responses)
    {
        byte type = OuchInbound.Check(message) == OuchCheck.Valid ? message[0] : (byte)0;
        switch (type)
        {
            case EnterOrder.Type:
                Enter(new EnterOrder(message), now, responses);
                break;
            case ReplaceOrder.Type:
                Replace(new ReplaceOrder(message), now, responses);
                break;
            case CancelOrder.Type:
                Cancel(new CancelOrder(message), now, responses);
                break;
            case MassCancel.Type:
                CancelMany(new MassCancel(message), now, responses);
                break;
            default:
                Refused++;
                break;
        }
    }

    /// <summary>Cancels all our orders.</summary>
    public void CancelAll(CancelReason reason, Nanoseconds now, Link responses) =>
        CancelWhere(OwnOrders.None, Side.None, reason, now, responses);

    private void Enter(EnterOrder entry, Nanoseconds now, Link responses)
    {
        if (!IsNew(entry.UserRefNum))
        {
            return;
        }

        int instrument = OwnOrders.None;
        RejectReason reason = entry.Side == Side.None ? RejectReason.InvalidSide
            : !_instrumentBySymbol.TryGet(BinaryPrimitives.ReadUInt64BigEndian(entry.Symbol), out instrument) ? RejectReason.InvalidSymbol
            : WhyNot(instrument, entry.Quantity, entry.PriceTicks, entry.TimeInForce, entry.CrossType, entry.Display);
        if (reason == RejectReason.None && !_own.HasRoom)
        {
            reason = RejectReason.Other;
        }

        if (reason != RejectReason.None)
        {
            _answers.Reject(entry.UserRefNum, reason, entry.ClientOrderId, now, responses);
            return;
        }

        var order = new OwnOrder
        {
            UserRefNum = entry.UserRefNum,
            Instrument = instrument,
            Side = entry.Side,
            PriceTicks = (int)entry.PriceTicks,
            OpenLots = (int)entry.Quantity,
            OrderReference = _answers.NextOrderReference(),
            SideCode = entry.SideCode,
            Capacity = entry.Capacity,
            CrossType = entry.CrossType,
        };
        _answers.Accept(entry, order.OrderReference, now, responses);
        Place(ref order, entry.OptionalFields.IsPostOnly, entry.TimeInForce, now, responses);
    }

    private void Replace(ReplaceOrder request, Nanoseconds now, Link responses)
    {
        if (!IsNew(request.UserRefNum))
        {
            return;
        }

        if (!_own.TryFind(request.OriginalUserRefNum, out int slot))
        {
            _answers.Reject(
                request.UserRefNum, RejectReason.ReplaceNotAllowed, request.ClientOrderId, now, responses);
            return;
        }

        OwnOrder order = _own[slot];
        RejectReason reason = WhyNot(
            order.Instrument, request.Quantity, request.PriceTicks, request.TimeInForce, order.CrossType, request.Display);
        if (reason != RejectReason.None)
        {
            _answers.Reject(request.UserRefNum, reason, request.ClientOrderId, now, responses);
            return;
        }

        int open = (int)request.Quantity - order.ExecutedLots;
        if (open <= 0)
        {
            Reduce(slot, order.OpenLots, CancelReason.UserRequested, now, responses);
            return;
        }

        bool keepsPlace = request.PriceTicks == order.PriceTicks
            && open <= order.OpenLots
            && request.TimeInForce != TimeInForce.ImmediateOrCancel;
        order.OpenLots = open;
        order.PriceTicks = (int)request.PriceTicks;
        Span<byte> symbol = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(symbol, _symbols[order.Instrument]);
        if (keepsPlace)
        {
            _own.Rename(slot, request.UserRefNum);
            _own[slot].OpenLots = open;
            _answers.Replace(request, order, symbol, now, responses);
            return;
        }

        _own.Remove(slot);
        order.UserRefNum = request.UserRefNum;
        order.OrderReference = _answers.NextOrderReference();
        _answers.Replace(request, order, symbol, now, responses);
        Place(ref order, request.OptionalFields.IsPostOnly, request.TimeInForce, now, responses);
    }

    private void Cancel(CancelOrder request, Nanoseconds now, Link responses)
    {
        if (!_own.TryFind(request.UserRefNum, out int slot))
        {
            Ignored++;
            return;
        }

        // The quantity is the most that may execute in total, so that a fill on the way is never cancelled twice.
        long kept = Math.Max(0L, (long)request.Quantity - _own[slot].ExecutedLots);
        long fewer = _own[slot].OpenLots - kept;
        if (fewer <= 0)
        {
            Ignored++;
            return;
        }

        Reduce(slot, (int)fewer, CancelReason.UserRequested, now, responses);
    }

    private void CancelMany(MassCancel request, Nanoseconds now, Link responses)
    {
        if (!IsNew(request.UserRefNum))
        {
            return;
        }

        _answers.AcknowledgeMassCancel(request, now, responses);
        Side side = request.OptionalFields.TryFind(OptionTag.Side, out OptionalField field) && field.TryGetByte(out byte code)
            ? ((OuchSide)code).ToSide()
            : Side.None;
        ulong symbol = BinaryPrimitives.ReadUInt64BigEndian(request.Symbol);
        int instrument = OwnOrders.None;
        if (symbol == EverySymbol || _instrumentBySymbol.TryGet(symbol, out instrument))
        {
            CancelWhere(instrument, side, CancelReason.UserRequested, now, responses);
        }
    }

    private void CancelWhere(int instrument, Side side, CancelReason reason, Nanoseconds now, Link responses)
    {
        for (int slot = 0; slot < _own.SlotCount && _own.Count > 0; slot++)
        {
            ref OwnOrder order = ref _own[slot];
            bool isMeant = order.UserRefNum != 0
                && (instrument == OwnOrders.None || order.Instrument == instrument)
                && (side == Side.None || order.Side == side);
            if (isMeant)
            {
                Reduce(slot, order.OpenLots, reason, now, responses);
            }
        }
    }

    private void Reduce(int slot, int lots, CancelReason reason, Nanoseconds now, Link responses)
    {
        ref OwnOrder order = ref _own[slot];
        _answers.Cancel(order.UserRefNum, lots, reason, now, responses);
        order.OpenLots -= lots;
        if (order.OpenLots == 0)
        {
            _own.Remove(slot);
        }
    }

    // The order was accepted: it trades with what is displayed, then stands behind what is recorded, or is cancelled.
    private void Place(ref OwnOrder order, bool isPostOnly, TimeInForce timeInForce, Nanoseconds now, Link responses)
    {
        CancelReason reason = CancelReason.None;
        if (!isPostOnly)
        {
            reason = _displayed.Take(ref order, now, responses);
        }
        else if (_displayed.MeetsOwn(order))
        {
            reason = CancelReason.SelfTrade;
        }
        else if (_displayed.IsInReachOf(order))
        {
            reason = CancelReason.PostOnlyContraDisplayed;
        }

        if (reason == CancelReason.None && timeInForce == TimeInForce.ImmediateOrCancel)
        {
            reason = CancelReason.ImmediateOrCancel;
        }

        if (order.OpenLots == 0)
        {
            return;
        }

        if (reason != CancelReason.None)
        {
            _answers.Cancel(order.UserRefNum, order.OpenLots, reason, now, responses);
            return;
        }

        order.RecordedOrdersAhead = _book.OrdersAt(order.Instrument, order.Side, order.PriceTicks);
        _own.Add(order);
    }

    private bool IsNew(uint userRefNum)
    {
        if (userRefNum <= _lastUserRefNum)
        {
            Ignored++;
            return false;
        }

        _lastUserRefNum = userRefNum;
        return true;
    }

    private RejectReason WhyNot(
        int instrument, uint quantity, long priceTicks, TimeInForce timeInForce, CrossType crossType, DisplayType display)
    {
        if (quantity is 0 or > QuantityMax)
        {
            return RejectReason.InvalidQuantity;
        }

        if (priceTicks is <= 0 or > PriceTicksMax)
        {
            return RejectReason.InvalidPrice;
        }

        if (IsClosed)
        {
            return RejectReason.DestinationClosed;
        }

        if (_isHalted[instrument])
        {
            return RejectReason.Halted;
        }

        if (crossType != CrossType.Continuous)
        {
            return RejectReason.InvalidCrossOrder;
        }

        if (display is not (DisplayType.Visible or DisplayType.Attributable))
        {
            return RejectReason.InvalidDisplay;
        }

        bool isKnown = timeInForce is TimeInForce.Day or TimeInForce.ImmediateOrCancel or TimeInForce.ExtendedHours;
        return isKnown ? RejectReason.None : RejectReason.Other;
    }
}
