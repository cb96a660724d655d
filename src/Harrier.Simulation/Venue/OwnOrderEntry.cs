using System;
using System.Buffers.Binary;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Replay;

namespace Harrier.Simulation.Venue;

/// <summary>Takes our OUCH messages at the built-in venue, keeps our live orders and answers. Nothing is allocated
/// after construction.</summary>
internal sealed class OwnOrderEntry
{
    /// <summary>Our number as an owner in the matching engine.</summary>
    public const ushort Owner = 1;

    // Eight spaces.
    private const ulong EverySymbol = 0x2020202020202020;

    private readonly MatchingEngine _engine;
    private readonly OwnOrders _own;
    private readonly int[] _engineSlots;
    private readonly AnswerWriter _answers = new();
    private readonly ReferenceMap _instrumentBySymbol;
    private readonly ulong[] _symbols;
    private OwnOrder _arriving;
    private uint _lastUserRefNum;

    public OwnOrderEntry(MatchingEngine engine, ItchPublisher itch, int instruments, int liveOrders)
    {
        _engine = engine;
        _own = new OwnOrders(liveOrders, instruments);
        _engineSlots = new int[liveOrders];
        _instrumentBySymbol = new ReferenceMap(instruments);
        _symbols = new ulong[instruments];
        for (int i = 0; i < instruments; i++)
        {
            _symbols[i] = BinaryPrimitives.ReadUInt64BigEndian(itch.SymbolOf(i));
            _instrumentBySymbol.TrySet(_symbols[i], i);
        }
    }

    public bool IsOpen { get; set; }

    public int LiveOrders => _own.Count;

    public long Executions => _answers.Executions;

    public long Rejections => _answers.Rejections;

    /// <summary>Messages that were no OUCH message, or of a type that this venue does not take.</summary>
    public long Refused { get; private set; }

    /// <summary>Messages ignored as the specification says: numbers used before, cancels of dead orders.</summary>
    public long Ignored { get; private set; }

    /// <summary>Carries out one message.</summary>
    public void Receive(ref VenuePublication publication)
    {
        ReadOnlySpan<byte> message = publication.Request;
        byte type = OuchInbound.Check(message) == OuchCheck.Valid ? message[0] : (byte)0;
        switch (type)
        {
            case EnterOrder.Type:
                Enter(new EnterOrder(message), ref publication);
                break;
            case ReplaceOrder.Type:
                Replace(new ReplaceOrder(message), ref publication);
                break;
            case CancelOrder.Type:
                Cancel(new CancelOrder(message), ref publication);
                break;
            case MassCancel.Type:
                CancelMany(new MassCancel(message), ref publication);
                break;
            default:
                Refused++;
                break;
        }
    }

    /// <summary>Cancels all our orders.</summary>
    public void CancelAll(ref VenuePublication publication) => CancelWhere(OwnOrders.None, Side.None, ref publication);

    public void Accepted(in VenueOrder order, in VenuePublication publication)
    {
        _arriving.OrderReference = order.Handle.Reference;
        _answers.Accept(
            new EnterOrder(publication.Request), order.Handle.Reference, publication.Now, publication.Responses);
    }

    public void ExecutedOnArrival(in Execution execution, in VenuePublication publication)
    {
        _arriving.ExecutedLots += execution.Lots;
        Tell(in execution, _arriving.UserRefNum, Liquidity.Removed, in publication);
    }

    public void ExecutedResting(in Execution execution, in VenuePublication publication)
    {
        int slot = SlotOf(execution.Maker.OwnerTag);
        Tell(in execution, execution.Maker.OwnerTag, Liquidity.Added, in publication);
        _own[slot].ExecutedLots += execution.Lots;
        SetOpen(slot, execution.Maker.Lots);
    }

    public void Rested(in VenueOrder order)
    {
        _arriving.OpenLots = order.Lots;
        int slot = _own.Add(in _arriving);
        _engineSlots[slot] = order.Handle.Slot;
    }

    public void Canceled(
        in VenueOrder order, int lots, CancelCause cause, bool wasResting, in VenuePublication publication)
    {
        CancelReason reason = cause switch
        {
            CancelCause.ImmediateOrCancel => CancelReason.ImmediateOrCancel,
            CancelCause.PostOnly => CancelReason.PostOnlyContraDisplayed,
            CancelCause.SelfTrade => CancelReason.SelfTrade,
            _ => publication.RequestedReason,
        };
        _answers.Cancel(order.OwnerTag, lots, reason, publication.Now, publication.Responses);
        if (wasResting)
        {
            SetOpen(SlotOf(order.OwnerTag), order.Lots);
        }
    }

    public void Replaced(
        in VenueOrder old, in VenueOrder order, ReplaceOutcome outcome, in VenuePublication publication)
    {
        int slot = SlotOf(old.OwnerTag);
        OwnOrder replacement = _own[slot];
        replacement.UserRefNum = order.OwnerTag;
        replacement.OrderReference = order.Handle.Reference;
        replacement.PriceTicks = order.PriceTicks;
        replacement.OpenLots = order.Lots;
        if (outcome == ReplaceOutcome.KeptPlace)
        {
            _own.Rename(slot, order.OwnerTag);
            _own[slot].OpenLots = order.Lots;
        }
        else
        {
            _own.Remove(slot);
            _arriving = replacement;
        }

        if (outcome == ReplaceOutcome.Requeued)
        {
            Rested(in order);
        }

        Span<byte> symbol = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(symbol, _symbols[order.Instrument]);
        _answers.Replace(
            new ReplaceOrder(publication.Request), in replacement, symbol, publication.Now, publication.Responses);
    }

    private static OrderKind KindOf(TimeInForce timeInForce, OptionalFields fields) =>
        timeInForce == TimeInForce.ImmediateOrCancel ? OrderKind.ImmediateOrCancel
        : fields.IsPostOnly ? OrderKind.PostOnly
        : OrderKind.Limit;

    private static RejectReason ReasonOf(MatchResult result) => result switch
    {
        MatchResult.Done => RejectReason.None,
        MatchResult.UnknownInstrument => RejectReason.InvalidSymbol,
        MatchResult.InvalidSide => RejectReason.InvalidSide,
        MatchResult.InvalidSize => RejectReason.InvalidQuantity,
        MatchResult.InvalidPrice => RejectReason.InvalidPrice,
        MatchResult.UnknownOrder => RejectReason.ReplaceNotAllowed,
        _ => RejectReason.Other,
    };

    private void Enter(EnterOrder entry, ref VenuePublication publication)
    {
        if (!IsNew(entry.UserRefNum))
        {
            return;
        }

        int instrument = OwnOrders.None;
        RejectReason reason = entry.Side == Side.None ? RejectReason.InvalidSide
            : !_instrumentBySymbol.TryGet(BinaryPrimitives.ReadUInt64BigEndian(entry.Symbol), out instrument) ? RejectReason.InvalidSymbol
            : WhyNot(entry.Quantity, entry.PriceTicks, entry.TimeInForce, entry.CrossType, entry.Display);
        if (reason == RejectReason.None && !_own.HasRoom)
        {
            reason = RejectReason.Other;
        }

        if (reason == RejectReason.None)
        {
            _arriving = new OwnOrder
            {
                UserRefNum = entry.UserRefNum,
                Instrument = instrument,
                Side = entry.Side,
                PriceTicks = (int)entry.PriceTicks,
                SideCode = entry.SideCode,
                Capacity = entry.Capacity,
                CrossType = entry.CrossType,
            };
            var request = new OrderRequest(
                instrument,
                entry.Side,
                (int)entry.Quantity,
                (int)entry.PriceTicks,
                KindOf(entry.TimeInForce, entry.OptionalFields),
                Owner,
                entry.UserRefNum);
            reason = ReasonOf(_engine.Enter(in request, ref publication));
        }

        if (reason != RejectReason.None)
        {
            _answers.Reject(entry.UserRefNum, reason, entry.ClientOrderId, publication.Now, publication.Responses);
        }
    }

    private void Replace(ReplaceOrder request, ref VenuePublication publication)
    {
        if (!IsNew(request.UserRefNum))
        {
            return;
        }

        RejectReason reason = RejectReason.ReplaceNotAllowed;
        if (_own.TryFind(request.OriginalUserRefNum, out int slot))
        {
            reason = WhyNot(
                request.Quantity, request.PriceTicks, request.TimeInForce, _own[slot].CrossType, request.Display);
        }

        if (reason == RejectReason.None)
        {
            // The quantity is the whole intended size; one that has executed already leaves nothing to replace.
            int open = (int)request.Quantity - _own[slot].ExecutedLots;
            OrderKind kind = KindOf(request.TimeInForce, request.OptionalFields);
            MatchResult result = open <= 0
                ? _engine.Cancel(HandleOf(slot), _own[slot].OpenLots, ref publication)
                : _engine.Replace(
                    HandleOf(slot), open, (int)request.PriceTicks, kind, request.UserRefNum, ref publication);
            reason = ReasonOf(result);
        }

        if (reason != RejectReason.None)
        {
            _answers.Reject(request.UserRefNum, reason, request.ClientOrderId, publication.Now, publication.Responses);
        }
    }

    private void Cancel(CancelOrder request, ref VenuePublication publication)
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

        _engine.Cancel(HandleOf(slot), (int)fewer, ref publication);
    }

    private void CancelMany(MassCancel request, ref VenuePublication publication)
    {
        if (!IsNew(request.UserRefNum))
        {
            return;
        }

        _answers.AcknowledgeMassCancel(in request, publication.Now, publication.Responses);
        Side side = request.OptionalFields.TryFind(OptionTag.Side, out OptionalField field) && field.TryGetByte(out byte code)
            ? ((OuchSide)code).ToSide()
            : Side.None;
        ulong symbol = BinaryPrimitives.ReadUInt64BigEndian(request.Symbol);
        int instrument = OwnOrders.None;
        if (symbol == EverySymbol || _instrumentBySymbol.TryGet(symbol, out instrument))
        {
            CancelWhere(instrument, side, ref publication);
        }
    }

    private void CancelWhere(int instrument, Side side, ref VenuePublication publication)
    {
        for (int slot = 0; slot < _own.SlotCount && _own.Count > 0; slot++)
        {
            OwnOrder order = _own[slot];
            bool isMeant = order.UserRefNum != 0
                && (instrument == OwnOrders.None || order.Instrument == instrument)
                && (side == Side.None || order.Side == side);
            if (isMeant)
            {
                _engine.Cancel(HandleOf(slot), order.OpenLots, ref publication);
            }
        }
    }

    private OrderHandle HandleOf(int slot) => new(_engineSlots[slot], _own[slot].OrderReference);

    private int SlotOf(uint userRefNum)
    {
        _own.TryFind(userRefNum, out int slot);
        return slot;
    }

    private void SetOpen(int slot, int lots)
    {
        _own[slot].OpenLots = lots;
        if (lots == 0)
        {
            _own.Remove(slot);
        }
    }

    private void Tell(in Execution execution, uint userRefNum, Liquidity liquidity, in VenuePublication publication) =>
        _answers.Execute(
            userRefNum,
            execution.Lots,
            execution.PriceTicks,
            liquidity,
            execution.MatchNumber,
            publication.Now,
            publication.Responses);

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

    // What the matching engine does not check; the numbers at least fit its integers when this has passed.
    private RejectReason WhyNot(
        uint quantity, long priceTicks, TimeInForce timeInForce, CrossType crossType, DisplayType display)
    {
        if (quantity is 0 or > MatchingEngine.LotsMax)
        {
            return RejectReason.InvalidQuantity;
        }

        if (priceTicks is <= 0 or > MatchingEngine.PriceTicksMax)
        {
            return RejectReason.InvalidPrice;
        }

        if (!IsOpen)
        {
            return RejectReason.DestinationClosed;
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
