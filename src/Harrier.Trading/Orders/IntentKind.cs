namespace Harrier.Trading.Orders;

/// <summary>What is wanted of the venue. The zero value wants nothing.</summary>
public enum IntentKind : byte
{
    /// <summary>Nothing to do.</summary>
    None = 0,

    /// <summary>A new order.</summary>
    Enter = 1,

    /// <summary>Another price or size for an order that stands; it loses its place in the queue.</summary>
    Replace = 2,

    /// <summary>An order taken out whole.</summary>
    Cancel = 3,
}
