namespace Harrier.Trading.Risk;

/// <summary>The limits of the portfolio as a whole.</summary>
public enum PortfolioLimit : byte
{
    /// <summary>Value at risk, dollars.</summary>
    ValueAtRisk = 0,

    /// <summary>Expected shortfall, dollars.</summary>
    ExpectedShortfall = 1,

    /// <summary>The result below its highest, dollars.</summary>
    Drawdown = 2,

    /// <summary>Gross value over capital.</summary>
    Leverage = 3,

    /// <summary>The largest position's share of the gross value.</summary>
    Concentration = 4,
}
