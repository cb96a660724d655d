namespace Harrier.Trading.Orders;

/// <summary>What became of one step in the life of an order. Anything but <see cref="Applied"/> is counted, and
/// means that our picture and the venue's may differ.</summary>
public enum OrderResult : byte
{
    /// <summary>Nothing happened: there was nothing to do.</summary>
    NotApplied = 0,

    /// <summary>The step was taken.</summary>
    Applied = 1,

    /// <summary>No order has that number, or it ended so long ago that its place was given away.</summary>
    UnknownOrder = 2,

    /// <summary>The order is in a state in which this cannot happen. A fill is booked nevertheless.</summary>
    IllegalTransition = 3,

    /// <summary>More lots were executed or cancelled than were open. A fill is booked nevertheless.</summary>
    BeyondSize = 4,

    /// <summary>A side, price, size or instrument outside its range; nothing was changed.</summary>
    Malformed = 5,

    /// <summary>The table holds as many open orders as it may; nothing was changed.</summary>
    AtLimit = 6,
}
