using System;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;

namespace Harrier.Simulation.Replay;

/// <summary>Writes what the venue tells us about our orders. Nothing is allocated after construction.</summary>
internal sealed class AnswerWriter
{
    // Far above the references and match numbers of a real day, so that ours never meet a recorded one.
    private const ulong FirstOwnNumber = 1UL << 62;

    private readonly byte[] _message = new byte[Replaced.Length + byte.MaxValue];
    private ulong _lastOrderReference = FirstOwnNumber;
    private ulong _lastMatchNumber = FirstOwnNumber;

    /// <summary>Gets the executions told.</summary>
    public long Executions { get; private set; }

    /// <summary>Gets the lots executed.</summary>
    public long ExecutedLots { get; private set; }

    /// <summary>Gets the orders and replacements rejected.</summary>
    public long Rejections { get; private set; }

    /// <summary>Gives a new order a number of the venue.</summary>
    public ulong NextOrderReference() => ++_lastOrderReference;

    /// <summary>Echoes a new order.</summary>
    public void Accept(in EnterOrder entry, ulong orderReference, Nanoseconds now, Link responses) =>
        Send(
            Accepted.Write(
                _message,
                now.Value,
                entry.UserRefNum,
                entry.SideCode,
                entry.Quantity,
                entry.Symbol,
                entry.PriceTicks,
                entry.TimeInForce,
                entry.Display,
                orderReference,
                entry.Capacity,
                entry.IntermarketSweep,
                entry.CrossType,
                OrderState.Live,
                entry.ClientOrderId),
            now,
            responses);

    /// <summary>Echoes a replacement.</summary>
    public void Replace(
        in ReplaceOrder request, in OwnOrder order, ReadOnlySpan<byte> symbol, Nanoseconds now, Link responses) =>
        Send(
            Replaced.Write(
                _message,
                now.Value,
                request.OriginalUserRefNum,
                request.UserRefNum,
                order.SideCode,
                (uint)order.OpenLots,
                symbol,
                order.PriceTicks,
                request.TimeInForce,
                request.Display,
                order.OrderReference,
                order.Capacity,
                request.IntermarketSweep,
                order.CrossType,
                OrderState.Live,
                request.ClientOrderId),
            now,
            responses);

    /// <summary>Tells of lots taken from an order.</summary>
    public void Cancel(uint userRefNum, int lots, CancelReason reason, Nanoseconds now, Link responses) =>
        Send(Canceled.Write(_message, now.Value, userRefNum, (uint)lots, reason), now, responses);

    /// <summary>Tells of an execution, under the next match number of its own.</summary>
    public void Execute(uint userRefNum, int lots, int priceTicks, Liquidity liquidity, Nanoseconds now, Link responses) =>
        Execute(userRefNum, lots, priceTicks, liquidity, ++_lastMatchNumber, now, responses);

    /// <summary>Tells of an execution under the match number that the feed has for it.</summary>
    public void Execute(
        uint userRefNum, int lots, int priceTicks, Liquidity liquidity, ulong matchNumber, Nanoseconds now, Link responses)
    {
        Executions++;
        ExecutedLots += lots;
        Send(
            Executed.Write(_message, now.Value, userRefNum, (uint)lots, priceTicks, liquidity, matchNumber),
            now,
            responses);
    }

    /// <summary>Refuses an order or a replacement.</summary>
    public void Reject(
        uint userRefNum, RejectReason reason, ReadOnlySpan<byte> clientOrderId, Nanoseconds now, Link responses)
    {
        Rejections++;
        Send(Rejected.Write(_message, now.Value, userRefNum, reason, clientOrderId), now, responses);
    }

    /// <summary>Acknowledges a mass cancel.</summary>
    public void AcknowledgeMassCancel(in MassCancel request, Nanoseconds now, Link responses) =>
        Send(
            MassCancelResponse.Write(_message, now.Value, request.UserRefNum, request.Firm, request.Symbol),
            now,
            responses);

    private void Send(int length, Nanoseconds now, Link responses) => responses.Send(now, _message.AsSpan(0, length));
}
