using Harrier.Market.Feeds.Itch50;

namespace Harrier.Cli;

/// <summary>What the messages of ITCH 5.0 are called.</summary>
internal static class ItchMessageNames
{
    internal static string Of(byte type) => type switch
    {
        ItchMessageType.SystemEvent => "system event",
        ItchMessageType.StockDirectory => "stock directory",
        ItchMessageType.StockTradingAction => "stock trading action",
        ItchMessageType.RegShoRestriction => "Reg SHO restriction",
        ItchMessageType.MarketParticipantPosition => "market participant position",
        ItchMessageType.MwcbDeclineLevel => "MWCB decline level",
        ItchMessageType.MwcbStatus => "MWCB status",
        ItchMessageType.IpoQuotingPeriodUpdate => "IPO quoting period update",
        ItchMessageType.LuldAuctionCollar => "LULD auction collar",
        ItchMessageType.OperationalHalt => "operational halt",
        ItchMessageType.AddOrder => "add order",
        ItchMessageType.AddOrderWithMpid => "add order with MPID",
        ItchMessageType.OrderExecuted => "order executed",
        ItchMessageType.OrderExecutedWithPrice => "order executed with price",
        ItchMessageType.OrderCancel => "order cancel",
        ItchMessageType.OrderDelete => "order delete",
        ItchMessageType.OrderReplace => "order replace",
        ItchMessageType.Trade => "trade",
        ItchMessageType.CrossTrade => "cross trade",
        ItchMessageType.BrokenTrade => "broken trade",
        ItchMessageType.NetOrderImbalance => "net order imbalance",
        ItchMessageType.RetailPriceImprovement => "retail price improvement",
        ItchMessageType.DirectListingWithCapitalRaise => "direct listing with capital raise",
        _ => "unknown",
    };
}
