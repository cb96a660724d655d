namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Why an order or a replacement was rejected. Later revisions add risk codes above these.</summary>
public enum RejectReason : ushort
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>No quote to price it against.</summary>
    QuoteUnavailable = 0x0001,

    /// <summary>The destination is closed.</summary>
    DestinationClosed = 0x0002,

    /// <summary>Invalid display.</summary>
    InvalidDisplay = 0x0003,

    /// <summary>Invalid displayed part.</summary>
    InvalidMaxFloor = 0x0004,

    /// <summary>Invalid peg type.</summary>
    InvalidPegType = 0x0005,

    /// <summary>Beyond the fat finger limit.</summary>
    FatFinger = 0x0006,

    /// <summary>The symbol is halted.</summary>
    Halted = 0x0007,

    /// <summary>Intermarket sweep not allowed.</summary>
    SweepNotAllowed = 0x0008,

    /// <summary>Invalid side.</summary>
    InvalidSide = 0x0009,

    /// <summary>Processing error.</summary>
    ProcessingError = 0x000A,

    /// <summary>A cancel is pending.</summary>
    CancelPending = 0x000B,

    /// <summary>The firm is not authorized.</summary>
    FirmNotAuthorized = 0x000C,

    /// <summary>Invalid minimum quantity.</summary>
    InvalidMinQuantity = 0x000D,

    /// <summary>No closing reference price.</summary>
    NoClosingReferencePrice = 0x000E,

    /// <summary>Other.</summary>
    Other = 0x000F,

    /// <summary>Cancel not allowed.</summary>
    CancelNotAllowed = 0x0010,

    /// <summary>Pegging not allowed.</summary>
    PeggingNotAllowed = 0x0011,

    /// <summary>The market is crossed.</summary>
    CrossedMarket = 0x0012,

    /// <summary>Invalid quantity.</summary>
    InvalidQuantity = 0x0013,

    /// <summary>Invalid cross order.</summary>
    InvalidCrossOrder = 0x0014,

    /// <summary>Replace not allowed.</summary>
    ReplaceNotAllowed = 0x0015,

    /// <summary>Routing not allowed.</summary>
    RoutingNotAllowed = 0x0016,

    /// <summary>Invalid symbol.</summary>
    InvalidSymbol = 0x0017,

    /// <summary>Test.</summary>
    Test = 0x0018,

    /// <summary>A late limit-on-close order is too aggressive.</summary>
    LateCloseOrderTooAggressive = 0x0019,

    /// <summary>Retail not allowed.</summary>
    RetailNotAllowed = 0x001A,

    /// <summary>Invalid price of a midpoint post-only order.</summary>
    InvalidMidpointPostOnlyPrice = 0x001B,

    /// <summary>Invalid destination.</summary>
    InvalidDestination = 0x001C,

    /// <summary>Invalid price.</summary>
    InvalidPrice = 0x001D,

    /// <summary>The shares are beyond the threshold.</summary>
    SharesExceedThreshold = 0x001E,

    /// <summary>The value is beyond the maximum allowed.</summary>
    ExceedsMaximumNotional = 0x001F,
}
