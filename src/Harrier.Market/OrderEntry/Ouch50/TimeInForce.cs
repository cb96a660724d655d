namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>How long an order lives.</summary>
public enum TimeInForce : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Until the regular market closes.</summary>
    Day = (byte)'0',

    /// <summary>What does not execute at once is cancelled.</summary>
    ImmediateOrCancel = (byte)'3',

    /// <summary>Until the extended hours end (GTX).</summary>
    ExtendedHours = (byte)'5',

    /// <summary>Until the expire time of the optional fields.</summary>
    GoodTillTime = (byte)'6',

    /// <summary>After hours only.</summary>
    AfterHours = (byte)'E',
}
