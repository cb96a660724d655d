namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The events of a day.</summary>
public enum OuchEventCode : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Orders are accepted.</summary>
    StartOfDay = (byte)'S',

    /// <summary>No new orders are accepted; breaks and cancels may still come.</summary>
    EndOfDay = (byte)'E',
}
