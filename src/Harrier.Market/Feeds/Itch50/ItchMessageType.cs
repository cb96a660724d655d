namespace Harrier.Market.Feeds.Itch50;

/// <summary>The first byte of every message: which kind it is.</summary>
public static class ItchMessageType
{
    /// <summary><see cref="Itch50.SystemEvent"/>.</summary>
    public const byte SystemEvent = (byte)'S';

    /// <summary><see cref="Itch50.StockDirectory"/>.</summary>
    public const byte StockDirectory = (byte)'R';

    /// <summary><see cref="Itch50.StockTradingAction"/>.</summary>
    public const byte StockTradingAction = (byte)'H';

    /// <summary><see cref="Itch50.RegShoRestriction"/>.</summary>
    public const byte RegShoRestriction = (byte)'Y';

    /// <summary><see cref="Itch50.MarketParticipantPosition"/>.</summary>
    public const byte MarketParticipantPosition = (byte)'L';

    /// <summary><see cref="Itch50.MwcbDeclineLevel"/>.</summary>
    public const byte MwcbDeclineLevel = (byte)'V';

    /// <summary><see cref="Itch50.MwcbStatus"/>.</summary>
    public const byte MwcbStatus = (byte)'W';

    /// <summary><see cref="Itch50.IpoQuotingPeriodUpdate"/>.</summary>
    public const byte IpoQuotingPeriodUpdate = (byte)'K';

    /// <summary><see cref="Itch50.LuldAuctionCollar"/>.</summary>
    public const byte LuldAuctionCollar = (byte)'J';

    /// <summary><see cref="Itch50.OperationalHalt"/>.</summary>
    public const byte OperationalHalt = (byte)'h';

    /// <summary><see cref="Itch50.AddOrder"/>.</summary>
    public const byte AddOrder = (byte)'A';

    /// <summary><see cref="Itch50.AddOrderWithMpid"/>.</summary>
    public const byte AddOrderWithMpid = (byte)'F';

    /// <summary><see cref="Itch50.OrderExecuted"/>.</summary>
    public const byte OrderExecuted = (byte)'E';

    /// <summary><see cref="Itch50.OrderExecutedWithPrice"/>.</summary>
    public const byte OrderExecutedWithPrice = (byte)'C';

    /// <summary><see cref="Itch50.OrderCancel"/>.</summary>
    public const byte OrderCancel = (byte)'X';

    /// <summary><see cref="Itch50.OrderDelete"/>.</summary>
    public const byte OrderDelete = (byte)'D';

    /// <summary><see cref="Itch50.OrderReplace"/>.</summary>
    public const byte OrderReplace = (byte)'U';

    /// <summary><see cref="Itch50.Trade"/>.</summary>
    public const byte Trade = (byte)'P';

    /// <summary><see cref="Itch50.CrossTrade"/>.</summary>
    public const byte CrossTrade = (byte)'Q';

    /// <summary><see cref="Itch50.BrokenTrade"/>.</summary>
    public const byte BrokenTrade = (byte)'B';

    /// <summary><see cref="Itch50.NetOrderImbalance"/>.</summary>
    public const byte NetOrderImbalance = (byte)'I';

    /// <summary><see cref="Itch50.RetailPriceImprovement"/>.</summary>
    public const byte RetailPriceImprovement = (byte)'N';

    /// <summary><see cref="Itch50.DirectListingWithCapitalRaise"/>.</summary>
    public const byte DirectListingWithCapitalRaise = (byte)'O';
}
