namespace Harrier.Simulation.Venue;

/// <summary>One price of one side of a book: the queue of its orders, oldest first.</summary>
internal struct PriceLevel
{
    /// <summary>The slot of the oldest order.</summary>
    public int First;

    /// <summary>The slot of the newest order.</summary>
    public int Last;

    /// <summary>The number of orders.</summary>
    public int Orders;

    /// <summary>The sum of their open lots.</summary>
    public long Lots;
}
