namespace Harrier.Trading.Positions;

/// <summary>What one instrument has come to.</summary>
/// <param name="InventoryLots">Held now, signed.</param>
/// <param name="InventoryLotsMax">The most held on either side.</param>
/// <param name="BoughtLots">Bought in all.</param>
/// <param name="SoldLots">Sold in all.</param>
/// <param name="Fills">The number of executions.</param>
/// <param name="Result">The result.</param>
public readonly record struct Position(
    long InventoryLots, long InventoryLotsMax, long BoughtLots, long SoldLots, long Fills, ProfitAndLoss Result);
