namespace Harrier.Trading.Orders;

/// <summary>Where one of our orders is in its life. From <see cref="Filled"/> on it has ended.</summary>
public enum LifeCycleState : byte
{
    /// <summary>No such order.</summary>
    None = 0,

    /// <summary>Sent; the venue has not answered.</summary>
    PendingNew = 1,

    /// <summary>Stands at the venue, with nothing in flight for it.</summary>
    Live = 2,

    /// <summary>Stands at the venue; its replacement was sent.</summary>
    PendingReplace = 3,

    /// <summary>Its cancel was sent; it may still be filled.</summary>
    PendingCancel = 4,

    /// <summary>Executed to the last lot.</summary>
    Filled = 5,

    /// <summary>Taken out, on our request or by the venue.</summary>
    Canceled = 6,

    /// <summary>Never stood: the venue refused it, or it was to replace an order that had ended.</summary>
    Rejected = 7,

    /// <summary>Goes on under the number of its replacement.</summary>
    Replaced = 8,
}
