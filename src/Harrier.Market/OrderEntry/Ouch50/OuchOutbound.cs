using System;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The messages of OUCH 5.0 from exchange to client, by their first byte, and the one check at the edge that lets the views
/// read without further ones.</summary>
public static class OuchOutbound
{
    /// <summary>Checks that a message has a known type, its whole fixed part, and an appendage that adds up.</summary>
    /// <param name="message">The message, without the framing of the transport.</param>
    /// <returns><see cref="OuchCheck.Valid"/> when a view may be laid over it.</returns>
    public static OuchCheck Check(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
        {
            return OuchCheck.TooShort;
        }

        int fixedLength = LengthOf(message[0], out AppendageRule rule);
        return fixedLength == 0 ? OuchCheck.UnknownType : Appendage.Check(message, fixedLength, rule);
    }

    private static int LengthOf(byte type, out AppendageRule rule)
    {
        switch (type)
        {
            case OuchSystemEvent.Type:
                rule = AppendageRule.None;
                return OuchSystemEvent.Length;
            case Accepted.Type:
                rule = AppendageRule.Required;
                return Accepted.Length;
            case Replaced.Type:
                rule = AppendageRule.Required;
                return Replaced.Length;
            case Canceled.Type:
                rule = AppendageRule.Optional;
                return Canceled.Length;
            case SelfTradeCanceled.Type:
                rule = AppendageRule.Optional;
                return SelfTradeCanceled.Length;
            case Executed.Type:
                rule = AppendageRule.Required;
                return Executed.Length;
            case OuchBrokenTrade.Type:
                rule = AppendageRule.Optional;
                return OuchBrokenTrade.Length;
            case TradeCorrection.Type:
                rule = AppendageRule.Optional;
                return TradeCorrection.Length;
            case Rejected.Type:
                rule = AppendageRule.Optional;
                return Rejected.Length;
            case CancelPending.Type:
                rule = AppendageRule.Optional;
                return CancelPending.Length;
            case CancelReject.Type:
                rule = AppendageRule.Optional;
                return CancelReject.Length;
            case OrderPriorityUpdate.Type:
                rule = AppendageRule.Optional;
                return OrderPriorityUpdate.Length;
            case OrderModified.Type:
                rule = AppendageRule.Optional;
                return OrderModified.Length;
            case OrderRestated.Type:
                rule = AppendageRule.Required;
                return OrderRestated.Length;
            case MassCancelResponse.Type:
                rule = AppendageRule.Required;
                return MassCancelResponse.Length;
            case DisableOrderEntryResponse.Type:
                rule = AppendageRule.Required;
                return DisableOrderEntryResponse.Length;
            case EnableOrderEntryResponse.Type:
                rule = AppendageRule.Required;
                return EnableOrderEntryResponse.Length;
            case AccountQueryResponse.Type:
                rule = AppendageRule.Optional;
                return AccountQueryResponse.Length;
            default:
                rule = AppendageRule.None;
                return 0;
        }
    }
}
