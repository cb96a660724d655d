namespace Harrier.Market.Books;

/// <summary>What stands before an order at its price.</summary>
/// <param name="OrdersAhead">The orders that are filled before it.</param>
/// <param name="LotsAhead">Their lots.</param>
public readonly record struct QueuePosition(int OrdersAhead, long LotsAhead);
