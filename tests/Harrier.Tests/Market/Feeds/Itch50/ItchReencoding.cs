using System;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Tests.Market.Feeds.Itch50;

/// <summary>Reads every field of a message through its typed view and writes them again through its typed writer.</summary>
internal static class ItchReencoding
{
    /// <summary>The message written anew, or null for a type that the specification does not have.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> message)
    {
        Span<byte> written = stackalloc byte[ItchMessageLengths.Longest];
        int length = Write(written, message);
        return length == 0 ? null : written[..length].ToArray();
    }

    private static int Write(Span<byte> to, ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case ItchMessageType.SystemEvent:
                var systemEvent = new SystemEvent(message);
                return SystemEvent.Write(
                    to, systemEvent.StockLocate, systemEvent.TrackingNumber, systemEvent.TimestampNanoseconds,
                    systemEvent.EventCode);
            case ItchMessageType.StockDirectory:
                var stockDirectory = new StockDirectory(message);
                return StockDirectory.Write(
                    to, stockDirectory.StockLocate, stockDirectory.TrackingNumber,
                    stockDirectory.TimestampNanoseconds, stockDirectory.Stock, stockDirectory.MarketCategory,
                    stockDirectory.FinancialStatus, stockDirectory.RoundLotSize, stockDirectory.RoundLotsOnly,
                    stockDirectory.IssueClassification, stockDirectory.IssueSubtype, stockDirectory.Authenticity,
                    stockDirectory.ShortSaleThreshold, stockDirectory.IpoFlag, stockDirectory.LuldTier,
                    stockDirectory.EtpFlag, stockDirectory.EtpLeverageFactor, stockDirectory.InverseIndicator);
            case ItchMessageType.StockTradingAction:
                var stockTradingAction = new StockTradingAction(message);
                return StockTradingAction.Write(
                    to, stockTradingAction.StockLocate, stockTradingAction.TrackingNumber,
                    stockTradingAction.TimestampNanoseconds, stockTradingAction.Stock,
                    stockTradingAction.TradingState, stockTradingAction.Reserved, stockTradingAction.Reason);
            case ItchMessageType.RegShoRestriction:
                var regShoRestriction = new RegShoRestriction(message);
                return RegShoRestriction.Write(
                    to, regShoRestriction.StockLocate, regShoRestriction.TrackingNumber,
                    regShoRestriction.TimestampNanoseconds, regShoRestriction.Stock, regShoRestriction.Action);
            case ItchMessageType.MarketParticipantPosition:
                var marketParticipantPosition = new MarketParticipantPosition(message);
                return MarketParticipantPosition.Write(
                    to, marketParticipantPosition.StockLocate, marketParticipantPosition.TrackingNumber,
                    marketParticipantPosition.TimestampNanoseconds, marketParticipantPosition.Mpid,
                    marketParticipantPosition.Stock, marketParticipantPosition.PrimaryMarketMaker,
                    marketParticipantPosition.MarketMakerMode, marketParticipantPosition.ParticipantState);
            case ItchMessageType.MwcbDeclineLevel:
                var mwcbDeclineLevel = new MwcbDeclineLevel(message);
                return MwcbDeclineLevel.Write(
                    to, mwcbDeclineLevel.StockLocate, mwcbDeclineLevel.TrackingNumber,
                    mwcbDeclineLevel.TimestampNanoseconds, mwcbDeclineLevel.Level1, mwcbDeclineLevel.Level2,
                    mwcbDeclineLevel.Level3);
            case ItchMessageType.MwcbStatus:
                var mwcbStatus = new MwcbStatus(message);
                return MwcbStatus.Write(
                    to, mwcbStatus.StockLocate, mwcbStatus.TrackingNumber, mwcbStatus.TimestampNanoseconds,
                    mwcbStatus.BreachedLevel);
            case ItchMessageType.IpoQuotingPeriodUpdate:
                var ipoQuotingPeriodUpdate = new IpoQuotingPeriodUpdate(message);
                return IpoQuotingPeriodUpdate.Write(
                    to, ipoQuotingPeriodUpdate.StockLocate, ipoQuotingPeriodUpdate.TrackingNumber,
                    ipoQuotingPeriodUpdate.TimestampNanoseconds, ipoQuotingPeriodUpdate.Stock,
                    ipoQuotingPeriodUpdate.ReleaseTimeSeconds, ipoQuotingPeriodUpdate.ReleaseQualifier,
                    ipoQuotingPeriodUpdate.IpoPriceTicks);
            case ItchMessageType.LuldAuctionCollar:
                var luldAuctionCollar = new LuldAuctionCollar(message);
                return LuldAuctionCollar.Write(
                    to, luldAuctionCollar.StockLocate, luldAuctionCollar.TrackingNumber,
                    luldAuctionCollar.TimestampNanoseconds, luldAuctionCollar.Stock,
                    luldAuctionCollar.ReferencePriceTicks, luldAuctionCollar.UpperPriceTicks,
                    luldAuctionCollar.LowerPriceTicks, luldAuctionCollar.Extension);
            case ItchMessageType.OperationalHalt:
                var operationalHalt = new OperationalHalt(message);
                return OperationalHalt.Write(
                    to, operationalHalt.StockLocate, operationalHalt.TrackingNumber,
                    operationalHalt.TimestampNanoseconds, operationalHalt.Stock, operationalHalt.MarketCode,
                    operationalHalt.Action);
            case ItchMessageType.AddOrder:
                var addOrder = new AddOrder(message);
                return AddOrder.Write(
                    to, addOrder.StockLocate, addOrder.TrackingNumber, addOrder.TimestampNanoseconds,
                    addOrder.Reference, addOrder.Side, addOrder.Shares, addOrder.Stock, addOrder.PriceTicks);
            case ItchMessageType.AddOrderWithMpid:
                var addOrderWithMpid = new AddOrderWithMpid(message);
                return AddOrderWithMpid.Write(
                    to, addOrderWithMpid.StockLocate, addOrderWithMpid.TrackingNumber,
                    addOrderWithMpid.TimestampNanoseconds, addOrderWithMpid.Reference, addOrderWithMpid.Side,
                    addOrderWithMpid.Shares, addOrderWithMpid.Stock, addOrderWithMpid.PriceTicks,
                    addOrderWithMpid.Attribution);
            case ItchMessageType.OrderExecuted:
                var orderExecuted = new OrderExecuted(message);
                return OrderExecuted.Write(
                    to, orderExecuted.StockLocate, orderExecuted.TrackingNumber, orderExecuted.TimestampNanoseconds,
                    orderExecuted.Reference, orderExecuted.Shares, orderExecuted.MatchNumber);
            case ItchMessageType.OrderExecutedWithPrice:
                var orderExecutedWithPrice = new OrderExecutedWithPrice(message);
                return OrderExecutedWithPrice.Write(
                    to, orderExecutedWithPrice.StockLocate, orderExecutedWithPrice.TrackingNumber,
                    orderExecutedWithPrice.TimestampNanoseconds, orderExecutedWithPrice.Reference,
                    orderExecutedWithPrice.Shares, orderExecutedWithPrice.MatchNumber,
                    orderExecutedWithPrice.Printable, orderExecutedWithPrice.PriceTicks);
            case ItchMessageType.OrderCancel:
                var orderCancel = new OrderCancel(message);
                return OrderCancel.Write(
                    to, orderCancel.StockLocate, orderCancel.TrackingNumber, orderCancel.TimestampNanoseconds,
                    orderCancel.Reference, orderCancel.Shares);
            case ItchMessageType.OrderDelete:
                var orderDelete = new OrderDelete(message);
                return OrderDelete.Write(
                    to, orderDelete.StockLocate, orderDelete.TrackingNumber, orderDelete.TimestampNanoseconds,
                    orderDelete.Reference);
            case ItchMessageType.OrderReplace:
                var orderReplace = new OrderReplace(message);
                return OrderReplace.Write(
                    to, orderReplace.StockLocate, orderReplace.TrackingNumber, orderReplace.TimestampNanoseconds,
                    orderReplace.OriginalReference, orderReplace.NewReference, orderReplace.Shares,
                    orderReplace.PriceTicks);
            case ItchMessageType.Trade:
                var trade = new Trade(message);
                return Trade.Write(
                    to, trade.StockLocate, trade.TrackingNumber, trade.TimestampNanoseconds, trade.Reference,
                    trade.Side, trade.Shares, trade.Stock, trade.PriceTicks, trade.MatchNumber);
            case ItchMessageType.CrossTrade:
                var crossTrade = new CrossTrade(message);
                return CrossTrade.Write(
                    to, crossTrade.StockLocate, crossTrade.TrackingNumber, crossTrade.TimestampNanoseconds,
                    crossTrade.Shares, crossTrade.Stock, crossTrade.CrossPriceTicks, crossTrade.MatchNumber,
                    crossTrade.CrossType);
            case ItchMessageType.BrokenTrade:
                var brokenTrade = new BrokenTrade(message);
                return BrokenTrade.Write(
                    to, brokenTrade.StockLocate, brokenTrade.TrackingNumber, brokenTrade.TimestampNanoseconds,
                    brokenTrade.MatchNumber);
            case ItchMessageType.NetOrderImbalance:
                var netOrderImbalance = new NetOrderImbalance(message);
                return NetOrderImbalance.Write(
                    to, netOrderImbalance.StockLocate, netOrderImbalance.TrackingNumber,
                    netOrderImbalance.TimestampNanoseconds, netOrderImbalance.PairedShares,
                    netOrderImbalance.ImbalanceShares, netOrderImbalance.ImbalanceDirection, netOrderImbalance.Stock,
                    netOrderImbalance.FarPriceTicks, netOrderImbalance.NearPriceTicks,
                    netOrderImbalance.ReferencePriceTicks, netOrderImbalance.CrossType,
                    netOrderImbalance.PriceVariation);
            case ItchMessageType.RetailPriceImprovement:
                var retailPriceImprovement = new RetailPriceImprovement(message);
                return RetailPriceImprovement.Write(
                    to, retailPriceImprovement.StockLocate, retailPriceImprovement.TrackingNumber,
                    retailPriceImprovement.TimestampNanoseconds, retailPriceImprovement.Stock,
                    retailPriceImprovement.InterestFlag);
            case ItchMessageType.DirectListingWithCapitalRaise:
                var directListingWithCapitalRaise = new DirectListingWithCapitalRaise(message);
                return DirectListingWithCapitalRaise.Write(
                    to, directListingWithCapitalRaise.StockLocate, directListingWithCapitalRaise.TrackingNumber,
                    directListingWithCapitalRaise.TimestampNanoseconds, directListingWithCapitalRaise.Stock,
                    directListingWithCapitalRaise.OpenEligibility, directListingWithCapitalRaise.MinimumPriceTicks,
                    directListingWithCapitalRaise.MaximumPriceTicks,
                    directListingWithCapitalRaise.NearExecutionPriceTicks,
                    directListingWithCapitalRaise.NearExecutionTimeNanoseconds,
                    directListingWithCapitalRaise.LowerCollarTicks, directListingWithCapitalRaise.UpperCollarTicks);
            default:
                return 0;
        }
    }
}
