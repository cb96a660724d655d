namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The side of an order on the wire.</summary>
public enum OuchSide : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Buy.</summary>
    Buy = (byte)'B',

    /// <summary>Sell of shares held.</summary>
    Sell = (byte)'S',

    /// <summary>Sell short.</summary>
    SellShort = (byte)'T',

    /// <summary>Sell short, exempt from the price test.</summary>
    SellShortExempt = (byte)'E',
}
