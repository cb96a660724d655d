namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Why the exchange changed an order.</summary>
public enum RestatedReason : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>The display of an order with a reserve was refreshed.</summary>
    DisplayRefreshed = (byte)'R',

    /// <summary>The displayed price was updated.</summary>
    DisplayPriceUpdated = (byte)'P',
}
