namespace Harrier.Market.Books;

/// <summary>All orders at one price on one side.</summary>
/// <param name="PriceTicks">The price in ticks.</param>
/// <param name="Lots">Their lots.</param>
/// <param name="Orders">Their number.</param>
public readonly record struct BookLevel(int PriceTicks, long Lots, int Orders);
