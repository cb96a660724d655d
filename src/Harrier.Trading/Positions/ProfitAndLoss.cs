using Harrier.Primitives;

namespace Harrier.Trading.Positions;

/// <summary>A result by what it consists of and by what caused it. Cash and inventory at mid together equal the sum
/// of the three causes, to the last part.</summary>
/// <param name="Cash">Received less paid, fees and rebates included.</param>
/// <param name="InventoryAtMid">What is held, at the last mid.</param>
/// <param name="Spread">Distance of the fills from the mid just before them, in our favour.</param>
/// <param name="Inventory">What holding the inventory made while the mid moved.</param>
/// <param name="Fees">Rebates less fees.</param>
public readonly record struct ProfitAndLoss(Money Cash, Money InventoryAtMid, Money Spread, Money Inventory, Money Fees)
{
    /// <summary>Gets the result.</summary>
    public Money Total => Cash + InventoryAtMid;
}
