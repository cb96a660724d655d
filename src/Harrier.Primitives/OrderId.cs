namespace Harrier.Primitives;

/// <summary>Our own name for an order of ours: the user reference number of OUCH 5.0, strictly increasing in a session.</summary>
/// <param name="Value">1 and up; 0 is no order.</param>
public readonly record struct OrderId(uint Value)
{
    /// <summary>No order.</summary>
    public static OrderId None => default;
}
