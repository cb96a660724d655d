namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Whether an order is an intermarket sweep order.</summary>
public enum IntermarketSweep : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>It is.</summary>
    Eligible = (byte)'Y',

    /// <summary>It is not.</summary>
    NotEligible = (byte)'N',
}
