using System;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The messages of OUCH 5.0 from client to exchange, by their first byte, and the one check at the edge that lets the views
/// read without further ones.</summary>
public static class OuchInbound
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
            case EnterOrder.Type:
                rule = AppendageRule.Required;
                return EnterOrder.Length;
            case ReplaceOrder.Type:
                rule = AppendageRule.Required;
                return ReplaceOrder.Length;
            case CancelOrder.Type:
                rule = AppendageRule.Optional;
                return CancelOrder.Length;
            case ModifyOrder.Type:
                rule = AppendageRule.Optional;
                return ModifyOrder.Length;
            case MassCancel.Type:
                rule = AppendageRule.Required;
                return MassCancel.Length;
            case DisableOrderEntry.Type:
                rule = AppendageRule.Required;
                return DisableOrderEntry.Length;
            case EnableOrderEntry.Type:
                rule = AppendageRule.Required;
                return EnableOrderEntry.Length;
            case AccountQuery.Type:
                rule = AppendageRule.Optional;
                return AccountQuery.Length;
            default:
                rule = AppendageRule.None;
                return 0;
        }
    }
}
