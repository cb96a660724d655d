namespace Harrier.Primitives;

/// <summary>The side of an order, a quote or a fill. The zero value is no side, so that a forgotten one is caught.</summary>
public enum Side : byte
{
    /// <summary>Not set; never valid on an order.</summary>
    None = 0,

    /// <summary>Buy: rests as a bid.</summary>
    Buy = 1,

    /// <summary>Sell: rests as an ask.</summary>
    Sell = 2,
}
