namespace Harrier.Trading.Risk;

/// <summary>The limits of the pre-trade checks.</summary>
public sealed record RiskLimits
{
    /// <summary>Gets the largest distance of an order's price from the mid, in 1/10,000 of the mid; 1 and up.</summary>
    public required int PriceCollarBasisPoints { get; init; }

    /// <summary>Gets the most lots of an order, 1 to 999,999.</summary>
    public required int MaximumOrderLots { get; init; }

    /// <summary>Gets the most lots held on either side of one instrument; 0 and up.</summary>
    public required long MaximumPositionLots { get; init; }

    /// <summary>Gets the most that an order may be worth, in dollars.</summary>
    public required decimal MaximumOrderNotionalDollars { get; init; }

    /// <summary>Gets the most that all positions and open orders together may be worth, in dollars, no side set
    /// against the other.</summary>
    public required decimal MaximumGrossNotionalDollars { get; init; }

    /// <summary>Gets the most orders (entered and replaced; cancels are free) within any second.</summary>
    public required int MaximumOrdersPerSecond { get; init; }

    /// <summary>Gets how old the last market data may be, in milliseconds.</summary>
    public required int StaleMarketDataMilliseconds { get; init; }

    /// <summary>Gets the loss at which trading stops, in dollars; above 0.</summary>
    public required decimal MaximumLossDollars { get; init; }

    /// <summary>Gets the limits of the portfolio as a whole.</summary>
    public PortfolioLimits Portfolio { get; init; } = PortfolioLimits.None;
}
