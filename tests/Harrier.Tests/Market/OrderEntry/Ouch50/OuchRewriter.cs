using System;
using Harrier.Market.OrderEntry.Ouch50;

namespace Harrier.Tests.Market.OrderEntry.Ouch50;

/// <summary>Takes a message apart through its typed view and writes it anew from the fields.</summary>
internal static class OuchRewriter
{
    /// <summary>Gives the length of the new message, or 0 for a type of no inbound message.</summary>
    public static int Inbound(ReadOnlySpan<byte> message, Span<byte> destination)
    {
        switch (message[0])
        {
            case EnterOrder.Type:
                {
                    var view = new EnterOrder(message);
                    return EnterOrder.Write(
                        destination,
                        view.UserRefNum,
                        view.SideCode,
                        view.Quantity,
                        view.Symbol,
                        view.PriceTicks,
                        view.TimeInForce,
                        view.Display,
                        view.Capacity,
                        view.IntermarketSweep,
                        view.CrossType,
                        view.ClientOrderId,
                        message[EnterOrder.Length..]);
                }

            case ReplaceOrder.Type:
                {
                    var view = new ReplaceOrder(message);
                    return ReplaceOrder.Write(
                        destination,
                        view.OriginalUserRefNum,
                        view.UserRefNum,
                        view.Quantity,
                        view.PriceTicks,
                        view.TimeInForce,
                        view.Display,
                        view.IntermarketSweep,
                        view.ClientOrderId,
                        message[ReplaceOrder.Length..]);
                }

            case CancelOrder.Type:
                {
                    var view = new CancelOrder(message);
                    return CancelOrder.Write(
                        destination,
                        view.UserRefNum,
                        view.Quantity,
                        AfterLength(message, CancelOrder.Length));
                }

            case ModifyOrder.Type:
                {
                    var view = new ModifyOrder(message);
                    return ModifyOrder.Write(
                        destination,
                        view.UserRefNum,
                        view.SideCode,
                        view.Quantity,
                        AfterLength(message, ModifyOrder.Length));
                }

            case MassCancel.Type:
                {
                    var view = new MassCancel(message);
                    return MassCancel.Write(
                        destination,
                        view.UserRefNum,
                        view.Firm,
                        view.Symbol,
                        message[MassCancel.Length..]);
                }

            case DisableOrderEntry.Type:
                {
                    var view = new DisableOrderEntry(message);
                    return DisableOrderEntry.Write(destination, view.UserRefNum, view.Firm, message[DisableOrderEntry.Length..]);
                }

            case EnableOrderEntry.Type:
                {
                    var view = new EnableOrderEntry(message);
                    return EnableOrderEntry.Write(destination, view.UserRefNum, view.Firm, message[EnableOrderEntry.Length..]);
                }

            case AccountQuery.Type:
                {
                    return AccountQuery.Write(destination, AfterLength(message, AccountQuery.Length));
                }

            default:
                return 0;
        }
    }

    /// <summary>Gives the length of the new message, or 0 for a type of no outbound message.</summary>
    public static int Outbound(ReadOnlySpan<byte> message, Span<byte> destination)
    {
        switch (message[0])
        {
            case OuchSystemEvent.Type:
                {
                    var view = new OuchSystemEvent(message);
                    return OuchSystemEvent.Write(destination, view.TimestampNanoseconds, view.EventCode);
                }

            case Accepted.Type:
                {
                    var view = new Accepted(message);
                    return Accepted.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.SideCode,
                        view.Quantity,
                        view.Symbol,
                        view.PriceTicks,
                        view.TimeInForce,
                        view.Display,
                        view.OrderReference,
                        view.Capacity,
                        view.IntermarketSweep,
                        view.CrossType,
                        view.OrderState,
                        view.ClientOrderId,
                        message[Accepted.Length..]);
                }

            case Replaced.Type:
                {
                    var view = new Replaced(message);
                    return Replaced.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.OriginalUserRefNum,
                        view.UserRefNum,
                        view.SideCode,
                        view.Quantity,
                        view.Symbol,
                        view.PriceTicks,
                        view.TimeInForce,
                        view.Display,
                        view.OrderReference,
                        view.Capacity,
                        view.IntermarketSweep,
                        view.CrossType,
                        view.OrderState,
                        view.ClientOrderId,
                        message[Replaced.Length..]);
                }

            case Canceled.Type:
                {
                    var view = new Canceled(message);
                    return Canceled.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.Quantity,
                        view.Reason,
                        AfterLength(message, Canceled.Length));
                }

            case SelfTradeCanceled.Type:
                {
                    var view = new SelfTradeCanceled(message);
                    return SelfTradeCanceled.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.DecrementShares,
                        view.Reason,
                        view.PreventedShares,
                        view.ExecutionPriceTicks,
                        view.LiquidityCode,
                        view.Strategy,
                        AfterLength(message, SelfTradeCanceled.Length));
                }

            case Executed.Type:
                {
                    var view = new Executed(message);
                    return Executed.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.Quantity,
                        view.PriceTicks,
                        view.LiquidityCode,
                        view.MatchNumber,
                        message[Executed.Length..]);
                }

            case OuchBrokenTrade.Type:
                {
                    var view = new OuchBrokenTrade(message);
                    return OuchBrokenTrade.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.MatchNumber,
                        view.Reason,
                        view.ClientOrderId,
                        AfterLength(message, OuchBrokenTrade.Length));
                }

            case TradeCorrection.Type:
                {
                    var view = new TradeCorrection(message);
                    return TradeCorrection.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.Quantity,
                        view.PriceTicks,
                        view.LiquidityCode,
                        view.MatchNumber,
                        view.Reason,
                        view.ClientOrderId,
                        AfterLength(message, TradeCorrection.Length));
                }

            case Rejected.Type:
                {
                    var view = new Rejected(message);
                    return Rejected.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.Reason,
                        view.ClientOrderId,
                        AfterLength(message, Rejected.Length));
                }

            case CancelPending.Type:
                {
                    var view = new CancelPending(message);
                    return CancelPending.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        AfterLength(message, CancelPending.Length));
                }

            case CancelReject.Type:
                {
                    var view = new CancelReject(message);
                    return CancelReject.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        AfterLength(message, CancelReject.Length));
                }

            case OrderPriorityUpdate.Type:
                {
                    var view = new OrderPriorityUpdate(message);
                    return OrderPriorityUpdate.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.PriceTicks,
                        view.Display,
                        view.OrderReference,
                        AfterLength(message, OrderPriorityUpdate.Length));
                }

            case OrderModified.Type:
                {
                    var view = new OrderModified(message);
                    return OrderModified.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.SideCode,
                        view.Quantity,
                        AfterLength(message, OrderModified.Length));
                }

            case OrderRestated.Type:
                {
                    var view = new OrderRestated(message);
                    return OrderRestated.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.Reason,
                        message[OrderRestated.Length..]);
                }

            case MassCancelResponse.Type:
                {
                    var view = new MassCancelResponse(message);
                    return MassCancelResponse.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.Firm,
                        view.Symbol,
                        message[MassCancelResponse.Length..]);
                }

            case DisableOrderEntryResponse.Type:
                {
                    var view = new DisableOrderEntryResponse(message);
                    return DisableOrderEntryResponse.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.Firm,
                        message[DisableOrderEntryResponse.Length..]);
                }

            case EnableOrderEntryResponse.Type:
                {
                    var view = new EnableOrderEntryResponse(message);
                    return EnableOrderEntryResponse.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.UserRefNum,
                        view.Firm,
                        message[EnableOrderEntryResponse.Length..]);
                }

            case AccountQueryResponse.Type:
                {
                    var view = new AccountQueryResponse(message);
                    return AccountQueryResponse.Write(
                        destination,
                        view.TimestampNanoseconds,
                        view.NextUserRefNum,
                        AfterLength(message, AccountQueryResponse.Length));
                }

            default:
                return 0;
        }
    }

    private static ReadOnlySpan<byte> AfterLength(ReadOnlySpan<byte> message, int fixedLength) =>
        message.Length == fixedLength ? [] : message[(fixedLength + 2)..];
}
