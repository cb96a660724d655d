namespace Harrier.Trading.Risk;

/// <summary>What the pre-trade checks found: the first thing that was wrong, in the order of the members. Only
/// <see cref="Accepted"/> may be sent.</summary>
public enum CheckResult : byte
{
    /// <summary>Not checked, so not to be sent.</summary>
    NotChecked = 0,

    /// <summary>Nothing is wrong.</summary>
    Accepted = 1,

    /// <summary>Trading is halted.</summary>
    Halted = 2,

    /// <summary>Not a request at all, or an instrument that the tables do not have.</summary>
    InvalidRequest = 3,

    /// <summary>Neither buy nor sell.</summary>
    InvalidSide = 4,

    /// <summary>No price, none that the venue can express, or one between two price increments.</summary>
    InvalidPrice = 5,

    /// <summary>No lots, or more than the venue can express.</summary>
    InvalidQuantity = 6,

    /// <summary>The order to be replaced is not ours or has something in flight.</summary>
    UnknownOrder = 7,

    /// <summary>More lots than an order may have.</summary>
    OrderSize = 8,

    /// <summary>No market data for too long, or none at all.</summary>
    StaleMarketData = 9,

    /// <summary>The price is too far from the mid.</summary>
    PriceCollar = 10,

    /// <summary>Price times lots of the order is too much.</summary>
    OrderNotional = 11,

    /// <summary>Only orders that lower the inventory are allowed, and this one may raise it.</summary>
    Reducing = 12,

    /// <summary>The position could become too large if all open orders were executed.</summary>
    PositionLimit = 13,

    /// <summary>Positions and open orders of all instruments together come to too much.</summary>
    GrossNotional = 14,

    /// <summary>The order would trade with one of our own.</summary>
    SelfCross = 15,

    /// <summary>Too many orders within one second.</summary>
    OrderRate = 16,

    /// <summary>The portfolio's value at risk would be beyond its limit, and higher than it is.</summary>
    ValueAtRisk = 17,

    /// <summary>The portfolio's expected shortfall would be beyond its limit, and higher than it is.</summary>
    ExpectedShortfall = 18,

    /// <summary>There is a limit on the portfolio's risk, and no fresh figure for it.</summary>
    RiskUnknown = 19,
}
