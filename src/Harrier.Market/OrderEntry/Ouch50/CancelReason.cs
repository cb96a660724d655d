namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Why an order was cancelled or its size lowered.</summary>
public enum CancelReason : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>A cancel or a replacement of the client.</summary>
    UserRequested = (byte)'U',

    /// <summary>Nothing more was there to execute against at once.</summary>
    ImmediateOrCancel = (byte)'I',

    /// <summary>Its time was over.</summary>
    Timeout = (byte)'T',

    /// <summary>By the exchange's staff.</summary>
    Supervisory = (byte)'S',

    /// <summary>A rule forbids the execution.</summary>
    Regulatory = (byte)'D',

    /// <summary>It would have traded with an order of the same owner.</summary>
    SelfTrade = (byte)'Q',

    /// <summary>By the system.</summary>
    SystemCancel = (byte)'Z',

    /// <summary>It did not execute in the cross that it was for.</summary>
    CrossCanceled = (byte)'C',

    /// <summary>Beyond the market collars.</summary>
    MarketCollar = (byte)'K',

    /// <summary>The symbol stayed halted after the cross.</summary>
    Halted = (byte)'H',

    /// <summary>Beyond the threshold that protects the opening price.</summary>
    OpenProtection = (byte)'X',

    /// <summary>It came after the closing cross.</summary>
    Closed = (byte)'E',

    /// <summary>Post only, and its price would have been slid for the national market.</summary>
    PostOnlyPriceSlide = (byte)'F',

    /// <summary>Post only, and a displayed order of the other side is in its way.</summary>
    PostOnlyContraDisplayed = (byte)'G',
}
