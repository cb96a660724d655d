namespace Harrier.Simulation.Venue;

/// <summary>What an order does on arrival.</summary>
public enum OrderKind : byte
{
    /// <summary>Not set; rejected.</summary>
    None = 0,

    /// <summary>Trades what it can up to its price, and rests with the remainder.</summary>
    Limit = 1,

    /// <summary>Rests, and is cancelled whole if any part of it would trade on arrival.</summary>
    PostOnly = 2,

    /// <summary>Trades what it can up to its price; the remainder is cancelled.</summary>
    ImmediateOrCancel = 3,
}
