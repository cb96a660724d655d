namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Whether and how an order is shown. A client enters the first three; the exchange answers with any.</summary>
public enum DisplayType : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Shown without a name.</summary>
    Visible = (byte)'Y',

    /// <summary>Not shown.</summary>
    Hidden = (byte)'N',

    /// <summary>Shown with the name of the firm.</summary>
    Attributable = (byte)'A',

    /// <summary>Shown, and never removes liquidity.</summary>
    PostOnly = (byte)'P',

    /// <summary>Only for the opening and closing cross.</summary>
    ImbalanceOnly = (byte)'I',

    /// <summary>Pegged to the midpoint.</summary>
    MidpointPeg = (byte)'M',

    /// <summary>Pegged to the midpoint, post only.</summary>
    MidpointPegPostOnly = (byte)'W',

    /// <summary>Post only, shown with the name of the firm.</summary>
    PostOnlyAttributable = (byte)'L',

    /// <summary>Retail order, type 1.</summary>
    RetailType1 = (byte)'O',

    /// <summary>Retail order, type 2.</summary>
    RetailType2 = (byte)'T',

    /// <summary>Retail price improvement order.</summary>
    RetailPriceImprovement = (byte)'Q',

    /// <summary>Entered as displayed, accepted at a price that conforms.</summary>
    Conformant = (byte)'Z',

    /// <summary>Pegged to the midpoint, trades now.</summary>
    MidpointPegTradeNow = (byte)'m',

    /// <summary>Not shown, trades now.</summary>
    HiddenTradeNow = (byte)'n',
}
