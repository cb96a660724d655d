namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Whether a message carries optional fields behind its fixed part.</summary>
internal enum AppendageRule
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>It may end before the length of the appendage.</summary>
    Optional,

    /// <summary>The length of the appendage is always there, and may be zero.</summary>
    Required,
}
