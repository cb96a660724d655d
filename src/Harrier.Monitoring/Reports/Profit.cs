using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>A result in money, by what it consists of and by what caused it. The two sums are equal, exactly.</summary>
/// <param name="Cash">What was received less what was paid, fees and rebates included.</param>
/// <param name="InventoryAtMid">The inventory held, valued at the mid price.</param>
/// <param name="Spread">Captured from the spread: distance of each fill from the mid at that moment.</param>
/// <param name="Inventory">Made or lost by holding inventory while the mid moved.</param>
/// <param name="Fees">Rebates received less fees paid.</param>
public sealed record Profit(Money Cash, Money InventoryAtMid, Money Spread, Money Inventory, Money Fees)
{
    /// <summary>Gets the result: cash and inventory together.</summary>
    public Money Total => Cash + InventoryAtMid;

    /// <summary>Gets a value indicating whether the causes add up to the total, to the last part.</summary>
    public bool AddsUp => Total == Spread + Inventory + Fees;
}
