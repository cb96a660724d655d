namespace Harrier.Trading.Risk;

/// <summary>Why trading was stopped for good.</summary>
public enum KillReason : byte
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>Somebody, or the configuration, asked for it.</summary>
    Requested = 1,

    /// <summary>The loss limit was reached.</summary>
    LossLimit = 2,

    /// <summary>The venue's picture of our orders and ours differ.</summary>
    OrderFault = 3,

    /// <summary>A broken invariant or a full buffer of our own.</summary>
    InternalFault = 4,

    /// <summary>The market data were malformed or ended early.</summary>
    FeedFault = 5,

    /// <summary>A limit of the portfolio whose breach halts, or flattens first, was breached.</summary>
    PortfolioLimit = 6,
}
