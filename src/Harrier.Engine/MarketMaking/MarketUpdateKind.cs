namespace Harrier.Engine.MarketMaking;

/// <summary>What a feed message does to the engine's picture of the market.</summary>
internal enum MarketUpdateKind : byte
{
    /// <summary>Nothing that the engine follows.</summary>
    None = 0,

    /// <summary>An order joins a queue.</summary>
    Add,

    /// <summary>Lots of an order are executed.</summary>
    Execute,

    /// <summary>Lots of an order are taken out.</summary>
    Cancel,

    /// <summary>An order is taken out whole.</summary>
    Delete,

    /// <summary>An order gives way to another.</summary>
    Replace,

    /// <summary>A trade against an order that was not displayed.</summary>
    HiddenTrade,

    /// <summary>An instrument is announced.</summary>
    Directory,

    /// <summary>An instrument begins or ceases to trade.</summary>
    TradingAction,

    /// <summary>The books start anew.</summary>
    StartOfMessages,

    /// <summary>The market closes.</summary>
    EndOfMarketHours,

    /// <summary>A message whose length is not the one of its type.</summary>
    Malformed,
}
