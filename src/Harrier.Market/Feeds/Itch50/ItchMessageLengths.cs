namespace Harrier.Market.Feeds.Itch50;

/// <summary>The length that the published specification gives each message type.</summary>
public static class ItchMessageLengths
{
    /// <summary>The longest message.</summary>
    public const int Longest = NetOrderImbalance.Length;

    private static readonly byte[] Table = Build();

    /// <summary>The length of a message of a type.</summary>
    /// <param name="type">The first byte of the message.</param>
    /// <returns>The bytes of the message, type included; 0 for a type that the specification does not have.</returns>
    public static int Of(byte type) => Table[type];

    private static byte[] Build()
    {
        // 256 entries, so that a byte needs no bounds check.
        byte[] table = new byte[256];
        table[ItchMessageType.SystemEvent] = SystemEvent.Length;
        table[ItchMessageType.StockDirectory] = StockDirectory.Length;
        table[ItchMessageType.StockTradingAction] = StockTradingAction.Length;
        table[ItchMessageType.RegShoRestriction] = RegShoRestriction.Length;
        table[ItchMessageType.MarketParticipantPosition] = MarketParticipantPosition.Length;
        table[ItchMessageType.MwcbDeclineLevel] = MwcbDeclineLevel.Length;
        table[ItchMessageType.MwcbStatus] = MwcbStatus.Length;
        table[ItchMessageType.IpoQuotingPeriodUpdate] = IpoQuotingPeriodUpdate.Length;
        table[ItchMessageType.LuldAuctionCollar] = LuldAuctionCollar.Length;
        table[ItchMessageType.OperationalHalt] = OperationalHalt.Length;
        table[ItchMessageType.AddOrder] = AddOrder.Length;
        table[ItchMessageType.AddOrderWithMpid] = AddOrderWithMpid.Length;
        table[ItchMessageType.OrderExecuted] = OrderExecuted.Length;
        table[ItchMessageType.OrderExecutedWithPrice] = OrderExecutedWithPrice.Length;
        table[ItchMessageType.OrderCancel] = OrderCancel.Length;
        table[ItchMessageType.OrderDelete] = OrderDelete.Length;
        table[ItchMessageType.OrderReplace] = OrderReplace.Length;
        table[ItchMessageType.Trade] = Trade.Length;
        table[ItchMessageType.CrossTrade] = CrossTrade.Length;
        table[ItchMessageType.BrokenTrade] = BrokenTrade.Length;
        table[ItchMessageType.NetOrderImbalance] = NetOrderImbalance.Length;
        table[ItchMessageType.RetailPriceImprovement] = RetailPriceImprovement.Length;
        table[ItchMessageType.DirectListingWithCapitalRaise] = DirectListingWithCapitalRaise.Length;
        return table;
    }
}
