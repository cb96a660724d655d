namespace Harrier.Models.Risk;

/// <summary>How a position is sold over its days.</summary>
public enum LiquidationProfile : byte
{
    /// <summary>It is held whole until the last day: the careful one.</summary>
    AtTheEnd = 0,

    /// <summary>The same part of it each day.</summary>
    Evenly = 1,
}
