namespace Harrier.Models.Papers;

/// <summary>What a table of Avellaneda and Stoikov (2008) prints about many sessions of one strategy.</summary>
/// <param name="Spread">The mean distance from bid to ask over the quoting times.</param>
/// <param name="Profit">The mean profit, with the inventory at its mid price.</param>
/// <param name="ProfitDeviation">The standard deviation of the profit.</param>
/// <param name="Inventory">The mean inventory at the end.</param>
/// <param name="InventoryDeviation">Its standard deviation.</param>
/// <param name="Executions">The mean number of executions a session.</param>
public readonly record struct SessionMoments(
    double Spread,
    double Profit,
    double ProfitDeviation,
    double Inventory,
    double InventoryDeviation,
    double Executions);
