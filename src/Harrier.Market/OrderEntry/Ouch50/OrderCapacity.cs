namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>For whom the firm acts.</summary>
public enum OrderCapacity : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>For a customer.</summary>
    Agency = (byte)'A',

    /// <summary>For itself.</summary>
    Principal = (byte)'P',

    /// <summary>As riskless principal.</summary>
    Riskless = (byte)'R',

    /// <summary>Other.</summary>
    Other = (byte)'O',
}
