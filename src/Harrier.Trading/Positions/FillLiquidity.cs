namespace Harrier.Trading.Positions;

/// <summary>Which side of a trade we were: it decides between rebate and fee. The zero value is not valid.</summary>
public enum FillLiquidity : byte
{
    /// <summary>Not known; charged like a taker.</summary>
    None = 0,

    /// <summary>Our order rested: it added liquidity.</summary>
    Maker = 1,

    /// <summary>Our order came in: it removed liquidity.</summary>
    Taker = 2,
}
