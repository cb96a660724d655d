namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The optional fields of OUCH 5.0.</summary>
public enum OptionTag : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Another reference of the order on the market data feed; 8 bytes.</summary>
    SecondaryOrderReference = 1,

    /// <summary>The firm; 4 characters.</summary>
    Firm = 2,

    /// <summary>The least shares to execute; 4 bytes.</summary>
    MinimumQuantity = 3,

    /// <summary>R retail, N not retail; 1 character.</summary>
    CustomerType = 4,

    /// <summary>The displayed part of the order; 4 bytes.</summary>
    MaxFloor = 5,

    /// <summary>L limit, P market peg, M midpoint peg, R primary peg, Q market maker peg, m midpoint; 1 character.</summary>
    PriceType = 6,

    /// <summary>The offset of a peg in ticks, signed; 4 bytes.</summary>
    PegOffset = 7,

    /// <summary>The price of a discretionary execution in ticks; 8 bytes.</summary>
    DiscretionPrice = 9,

    /// <summary>L limit, P market peg, M midpoint peg, R primary peg; 1 character.</summary>
    DiscretionPriceType = 10,

    /// <summary>The offset of the discretionary price in ticks, signed; 4 bytes.</summary>
    DiscretionPegOffset = 11,

    /// <summary>P post only, N not; 1 character.</summary>
    PostOnly = 12,

    /// <summary>The spread of random reserve sizes; 4 bytes.</summary>
    RandomReserves = 13,

    /// <summary>A route; 4 characters.</summary>
    Route = 14,

    /// <summary>The seconds to live, below 86,400; 4 bytes.</summary>
    ExpireTime = 15,

    /// <summary>Y yes, N no; 1 character.</summary>
    TradeNow = 16,

    /// <summary>How to handle a cross order; 1 character.</summary>
    HandleInstruction = 17,

    /// <summary>How the order stood to the best prices on entry; 1 character.</summary>
    BboWeight = 18,

    /// <summary>The reference price of an execution in ticks; 8 bytes.</summary>
    ReferencePrice = 19,

    /// <summary>The kind of the reference price; 1 character.</summary>
    ReferencePriceType = 20,

    /// <summary>The displayed shares; 4 bytes.</summary>
    DisplayQuantity = 22,

    /// <summary>The displayed price in ticks; 8 bytes.</summary>
    DisplayPrice = 23,

    /// <summary>The customer's group; 2 bytes.</summary>
    GroupId = 24,

    /// <summary>Y yes, N no; 1 character.</summary>
    SharesLocated = 25,

    /// <summary>The broker who located the shares; 4 characters.</summary>
    LocateBroker = 26,

    /// <summary>The side of a mass cancel; 1 character.</summary>
    Side = 27,

    /// <summary>The order flow channel that the number of the order belongs to; 1 byte.</summary>
    UserRefIndex = 28,

    /// <summary>The anti-internalization strategy; 1 character.</summary>
    SelfTradeStrategy = 29,

    /// <summary>The anti-internalization group; 2 characters.</summary>
    SelfTradeGroup = 30,
}
