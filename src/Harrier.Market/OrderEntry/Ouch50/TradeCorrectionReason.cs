namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Why the price of a trade was changed.</summary>
public enum TradeCorrectionReason : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Adjusted to the net asset value.</summary>
    AdjustedToNetAssetValue = (byte)'N',
}
