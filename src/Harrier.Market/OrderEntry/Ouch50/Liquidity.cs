namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>How an execution came about.</summary>
public enum Liquidity : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Added liquidity.</summary>
    Added = (byte)'A',

    /// <summary>Removed liquidity.</summary>
    Removed = (byte)'R',

    /// <summary>Opening cross.</summary>
    OpeningCross = (byte)'O',

    /// <summary>Opening cross, imbalance only.</summary>
    OpeningCrossImbalanceOnly = (byte)'M',

    /// <summary>Closing cross.</summary>
    ClosingCross = (byte)'C',

    /// <summary>Closing cross, imbalance only.</summary>
    ClosingCrossImbalanceOnly = (byte)'L',

    /// <summary>Halt or IPO cross.</summary>
    HaltOrIpoCross = (byte)'H',

    /// <summary>Halt cross.</summary>
    HaltCross = (byte)'K',

    /// <summary>After hours closing cross.</summary>
    AfterHoursClosingCross = (byte)'i',

    /// <summary>Added liquidity that was not displayed.</summary>
    AddedHidden = (byte)'J',

    /// <summary>Added liquidity with a midpoint order.</summary>
    AddedMidpoint = (byte)'k',

    /// <summary>Removed liquidity at the midpoint.</summary>
    RemovedMidpoint = (byte)'m',

    /// <summary>Passive midpoint execution.</summary>
    PassiveMidpoint = (byte)'N',

    /// <summary>Midpoint extended life order.</summary>
    ExtendedLifeMidpoint = (byte)'n',

    /// <summary>Removed liquidity that was not displayed, at a better price.</summary>
    RemovedHiddenImproving = (byte)'p',

    /// <summary>Retail order that added displayed liquidity.</summary>
    AddedRetail = (byte)'e',

    /// <summary>Retail price improvement order that added liquidity.</summary>
    AddedRetailImprovement = (byte)'j',

    /// <summary>Retail order that removed midpoint liquidity.</summary>
    RetailRemovedMidpoint = (byte)'q',

    /// <summary>Retail order that removed retail price improvement liquidity.</summary>
    RetailRemovedImprovement = (byte)'r',

    /// <summary>Retail order that removed other hidden liquidity at a better price.</summary>
    RetailRemovedHiddenImproving = (byte)'t',

    /// <summary>Supplemental order.</summary>
    Supplemental = (byte)'0',

    /// <summary>Added displayed liquidity and improved the national best price.</summary>
    AddedImprovesNational = (byte)'7',

    /// <summary>Added displayed liquidity, set the exchange's best price and joined the national one.</summary>
    AddedSetsExchangeBest = (byte)'8',
}
