namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Whether an order lives after it was accepted.</summary>
public enum OrderState : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>It may execute.</summary>
    Live = (byte)'L',

    /// <summary>It was accepted and cancelled at once.</summary>
    Dead = (byte)'D',
}
