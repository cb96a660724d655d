namespace Harrier.Simulation.Venue;

/// <summary>Why lots of an order were cancelled.</summary>
public enum CancelCause : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Its owner asked for it.</summary>
    Requested = 1,

    /// <summary>An immediate-or-cancel order found no more to trade with.</summary>
    ImmediateOrCancel = 2,

    /// <summary>A post-only order would have traded on arrival.</summary>
    PostOnly = 3,

    /// <summary>The arriving order met an order of the same owner: the newest is cancelled.</summary>
    SelfTrade = 4,
}
