namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Why a trade was broken.</summary>
public enum BrokenTradeReason : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Clearly erroneous.</summary>
    Erroneous = (byte)'E',

    /// <summary>Both sides agreed.</summary>
    Consent = (byte)'C',

    /// <summary>By the exchange's staff.</summary>
    Supervisory = (byte)'S',

    /// <summary>By a third party.</summary>
    External = (byte)'X',
}
